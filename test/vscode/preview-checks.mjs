import fs from 'node:fs';
import path from 'node:path';
import { runCommand } from './palette.mjs';
import { addSeeds, seedChecks } from './preview-seeds.mjs';
import {
  answerDialog,
  closeAll,
  equal,
  inkOf,
  losses,
  match,
  near,
  openNote,
  openPreview,
  otherLosses,
  reload,
  sentence,
  train,
  viewIn,
} from './preview-support.mjs';
import { addThemeNotes, themeChecks } from './preview-themes.mjs';
import { addNotes, viewChecks } from './preview-views.mjs';
import { openWorkbench, startServer } from './vscode-web.mjs';

/** `--only=PATTERN`: of the checks those whose names match. */
const only = new RegExp(process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length) ?? '');

/** The training preview as a person sees it: two notes of the same network, one with a sign that is wrong. */
export async function previewChecks({ browser, root, extension, shots, workspace, report }) {
  const folder = workspace();
  addThemeNotes(folder);
  addNotes(folder);
  const hasSeeds = addSeeds(folder);
  if (!hasSeeds)
    console.log('note the notes of teachers (../shared/seeds) are absent, so notes of their kind alone are opened in the preview');
  const all = { ...checks, ...viewChecks, ...(hasSeeds ? seedChecks : {}), ...themeChecks };
  const server = await startServer({ root, workspace: folder });
  const { page, context } = await openWorkbench(browser, server, {
    extension,
    deviceScaleFactor: 2,
    viewport: { width: 1360, height: 860 },
  });
  const picture = (name) => page.screenshot({ path: path.join(shots, `preview-${name}.png`), timeout: 120_000 });
  try {
    for (const [name, check] of Object.entries(all)) {
      if (!only.test(name)) continue;
      const began = Date.now();
      try {
        await check({ page, picture, folder });
        report(true, `preview: ${name}`, `${((Date.now() - began) / 1000).toFixed(1)} s`);
      } catch (error) {
        await picture(`failed-${name.replace(/\W+/g, '-').slice(0, 40)}`);
        report(false, `preview: ${name}`, error.stack ?? String(error));
      }
    }
  } finally {
    await context.close();
    await server.stop();
  }
}

/** In order: each finds the page as the one before has left it. */
const checks = {
  async 'of right notes the two curves are one, and both learn'({ page, picture }) {
    await openNote(page, 'network.md');
    const view = await openPreview(page);
    await train(view);
    await picture('right');
    const { written, exact } = await losses(view);
    if (!(exact < 0.02)) throw new Error(`the loss of the true run is ${exact}`);
    near(written, exact, 1e-9, 'loss as written');
    match(
      await sentence(view),
      /^Loss after 500 steps: 0\.\d+ in both runs\. Every gradient that the notes claim is the true one\.$/,
      'sentence',
    );
    equal(await view.locator('.parameters tr.right').count(), 4, 'right gradients');
  },

  async 'of wrong notes the true run learns, and the run as written does not'({ page, picture }) {
    await closeAll(page);
    await openNote(page, 'network-slip.md');
    const view = await openPreview(page);
    match(await sentence(view), /^Two runs start .* ∂E\/∂w \(line 17\) differs\.$/, 'sentence before');
    await train(view);
    await picture('wrong');
    const { written, exact } = await losses(view);
    if (!(exact < 0.02)) throw new Error(`the loss of the true run is ${exact}`);
    if (!(0.1 < written)) throw new Error(`the loss of the run as written is ${written}`);
    match(await sentence(view), /^Loss after 500 steps: .* ∂E\/∂w \(line 17\) differs\.$/, 'sentence');
    equal(await view.locator('p[aria-live]').textContent(), await sentence(view), 'what is read out');
    const wrong = view.locator('.parameters tr.wrong');
    equal(await wrong.count(), 1, 'wrong gradients');
    equal(await wrong.locator('.number').first().textContent(), '−1', 'cosine');
    await wrong.getByRole('img', { name: 'The gradient of the notes is not the true one' }).waitFor();
  },

  async 'the curves are drawn, in the colours of their legend, and each formula is typeset'({ page }) {
    const view = viewIn(page);
    for (const [n, chart] of [...(await view.locator('.chart canvas').all()).entries()]) {
      const [exact, written] = await inkOf(chart, 'ink-exact', 'ink-written');
      const drawn = { exact: exact.length, written: written.length };
      if (drawn.exact < 200 || drawn.written < 200) throw new Error(`chart ${n} has too few points: ${JSON.stringify(drawn)}`);
    }
    equal(await view.locator('.formula.source').count(), 0, 'formulas that are not typeset');
    const fonts = await view.locator('body').evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    });
    match(fonts.join(), /KaTeX_Main.*KaTeX_Math|KaTeX_Math.*KaTeX_Main/, 'fonts');
  },

  async 'a click on a line shows its formula in the editor'({ page, picture }) {
    const view = viewIn(page);
    await view.locator('.result .link').click();
    await page.locator('.statusbar-item', { hasText: 'Ln 17, ' }).waitFor();
    await picture('revealed');
  },

  async 'step and reset do what they say, by keyboard'({ page }) {
    const view = viewIn(page);
    await view.locator('button', { hasText: 'Reset' }).focus();
    await page.keyboard.press('Enter');
    await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
    await view.locator('button', { hasText: 'Step' }).focus();
    await page.keyboard.press('Space');
    await view.locator('.steps', { hasText: /^step 1$/ }).waitFor();
  },

  async 'a worker that is gone is told of, and can be started again'({ page, picture }) {
    const view = viewIn(page);
    await Promise.all(
      page
        .workers()
        .filter((worker) => worker.url().startsWith('blob:'))
        .map((worker) => worker.evaluate(() => close()).catch(() => {})),
    );
    await view.locator('button', { hasText: 'Step' }).click();
    await view.locator('.notice', { hasText: 'does not answer' }).waitFor({ timeout: 60_000 });
    await picture('worker-gone');
    await view.locator('.notice button', { hasText: 'Restart' }).click();
    await view.locator('.steps', { hasText: /^step 1$/ }).waitFor();
    await view.locator('.notice').waitFor({ state: 'hidden' });
  },

  async 'the network shows one point on its way, node by node, tied to the formulas both ways'({ page, picture }) {
    const view = viewIn(page);
    await view.locator('details.network > summary').click();
    const nodes = view.locator('.node');
    await nodes.locator('.numbers span').first().waitFor();
    equal(await nodes.count(), 6, 'nodes: x, a, z, y, t, E');
    await picture('network');
    equal(await view.locator('.edges path').count(), 5, 'edges');
    const values = () => nodes.nth(1).locator('.numbers').first().textContent();
    const before = await values();
    const point = view.getByLabel('Point', { exact: true });
    await point.fill('2');
    await point.press('Tab');
    for (let tries = 0; tries < 100 && (await values()) === before; tries++) await page.waitForTimeout(50);
    if ((await values()) === before) throw new Error('another point has the same values');
    const next = view.getByLabel('One node on');
    await next.click();
    await next.press('Enter');
    // The keyboard stays in the preview; that the cursor has gone to the formula is seen by the node that it lights.
    await view.locator('.node.here.lit').waitFor();
    equal(
      await nodes
        .nth(2)
        .locator('.numbers')
        .first()
        .evaluate((one) => getComputedStyle(one).visibility),
      'hidden',
      'values to come',
    );
    await nodes.nth(5).locator('.link').click();
    await page.locator('.statusbar-item', { hasText: 'Ln 5, ' }).waitFor();
    await view.locator('.node.value.lit').first().waitFor();
    await view.locator('details.network > summary').click();
  },

  async 'a reload of the window brings it back where it was'({ page, picture }) {
    await train(viewIn(page));
    const before = await losses(viewIn(page));
    const view = await reload(page);
    await view.locator('.steps', { hasText: /^step 500$/ }).waitFor();
    equal(JSON.stringify(await losses(view)), JSON.stringify(before), 'losses');
    await picture('reloaded');
  },

  async 'every control does what it says'({ page, picture }) {
    const view = viewIn(page);
    const summary = view.locator('details.settings > summary');
    await summary.click();
    await picture('settings');
    const chosen = [
      // control                          value      what the line says then
      ['Data', 'moons', /^two moons, 200 points · gradient descent/],
      ['Points', '120', /^two moons, 120 points/],
      ['Noise', '0.3', /^two moons, 120 points/],
      ['Train share', '0.5', /^two moons, 120 points/],
      ['Seed', '7', /^two moons, 120 points/],
      ['Units of a', '4', /^two moons, 120 points/],
      ['Optimiser', 'adam', / · Adam, rate /],
      ['Rate', '0.02', / · Adam, rate 0\.02 · batch 32$/],
      ['Batch', '16', / · batch 16$/],
      ['L2 decay', '0.01', / · batch 16$/],
      ['Play steps', '40', / · batch 16$/],
    ];
    for (const [label, value, line] of chosen) {
      const before = JSON.stringify(await losses(view));
      const control = view.getByLabel(label, { exact: true });
      if ((await control.evaluate(({ tagName }) => tagName)) === 'SELECT') await control.selectOption(value);
      else {
        await control.fill(value);
        await control.press('Tab');
      }
      await view.locator('details.settings > summary', { hasText: line }).waitFor({ timeout: 20_000 });
      await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
      if (['Data', 'Noise', 'Seed', 'Units of a'].includes(label)) await otherLosses(view, before, label);
    }
    await view.locator('button.play:enabled').click();
    await view.locator('.steps', { hasText: /^step 40$/ }).waitFor({ timeout: 60_000 });
    const rate = view.getByLabel('Rate', { exact: true });
    await rate.fill('fast');
    await rate.press('Tab');
    await view.locator('.problem', { hasText: 'A number from' }).waitFor();
    equal(await rate.getAttribute('aria-invalid'), 'true', 'a rate that is none');
    await view.locator('.steps', { hasText: /^step 40$/ }).waitFor();
  },

  async 'data that do not fit are refused, and all stays as it was'({ page, picture }) {
    await closeAll(page);
    await openNote(page, 'unit.md');
    const view = await openPreview(page);
    await view.locator('details.settings > summary').click();
    await view.getByLabel('Data', { exact: true }).selectOption('spirals');
    await view.locator('.notice', { hasText: 'The network has one output, and the data have 3 classes.' }).waitFor();
    equal(await view.getByLabel('Data', { exact: true }).inputValue(), '', 'the choice');
    await picture('refused');
  },

  async 'own data are rows of a file; of bad rows it is said which and why'({ page, picture, folder }) {
    const view = viewIn(page);
    await view.getByLabel('Data', { exact: true }).selectOption('own');
    await answerDialog(page, path.join(folder, 'bad-rows.csv'));
    await view.locator('.notice li', { hasText: 'line 3: column 2 is “x”, which is not a number' }).waitFor();
    await view.locator('.notice li', { hasText: 'line 4: this row has 2 cells, and the first one has 3' }).waitFor();
    await picture('bad-rows');
    equal(await view.getByLabel('Data', { exact: true }).inputValue(), '', 'the choice');
    await view.getByLabel('Data', { exact: true }).selectOption('own');
    await answerDialog(page, path.join(folder, 'rows.csv'));
    await view.locator('details.settings > summary', { hasText: 'rows.csv, 8 points' }).waitFor();
  },

  async 'the run is exported as picture, table and JSON'({ page, folder }) {
    const view = viewIn(page);
    await train(view);
    for (const [label, ending, isSound] of [
      ['picture (PNG)', 'png', (bytes) => bytes.subarray(1, 4).toString() === 'PNG' && 20_000 < bytes.length],
      ['curves (CSV)', 'csv', (bytes) => /^step,loss written,loss true/.test(bytes) && 100 < bytes.toString().split('\n').length],
      ['run (JSON)', 'json', (bytes) => JSON.parse(bytes).steps === 500],
    ]) {
      await view.locator('footer button', { hasText: label }).click();
      const file = path.join(folder, `run.${ending}`);
      await answerDialog(page, file);
      for (let tries = 0; tries < 50 && !(fs.existsSync(file) && 0 < fs.statSync(file).size); tries++) await page.waitForTimeout(100);
      if (!isSound(fs.readFileSync(file))) throw new Error(`${file} is not what it should be`);
    }
  },

  async 'edits of the notes are followed; of notes that can not be read any more the last network stays'({ page, picture }) {
    await closeAll(page);
    await openNote(page, 'network-slip.md');
    const view = await openPreview(page);
    await view.locator('.result .link').click();
    await page.locator('.statusbar-item', { hasText: 'Ln 17, ' }).waitFor();
    // The formula is selected.
    await page.locator('.statusbar-item', { hasText: 'selected' }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.insertText(String.raw`\frac{\partial E}{\partial w_{ji}} = \epsilon_j x_i`);
    await view.locator('.result[data-spoken*="Every gradient that the notes claim is the true one"]').waitFor({ timeout: 30_000 });
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await view.locator('.notice', { hasText: 'What is shown is the last network that could be read.' }).waitFor({ timeout: 30_000 });
    await picture('broken');
    await page.keyboard.press('Control+Z');
    await view.locator('.notice').waitFor({ state: 'hidden', timeout: 30_000 });
    await runCommand(page, 'File: Revert File');
  },

  async 'a note that is renamed keeps its preview'({ page, picture }) {
    await rename(page, 'network-slip.md', 'renamed.md');
    const view = viewIn(page);
    await view.locator('.result .link').first().click();
    await page.locator('.tab.active', { hasText: 'renamed.md' }).first().waitFor();
    await picture('renamed');
    await rename(page, 'renamed.md', 'network-slip.md');
  },
};

/** Renames a note in the explorer and waits until its preview has the new name. */
async function rename(page, from, to) {
  await page.locator('.explorer-folders-view .monaco-list-row', { has: page.getByText(from, { exact: true }) }).click();
  await page.keyboard.press('F2');
  await page.locator('.explorer-folders-view input').fill(to);
  await page.keyboard.press('Enter');
  await page.locator('.tab', { hasText: `Training: ${to}` }).waitFor();
}
