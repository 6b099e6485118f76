import fs from 'node:fs';
import path from 'node:path';
import { chooseTheme, runCommand } from './palette.mjs';
import { closeAll, equal, openNote, openPreview, train, viewIn } from './preview-support.mjs';

/** What the theme is called in file names and in the editor, and what the editor says of its kind in the page. */
const themes = [
  ['dark', 'Dark Modern', 'vscode-dark'],
  ['light', 'Light Modern', 'vscode-light'],
  ['high-contrast', 'Dark High Contrast', 'vscode-high-contrast'],
  ['high-contrast-light', 'Light High Contrast', 'vscode-high-contrast-light'],
];
const widths = [400, 1000];
/** How wide the editor is beside a preview that has it to itself, and how high what is shown is, in pixels. */
const beside = 62;
const heights = { Training: 2400, 'Worked example': 1500 };

/** A note that shows all there is: numbers worked out by hand, gradients that are right, wrong, or not in the notes. */
const note = 'worked-slip.md';

/** A note that leaves its scores open, so that a formula is assumed for them. */
const openNoteName = 'open-scores.md';
const openScores = String.raw`# Scores

The loss is $L_i = -\log f(x_i; W)_{y_i}$.

$$\frac{\partial L_i}{\partial f(x_i; W)_{y_i}} = -\frac{1}{f(x_i; W)_{y_i}}$$
`;

/** Makes those notes in a folder. */
export function addThemeNotes(folder) {
  fs.writeFileSync(path.join(folder, openNoteName), openScores);
  const text = fs.readFileSync(path.join(folder, 'worked.md'), 'utf8');
  fs.writeFileSync(path.join(folder, note), text.replace(String.raw`w_{ji}} = \epsilon_j x_i`, String.raw`w_{ji}} = -\epsilon_j x_i`));
}

/** The preview alone in every theme, at both widths: nothing is cut off, all can be read, and the canvases have the colours of the theme. */
export const themeChecks = {
  async 'open alone'({ page }) {
    await closeAll(page);
    await openNote(page, note);
    const view = await openPreview(page);
    await train(view);
    equal(await view.locator('.parameters tr.wrong').count(), 1, 'wrong gradients');
    await view.locator('details.settings > summary').click();
    await view.locator('details.network > summary').click();
    await runCommand(page, 'View: Focus First Editor Group');
    await runCommand(page, 'View: Close Editor');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  },

  ...Object.fromEntries(
    themes.map(([label, theme, kind]) => [
      `in ${theme} nothing is cut off, and all can be read, in training and in the worked example`,
      async ({ page, picture }) => {
        const view = viewIn(page);
        await chooseTheme(page, theme);
        await view.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
        for (const width of widths)
          for (const [mode, height] of Object.entries(heights)) {
            await view.locator('.modes label', { hasText: mode }).click();
            await page.setViewportSize({ width: width + beside, height });
            await view.locator('body').evaluate(settled, width);
            await picture(`${mode === 'Training' ? '' : 'worked-'}${label}-${width}`);
            equal((await view.locator('body').evaluate(faults)).join('\n'), '', `what is wrong with ${mode} at ${width} px`);
          }
      },
    ]),
  ),

  async 'what is assumed where a note leaves it open is seen at once and typeset, in every theme and at both widths'({ page, picture }) {
    await closeAll(page);
    await page.setViewportSize({ width: 1360, height: 860 });
    await runCommand(page, 'View: Show Explorer');
    await openNote(page, openNoteName);
    const view = await openPreview(page);
    await train(view);
    equal(
      await view
        .locator('details.assumed[open] .katex')
        .count()
        .then((count) => 0 < count),
      true,
      'a typeset formula',
    );
    await runCommand(page, 'View: Focus First Editor Group');
    await runCommand(page, 'View: Close Editor');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    for (const [label, theme, kind] of themes) {
      await chooseTheme(page, theme);
      await view.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      for (const width of widths) {
        await page.setViewportSize({ width: width + beside, height: heights.Training });
        await view.locator('body').evaluate(settled, width);
        await picture(`assumed-${label}-${width}`);
        equal((await view.locator('body').evaluate(faults)).join('\n'), '', `what is wrong at ${width} px in ${theme}`);
      }
    }
  },
};

/** Runs in the page: waits until it is about as wide as that, every canvas is drawn for its place, and nothing moves any more. */
async function settled(_body, width) {
  const isDrawn = (canvas) => !canvas.checkVisibility() || Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) <= 2;
  const isReady = () =>
    Math.abs(innerWidth - width) <= 20 && [...document.querySelectorAll('.chart canvas, .surfaces canvas')].every(isDrawn);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let still = 0, n = 0; still < 3; n++) {
    if (3000 < n) throw new Error(`the page is ${innerWidth} px wide, and its canvases are not drawn for ${width}`);
    await frame();
    still = isReady() ? still + 1 : 0;
  }
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
}

/** Runs in the page: what sticks out of it, lies on something else, is too faint to be read, or is not drawn. */
function faults() {
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  brush.canvas.width = brush.canvas.height = 1;
  const over = (colours) => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
    }
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) =>
    rgb
      .map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
      .reduce((sum, one, n) => sum + one * [0.2126, 0.7152, 0.0722][n], 0);
  const contrast = (a, b) => {
    const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
    return (bright + 0.05) / (dark + 0.05);
  };
  const papers = (element) => (element ? [...papers(element.parentElement), getComputedStyle(element).backgroundColor] : []);
  const found = [];
  const width = document.documentElement.clientWidth;
  if (width < document.documentElement.scrollWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  const isSeen = (one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest('.hidden, .katex-mathml');
  for (const one of document.querySelectorAll('main *')) {
    if (!isSeen(one) || one.closest('svg, .katex')) continue;
    const { left, right } = one.getBoundingClientRect();
    const isScrolled = one.parentElement.closest('.formula');
    if ((left < -1 || width + 1 < right) && !isScrolled) found.push(`${one.tagName} ${one.className} reaches from ${left} to ${right}`);
    const text = [...one.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
      .map((node) => node.textContent.trim());
    if (text.length === 0 || one.disabled) continue;
    const all = papers(one);
    const ratio = contrast(over(all), over([...all, getComputedStyle(one).color]));
    if (ratio < 4.45) found.push(`“${text.join(' ').slice(0, 40)}” has a contrast of ${ratio.toFixed(2)}`);
    if (one.tagName === 'BUTTON' && one.clientWidth + 1 < one.scrollWidth) found.push(`“${text[0]}” is cut off`);
  }
  const boxes = [...document.querySelectorAll('td, th, button, select, input, h2, .spark, .newest, figcaption')]
    .filter(isSeen)
    .map((one) => [one, one.getBoundingClientRect()]);
  for (const [n, [one, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(n + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (1 < across && 1 < down)
        found.push(
          `${one.className || one.tagName} “${one.textContent.slice(0, 20)}” lies on ${other.className || other.tagName} “${other.textContent.slice(0, 20)}”`,
        );
    }
  const looks = [...document.querySelectorAll('.modes label')].map((one) => {
    const { backgroundColor, boxShadow } = getComputedStyle(one);
    return `${over([...papers(one.parentElement), backgroundColor])} ${boxShadow}`;
  });
  if (new Set(looks).size < 2) found.push('the mode that is chosen looks like the other one');
  for (const canvas of document.querySelectorAll('canvas')) {
    if (!isSeen(canvas) || canvas.width === 0) continue;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let at = 0; at < data.length && colours.size < 3; at += 4)
      colours.add(`${data[at]} ${data[at + 1]} ${data[at + 2]} ${data[at + 3]}`);
    if (colours.size < 2) found.push(`a canvas of ${canvas.width} by ${canvas.height} is blank`);
  }
  return found;
}
