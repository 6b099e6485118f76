import path from 'node:path';
import { openWorkbench, startServer } from './vscode-web.mjs';

/** Looks at the editor as a person does, once in each theme, and keeps pictures. */
export async function uiChecks({ browser, root, extension, shots, workspace, report }) {
  for (const [theme, label] of [
    ['Default Dark Modern', 'dark'],
    ['Default Light Modern', 'light'],
  ]) {
    const server = await startServer({ root, workspace: workspace(), settings: { 'workbench.colorTheme': theme } });
    const { page, context } = await openWorkbench(browser, server, { extension, deviceScaleFactor: 2 });
    const picture = (name) => page.screenshot({ path: path.join(shots, `${label}-${name}.png`) });
    try {
      for (const [name, check] of Object.entries(checks)) {
        try {
          await check({ page, picture });
          report(true, `${label}: ${name}`);
        } catch (error) {
          await picture(`failed-${name.replace(/\W+/g, '-').slice(0, 40)}`);
          report(false, `${label}: ${name}`, error.stack ?? String(error));
        }
      }
    } finally {
      await context.close();
      await server.stop();
    }
  }
}

const statusItem = '[id="backproof.backproof.backproof.status"]';

/** In order: each finds the page as the one before has left it. */
const checks = {
  async 'a squiggle under the wrong factor only'({ page, picture }) {
    await openFile(page, 'neuron.md');
    await page.waitForSelector('.squiggly-error', { timeout: 60_000 });
    await picture('note');
    const squiggles = await boxes(page, '.squiggly-error');
    equal(squiggles.length, 1, 'squiggles');
    const factor = await textBox(page, '(y - t) \\, w', 'w');
    const [squiggle] = squiggles;
    near(squiggle.x, factor.x, 1.5, 'left end');
    near(squiggle.x + squiggle.width, factor.x + factor.width, 1.5, 'right end');
    if (squiggle.y + squiggle.height < factor.y || factor.y + factor.height + 4 < squiggle.y)
      throw new Error('the squiggle is in another line');
  },

  async 'the status bar has the counts, in words for a screen reader'({ page }) {
    const item = page.locator(statusItem);
    await item.waitFor();
    equal((await item.textContent()).replace(/\s+/g, ' ').trim(), '2 1', 'text');
    const label = await item.locator('[aria-label]').first().getAttribute('aria-label');
    match(label, /2 steps hold, 1 step does not hold/, 'label');
  },

  async 'the Problems panel says what is wrong, with numbers'({ page, picture }) {
    await page.keyboard.press('Control+Shift+M');
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'your right side gives' }).first();
    await row.waitFor();
    const label = await row.getAttribute('aria-label');
    match(label, /Your right side gives|your right side gives/, 'row');
    match(label, /Error/i, 'row');
    await picture('problems');
    await page.keyboard.press('Control+Shift+M');
    await page.waitForSelector('.markers-panel', { state: 'hidden' });
  },

  async 'the hover has verdict, witness and the repair as a formula'({ page, picture }) {
    const { x, y, width, height } = await squiggleBox(page);
    await page.mouse.move(x + width / 2, y - 30);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    const hover = page.locator('.monaco-hover:not(.hidden)');
    const images = hover.locator('img');
    await images.nth(1).waitFor();
    const texts = (await hover.locator('.hover-contents').allTextContents()).join('\n');
    match(texts, /This step does not hold/, 'verdict');
    match(texts, /your right side gives/, 'witness');
    const drawn = await images.evaluateAll((all) => all.map((image) => image.complete && 0 < image.naturalWidth));
    equal(drawn.join(), 'true,true', 'formulas drawn');
    const [yours, repair] = await images.evaluateAll((all) => all.map((image) => image.getBoundingClientRect().toJSON()));
    near(yours.y, repair.y, 8, 'both sides in one row');
    await page.waitForTimeout(300);
    await picture('hover');
  },

  async 'the quick fix repairs the step, and the squiggle goes'({ page, picture }) {
    await page.keyboard.press('Escape');
    const { x, y, width, height } = await squiggleBox(page);
    await page.mouse.click(x + width / 2, y + height / 2);
    const fix = page.locator('.action-widget .monaco-list-row.action', { hasText: 'Replace with' }).first();
    for (let tries = 0; tries < 5 && !(await fix.isVisible()); tries++) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      await fix.waitFor({ timeout: 3000 }).catch(() => {});
    }
    await picture('quick-fix');
    await fix.click();
    await page.waitForSelector('.squiggly-error', { state: 'detached' });
    await page.locator(statusItem, { hasText: '3' }).waitFor();
    await picture('repaired');
  },

  async 'the command checks a plain text file'({ page, picture }) {
    await openFile(page, 'sum.txt');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>Backproof: Check Notes');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Backproof: Check Notes' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.squiggly-error');
    await page.locator(statusItem).waitFor();
    await picture('plain-text');
  },

  async 'the hover of a step of matrices says how its symbols are read'({ page, picture }) {
    await openFile(page, 'layer.md');
    await page.locator(`${statusItem} [aria-label*="2 steps hold"]`).waitFor();
    const { x, y, width, height } = await textBox(page, 'W^\\top', 'W');
    await page.mouse.move(x + width / 2, y - 30);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'Read as:' });
    await hover.waitFor();
    match((await hover.locator('.hover-contents').allTextContents()).join(' '), /x vector, 3 · W matrix, 2 × 3/, 'symbols');
    await page.waitForTimeout(300);
    await picture('hover-symbols');
  },

  async 'a wrong step in a notebook is in the Problems panel, with its cell'({ page, picture }) {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'cells.ipynb' }).dblclick();
    await page.waitForSelector('.notebookOverlay .cell-list-container .monaco-list-row', { state: 'attached' });
    await page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('.markup h1').first().waitFor();
    await page.keyboard.press('Control+Shift+M');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'cells.ipynb' }).first().waitFor();
    await page.locator(`${statusItem} [aria-label*="1 step does not hold"]`).waitFor();
    await picture('notebook');
  },
};

async function openFile(page, name) {
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
  await page.waitForSelector('.view-line');
}

/** Where the squiggle is drawn; the editor draws its lines anew at any time, so the element of before may be gone. */
async function squiggleBox(page) {
  const handle = await page.waitForFunction(() => document.querySelector('.squiggly-error')?.getBoundingClientRect().toJSON());
  return handle.jsonValue();
}

function boxes(page, selector) {
  return page.$$eval(selector, (elements) => elements.map((element) => element.getBoundingClientRect().toJSON()));
}

/** Where `part` (its last occurrence inside of `around`) is drawn. */
function textBox(page, around, part) {
  return page.evaluate(
    ([around, part]) => {
      for (const line of document.querySelectorAll('.view-line')) {
        const text = line.textContent.replaceAll('\u00a0', ' ');
        const found = text.indexOf(around);
        if (found < 0) continue;
        const start = found + around.lastIndexOf(part);
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        let at = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const end = at + node.data.length;
          if (at <= start && start < end) range.setStart(node, start - at);
          if (at < start + part.length && start + part.length <= end) range.setEnd(node, start + part.length - at);
          at = end;
        }
        return range.getBoundingClientRect().toJSON();
      }
      throw new Error(`${around} is not on the screen`);
    },
    [around, part],
  );
}

function equal(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

function match(actual, pattern, what) {
  if (!pattern.test(actual ?? '')) throw new Error(`${what}: ${JSON.stringify(actual)} does not match ${pattern}`);
}

function near(actual, expected, tolerance, what) {
  if (!(Math.abs(actual - expected) <= tolerance)) throw new Error(`${what}: ${actual} instead of ${expected}`);
}
