import type { PartialSyntax, Statement, Syntax } from '../latex/syntax.ts';
import { formulasOf, mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import type { ReadNote } from './chains.ts';
import { dottedIn, MovingNames, type Name, withDots } from './moving-names.ts';
import { phrase } from './phrases/index.ts';
import { isOpenIn } from './sections.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

const aboutTime = phrase('aboutTime');

/** How many names are moved along at the most in one derivative. */
const mostTerms = 12;

/**
 * A note whose dots mean derivatives by time, with what total derivatives by time and the dots over what has a formula are by the chain rule:
 * `\frac{d}{dt} f` as `\sum_x \partial f/\partial x\,\dot x`, over the names that have dots and no formula, and over their rates. Nothing changes
 * in a section that uses the letter of time otherwise too, or where nothing says that the dots are of time.
 */
export function withTimeDerivatives(note: ReadNote): ReadNote {
  const { statements, sectionOf, sections, sentences } = note;
  const isDotted = (node: Syntax): boolean => node.kind === 'symbol' && 0 < (dottedIn(node)?.order ?? 0);
  const marked = new Set(statements.flatMap((one) => (nodesOf(one).some(isDotted) ? [sectionOf.get(one) ?? 0] : [])));
  if (marked.size === 0) return note;
  return [...marked].reduce((whole, section) => {
    const seen = statements.filter((one) => isOpenIn(sections, sectionOf.get(one) ?? 0, section));
    if (namesTime(seen)) return whole;
    const names = new MovingNames(seen);
    const time = timeIn(seen);
    const isSaid = sentences.some((one) => isOpenIn(sections, one.section, section) && aboutTime.test(one.text));
    const isOfTime =
      isSaid || time !== undefined || names.areByProducts || seen.some((one) => nodesOf(one).some((node) => dottedIn(node)?.order === 2));
    return isOfTime && !names.areMixed && !names.areTwofold ? withFormulas(whole, (node) => inTime(node, names, time), section) : whole;
  }, note);
}

/** Whether the letter of time stands as a value, `x = v t`, or in a bracket behind a name, `x(t)`: then formulas depend on it in ways of their own. */
function namesTime(statements: readonly Statement[]): boolean {
  const nodes = flatMap(statements, nodesOf);
  const by = new Set(flatMap(nodes, (node) => (node.kind === 'partial' ? [...node.wrt] : [])));
  return nodes.some((node) => node.kind === 'symbol' && node.letter === 't' && node.accents.length === 0 && !by.has(node));
}

/** The letter by which total derivatives are taken, if it stands nowhere else. */
function timeIn(statements: readonly Statement[]): string | undefined {
  const totals = flatMap(statements, (one) =>
    nodesOf(one).filter((node): node is PartialSyntax => node.kind === 'partial' && node.isTotal === true),
  );
  const letters = new Set(flatMap(totals, ({ wrt }) => wrt.map((by) => (by.kind === 'symbol' ? baseName(by) : ''))));
  const isOnly = (letter: string): boolean => {
    const by = new Set<Syntax>(flatMap(totals, ({ wrt }) => [...wrt]));
    const isElsewhere = (node: Syntax): boolean => node.kind === 'symbol' && baseName(node) === letter && !by.has(node);
    return !statements.some((one) => 1 < one.members.length && flatMap(formulasOf(one), nodesIn).some(isElsewhere));
  };
  const found = [...letters].filter((letter) => /^(?:t|\\tau)$/.test(letter) && isOnly(letter));
  return found.length === 1 ? found[0] : undefined;
}

/** A formula with its derivatives by time spelt out. */
function inTime(node: Syntax, names: MovingNames, time: string | undefined): Syntax {
  if (node.kind === 'partial') {
    const inside = node.of ? { ...node, of: inTime(node.of, names, time) } : node;
    const isByTime = node.isTotal === true && node.wrt.every((by) => by.kind === 'symbol' && baseName(by) === time);
    const rate = isByTime && inside.of ? rateOf(inside.of, node.wrt.length, node.range, names) : undefined;
    return rate ?? (inside.of === node.of ? node : inside);
  }
  const own = node.kind === 'symbol' || (node.kind === 'scripts' && node.primes === 0) ? dottedIn(node) : undefined;
  if (own && 0 < own.order) {
    const rate = names.hasRate(own) ? rateOf(own.plain, own.order, node.range, names) : undefined;
    if (rate === undefined) return node;
    return node.kind === 'scripts' && node.sup ? { kind: 'scripts', base: rate, sup: node.sup, primes: 0, range: node.range } : rate;
  }
  return mapParts(node, (part) => inTime(part, names, time));
}

/** The derivative by time of a formula, of any order; undefined where nothing is known to move in it. */
function rateOf(of: Syntax, order: number, range: Range, names: MovingNames): Syntax | undefined {
  // `u^2` is made of a name, and none.
  const own = of.kind === 'scripts' && of.sup ? undefined : dottedIn(of);
  if (own && names.free.has(own.key) && (of.kind === 'symbol' || of.kind === 'scripts')) {
    const name = withDots(own.plain, own.order + order);
    return name && placed(name, range);
  }
  let rate: Syntax | undefined = of;
  for (let n = 0; n < order && rate; n++) rate = rateOnce(rate, range, names);
  return rate;
}

function rateOnce(of: Syntax, range: Range, names: MovingNames): Syntax | undefined {
  const terms: PartialSyntax[] = [];
  for (const [key, orders] of names.dependenceOf(of))
    for (const order of orders) {
      const name = names.free.get(key) as Name;
      const [wrt, along] = [withDots(name, order), withDots(name, order + 1)];
      if (wrt === undefined || along === undefined) return undefined;
      terms.push({ kind: 'partial', of, wrt: [wrt], along, operator: false, head: range, range });
    }
  const [only, ...more] = terms;
  if (only === undefined || mostTerms < terms.length) return undefined;
  if (more.length === 0) return only;
  const sum: Syntax = { kind: 'sum', terms: terms.map((node) => ({ sign: '+', signRange: range, node })), range };
  return { kind: 'group', open: '(', close: ')', body: sum, range };
}

/** A name as if it stood at a place. */
function placed(name: Name, range: Range): Name {
  return name.kind === 'symbol' ? { ...name, range } : { ...name, base: { ...name.base, range } as typeof name.base, range };
}
