import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './palette.mjs';
import {
  areDrawn,
  closeAll,
  equal,
  inkOf,
  losses,
  match,
  near,
  numbersByHand,
  openNote,
  openPreview,
  sentence,
  train,
  viewIn,
} from './preview-support.mjs';

const seeds = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

/** Notes of teachers, what the true run is to come below after 500 steps on XOR, and a slip that may be put into a copy of each. */
const notes = [
  {
    seed: '001',
    about: 'squared error, layers as superscripts in brackets',
    loss: 0.01,
    slip: [String.raw`- \eta \left[ h'(a_j^{(1)}) \sum_k`, String.raw`+ \eta \left[ h'(a_j^{(1)}) \sum_k`],
    wrongRows: 1,
    blamed: /∂E\/∂w⁽¹⁾ \(line 58\) differs\.$/,
  },
  {
    seed: '003',
    about: 'one formula for all of the network',
    loss: 0.01,
    slip: [
      String.raw`&= \sum_k^K (y_k - t_k) \cdot w_{kj}^{(2)} \cdot (1 - h^2(`,
      String.raw`&= \sum_k^K (y_k - t_k) \cdot w_{kj}^{(2)} \cdot (h^2(`,
    ],
    wrongRows: 1,
    blamed: /∂E\/∂w⁽¹⁾ \(line 72\) differs\.$/,
  },
  {
    seed: '004',
    about: 'two hidden units; its author swaps two indices',
    loss: 0.1,
    // In lines 144 and 146.
    ownMistakes: 1,
    slip: ['= (x_j^2 - t_j) x_j^2 (1 - x_j^2) x_i^1$', '= (t_j - x_j^2) x_j^2 (1 - x_j^2) x_i^1$'],
    wrongRows: 2,
    blamed: /∂E\/∂W² \(line 62\) and ∂E\/∂W¹ \(line 144\) differ\.$/,
  },
];

/** The numbers that the notes of the last one work out, in its order; one of them by a wrong index. */
const workedOut = '-0.138 0.045 -0.126 0.04 -0.037 0.012 0.024 -0.02 0.017 0.0288 0.024 -0.02';

/** Puts the notes, and a wrong copy of each, into a folder; false where they are not at hand. */
export function addSeeds(folder) {
  if (!fs.existsSync(seeds)) return false;
  const files = new Map(fs.readdirSync(seeds).map((name) => [name.slice(0, 3), path.join(seeds, name)]));
  const textOf = (seed) => fs.readFileSync(files.get(seed), 'utf8');
  fs.writeFileSync(path.join(folder, 'seed-000.md'), textOf('000'));
  for (const { seed, slip } of notes) {
    const text = textOf(seed);
    if (!text.includes(slip[0])) throw new Error(`${seed} has no ${slip[0]}`);
    fs.writeFileSync(path.join(folder, `seed-${seed}.md`), text);
    fs.writeFileSync(
      path.join(folder, `seed-${seed}-slip.md`),
      text.replace(slip[0], () => slip[1]),
    );
  }
  return true;
}

/** Each of the notes, and a wrong copy of it. */
export const seedChecks = {
  ...Object.fromEntries(
    notes.map(({ seed, about, loss, ownMistakes = 0, wrongRows, blamed }) => [
      `seed ${seed} (${about}): after 500 steps the true run is below ${loss}, and that of a wrong copy is seen not to be`,
      async ({ page, picture }) => {
        const own = await raced(page, `seed-${seed}.md`);
        await picture(`seed-${seed}`);
        if (!(own.exact < loss)) throw new Error(`the loss of the true run is ${own.exact}`);
        equal(await own.view.locator('.parameters tr.wrong').count(), ownMistakes, 'wrong gradients of the notes');
        if (ownMistakes === 0) near(own.written, own.exact, 1e-9, 'loss as written');
        else if (!(loss < own.written)) throw new Error(`the loss of the run as written is ${own.written}`);
        await areDrawn(own.view, 4);
        const copy = await raced(page, `seed-${seed}-slip.md`);
        await picture(`seed-${seed}-slip`);
        near(copy.exact, own.exact, 1e-9, 'loss of the true run, by the same gradients');
        if (!(3 * loss < copy.written)) throw new Error(`the loss of the run as written is ${copy.written}`);
        equal(await copy.view.locator('.parameters tr.wrong').count(), wrongRows, 'wrong gradients of the copy');
        match(await sentence(copy.view), blamed, 'sentence');
        await areDrawn(copy.view, 4);
        await areApart(copy.view);
      },
    ]),
  ),

  async 'seed 000: a loss is trained as its section has it, one whose scores are left open with the simplest ones, and another one may be chosen'({
    page,
    picture,
  }) {
    await closeAll(page);
    await openNote(page, 'seed-000.md');
    await runCommand(page, 'Go to Line/Column...');
    await page.keyboard.type('18');
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'Ln 18, ' }).waitFor();
    await runCommand(page, 'Backproof: Open Training Preview');
    const view = viewIn(page);
    await view.locator('button.play:enabled').waitFor();
    await train(view);
    await picture('seed-000-margins');
    await isLearnt(view);
    const goals = view.getByLabel('What becomes small');
    await choose(view, goals, 'L in line 25');
    const assumed = view.locator('details.assumed[open] li', { hasText: /^The notes do not say what .* is; assumed / });
    await assumed.locator('.katex').last().waitFor();
    await train(view);
    await picture('seed-000');
    await isLearnt(view);
    await choose(view, goals, 'E in line 52');
    await assumed.waitFor({ state: 'hidden' });
    await train(view);
    await isLearnt(view);
  },

  async 'seed 004: the worked example has the numbers of its author'({ page, picture }) {
    await closeAll(page);
    await openNote(page, 'seed-004.md');
    const view = await openPreview(page);
    await view.getByText('Worked example', { exact: true }).click();
    await picture('seed-004-worked');
    const rows = await numbersByHand(view);
    equal(rows.map(({ shown }) => shown).join(' '), workedOut, 'the numbers of the notes');
    equal(
      rows
        .filter(({ kind }) => kind === 'wrong')
        .map(({ shown }) => shown)
        .join(),
      '0.0288',
      'the wrong one',
    );
    for (const { kind, shown, computed } of rows)
      equal(computed.toFixed(shown.split('.')[1].length) === shown, kind === 'same', `${computed} is ${shown} (${kind})`);
  },
};

/** Another loss of the note, whose network has not begun to learn. */
async function choose(view, goals, label) {
  await goals.selectOption({ label });
  await view.locator('.steps', { hasText: /^step 0$/ }).waitFor();
  await view.locator('button.play:enabled').waitFor();
}

async function isLearnt(view) {
  const { exact } = await losses(view);
  if (!(exact < 0.1)) throw new Error(`the loss of the true run is ${exact}`);
}

async function raced(page, name) {
  await closeAll(page);
  await openNote(page, name);
  const view = await openPreview(page);
  await train(view);
  return { view, ...(await losses(view)) };
}

/** At the right end of the losses, that as written is drawn well above the true one. */
async function areApart(view) {
  const inks = await inkOf(view.locator('.chart canvas').first(), 'ink-exact', 'ink-written');
  const [exact, written] = inks.map((points) => median(points.filter(({ x }) => 0.8 < x).map(({ y }) => y)));
  const gap = exact - written;
  if (!(0.1 < gap)) throw new Error(`the curves are ${(100 * gap).toFixed(1)} % of the height apart`);
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
