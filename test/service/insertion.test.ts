import { describe, expect, test } from 'vitest';
import { readNote } from '../../src/core/notes/read-note.ts';
import { checkAndKeep } from '../../src/core/pipeline/check-note.ts';
import { guideOf } from '../../src/core/pipeline/derive.ts';
import type { NoteReport } from '../../src/core/pipeline/report.ts';
import { applyEdits } from '../../src/core/text/range.ts';
import { derivationRows } from '../../src/service/derivation.ts';
import { insertionBelow } from '../../src/service/insertion.ts';

type Format = 'markdown' | 'tex';

async function read(text: string, format: Format) {
  const run = checkAndKeep(readNote([{ text, format }]), { explain: true });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/** The text with the derivation of the last thing that it defines by one of its names, and its check. */
async function inserted(text: string, format: Format, by = 0): Promise<{ text: string; report: NoteReport }> {
  const { report, reading } = await read(text, format);
  const guide = await guideOf(reading);
  const subject = guide.subjects.at(-1);
  if (subject === undefined) throw new Error('nothing is defined');
  const derivative = guide.derive(subject, guide.variablesOf(subject)[by] ?? '');
  if ('refused' in derivative) throw new Error(derivative.refused.id);
  const blocks = report.blocks.map(({ range }) => range);
  const block = blocks.find(({ start, end }) => start <= subject.at.range.start && subject.at.range.end <= end);
  if (block === undefined) throw new Error('the formula is in no block');
  const edit = insertionBelow({ text, format, block, blocks }, derivationRows(derivative));
  const longer = applyEdits(text, [edit]);
  return { text: longer, report: (await read(longer, format)).report };
}

const square = 'E = \\frac{1}{2} (y - t)^2';
const slope = '\\frac{\\partial E}{\\partial y} = y - t';
const chain = 'Let $y = w x$.\n\n';

describe('a derivation goes below the paragraph of its formula, with the marks of its author', () => {
  test.each<[string, string, string]>([
    [`$$${square}$$`, `\n\n$$\n${slope}\n$$`, 'one line'],
    [`$$\n${square}\n$$\n\nWords.`, `\n\n$$\n${slope}\n$$`, 'a block'],
    [`$$\n${square}\n$$ {#eq-loss}\n\nWords.`, `\n\n$$\n${slope}\n$$`, 'behind a label'],
    [`$$\n${square}\n$$\nwhere $t$ is the target.`, `\n\n$$\n${slope}\n$$\n`, 'words follow: they get a paragraph of their own'],
    [`\\[\n${square}\n\\]\n`, `\n\n\\[\n${slope}\n\\]`, 'brackets'],
    [`\`\`\`math\n${square}\n\`\`\`\n`, `\n\n\`\`\`math\n${slope}\n\`\`\``, 'a fence'],
    [`\\begin{equation}\n${square}\n\\end{equation}\n`, `\n\n\\begin{equation}\n${slope}\n\\end{equation}`, 'an environment'],
    [`> $$\n> ${square}\n> $$\n> so`, `\n>\n> $$\n> ${slope}\n> $$\n>`, 'a quote'],
    [`- The loss\n\n  $$${square}$$\n- next`, `\n\n  $$\n  ${slope}\n  $$\n`, 'inside of a list item'],
    [`1. $$${square}$$`, `\n\n   $$\n   ${slope}\n   $$`, 'behind a marker'],
    [`The loss is $${square}$,\nwhich is small.\n\nWords.`, `\n\n$$\n${slope}\n$$`, 'in a line: below its paragraph'],
    [`\\[ u = v^2 \\]\n\nThe loss is $${square}$.`, `\n\n\\[\n${slope}\n\\]`, 'in a line: as the displays of the note'],
    [`# Loss $${square}$\nWords.`, `\n\n$$\n${slope}\n$$\n`, 'in a heading'],
    [`Words: $$${square}$$ and more.`, `\n\n$$\n${slope}\n$$`, 'a display within words'],
    [`$$\r\n${square}\r\n$$\r\n`, `\r\n\r\n$$\r\n${slope}\r\n$$`, 'line ends stay as they are'],
  ])('%j', async (text, expected) => {
    const result = await inserted(text, 'markdown');
    const at = [...text].findIndex((_, n) => result.text === text.slice(0, n) + expected + text.slice(n));
    expect(result.text).toBe(text.slice(0, at < 0 ? text.length : at) + expected + (at < 0 ? '' : text.slice(at)));
    const steps = result.report.blocks.flatMap((block) => block.steps).filter(({ kind }) => kind === 'derivative');
    expect(steps.map(({ verdict }) => verdict)).toEqual(['holds']);
  });

  test.each<[string, Format, readonly string[], string]>([
    [`${chain}$$${square}$$`, 'markdown', ['$$', '\\begin{aligned}', '\\end{aligned}', '$$'], 'aligned in a display'],
    [
      `${chain}\\begin{align*}\n${square}\n\\end{align*}`,
      'markdown',
      ['\\begin{align*}', '\\end{align*}'],
      'as they are where all is aligned',
    ],
    [`Let $y = w x$ and $${square}$.`, 'tex', ['\\[', '\\begin{aligned}', '\\end{aligned}', '\\]'], 'between brackets in TeX'],
  ])('%j: the rows of a chain, %s', async (text, format, frame) => {
    const { text: longer, report } = await inserted(text, format, 1);
    const lines = longer.slice(text.length).trim().split('\n');
    const half = frame.length / 2;
    expect([...lines.slice(0, half), ...lines.slice(-half)]).toEqual(frame);
    expect(lines.slice(half, -half)).toEqual([
      '\\frac{\\partial E}{\\partial w} &= \\frac{\\partial E}{\\partial y} \\frac{\\partial y}{\\partial w} \\\\',
      '&= (y - t) x',
    ]);
    const steps = report.blocks.flatMap((block) => block.steps).filter(({ kind }) => kind !== 'definition');
    expect(steps.map(({ verdict }) => verdict)).toEqual(['holds', 'holds']);
  });
});
