import path from 'node:path';
import { chooseTheme, runCommand } from './palette.mjs';
import { openWorkbench, startServer } from './vscode-web.mjs';

/** Looks at the editor as a person does, once in each theme, and keeps pictures; in high contrast at what is drawn for the theme. */
export async function uiChecks({ browser, root, extension, shots, workspace, report }) {
  for (const [theme, label, only = () => true] of [
    ['Dark Modern', 'dark'],
    ['Light Modern', 'light'],
    ['Dark High Contrast', 'high contrast', isDrawing],
    ['Light High Contrast', 'high contrast light', isDrawing],
  ]) {
    const server = await startServer({ root, workspace: workspace() });
    const { page, context } = await openWorkbench(browser, server, { extension, deviceScaleFactor: 2 });
    await chooseTheme(page, theme);
    const picture = (name) => page.screenshot({ path: path.join(shots, `${label.replaceAll(' ', '-')}-${name}.png`) });
    try {
      for (const [name, check] of Object.entries(checks)) {
        if (!only(name)) continue;
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

/** Whether a check looks at formulas, whose ink is not the editor's own. */
function isDrawing(name) {
  return /^the hover of (?:a|an) (?:loss|activation|wrong step)/.test(name);
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
    await runCommand(page, 'Backproof: Check Notes');
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
    match(
      (await hover.locator('.hover-contents').allTextContents()).join(' '),
      /W matrix, 2 × 3 · first in line 3.*Read as: .*x vector, 3/,
      'symbols',
    );
    await page.waitForTimeout(300);
    await picture('hover-symbols');
  },

  async 'the hover of a loss has its derivatives as one formula, and all of it is in sight'({ page, picture }) {
    await openFile(page, 'unit.md');
    await page.locator(`${statusItem} [aria-label*="1 step does not hold"]`).waitFor();
    const hover = await hoverOver(page, 'L = -t \\log a', 'L');
    await picture('hover-loss');
    derivativeIn(hover, String.raw`\frac{\partial L}{\partial z} = a - t ; \frac{\partial L}{\partial w} = (a - t) x`);
    match(hover.text, /A definition\.[\s\S]*Also by a, b, t, x[\s\S]*Derive…[\s\S]*Copy as…/, 'text');
  },

  async 'the hover of an activation has its derivative, as short as a person writes it'({ page, picture }) {
    const hover = await hoverOver(page, '\\sigma(z) = \\frac', 'z');
    await picture('hover-activation');
    derivativeIn(hover, String.raw`\sigma'(z) = \sigma(z) (1 - \sigma(z))`);
  },

  async 'the hover of a wrong step has verdict, witness and repair, each once, in sight'({ page, picture }) {
    const hover = await hoverOver(page, '(a - t) \\, w', 'w');
    await picture('hover-wrong');
    match(
      hover.text,
      /^(?![\s\S]*should be[\s\S]*should be)(?![\s\S]*gives[\s\S]*gives)[\s\S]*your right side gives[\s\S]*This step does not hold\./,
      'text',
    );
    equal(hover.images.map(({ alt }) => alt).join(' | '), String.raw`(a - t) \, w | (a - t) \, x`, 'formulas');
    inSight(hover);
  },

  async 'the hover of a name in the words has what it is and the derivative of the loss by it'({ page, picture }) {
    const hover = await hoverOver(page, 'target $t$', 't');
    await picture('hover-symbol');
    match(hover.text, /t number · first in line 7/, 'text');
    derivativeIn(hover, String.raw`\frac{\partial L}{\partial t} = \log(1 - a) - \log(a)`);
  },

  async 'a step is explained where it stands'({ page, picture }) {
    await page.keyboard.press('Escape');
    const { x, y, width, height } = await textBox(page, '\\partial z} = a - t', 't');
    await page.mouse.click(x + width / 2, y + height / 2);
    await runCommand(page, 'Backproof: Explain Step');
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'How this step follows' });
    await hover.locator('img').first().waitFor();
    await page.waitForTimeout(400);
    await picture('explain');
    const seen = await lookAt(page);
    match(seen.text, /Your right side is row 3: simplified\./, 'text');
    match(seen.images[0]?.alt, /\\text\{chain rule\} ; /, 'rows with their rules');
    inSight(seen);
  },

  async 'Derive Gradient offers what the cursor is about, and writes the derivation below its formula'({ page, picture }) {
    await page.keyboard.press('Escape');
    const { x, y, width, height } = await textBox(page, 'L = -t \\log a', 'a');
    await page.mouse.click(x + width / 2, y + height / 2);
    await runCommand(page, 'Backproof: Derive Gradient');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'L = −t' }).waitFor();
    await picture('derive-what');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: '∂L/∂a' }).waitFor();
    await picture('derive-by');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'aligned' }).first().waitFor();
    await page.locator(`${statusItem} [aria-label*="4 steps hold, 1 step"]`).waitFor();
    await picture('derived');
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

/** What a hover over a piece of text shows, once its formulas are drawn. */
async function hoverOver(page, around, part) {
  await page.keyboard.press('Escape');
  const image = page.locator('.monaco-hover:not(.hidden) img').first();
  await image.waitFor({ state: 'hidden' });
  // A window that has just opened may lay out its text anew under the pointer, which takes the hover away.
  for (let tries = 0; tries < 5 && !(await image.isVisible()); tries++) {
    await page.keyboard.press('Escape');
    const { x, y, width, height } = await textBox(page, around, part);
    await page.mouse.move(x + width / 2, y - 60);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await image.waitFor({ timeout: 6000 }).catch(() => {});
  }
  await image.waitFor();
  await page.waitForTimeout(400);
  return lookAt(page);
}

/** The hover in sight: its text, its images, and whether it is cut off. */
function lookAt(page) {
  return page.evaluate(() => {
    const hover = [...document.querySelectorAll('.monaco-hover:not(.hidden)')].find((one) => 0 < one.getBoundingClientRect().height);
    const scrolled = [...hover.querySelectorAll('.monaco-hover-content')].map((one) => [
      one.scrollHeight - one.clientHeight,
      one.scrollWidth - one.clientWidth,
    ]);
    return {
      text: [...hover.querySelectorAll('.hover-contents')].map((one) => one.textContent).join('\n'),
      box: hover.getBoundingClientRect().toJSON(),
      scrolled: Math.max(0, ...scrolled.flat()),
      paper: getComputedStyle(hover).backgroundColor,
      images: [...hover.querySelectorAll('img')].map((image) => ({
        alt: image.alt,
        ink: /<svg[^>]* color="([^"]+)"/.exec(atob(image.src.slice(image.src.indexOf(',') + 1)))?.[1],
        isDrawn: image.complete && 0 < image.naturalWidth,
        natural: [image.naturalWidth, image.naturalHeight],
        shown: [image.clientWidth, image.clientHeight],
      })),
    };
  });
}

function derivativeIn(hover, alt) {
  equal(hover.images.length, 1, 'formulas');
  equal(hover.images[0].alt, alt, 'text of the image');
  inSight(hover);
}

/** All of a hover is seen at once: drawn in an ink that can be read, of a sane size, not shrunk, not cut off. */
function inSight({ images, scrolled, box, paper }) {
  for (const { alt, isDrawn, natural, shown, ink } of images) {
    const contrast = contrastOf(ink, paper);
    if (contrast < 7) throw new Error(`${alt} is drawn in ${ink} on ${paper}, a contrast of ${contrast.toFixed(1)}`);
    if (!isDrawn) throw new Error(`${alt} is not drawn`);
    if (shown[0] < 20 || 520 < shown[0] || shown[1] < 10 || 150 < shown[1]) throw new Error(`${alt} is ${shown.join(' × ')} large`);
    near(shown[0], natural[0], 2, 'width as it was drawn');
  }
  if (1 < scrolled) throw new Error(`the hover is cut off by ${scrolled}`);
  if (320 < box.height) throw new Error(`the hover is ${box.height} high`);
}

/** The contrast of two colours (WCAG 2.2, contrast ratio), written `#rrggbb` or `rgb(r, g, b)`. */
function contrastOf(ink, paper) {
  const [one, other] = [ink, paper].map((colour) => {
    const parts = colour.startsWith('#')
      ? colour
          .slice(1)
          .match(/../g)
          .map((hex) => Number.parseInt(hex, 16))
      : colour.match(/[\d.]+/g);
    const [r, g, b] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  });
  return Math.max(one, other) / Math.min(one, other);
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
