import fs from 'node:fs';
import path from 'node:path';
import { workForFrames } from './frame-work.mjs';
import { runCommand } from './palette.mjs';
import {
  areDrawn,
  choose,
  closeAll,
  equal,
  losses,
  match,
  numbersByHand,
  openNote,
  openPreview,
  otherLosses,
  reload,
  sentence,
  train,
  viewIn,
} from './preview-support.mjs';

/** Of 60 in a second, in milliseconds. */
const frame = 1000 / 60;

/** A notebook with a loss that can't be read, and a note whose network rebuilds its own inputs. */
const refusedNotebook = 'unread.ipynb';
const rebuiltNote = 'rebuilt.md';

/** Makes both in a folder. */
export function addNotes(folder) {
  const cells = [
    String.raw`$y = \sum_i w_i x_i$ and $$L = \frac{1}{2} (y - t)^2 + \langle\!\langle \frac{}{} \rangle$$`,
    String.raw`$$\frac{\partial L}{\partial w_i} = (y - t) x_i$$`,
  ].map((source, at) => ({ cell_type: 'markdown', id: `cell${at}`, metadata: {}, source }));
  fs.writeFileSync(path.join(folder, refusedNotebook), JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const rebuilt = String.raw`$h_j = \tanh(\sum_i w_{ji} x_i)$, $\hat x_i = \sum_j v_{ij} h_j$ and $$L = \frac{1}{2} \sum_i (\hat x_i - x_i)^2$$

$$\frac{\partial L}{\partial v_{ij}} = (x_i - \hat x_i) h_j$$
`;
  fs.writeFileSync(path.join(folder, rebuiltNote), rebuilt);
}

/** What else the preview shows besides two notes and their race. In order: each finds the page as the one before has left it. */
export const viewChecks = {
  async 'the worked example of the notes has their numbers, and one that is wrong is marked'({ page, picture }) {
    await closeAll(page);
    await openNote(page, 'worked.md');
    const view = await openPreview(page);
    const mode = view.getByRole('radio', { name: 'Training' });
    await mode.focus();
    await page.keyboard.press('ArrowRight');
    await view.locator('.worked').waitFor();
    equal(await view.locator('.race').isVisible(), false, 'the race beside it');
    match(
      await sentence(view),
      /^The notes work out 15 numbers by hand; 14 are right\. ∂E\/∂w₁₂ comes to 0\.1608, not to 0\.261 \(line 37\)\.$/,
      'sentence',
    );
    await picture('worked');
    const rows = await numbersByHand(view);
    equal(
      rows.map(({ shown }) => shown).join(' '),
      '0.09 0.6 0.522 0.646 -0.172 0.868 0.457 0.704 0.395 -0.135 0.147 0.134 -0.031 -0.070 0.261',
      'the numbers of the notes',
    );
    for (const { kind, shown, computed } of rows) {
      const decimals = shown.split('.')[1]?.length ?? 0;
      equal(computed.toFixed(decimals) === shown, kind === 'same', `${computed} is ${shown}`);
    }
    const nodes = await view.locator('.nodes tbody tr').evaluateAll((all) =>
      all.map((row) =>
        [...row.cells]
          .slice(1)
          .map(({ textContent }) => textContent)
          .join(' '),
      ),
    );
    equal(nodes[0], '0.09 0.09 0.134 0.134', 'value and adjoint of a_1');
    equal(nodes[4], '−0.1717 −0.172 −0.1347 −0.135', 'value and adjoint of n_1');
    equal(nodes.length, 9, 'nodes');
    await view.getByLabel('One number on').click();
    // The keyboard stays in the preview.
    await page.locator('.line-numbers.active-line-number', { hasText: /^27$/ }).waitFor();
    const seen = (n) =>
      view
        .locator('.numbers-by-hand .computed')
        .nth(n)
        .evaluate((one) => getComputedStyle(one).visibility);
    equal(`${await seen(0)} ${await seen(1)}`, 'visible hidden', 'the numbers to come');
    await view.getByRole('button', { name: 'All', exact: true }).click();
  },

  async 'and is there again after a reload of the window'({ page }) {
    const view = await reload(page);
    await view.locator('.worked .numbers-by-hand').waitFor();
    await view.getByRole('radio', { name: 'Worked example' }).focus();
    await page.keyboard.press('ArrowLeft');
    await view.locator('.worked').waitFor({ state: 'hidden' });
  },

  async 'another loss or activation is what both runs are measured by, and what the run as written then follows is said'({
    page,
    picture,
  }) {
    await closeAll(page);
    await openNote(page, 'network.md');
    const view = await openPreview(page);
    await view.locator('details.settings > summary').click();
    await choose(view, 'Loss', 'hinge');
    await view.locator('.parameters tr.elsewhere').nth(3).waitFor();
    match(
      await sentence(view),
      /The gradients of the notes are those of E, and not of the loss that was chosen \(hinge\), by which both runs are measured\.$/,
      'sentence',
    );
    await train(view);
    const { written, exact } = await losses(view);
    if (!(exact < 0.05 && 0.5 < written)) throw new Error(`the losses are ${exact} and ${written}`);
    await picture('other-loss');
    await choose(view, 'Loss', '');
    await view.locator('.parameters tr.right').nth(3).waitFor();
    await choose(view, 'Activation', 'relu');
    await view.locator('.parameters tr.elsewhere').nth(1).waitFor();
    equal(await view.locator('.parameters tr.right').count(), 2, 'gradients that hold with every activation');
    match(
      await sentence(view),
      /with their own activation, and not with relu; the run as written follows them all the same\.$/,
      'sentence',
    );
    await choose(view, 'Activation', '');
    await view.locator('.parameters tr.right').nth(3).waitFor();
  },

  async 'cosine and error of each gradient are drawn over time'({ page }) {
    await closeAll(page);
    await openNote(page, 'network-slip.md');
    const view = await openPreview(page);
    await train(view);
    const paths = await view.locator('.spark .curve').evaluateAll((all) => all.map((path) => path.getAttribute('d')));
    equal(paths.length, 8, 'curves');
    for (const path of paths) if (path.split('L').length < 100) throw new Error(`too few points: ${path.slice(0, 80)}`);
    equal(await view.locator('tr.wrong .spark').first().getAttribute('aria-label'), 'cosine over the steps: from −1 to −1', 'label');
    equal(await view.locator('tr.right .spark').first().getAttribute('aria-label'), 'cosine over the steps: from 1 to 1', 'label');
  },

  async 'play can be paused, and a step goes on from there'({ page }) {
    const view = viewIn(page);
    const play = view.locator('button.play');
    for (const speed of ['1', '10', '50']) {
      await view.locator('button', { hasText: 'Reset' }).click();
      await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
      await view.getByLabel('Speed').selectOption(speed);
      await play.click();
      await view.locator('.steps', { hasText: /^step [1-9]/ }).waitFor();
      await play.filter({ hasText: 'Pause' }).click();
      await play.filter({ hasText: 'Play' }).waitFor();
      const done = await stepOf(view);
      await view.locator('button', { hasText: 'Step' }).click();
      await view.locator('.steps', { hasText: new RegExp(`^step ${done + 1}$`) }).waitFor();
    }
  },

  async 'each kind of data is drawn, and where both runs differ'({ page, picture }) {
    const view = viewIn(page);
    await view.locator('details.settings > summary').click();
    const kinds = [
      ['circles', /^two circles, /, 4],
      ['gaussians', /^two Gaussians, /, 4],
      ['blobs', /^three Gaussians, /, 4],
      ['moons', /^two moons, /, 4],
      ['spirals', /^three spirals, /, 4],
      // What is predicted is one number, so there is no accuracy, and one picture has both runs.
      ['curve', /^a curve to fit, /, 2],
      ['xor', /^exclusive or, /, 4],
    ];
    for (const [name, line, canvases] of kinds) {
      const before = JSON.stringify(await losses(view));
      await choose(view, 'Data', name);
      await view.locator('details.settings > summary', { hasText: line }).waitFor();
      await otherLosses(view, before, name);
      await train(view);
      await areDrawn(view, canvases);
      if (name === 'spirals' || name === 'curve') await picture(`data-${name}`);
    }
    const surfaces = view.locator('.surfaces canvas');
    await view.getByLabel('What is shown of the decision surfaces').selectOption('difference');
    await view.locator('.surfaces figcaption', { hasText: 'different classes' }).waitFor();
    equal(await surfaces.count(), 1, 'surfaces');
    await areDrawn(view, 3);
    await picture('difference');
  },

  async 'huge sizes are refused with the limit, and the network stays'({ page }) {
    const view = viewIn(page);
    for (const [label, limit] of [
      ['Units of a', '128'],
      ['Batch', '256'],
      ['Points', '5000'],
    ]) {
      const field = view.getByLabel(label, { exact: true });
      const before = await stepOf(view);
      await field.fill('1000000');
      await field.press('Tab');
      await view.locator('.problem', { hasText: limit }).waitFor();
      equal(await field.getAttribute('aria-invalid'), 'true', label);
      equal(await stepOf(view), before, 'the step');
      await field.fill('');
      await field.press('Tab');
      await view.locator('.problem', { hasText: limit }).waitFor({ state: 'hidden' });
      // The usual size again is a race from the start.
      await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
      await view.locator('button.play:enabled').waitFor();
    }
  },

  async 'a run that blows up stops, says when and by what, and may start again with a smaller rate; the other one goes on'({
    page,
    picture,
  }) {
    await closeAll(page);
    await openNote(page, 'network-up.md');
    const view = await openPreview(page);
    await view.locator('details.settings > summary').click();
    const stretch = view.getByLabel('Play steps', { exact: true });
    await stretch.fill('2000');
    await stretch.press('Tab');
    const rate = view.getByLabel('Rate', { exact: true });
    await rate.fill('0.3');
    await rate.press('Tab');
    await view.locator('details.settings > summary', { hasText: 'rate 0.3' }).waitFor();
    await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
    await view.getByLabel('Speed').selectOption('0');
    await view.locator('button.play:enabled').click();
    await view.locator('.readout td', { hasText: /^stopped at step \d+$/ }).waitFor({ timeout: 60_000 });
    match(
      await sentence(view),
      /^The run with the gradients as written stopped at step \d+: .+ is no longer finite\. Loss after \d+ steps with the true gradients: /,
      'sentence',
    );
    const stopped = Number(/step (\d+)/.exec(await sentence(view))[1]);
    for (let tries = 0; tries < 100 && (await stepOf(view)) <= stopped; tries++) await page.waitForTimeout(100);
    if ((await stepOf(view)) <= stopped) throw new Error('the true run has stopped too');
    await picture('blown-up');
    await view.getByRole('button', { name: 'Reset with rate 0.075' }).click();
    await view.locator('details.settings > summary', { hasText: 'rate 0.075' }).waitFor();
    await view.getByRole('button', { name: 'Reset with rate' }).waitFor({ state: 'hidden' });
    equal(await view.getByLabel('Rate', { exact: true }).inputValue(), '0.075', 'rate');
  },

  async 'the page draws on while training runs, and rests where motion is not wanted'({ page }) {
    const view = viewIn(page);
    const stretch = view.getByLabel('Play steps', { exact: true });
    await stretch.fill('20000');
    await stretch.press('Tab');
    await view.getByLabel('Speed').selectOption('250');
    if (await view.locator('button.play', { hasText: 'Play' }).isVisible()) await view.locator('button.play').click();
    let gaps;
    const { drawing, besides } = await workForFrames(page, async () => {
      gaps = await view.locator('body').evaluate(gapsBetweenFrames, 3000);
    });
    equal(await view.locator('button.play').textContent(), 'Pause', 'what the button says, since training runs all the while');
    const idle = await emptyPage(page, (body) => body.evaluate(gapsBetweenFrames, 1500));
    if (drawing.length < 10) throw new Error(`only ${drawing.length} frames were drawn`);
    const mean = (all) => all.reduce((sum, one) => sum + one, 0) / all.length;
    const work = mean(drawing) + besides * frame;
    const most = drawing[Math.floor(0.95 * drawing.length)];
    console.log(
      `note ${(1000 / mean(gaps)).toFixed(0)} frames a second while training runs, ${(1000 / mean(idle)).toFixed(0)} in an empty page; ` +
        `${work.toFixed(1)} ms of processor time in a sixtieth of a second; frames alone: at most ${most.toFixed(1)} ms for 95 of 100`,
    );
    if (frame < work) throw new Error(`the work for a frame takes ${work} ms`);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await view
      .locator('body')
      .evaluate(
        () =>
          [...document.querySelectorAll('*')].filter(
            (one) => parseFloat(getComputedStyle(one).transitionDuration) > 0 || getComputedStyle(one).animationName !== 'none',
          ).length,
      );
    equal(moving, 0, 'elements that move');
    await page.emulateMedia({ reducedMotion: null });
  },

  async 'the points of the spoilers: the perceptron rule separates them, and the true gradients do not'({ page, picture }) {
    await closeAll(page);
    await openNote(page, 'spoiler.md');
    const view = await openPreview(page);
    await view.locator('details.settings > summary').click();
    await choose(view, 'Data', 'spoilers');
    await view.locator('.readout tr', { hasText: 'perceptron rule' }).waitFor();
    await train(view);
    match(await sentence(view), /The perceptron rule separates the points, after \d+ moves; the true gradients do not\. /, 'sentence');
    const accuracies = await view.locator('.readout tbody tr').evaluateAll((all) => all.map((row) => row.cells[2]?.textContent));
    equal(accuracies.join(), '99.5 %,99.5 %,100 %', 'accuracies as written, true, of the perceptron');
    await view.getByText('line of the perceptron rule').waitFor();
    await picture('spoilers');
  },

  async 'every control has a name, and is reached by the keyboard'({ page }) {
    const view = viewIn(page);
    for (const details of await view.locator('details:not([open]) > summary').all()) if (await details.isVisible()) await details.click();
    const nameless = await view
      .locator('button, select, input, [role=img], table')
      .evaluateAll((all) =>
        all
          .filter(
            (one) =>
              !(
                !one.checkVisibility() ||
                one.getAttribute('aria-label') ||
                one.labels?.length > 0 ||
                one.caption ||
                (one.tagName === 'BUTTON' && one.textContent.trim())
              ),
          )
          .map((one) => one.outerHTML.slice(0, 120)),
      );
    equal(nameless.join('\n'), '', 'controls without a name');
    const wanted = await view.locator('button, select, input, summary').evaluateAll((all) => {
      const reached = all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
      for (const [n, one] of reached.entries()) one.dataset.stop = String(n);
      reached[0].focus();
      return reached.length;
    });
    const seen = new Set(['0']);
    for (let n = 0; n < wanted + 4; n++) {
      await page.keyboard.press('Tab');
      seen.add(await view.locator('body').evaluate(() => document.activeElement?.dataset.stop ?? '-'));
    }
    seen.delete('-');
    equal(seen.size, wanted, 'controls that the keyboard reaches');
  },

  async 'a notebook has a preview, one that leaves its input open too, and one without a network is told why'({ page, picture }) {
    await closeAll(page);
    await openNotebook(page, 'network.ipynb');
    const view = await openPreview(page);
    await train(view);
    match(await sentence(view), /^Loss after 500 steps: .* ∂E\/∂w \(line 11\) differs\.$/, 'sentence');
    await picture('notebook');
    await closeAll(page);
    await openNotebook(page, 'cells.ipynb');
    match(
      await sentence(await openPreview(page)),
      /∂L\/∂w \(line 3\) and ∂L\/∂b \(line 3\) differ\.$/,
      'what is claimed of the activation',
    );
    await closeAll(page);
    await openNotebook(page, refusedNotebook);
    await runCommand(page, 'Backproof: Open Training Preview');
    const notice = page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame').locator('.notice');
    await notice.filter({ hasText: 'L cannot be read' }).waitFor();
    await notice.locator('.link').click();
    await page.locator('.statusbar-item', { hasText: 'Cell 1 of 2' }).waitFor();
  },

  async 'of a network that rebuilds its inputs one sees where each point comes out'({ page, picture }) {
    await closeAll(page);
    await openNote(page, rebuiltNote);
    const view = await openPreview(page);
    await train(view);
    await view.getByRole('heading', { name: 'Reconstruction' }).waitFor();
    const { written, exact } = await losses(view);
    if (!(2 * exact < written)) throw new Error(`the loss of the true run is ${exact}, of the other one ${written}`);
    const canvases = view.locator('.surfaces canvas');
    equal(await canvases.count(), 2, 'pictures');
    await areDrawn(view, 3);
    equal(await view.getByLabel('What is shown of the decision surfaces').isVisible(), false, 'a choice of surfaces');
    await picture('rebuilt');
  },
};

/** Runs in a page: the times between frames, in milliseconds. */
function gapsBetweenFrames(_body, longest) {
  return new Promise((resolve) => {
    const found = [];
    const began = performance.now();
    let last = began;
    const next = (now) => {
      found.push(now - last);
      last = now;
      if (now - began < longest) requestAnimationFrame(next);
      else resolve(found.slice(1));
    };
    requestAnimationFrame(next);
  });
}

/** Does something with a page that shows nothing, in front of another one. */
async function emptyPage(page, use) {
  const other = await page.context().newPage();
  try {
    return await use(other.locator('body'));
  } finally {
    await other.close();
    await page.bringToFront();
  }
}

async function openNotebook(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { has: page.getByText(name, { exact: true }) }).dblclick();
  await page.waitForSelector('.notebookOverlay .cell-list-container .monaco-list-row', { state: 'attached' });
  await page.locator('.notebookOverlay .cell-list-container').click();
}

async function stepOf(view) {
  return Number((await view.locator('.steps').textContent()).replace('step ', ''));
}
