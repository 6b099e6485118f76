import { expect, test } from 'vitest';
import { emptyMacros } from '../../../src/core/latex/read-math.ts';
import { readChains, SpanReader } from '../../../src/core/meaning/chains.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';

const r = String.raw;

const rows: readonly (readonly [first: string, second: string, why: string])[] = [
  [r`$y = x^2$`, r`$z = 3 y$`, 'nothing that matters'],
  [r`$kost_1 = a$, $kost_2 = b$`, r`$kost = a + b$`, 'a run of letters that is a name only where the first section makes it one'],
  [r`$\newcommand{\w}{\omega} \w = 1$`, r`$y = \w x$`, 'a macro of the first section'],
  [r`$\newcommand{\w}{\omega} \w = 1$`, r`$\newcommand{\w}{\theta} y = \w x$`, 'a macro that the second section has anew'],
  [r`$a = 0,5 \cdot 2$, $b = 0,5 \cdot 4$`, r`$c = f(0,5)$`, 'decimal commas of the first section'],
  [r`$W_{hh,ij} = 1$, $h = W_{hh} x$`, r`$u = W_{hh} v$`, 'a name below another'],
  [r`$\delta h = \frac{\partial L}{\partial h}$`, r`$\delta h = 2 h$`, 'a mark that the first section explains'],
];

test.each(rows)('%s, then %s alone: %s', (first, second) => {
  const note = readNote([{ text: `# One\n\n${first}\n\n# Two\n\n${second}`, format: 'markdown' }]);
  const at = note.items.map(({ kind }) => kind).lastIndexOf('heading');
  const part = { ...note, items: note.items.filter((item, n) => item.kind !== 'math' || at < n) };
  const spans = new SpanReader();
  readChains(note, emptyMacros, spans);
  expect(readChains(part, emptyMacros, spans)).toEqual(readChains(part, emptyMacros));
});
