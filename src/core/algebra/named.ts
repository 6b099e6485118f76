import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, termsOf, walk, withTerm } from '../expr/expr.ts';
import { keyOf, termKey } from './key.ts';
import type { Atom, Known, Ring, Sum, Term } from './normal.ts';
import { isOne, minusOne, one, type Rational, times } from './rational.ts';
import { renamed } from './rename.ts';

/** A way to say a formula shorter by a name that the notes define. */
export interface NamedRule {
  /** The sum with the name in it; undefined where there is no place for it. */
  readonly apply: (sum: Sum) => Sum | undefined;
  /** Whether a sum over all members of the name is 1, as of the shares of a whole. */
  readonly isOne?: (expr: Expr & { kind: 'reduce' }, body: Sum) => boolean;
}

type Name = Expr & { kind: 'ref' | 'call' };

/** How many ways to give indices to a name are tried. */
const mostAssignments = 16;

/** The rules by which the formula of a name is recognised in others: by one characteristic part of it, or, of a logistic curve, by both of its parts. */
export function rulesFor(name: Name, head: readonly IndexId[], body: Sum, ring: Ring, known: Known): readonly NamedRule[] {
  if (body.length === 0) return [];
  const term = ring.together(body);
  const logistic = logisticRule(name, head, term, ring, known);
  const share = shareRule(name, head, term);
  const pivots = [...term.factors.values()].filter(
    ({ atom, exponent }) => Math.abs(exponent) === 1 && isCharacteristic(atom.expr) && head.every((id) => freeIndices(atom.expr).has(id)),
  );
  const plain = pivots.slice(0, 2).map((pivot): NamedRule => {
    const rest: Term = { coefficient: term.coefficient, factors: new Map([...term.factors].filter(([, factor]) => factor !== pivot)) };
    const instead = ring.multiply(ring.atom(name), ring.power([rest], -1));
    const value = pivot.exponent === 1 ? instead : ring.power(instead, -1);
    return { apply: (sum) => exchanged(sum, [{ pattern: pivot.atom, value }], head, ring), ...share };
  });
  return [...plain, ...(logistic ? [logistic] : [])];
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
  return { apply: (of) => exchanged(of, values, head, ring) };
}

interface Exchange {
  readonly pattern: Atom;
  readonly value: Sum;
}

/** A sum with every instance of some atoms exchanged; undefined where there is none. */
function exchanged(sum: Sum, exchanges: readonly Exchange[], head: readonly IndexId[], ring: Ring): Sum | undefined {
  let isFound = false;
  const inTerm = (term: Term): Sum => {
    let result: Sum = ring.number(term.coefficient);
    for (const { atom, exponent } of term.factors.values()) {
      const value = instanceOf(atom);
      const inner = value === undefined && atom.sum ? inSum(atom.sum) : undefined;
      const factor = value ?? inner ?? [{ coefficient: one, factors: new Map([[atom.key, { atom, exponent: 1 }]]) }];
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
  const instanceOf = (atom: Atom): Sum | undefined => {
    for (const { pattern, value } of exchanges) {
      const found = matched(pattern, value, atom, head, ring);
      if (found) {
        isFound = true;
        return found;
      }
    }
    return undefined;
  };
  return inSum(sum);
}

/** What stands for an atom if it is the pattern for some values of the indices of its head. */
function matched(pattern: Atom, value: Sum, atom: Atom, head: readonly IndexId[], ring: Ring): Sum | undefined {
  if (pattern.expr.kind !== atom.expr.kind) return undefined;
  if (pattern.key === atom.key) return value;
  if (head.length === 0) return undefined;
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
  let result: Term = { coefficient, factors: new Map() };
  for (const { atom, exponent } of factors.values()) {
    const moved: Atom = atom.sum
      ? ring.bracket(atom.sum.map((term) => instanceTerm(term, instance, ring)))
      : { key: keyOf(instance(atom.expr)), expr: instance(atom.expr) };
    result = ring.multiplyTerms(result, { coefficient: one, factors: new Map([[moved.key, { atom: moved, exponent }]]) });
  }
  return result;
}
