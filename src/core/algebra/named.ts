import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, termsOf, walk, withTerm } from '../expr/expr.ts';
import { anyIndex, keyOf, termKey } from './key.ts';
import { type Atom, alone, type Factor, type Known, type Ring, type Sum, Term, without } from './normal.ts';
import { isOne, minusOne, one, over, type Rational, times } from './rational.ts';
import { renamed } from './rename.ts';

/** A way to say a formula shorter by a name that the notes define. */
export interface NamedRule {
  /** The sum with the name in it; undefined where there is no place for it. */
  readonly apply: (sum: Sum) => Sum | undefined;
  /** What it brings in is zero only where what it takes away is. */
  readonly isSafe: boolean;
  /** Whether a sum over all members of the name is 1, as of the shares of a whole. */
  readonly isOne?: (expr: Expr & { kind: 'reduce' }, body: Sum) => boolean;
}

type Name = Expr & { kind: 'ref' | 'call' | 'apply' };

/** How many ways to give indices to a name are tried. */
const mostAssignments = 16;

/**
 * The rules by which the formula of a name is recognised in others: by one characteristic part of it, or, of a logistic curve, by both of
 * its parts. None where no part is characteristic.
 *
 * Shapes: `head` are the indices of the name, free in `body`; a rule finds it at any others.
 */
export function rulesFor(name: Name, head: readonly IndexId[], body: Sum, ring: Ring, known: Known): readonly NamedRule[] {
  if (body.length === 0) return [];
  const term = ring.together(body);
  const logistic = logisticRule(name, head, term, ring, known);
  const share = shareRule(name, head, term);
  const characteristic = [...term.factors.values()].filter(({ atom }) => isCharacteristic(atom.expr));
  const isPower = characteristic.some(({ atom }) => atom.power);
  // What is a power is shorter as a lower power of its own, and a product with one (`p^k (1 - p)^{n - k}`) is known as a whole.
  const pivots = isPower
    ? []
    : characteristic.filter(({ atom, exponent }) => Math.abs(exponent) === 1 && head.every((id) => freeIndices(atom.expr).has(id)));
  const plain = pivots.slice(0, 2).map((pivot): NamedRule => {
    const rest = without(term, pivot);
    const instead = ring.multiply(ring.atom(name), ring.power([rest], -1));
    const value = pivot.exponent === 1 ? instead : ring.power(instead, -1);
    return { apply: (sum) => exchanged(sum, [{ pattern: pivot.atom, value }], head, ring), isSafe: rest.factors.size === 0, ...share };
  });
  const tanh = tangentRule(name, head, term, ring, known);
  const isWhole = isPower ? 1 < characteristic.length : plain.some(({ isSafe }) => !isSafe);
  const whole = isWhole ? productRulesFor(name, head, body, ring).map(inAllTerms) : [];
  return [...plain, ...whole, ...(logistic ? [logistic] : []), ...(tanh ? [tanh] : [])];
}

/** The rule by which a product is recognised where all its factors stand in another one; nothing is divided by. None where no factor is characteristic. */
export function productRulesFor(name: Name, head: readonly IndexId[], body: Sum, ring: Ring): readonly NamedRule[] {
  if (body.length === 0) return [];
  const term = ring.together(body);
  const pivot = [...term.factors.values()].find(
    ({ atom }) => isCharacteristic(atom.expr) && head.every((id) => freeIndices(atom.expr).has(id)),
  );
  if (pivot === undefined) return [];
  const rest = without(term, pivot);
  const inTerm = (whole: Term): Sum | undefined => {
    for (const factor of whole.factors.values()) {
      const { atom, exponent } = factor;
      if (exponent !== pivot.exponent) continue;
      const [others] = matched(pivot.atom, [rest], atom, head, ring) ?? [];
      const named = matched(pivot.atom, ring.atom(name), atom, head, ring);
      const left = others && withoutAll(without(whole, factor), others);
      if (left && named) return ring.multiply([left], named);
    }
    return undefined;
  };
  return [
    {
      isSafe: true,
      apply: (sum) => {
        const found = sum.map(inTerm);
        return found.some((part) => part !== undefined) ? ring.add(...sum.map((part, at) => found[at] ?? [part])) : undefined;
      },
    },
  ];
}

/** A rule that is for what all terms of a sum have: `e^{-\lambda x} - \lambda x e^{-\lambda x}` is not about `\lambda e^{-\lambda x}`. */
function inAllTerms({ apply, ...rest }: NamedRule): NamedRule {
  return { ...rest, apply: (sum) => (sum.every((term) => apply([term]) !== undefined) ? apply(sum) : undefined) };
}

/** A term without the factors of another one; undefined where it does not have all of them. */
function withoutAll({ coefficient, factors }: Term, other: Term): Term | undefined {
  const left = new Map(factors);
  for (const [key, { atom, exponent }] of other.factors) {
    const own = left.get(key)?.exponent ?? 0;
    if (own * exponent <= 0 || Math.abs(own) < Math.abs(exponent)) return undefined;
    if (own === exponent) left.delete(key);
    else left.set(key, { atom, exponent: own - exponent });
  }
  return new Term(over(coefficient, other.coefficient), left);
}

/** Whether a part tells a formula from others: more than a name. */
function isCharacteristic({ kind }: Expr): boolean {
  return kind !== 'ref' && kind !== 'number' && kind !== 'delta';
}

/** `p_j = e_j / \sum_j e_j`: all of them together are 1. */
function shareRule(name: Name, head: readonly IndexId[], term: Term): Pick<NamedRule, 'isOne'> {
  const [top, bottom, ...more] = [...term.factors.values()].sort((a, b) => b.exponent - a.exponent);
  const whole = bottom?.atom.expr;
  const [id] = head;
  if (name.kind !== 'ref' || !top || whole?.kind !== 'reduce' || more.length > 0 || id === undefined) return {};
  const isShare =
    isOne(term.coefficient) &&
    top.exponent === 1 &&
    bottom?.exponent === -1 &&
    whole.op === 'sum' &&
    keyOf(withTerm(whole.body, whole.index, { kind: 'index', id, shift: 0 })) === keyOf(top.atom.expr);
  if (!isShare) return {};
  const range = keyOf({ ...whole, body: name });
  const isOneOf: NamedRule['isOne'] = (expr, body) => {
    const [only, ...others] = body;
    const [factor, ...further] = only?.factors.values() ?? [];
    if (!only || !factor || others.length > 0 || further.length > 0 || !isOne(only.coefficient) || factor.exponent !== 1) return false;
    const { expr: ref } = factor.atom;
    if (ref.kind !== 'ref' || ref.family !== name.family || keyOf({ ...expr, body: name }) !== range) return false;
    const place = name.slots.findIndex((slot) => slot.kind === 'index' && slot.id === id);
    const there = ref.slots[place];
    return there?.kind === 'index' && there.id === expr.index && there.shift === 0;
  };
  return { isOne: isOneOf };
}

/** `y = k / (\alpha + \beta M)` or `k M / (\alpha + \beta M)` with an exponential `M`: both parts in terms of `y`. */
function logisticRule(name: Name, head: readonly IndexId[], term: Term, ring: Ring, known: Known): NamedRule | undefined {
  const factors = [...term.factors.values()];
  const below = factors.find(({ atom, exponent }) => exponent === -1 && atom.sum?.length === 2);
  const sum = below?.atom.sum;
  const fixed = sum?.find(({ factors: inside }) => inside.size === 0);
  const moving = sum?.find((other) => other !== fixed);
  const [exponential, ...more] = moving?.factors.values() ?? [];
  if (!below || !fixed || !moving || !exponential || more.length > 0 || Math.abs(exponential.exponent) !== 1) return undefined;
  if (exponential.atom.expr.kind !== 'apply' || exponential.atom.expr.fn !== 'exp') return undefined;
  const others = factors.filter((factor) => factor !== below);
  const [top] = others;
  if (1 < others.length || (top && (top.atom.key !== exponential.atom.key || top.exponent !== exponential.exponent))) return undefined;
  const [k, alpha, beta] = [term.coefficient, fixed.coefficient, moving.coefficient];
  const y = ring.atom(name);
  const minus = (by: Rational): Sum => ring.add(ring.number(k), ring.scale(y, times(by, minusOne)));
  const complement = top ? minus(beta) : minus(alpha);
  const isPositive = [k, alpha, beta].every(({ above }) => 0 < above);
  for (const part of [y, complement]) for (const { atom } of ring.together(part).factors.values()) known.learn(atom, isPositive);
  const inverse = (of: Sum): Sum => ring.power(of, -1);
  const m = top ? ring.multiply(ring.scale(y, alpha), inverse(complement)) : ring.multiply(complement, inverse(ring.scale(y, beta)));
  const whole = top ? ring.scale(inverse(complement), times(alpha, k)) : ring.scale(inverse(y), k);
  const values = [
    { pattern: below.atom, value: whole },
    { pattern: exponential.atom, value: exponential.exponent === 1 ? m : inverse(m) },
  ];
  return { apply: (of) => exchanged(of, values, head, ring), isSafe: true };
}

/** Where the notes have a name for the logistic function: `1 / (1 + e^{-u})` and `e^u / (1 + e^u)` by that name at whatever stands there. */
export function logisticByName(named: (at: Expr) => Expr, ring: Ring, known: Known): NamedRule {
  const rules = new Map<string, NamedRule | undefined>();
  const ruleFor = (bracket: Atom, { atom, exponent }: Factor): NamedRule | undefined => {
    const name = atom.expr.kind === 'apply' && atom.expr.args[0] ? named(atom.expr.args[0]) : undefined;
    if (name?.kind !== 'call' && name?.kind !== 'apply') return undefined;
    const below = ring.multiply(alone(bracket, -1), 0 < exponent ? alone(atom) : ring.number(one));
    return logisticRule(name, [], ring.together(below), ring, known);
  };
  return {
    isSafe: true,
    apply: (sum) => {
      const found = curveIn(sum);
      if (found === undefined) return undefined;
      const { key } = found.bracket;
      if (!rules.has(key)) rules.set(key, ruleFor(found.bracket, found.exponential));
      return rules.get(key)?.apply(sum);
    },
  };
}

/** A bracket `1 + e^{\pm u}` below a line, with its exponential. */
function curveIn(sum: Sum): { readonly bracket: Atom; readonly exponential: Factor } | undefined {
  for (const { factors } of sum)
    for (const { atom, exponent } of factors.values()) {
      const exponential = exponent < 0 && atom.sum ? exponentialIn(atom.sum) : undefined;
      const found = exponential ? { bracket: atom, exponential } : atom.sum && curveIn(atom.sum);
      if (found) return found;
    }
  return undefined;
}

function exponentialIn(sum: Sum): Factor | undefined {
  const moving = sum.find(({ factors }) => factors.size === 1);
  const [only] = moving?.factors.values() ?? [];
  const isCurve = sum.length === 2 && sum.every(({ coefficient }) => isOne(coefficient)) && sum.some(({ factors }) => factors.size === 0);
  const isExponential = only?.atom.expr.kind === 'apply' && only.atom.expr.fn === 'exp' && Math.abs(only.exponent) === 1;
  return isCurve && isExponential ? only : undefined;
}

/** `y = k (\alpha M - \beta / M) / (\alpha M + \beta / M)`: the square of what stands below is `4 \alpha \beta / (1 - y^2 / k^2)`. */
function tangentRule(name: Name, head: readonly IndexId[], term: Term, ring: Ring, known: Known): NamedRule | undefined {
  const factors = [...term.factors.values()];
  const below = factors.find(({ exponent }) => exponent === -1);
  const above = factors.find(({ exponent }) => exponent === 1);
  const [down, up] = [below?.atom.sum, above?.atom.sum];
  if (factors.length !== 2 || !below || !above || down?.length !== 2 || up?.length !== 2) return undefined;
  const [first, two] = down as readonly [Term, Term];
  const isPair = ring.multiplyTerms(first, two).monomial === '';
  const signs = down.map((part) => up.find((other) => other.monomial === part.monomial)?.coefficient);
  const same = (a: Rational | undefined, b: Rational): boolean => a !== undefined && a.above === b.above && a.below === b.below;
  const isTurned = signs.filter((sign, n) => same(sign, (down[n] as Term).coefficient)).length === 1;
  const isMirrored = isTurned && signs.some((sign, n) => same(sign, times((down[n] as Term).coefficient, minusOne)));
  if (!isPair || !isMirrored || [...first.factors.values()].some(({ atom }) => atom.expr.kind !== 'apply')) return undefined;
  const square = ring.power(ring.atom(name), 2);
  const rest = ring.add(ring.number(one), ring.negate(ring.scale(square, over(one, times(term.coefficient, term.coefficient)))));
  known.learn(ring.bracket(rest), true);
  const four = { above: 4, below: 1 };
  const value = ring.multiply(ring.number(times(four, times(first.coefficient, two.coefficient))), ring.power(rest, -1));
  return { apply: (of) => exchanged(of, [{ pattern: below.atom, value, isSquare: true }], head, ring), isSafe: true };
}

interface Exchange {
  readonly pattern: Atom;
  readonly value: Sum;
  /** The value is that of the square of the pattern. */
  readonly isSquare?: true;
}

/** A sum with every instance of some atoms exchanged; undefined where there is none. */
function exchanged(sum: Sum, exchanges: readonly Exchange[], head: readonly IndexId[], ring: Ring): Sum | undefined {
  let isFound = false;
  const inTerm = (term: Term): Sum => {
    let result: Sum = ring.number(term.coefficient);
    for (const { atom, exponent } of term.factors.values()) {
      const found = instanceOf(atom, exponent);
      if (found) {
        result = ring.multiply(result, found);
        continue;
      }
      const factor = (atom.sum ? inSum(atom.sum) : undefined) ?? alone(atom);
      if (factor.length === 0) return [];
      result = ring.multiply(result, ring.power(factor, exponent));
    }
    return result;
  };
  const inSum = (inner: Sum): Sum | undefined => {
    const before = isFound;
    isFound = false;
    const terms = inner.map(inTerm);
    const isChanged = isFound;
    isFound ||= before;
    return isChanged ? ring.add(...terms) : undefined;
  };
  const instanceOf = (atom: Atom, exponent: number): Sum | undefined => {
    for (const { pattern, value, isSquare } of exchanges) {
      if (isSquare && exponent % 2 !== 0) continue;
      const found = matched(pattern, value, atom, head, ring);
      if (found) {
        isFound = true;
        return ring.power(found, isSquare ? exponent / 2 : exponent);
      }
    }
    return undefined;
  };
  return isIn(sum, exchanges, head, ring) ? inSum(sum) : undefined;
}

/** Whether a sum has an instance of one of some atoms. */
function isIn(sum: Sum, exchanges: readonly Exchange[], head: readonly IndexId[], ring: Ring): boolean {
  for (const { factors } of sum)
    for (const { atom, exponent } of factors.values()) {
      for (const { pattern, value, isSquare } of exchanges)
        if (!(isSquare && exponent % 2 !== 0) && matched(pattern, value, atom, head, ring)) return true;
      if (atom.sum && isIn(atom.sum, exchanges, head, ring)) return true;
    }
  return false;
}

const lengths = new WeakMap<Atom, number>();

/** How long the text of an atom is whatever its indices: instances of one pattern are alike in that. */
function lengthOf(atom: Atom): number {
  let length = lengths.get(atom);
  if (length === undefined) {
    length = anyIndex(atom.key).length;
    lengths.set(atom, length);
  }
  return length;
}

/** What stands for an atom if it is the pattern for some values of the indices of its head. */
function matched(pattern: Atom, value: Sum, atom: Atom, head: readonly IndexId[], ring: Ring): Sum | undefined {
  if (pattern.expr.kind !== atom.expr.kind) return undefined;
  if (pattern.key === atom.key) return value;
  if (head.length === 0 || lengthOf(pattern) !== lengthOf(atom)) return undefined;
  const terms = new Map<string, IndexTerm>();
  for (const node of walk(atom.expr)) for (const term of termsOf(node)) terms.set(termKey(term), term);
  let assignments: (readonly IndexTerm[])[] = [[]];
  for (const _ of head)
    assignments = assignments.flatMap((some) => [...terms.values()].map((term) => [...some, term])).slice(0, mostAssignments);
  const key = keyOf(atom.expr);
  for (const assignment of assignments) {
    const instance = (expr: Expr): Expr => renamed(expr, head, assignment);
    if (keyOf(instance(pattern.expr)) !== key) continue;
    return value.map((term) => instanceTerm(term, instance, ring));
  }
  return undefined;
}

function instanceTerm({ coefficient, factors }: Term, instance: (expr: Expr) => Expr, ring: Ring): Term {
  let result = new Term(coefficient);
  for (const { atom, exponent } of factors.values()) {
    const moved: Atom = atom.sum
      ? ring.bracket(atom.sum.map((term) => instanceTerm(term, instance, ring)))
      : { key: keyOf(instance(atom.expr)), expr: instance(atom.expr), ...instancePower(atom, instance, ring) };
    result = ring.multiplyTerms(result, new Term(one, new Map([[moved.key, { atom: moved, exponent }]])));
  }
  return result;
}

function instancePower({ power }: Atom, instance: (expr: Expr) => Expr, ring: Ring): Pick<Atom, 'power'> {
  if (power === undefined) return {};
  const { base, baseExpr, exponent } = power;
  return {
    power: { base: instanceTerm(base, instance, ring), baseExpr: instance(baseExpr), exponent: instanceTerm(exponent, instance, ring) },
  };
}
