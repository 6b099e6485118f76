import { readNote } from '../../src/core/notes/read-note.ts';
import { checkNote } from '../../src/core/pipeline/check-note.ts';
import { render } from '../../src/core/text/message.ts';
import { constructs } from './notation.ts';

const good: ReadonlySet<string> = new Set(['holds', 'holds-assuming', 'rounded']);
let rows = 0;
let weight = 0;
let read = 0;
for (const [construct, share, text] of constructs) {
  const { blocks } = checkNote(readNote([{ text, format: 'markdown' }]));
  const last = blocks.flatMap((block) => block.steps).at(-1);
  const isRead = good.has(last?.verdict ?? '');
  rows += isRead ? 1 : 0;
  weight += share;
  read += isRead ? share : 0;
  const example = text.replace(/\s+/g, ' ').slice(0, 90);
  console.log(`${isRead ? 'read' : 'open'}  ${String(share).padStart(3)} %  ${construct.padEnd(40)} ${example}`);
  if (!isRead && last) console.log(`${' '.repeat(12)}${render(last.reason)}`);
}
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(
  `\n${rows} of ${constructs.length} constructs are read (${percent(rows, constructs.length)}); by how many files have them, ${percent(read, weight)}`,
);
