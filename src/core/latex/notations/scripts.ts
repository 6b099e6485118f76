import { cover, type Range } from '../../text/range.ts';
import type { Reader } from '../reader.ts';
import type { ScriptsSyntax, Syntax } from '../syntax.ts';
import { adjacent } from '../token.ts';

/** Sub- and superscript and primes, as they stand behind something. */
export interface Marks {
  readonly sub?: Syntax;
  readonly sup?: Syntax;
  readonly primes: number;
}

/** The node with the scripts behind it; scripts of a node that has some already (`{x_i}^2`, `\hat{x_i}^2`) join them where there is room. */
export function withScripts(reader: Reader, base: Syntax): Syntax {
  let node = numbered(reader, base) ?? base;
  for (let marks = readMarks(reader); marks !== undefined; marks = readMarks(reader)) node = attach(node, marks, reader.behind);
  while (reader.peek()?.text === '!') node = factorial(node, reader.next() as Range);
  return node;
}

/** `w1`: a letter with a numeral right behind it, which nobody multiplies so. */
function numbered(reader: Reader, base: Syntax): ScriptsSyntax | undefined {
  const t = reader.peek();
  if (base.kind !== 'symbol' || t?.kind !== 'number' || t.space !== adjacent || !/^\d+$/.test(t.text) || reader.inScript) return undefined;
  if (base.face !== 'italic' || base.letter === 'd' || base.letter === 'e' || !/^(?:[A-Za-z]|\\[a-z]+)$/.test(base.letter))
    return undefined;
  reader.next();
  const sub: Syntax = { kind: 'number', value: Number(t.text), decimals: 0, range: { start: t.start, end: t.end } };
  return attach(base, { sub, primes: 0 }, sub.range);
}

/** `n!` */
function factorial(of: Syntax, mark: Range): Syntax {
  const body = of.kind === 'group' && of.open === '(' ? of.body : of;
  return { kind: 'function', name: 'factorial', head: mark, primes: 0, operands: [body], bracketed: true, range: cover(of.range, mark) };
}

/** The node with given scripts; `last` is where they end. */
export function attach(node: Syntax, marks: Marks, last: Range): ScriptsSyntax {
  const { sub, sup, primes } = marks;
  let range = cover(node.range, last);
  if (sub !== undefined) range = cover(range, sub.range);
  if (sup !== undefined) range = cover(range, sup.range);
  const joins = node.kind === 'scripts' && (sub === undefined || node.sub === undefined) && (sup === undefined || node.sup === undefined);
  if (joins) return scripts(node.base, sub ?? node.sub, sup ?? node.sup, node.primes + primes, range);
  return scripts(node, sub, sup, primes, range);
}

function scripts(base: Syntax, sub: Syntax | undefined, sup: Syntax | undefined, primes: number, range: Range): ScriptsSyntax {
  if (sub === undefined)
    return sup === undefined ? { kind: 'scripts', base, primes, range } : { kind: 'scripts', base, sup, primes, range };
  return sup === undefined ? { kind: 'scripts', base, sub, primes, range } : { kind: 'scripts', base, sub, sup, primes, range };
}

/** The scripts ahead, at most one of each kind; undefined where there are none. */
export function readMarks(reader: Reader, areBounds = false): Marks | undefined {
  let sub: Syntax | undefined;
  let sup: Syntax | undefined;
  let primes = 0;
  if (!isMark(reader.peek()?.kind)) return undefined;
  for (let t = reader.peek(); t !== undefined; t = reader.peek()) {
    if (t.kind === "'") {
      reader.next();
      primes++;
    } else if (t.kind === '_' && sub === undefined) {
      reader.next();
      sub = script(reader);
    } else if (t.kind === '^' && sup === undefined) {
      reader.next();
      const outer = reader.inBound;
      reader.inBound = areBounds;
      const read = script(reader);
      reader.inBound = outer;
      const raised = primesIn(read);
      const label = raised === undefined ? labelWithPrimes(read) : undefined;
      if (raised === undefined) sup = label?.label ?? read;
      primes += raised ?? label?.primes ?? 0;
    } else break;
  }
  if (sub === undefined && sup === undefined && primes === 0) return undefined;
  if (sub === undefined) return sup === undefined ? { primes } : { sup, primes };
  return sup === undefined ? { sub, primes } : { sub, sup, primes };
}

function isMark(kind: string | undefined): boolean {
  return kind === '_' || kind === '^' || kind === "'";
}

function script(reader: Reader): Syntax {
  const outer = reader.inScript;
  reader.inScript = true;
  // TeX sets the first digit of `10^14` alone above, but that is not what is meant.
  const read = reader.peek()?.kind === 'number' ? reader.atom() : reader.argument();
  reader.inScript = outer;
  return read;
}

/** `^\prime`, `^{\prime\prime}`. */
function primesIn(node: Syntax): number | undefined {
  if (node.kind === 'symbol' && (node.letter === '\\prime' || node.letter === "'")) return 1;
  if (node.kind !== 'product') return undefined;
  return node.factors.every((factor) => primesIn(factor.node) === 1) ? node.factors.length : undefined;
}

/** `^{[l]\prime}`, `^{(2)'}`: the primes of a name behind a label in brackets, or in front of it. */
function labelWithPrimes(node: Syntax): { readonly label: Syntax; readonly primes: number } | undefined {
  if (node.kind === 'scripts')
    return node.primes > 0 && !node.sub && !node.sup && isLabel(node.base) ? { label: node.base, primes: node.primes } : undefined;
  const parts = node.kind === 'product' ? node.factors.map((factor) => factor.node) : [];
  const [label, ...more] = parts.filter((part) => primesIn(part) === undefined);
  return label && more.length === 0 && isLabel(label) ? { label, primes: parts.length - 1 } : undefined;
}

function isLabel(node: Syntax): boolean {
  return node.kind === 'group' && (node.open === '(' || node.open === '[');
}
