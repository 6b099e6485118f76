import { cover, type Range } from '../../text/range.ts';
import type { Cells } from '../cursor.ts';
import { extent } from '../extent.ts';
import { type Prefix, r } from '../notation.ts';
import type { Reader } from '../reader.ts';
import type { CasesSyntax, MatrixSyntax, Syntax } from '../syntax.ts';
import { type Token, wide } from '../token.ts';
import { alignments, grids } from './layout.ts';
import { isSpeech } from './words.ts';

const delimiterOf: ReadonlyMap<string, string> = new Map([
  ['matrix', ''],
  ['smallmatrix', ''],
  ['array', ''],
  ['tabular', ''],
  ['pmatrix', '('],
  ['bmatrix', '['],
  ['Bmatrix', '{'],
  ['vmatrix', '|'],
  ['Vmatrix', '‖'],
]);

const caseEnvironments = new Set(['cases', 'dcases', 'rcases', 'drcases', 'numcases']);

/** What stands between `\begin` and `\end`. */
export const environments: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger) {
    const place = reader.place - 1;
    const other = reader.partner(place);
    if (trigger.kind === 'end' || other === undefined) return reader.hole(trigger, 'unclosed-environment', { name: trigger.text });
    const close = reader.tape.tokens[other] as Token;
    const range = cover(trigger, close);
    const delimiter = delimiterOf.get(trigger.text);
    reader.skipTo(other + 1);
    if (caseEnvironments.has(trigger.text)) return cases(reader, place + 1, other, range);
    if (delimiter !== undefined) return matrix(reader, place + 1, other, delimiter, range);
    return reader.region(place + 1, other, { start: trigger.end, end: trigger.end });
  },
  examples: [
    [r`\begin{cases} 1 & i=k \\ 0 & i \neq k \\ \end{cases}`, r`(cases (1 (= i k)) (0 (\neq i k)))`],
    [r`\begin{cases} 1, & \text{if } x > 0, \\ 0 & \text{otherwise.} \end{cases}`, '(cases (1 (> x 0)) (0))'],
    [r`\begin{cases} -y & \text{falls } yf < 1 \\ 0 & \text{sonst} \end{cases}`, '(cases ((sum - y) (< (product y f) 1)) (0))'],
    [r`\begin{cases} 1 & 其他 \end{cases}`, '(cases (1))'],
    [r`\begin{cases} x, \text{if $x>0$} \\ 0, \text{else} \end{cases}`, '(cases (x (> x 0)) (0))'],
    [r`\begin{cases} x \quad x>0 \\ 0 \quad \text{when the unit is dead} \end{cases}`, '(cases (x (> x 0)) (0 "when the unit is dead"))'],
    [r`\begin{pmatrix} 1 & 2 \\ x_1 & \vdots \end{pmatrix}`, '(matrix( (1 2) ((scripts x _ 1) ...))'],
    [r`\begin{bmatrix} a \\ b \end{bmatrix}^T`, '(scripts (matrix[ (a) (b)) ^ T)'],
    [r`\begin{array}{c|c} a & \end{array}`, '(matrix (a ?))'],
    [r`\begin{cases} 1\ (x > 0) \\ f(x) \ (x \le 0) \end{cases}`, '(cases (1 (() (> x 0))) ((call f (() x)) (() (\\le x 0))))'],
    [
      r`\begin{cases} a & \text{if } a > 0 \text{ and } b < 1 \\ 0 & \text{otherwise} \end{cases}`,
      '(cases (a (list , (> a 0) (< b 1))) (0))',
    ],
    [r`\begin{cases} a & a > 0 \land b < 1 \end{cases}`, '(cases (a (list , (> a 0) (< b 1))))'],
    [r`\begin{cases} a`, '(product ? a)'],
  ],
};

/** The rows of a matrix, an empty cell as a hole. */
function matrix(reader: Reader, from: number, to: number, delimiter: string, range: Range): MatrixSyntax {
  const rows = reader.cells(from, to).map(({ cells }) => cells.map(([start, end]) => reader.region(start, end)));
  return { kind: 'matrix', rows, delimiter, range: extent(range, rows.flat()) };
}

/** The cases that are written as an array behind a brace, if nothing else stands between two places. */
export function gridAsCases(reader: Reader, from: number, to: number): CasesSyntax | undefined {
  const { tokens, partner } = reader.tape;
  const open = tokens[from];
  if (open?.kind !== 'begin' || partner[from] !== to - 1) return undefined;
  if (!grids.has(open.text) && !alignments.has(open.text)) return undefined;
  return cases(reader, from + 1, to - 1, cover(open, tokens[to - 1] as Token));
}

/** The branches of a definition by cases. */
function cases(reader: Reader, from: number, to: number, range: Range): CasesSyntax {
  const branches = reader.cells(from, to).map((row) => branch(reader, row));
  return { kind: 'cases', branches, range: extent(range, branches) };
}

function branch(reader: Reader, row: Cells): CasesSyntax['branches'][number] {
  const { tokens } = reader.tape;
  const [from, to] = row.cells[0] as readonly [number, number];
  const cut = row.cells.length === 1 ? conditionIn(reader, from, to) : to;
  const value = reader.region(from, reader.trimmed(from, cut));
  const first = tokens[row.from];
  const last = tokens[row.to - 1];
  const condition = conditionOf(reader, cut, row.to);
  const text = first && last ? cover(first, last, value.range) : value.range;
  return { value, ...(condition && { condition }), range: condition ? cover(text, condition.range) : text };
}

const comparison = /^(?:[<>=≤≥≠]|\\(?:l|g|n)e(?:q|qslant)?|\\[lg]t)$/;

/** Where the condition begins in a row without a mark of alignment: at words, wide space, a comma, or a bracket at the end that compares. */
function conditionIn(reader: Reader, from: number, to: number): number {
  const { tape } = reader;
  const end = reader.trimmed(from, to);
  for (let at = from; at < to; at++) {
    const t = tape.tokens[at] as Token;
    if (from < at && (isSpeech(t) || t.space === wide || t.text === ',')) return at;
    const inside = from < at && t.text === '(' && tape.partner[at] === end - 1 ? tape.tokens.slice(at + 1, end - 1) : [];
    if (inside.some(({ text }) => comparison.test(text))) return at;
    at = Math.max(at, tape.partner[at] as number);
  }
  return to;
}

const otherwise =
  /^\W*(?:otherwise|else|elsewhere|other(?: cases?)?|rest|sonst|ansonsten|andernfalls|sinon|autrement|其他|其它|否则|otros?|en otro caso|de lo contrario|caso contrário|иначе|それ以外|その他|그 외|기타|khác|ngược lại)\W*$/iu;

/** The condition of a branch; none for `otherwise` in any language. */
function conditionOf(reader: Reader, from: number, to: number): Syntax | undefined {
  const { tokens } = reader.tape;
  const isMark = (at: number) => tokens[at]?.kind === '&' || tokens[at]?.text === ',';
  let begin = from;
  while (begin < to && isMark(begin)) begin++;
  const end = reader.trimmed(begin, to);
  const first = tokens[begin];
  if (end <= begin || first === undefined) return undefined;
  const spelt = letterRun(reader, begin, end);
  if (spelt === 'otherwise' || spelt === 'else') return undefined;
  if (spelt === 'if' || spelt === 'for' || spelt === 'when') return joined(reader, begin + spelt.length, end);
  if (!isSpeech(first) && !(first.kind === 'words' && end === begin + 1)) return joined(reader, begin, end);
  if (end !== begin + 1) return joined(reader, begin + 1, end);
  if (otherwise.test(first.text)) return undefined;
  return { kind: 'text', text: first.text.trim(), range: { start: first.start, end: first.end } };
}

const and = /^\W*(?:and|und|et|y|e|и|且|并且|và|\\land|\\wedge)\W*$/iu;

/** Conditions that are all met, with words or a sign between them, as a list; one alone as it is. */
function joined(reader: Reader, from: number, to: number): Syntax {
  const { tokens, partner } = reader.tape;
  const items: Syntax[] = [];
  let begin = from;
  for (let at = from; at < to; at = Math.max(at, partner[at] as number) + 1) {
    const t = tokens[at] as Token;
    if (!(t.kind === 'words' || t.kind === 'command') || !and.test(t.text) || at === begin || at + 1 === to) continue;
    items.push(reader.region(begin, at));
    begin = at + 1;
  }
  const last = reader.region(begin, to);
  return items.length === 0
    ? last
    : { kind: 'list', items: [...items, last], separators: items.map(() => ','), range: extent(last.range, items) };
}

function letterRun({ tape }: Reader, from: number, to: number): string {
  let run = '';
  for (let at = from; at < to && at < from + 12 && tape.tokens[at]?.kind === 'letter'; at++) {
    if (from < at && tape.tokens[at]?.space !== 0) break;
    run += tape.tokens[at]?.text;
  }
  return run;
}
