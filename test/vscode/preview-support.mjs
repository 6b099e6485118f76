import { runCommand } from './palette.mjs';

/** After how long it is given up that what the editor starts anew is there, in milliseconds: far more than it takes on a machine that does nothing else. */
const patience = 300_000;

export async function openNote(page, name) {
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  await page.locator('.explorer-folders-view .monaco-list-row', { has: page.getByText(name, { exact: true }) }).dblclick();
  await page.waitForSelector('.view-line');
}

export async function openPreview(page) {
  await runCommand(page, 'Backproof: Open Training Preview');
  const view = viewIn(page);
  await view.locator('.steps', { hasText: /^step 0$/ }).waitFor({ timeout: patience });
  await view.locator('button.play:enabled').waitFor({ timeout: patience });
  return view;
}

/** Reloads the window, and waits for each thing that comes back in turn. */
export async function reload(page) {
  const loaded = page.waitForEvent('load', { timeout: patience });
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  const view = viewIn(page);
  const back = [
    page.locator('.monaco-workbench'),
    page.locator('.tab', { hasText: 'Training: ' }),
    // The extension gives the page what it shows, and the language server what is trained.
    page.locator('iframe.webview.ready').last(),
    view.locator('main'),
  ];
  for (const each of back) await each.waitFor({ timeout: patience });
  await view.locator('button.play:enabled').waitFor({ state: 'attached', timeout: patience });
  return view;
}

/** The page of the preview, within the two frames in which the editor keeps it. */
export function viewIn(page) {
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

/** Plays to the end of a stretch. */
export async function train(view) {
  await view.getByLabel('Speed').selectOption('0');
  await view.locator('button.play').click();
  await view.locator('.steps', { hasText: /^step 500$/ }).waitFor({ timeout: 60_000 });
  await view.locator('button.play', { hasText: 'Play' }).waitFor();
}

/** Waits for a run that starts from other weights or with other data. */
export async function otherLosses(view, before, what) {
  for (let tries = 0; tries < 100; tries++) {
    if (JSON.stringify(await losses(view)) !== before) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} changes nothing`);
}

/** Types a path into the dialog for files, which the editor in a browser shows by itself. */
export async function answerDialog(page, file) {
  const input = page.locator('.quick-input-widget input[type="text"], .quick-input-widget .input').first();
  // It looks at the folder first, and then writes that into its field.
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'rows.csv' }).first().waitFor();
  await page.waitForTimeout(500);
  await input.fill(file);
  await page.waitForTimeout(500);
  equal(await input.inputValue(), file, 'the path in the dialog');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

export function sentence(view) {
  return view.locator('.result').getAttribute('data-spoken');
}

/** The losses of both runs, as the legend has them. */
export async function losses(view) {
  const [written, exact] = await view
    .locator('.readout tbody tr td:nth-of-type(1)')
    .evaluateAll((cells) => cells.map(({ textContent }) => Number(textContent.replace('×10⁻⁴', 'e-4').replace('×10⁻⁵', 'e-5'))));
  return { written, exact };
}

export async function closeAll(page) {
  await runCommand(page, 'View: Close All Editors');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
}

export function equal(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

export function match(actual, pattern, what) {
  if (!pattern.test(actual ?? '')) throw new Error(`${what}: ${JSON.stringify(actual)} does not match ${pattern}`);
}

export function near(actual, expected, tolerance, what) {
  if (!(Math.abs(actual - expected) <= tolerance)) throw new Error(`${what}: ${actual} instead of ${expected}`);
}

/** Chooses in one of the settings, and waits until the race starts anew. */
export async function choose(view, label, value) {
  await view.getByLabel(label, { exact: true }).selectOption(value);
  await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
  await view.locator('button.play:enabled').waitFor();
}

/** The rows and columns, as shares of height and width, of the points of a chart that are drawn in the colour of a class, by class. */
export async function inkOf(chart, ...classes) {
  return await chart.evaluate((canvas, names) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colourOf = (className) => {
      const probe = document.createElement('span');
      probe.className = className;
      document.body.append(probe);
      const brush = document.createElement('canvas').getContext('2d');
      brush.fillStyle = getComputedStyle(probe).color;
      brush.fillRect(0, 0, 1, 1);
      probe.remove();
      return brush.getImageData(0, 0, 1, 1).data;
    };
    return names.map((name) => {
      const [r, g, b] = colourOf(name);
      const points = [];
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] <= 200 || 24 <= Math.abs(data[at] - r) + Math.abs(data[at + 1] - g) + Math.abs(data[at + 2] - b)) continue;
        const column = (at / 4) % canvas.width;
        points.push({ x: column / canvas.width, y: (at / 4 - column) / canvas.width / canvas.height });
      }
      return points;
    });
  }, classes);
}

/** No canvas in the page is blank, and there are so many. */
export async function areDrawn(view, count) {
  const sizes = await view.locator('canvas').evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      }),
  );
  equal(sizes.length, count, 'canvases');
  for (const [n, colours] of sizes.entries()) if (colours < 8) throw new Error(`canvas ${n} has ${colours} colours`);
}

/** The numbers of a worked example: as the notes show them, and what their formulas come to. */
export async function numbersByHand(view) {
  return await view.locator('.numbers-by-hand tbody tr:not(.group)').evaluateAll((all) =>
    all.map((row) => ({
      kind: row.className,
      shown: row.querySelector('.shown').textContent.replace('−', '-'),
      computed: Number(row.querySelector('.computed').textContent.replace('−', '-')),
    })),
  );
}
