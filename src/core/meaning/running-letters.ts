import type { BigOperatorSyntax, Member, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart, mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { isTranspose, leftmost, runs } from './scripts.ts';
import { pieces, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/**
 * Letters that run over members in a section though letters of their kind may be values: `\mu` of `\sum_\mu \xi_{k\mu}`, which is an index
 * wherever it stands, and `n` of `\sum_n (y^n - o^n)^2`, which counts the members of what it stands above.
 */
export interface Running {
  readonly greek: ReadonlySet<string>;
  readonly above: ReadonlySet<string>;
}

/** How a letter is used in a section. */
interface Uses {
  /** Sums and products run over it. */
  readonly bound: Set<string>;
  /** It stands below a name. */
  readonly below: Set<string>;
  /** It is all that stands above a name. */
  readonly above: Set<string>;
  /** It is all that stands above a name that a definition gives a meaning. */
  readonly heads: Set<string>;
  /** It stands for a number or a value of its own. */
  readonly values: Set<string>;
}

/** Where a part of a formula stands: as a value, below a name, or where a letter is only said to run. */
type Place = 'value' | 'below' | 'range';

const none: Running = { greek: new Set(), above: new Set() };

/** A note in which Greek letters that run are indices, and letters that run above names stand in brackets, as in `y^{(n)}`. */
export function withRunningLetters(note: ReadNote): ReadNote {
  if (!note.statements.some(mayRun)) return note;
  const uses = new Map<number, Uses>();
  for (const [statement, section] of note.sectionOf) {
    const own = uses.get(section) ?? { bound: new Set(), below: new Set(), above: new Set(), heads: new Set(), values: new Set() };
    uses.set(section, own);
    gather(statement, own);
  }
  const all = [...uses.values()];
  const isAnywhere = (letter: string, has: (own: Uses) => ReadonlySet<string>): boolean => all.some((own) => has(own).has(letter));
  // What a sum binds as a value, `\sum_\tau p(\tau) R(\tau)`, is one wherever it stands.
  const isOutcome = (letter: string): boolean => all.some((own) => own.bound.has(letter) && own.values.has(letter));
  const letters = [...new Set(flatMap(all, (own) => [...own.bound]))].filter((letter) => !isOutcome(letter));
  const greek = letters.filter(
    (letter) => isGreek(letter) && (isAnywhere(letter, (own) => own.below) || isAnywhere(letter, (own) => own.above)),
  );
  const above = letters.filter((letter) =>
    isGreek(letter) ? isAnywhere(letter, (own) => own.above) : counts(letter) && isAnywhere(letter, (own) => own.heads),
  );
  if (greek.length === 0 && above.length === 0) return note;
  const running = new Map<number, Running>();
  let found = note;
  for (const [section, { values }] of uses) {
    const isIndex = (letter: string): boolean => !values.has(letter);
    const own = { greek: new Set(greek.filter(isIndex)), above: new Set(above.filter(isIndex)) };
    running.set(section, own);
    if (own.greek.size > 0 || own.above.size > 0) found = withFormulas(found, (node) => asRunning(node, own), section);
  }
  return { ...found, running };
}

/** The letters that run in a section of a note. */
export function runningIn({ running }: ReadNote, section: number): Running {
  return running?.get(section) ?? none;
}

/** A formula in which Greek letters that run are indices, and letters that run above names stand in brackets. */
export function asRunning(node: Syntax, running: Running): Syntax {
  const inside = mapParts(node, (part) => asRunning(part, running));
  if (inside.kind === 'symbol') return isPlain(inside) && running.greek.has(inside.letter) ? { ...inside, isIndex: true } : inside;
  return inside.kind === 'scripts' && inside.base.kind === 'symbol' ? inBrackets(inside, running) : inside;
}

/** A name with the number of its member above in brackets, which may be transposed too. */
function inBrackets(node: ScriptsSyntax, { above }: Running): ScriptsSyntax {
  const { member, transpose } = partsAbove(node.sup);
  if (member === undefined || !above.has(member.letter)) return node;
  const sup: Syntax = { kind: 'group', open: '(', close: ')', body: member, range: member.range };
  const inner: ScriptsSyntax = { ...node, sup };
  return transpose ? { kind: 'scripts', base: inner, sup: transpose, primes: 0, range: node.range } : inner;
}

/** The letter that stands above a name, perhaps with the sign of the transpose behind it. */
function partsAbove(sup: Syntax | undefined): { readonly member?: SymbolSyntax; readonly transpose?: Syntax } {
  const [member, transpose, ...more] = sup ? pieces(sup) : [];
  if (member?.kind !== 'symbol' || !isPlain(member) || more.length > 0) return {};
  if (transpose === undefined) return { member };
  return isTranspose(transpose) ? { member, transpose } : {};
}

/** Whether a sum of a statement may run over letters of that kind. */
function mayRun(statement: Statement): boolean {
  return nodesOf(statement).some((node) => runsOver(node) && boundIn(node).some((letter) => isGreek(letter) || counts(letter)));
}

/** Whether members are told apart by a letter above: not by those of layers and of steps in time. */
function counts(letter: string): boolean {
  return letter.length === 1 && runs(letter) && letter !== 'l' && letter !== 't';
}

function isGreek(letter: string): boolean {
  return letter.startsWith('\\') && letter !== '\\ell' && letter !== '\\infty';
}

function isPlain({ accents, face }: SymbolSyntax): boolean {
  return accents.length === 0 && face === 'italic';
}

function runsOver(node: Syntax): node is BigOperatorSyntax {
  return node.kind === 'big-operator' && (node.operator === 'sum' || node.operator === 'product');
}

/** The letters that a sum binds. */
function boundIn({ over }: BigOperatorSyntax): readonly string[] {
  const names = flatMap(over, (entry) => pieces(leftmost(entry)));
  return names.flatMap((name) => (name.kind === 'symbol' && isPlain(name) ? [name.letter] : []));
}

/** Takes in how the letters of a statement are used. */
function gather(statement: Statement, uses: Uses): void {
  const { members, conditions, reasons } = statement;
  for (const { node } of members) visit(node, isRange(members) ? 'range' : 'value', uses);
  for (const condition of conditions) visit(condition, 'range', uses);
  for (const reason of reasons) gather(reason, uses);
  const [head, body] = members;
  if (head?.node.kind !== 'scripts' || !defines(body?.relation?.sign)) return;
  const { member } = symbolOf(head.node) ? partsAbove(head.node.sup) : {};
  if (member) uses.heads.add(member.letter);
}

/** `\mu = 1, \dots, p`, or a letter that is only spoken of. */
function isRange(members: readonly Member[]): boolean {
  const isEnd = (node: Syntax): boolean =>
    node.kind === 'number' || node.kind === 'dots' || node.kind === 'symbol' || (node.kind === 'list' && node.items.every(isEnd));
  const [head, ...ends] = members;
  return head?.node.kind === 'symbol' && ends.every(({ node }) => node.kind !== 'symbol' && isEnd(node));
}

function visit(node: Syntax, place: Place, uses: Uses): void {
  if (node.kind === 'symbol') {
    if (isPlain(node)) (place === 'value' ? uses.values : place === 'below' ? uses.below : undefined)?.add(node.letter);
  } else if (node.kind === 'scripts') visitScripts(node, place, uses);
  else if (node.kind === 'big-operator') {
    if (runsOver(node)) for (const letter of boundIn(node)) uses.bound.add(letter);
    for (const entry of node.over) visit(entry, 'range', uses);
    for (const end of [node.lower, node.upper]) if (end) visit(end, 'value', uses);
    visit(node.body, place, uses);
  } else eachPart(node, (part) => visit(part, isFunctionOf(node, part) ? 'range' : place, uses));
}

function visitScripts({ base, sub, sup }: ScriptsSyntax, place: Place, uses: Uses): void {
  if (base.kind !== 'symbol') visit(base, place, uses);
  // The scripts of a letter make another name of it: `\mu_k` beside the index `\mu`.
  if (sub) visit(sub, 'below', uses);
  const { member } = base.kind === 'symbol' ? partsAbove(sup) : {};
  if (member) uses.above.add(member.letter);
  else if (sup) visit(sup, 'value', uses);
}

/** Whether a part is a letter in front of a bracket that holds what it is applied to: `\sigma(z)`. */
function isFunctionOf(node: Syntax, part: Syntax): boolean {
  return node.kind === 'call' && part === node.head && part.kind === 'symbol';
}
