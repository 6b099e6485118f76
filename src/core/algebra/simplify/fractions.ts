import type { Expr } from '../../expr/expr.ts';
import { functions } from '../../functions/index.ts';
import { priceOf } from '../build.ts';
import { keyOf } from '../key.ts';
import { type Atom, type Factor, type Sum, Term, without } from '../normal.ts';
import { one } from '../rational.ts';
import { isOpenable, openBrackets } from './brackets.ts';
import type { Context } from './context.ts';
import { isFraction, plainly, some } from './terms.ts';

/** The functions that are quotients of others. */
const quotients = functions.flatMap(({ name, quotient }) => (quotient ? [{ name, quotient }] : []));

/** A sum over one denominator; undefined where it has none. */
export function overOneLine(context: Context, sum: Sum): Sum | undefined {
  if (sum.length < 2) return undefined;
  const { ring } = context;
  const below = new Map<string, Factor>();
  for (const { factors } of sum)
    for (const [key, factor] of factors)
      if (factor.exponent < 0 && factor.exponent < (below.get(key)?.exponent ?? 0)) below.set(key, factor);
  if (below.size === 0) return undefined;
  const denominator = new Term(one, below);
  const inverse = ring.power([denominator], -1);
  if ([...below.values()].some(({ atom }) => !context.known.isNonzero(atom))) return undefined;
  const numerator = context.ring.add(...sum.map((term) => ring.multiply([term], inverse)));
  const open = openBrackets(context, numerator, isOpenable) ?? numerator;
  if (open.length === 0) return [];
  const [top] = [numerator, open, [ring.together(open)]].sort((a, b) => priceOf(a) - priceOf(b));
  return ring.multiply(top as Sum, [denominator]);
}

/** A sum without fractions in its brackets; undefined where there are none. */
export function clearedBrackets(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  if (!sum.some(({ factors }) => some(factors, ({ atom }) => atom.sum?.some(isFraction) === true))) return undefined;
  let isFound = false;
  const terms = sum.map((term): Sum => {
    let result: Sum = [new Term(term.coefficient)];
    for (const [key, { atom, exponent }] of term.factors) {
      const fraction = atom.sum ? overOneLine(context, atom.sum) : undefined;
      isFound ||= fraction !== undefined;
      const factor = fraction ?? [new Term(one, new Map([[key, { atom, exponent: 1 }]]))];
      if (factor.length === 0) return [];
      result = ring.multiply(result, ring.power(factor, exponent));
    }
    return result;
  });
  return isFound ? ring.add(...terms) : undefined;
}

/** `e^x / (1 + e^x)` as `1 / (1 + e^{-x})`; undefined where there is nothing like it. */
export function dividedThrough(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  let isFound = false;
  const terms = sum.map((term): Sum => {
    const factors = [...term.factors.values()];
    const below = factors.find(({ atom, exponent }) => exponent < 0 && atom.sum?.length === 2);
    const top = factors.find(({ atom: { expr }, exponent }) => expr.kind === 'apply' && expr.fn === 'exp' && exponent !== 0);
    if (!below?.atom.sum || !top || below.exponent !== -Math.abs(top.exponent)) return [term];
    // `e^a / (e^a + e^b)` is as it should be.
    if (below.atom.sum.every((part) => part.factors.size > 0)) return [term];
    const by = new Term(one, new Map([[top.atom.key, { ...top, exponent: -Math.sign(top.exponent) }]]));
    if (!below.atom.sum.some((part) => part.factors.get(top.atom.key)?.exponent === Math.sign(top.exponent))) return [term];
    isFound = true;
    return ring.multiply(
      [without(without(term, below), top)],
      ring.power([...ring.distribute(below.atom.sum, [by])].reverse(), below.exponent),
    );
  });
  return isFound ? ring.add(...terms) : undefined;
}

/** `\sinh u / \cosh u` as `\tanh u`, which exists where that does; undefined where there is nothing like it. */
export function withQuotients(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  let isFound = false;
  const inTerm = (term: Term): Sum => {
    for (const { atom, exponent } of term.factors.values()) {
      const { expr } = atom;
      if (0 <= exponent || expr.kind !== 'apply' || expr.order > 0) continue;
      for (const { name, quotient } of quotients) {
        const above = quotient[1] === expr.fn ? term.factors.get(keyOf({ ...expr, fn: quotient[0] })) : undefined;
        const times = Math.min(above?.exponent ?? 0, -exponent);
        if (above === undefined || times <= 0) continue;
        isFound = true;
        const rest = new Map(term.factors)
          .set(atom.key, { atom, exponent: exponent + times })
          .set(above.atom.key, { ...above, exponent: above.exponent - times });
        return ring.multiply([plainly(new Term(term.coefficient, rest))], ring.atom({ ...expr, fn: name }, times));
      }
    }
    return [term];
  };
  const terms = sum.map(inTerm);
  return isFound ? ring.add(...terms) : undefined;
}

/** What a factor is the root of, where it stands above or below the line once. */
function underRoot({ atom: { expr }, exponent }: Factor, times: 1 | -1): Expr | undefined {
  return exponent === times && expr.kind === 'apply' && expr.fn === 'sqrt' && expr.order === 0 ? expr.args[0] : undefined;
}

/**
 * `1 / \sqrt{u}` as `\sqrt{u} / u`, which exists where that does, of a product or quotient `u`, or of what is a factor above the line: `u / \sqrt{u}`.
 * Undefined where there is none.
 */
export function withRootsAbove(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  const rootIn = ({ factors }: Term): readonly [Factor, Expr] | undefined => {
    for (const factor of factors.values()) {
      const arg = underRoot(factor, -1);
      if (arg && (arg.kind === 'divide' || arg.kind === 'multiply' || 0 < (factors.get(keyOf(arg))?.exponent ?? 0))) return [factor, arg];
    }
    return undefined;
  };
  if (!sum.some(rootIn)) return undefined;
  const terms = sum.map((term): Sum => {
    const [root, arg] = rootIn(term) ?? [];
    if (root === undefined || arg === undefined) return [term];
    // What is divided by a root of is not zero where this exists.
    for (const { atom } of ring.together(context.normal(arg)).factors.values()) context.known.learn(atom, false);
    const above = ring.multiply([without(term, root)], ring.atom(root.atom.expr));
    return ring.multiply(above, ring.power(context.normal(arg), -1));
  });
  return ring.add(...terms);
}

/** `\sqrt{u} / u` as `1 / \sqrt{u}`, which exists where that does; undefined where there is none. */
export function withRootsBelow(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  const rootIn = ({ factors }: Term): readonly [Factor, Sum] | undefined => {
    for (const factor of factors.values()) {
      const arg = underRoot(factor, 1);
      const [only, ...others] = arg ? context.normal(arg) : [];
      if (only === undefined || others.length > 0 || only.factors.size === 0) continue;
      const isDivided = [...only.factors].every(([key, { exponent }]) => 0 < exponent && (factors.get(key)?.exponent ?? 0) <= -exponent);
      if (isDivided) return [factor, [only]];
    }
    return undefined;
  };
  if (!sum.some(rootIn)) return undefined;
  const terms = sum.map((term): Sum => {
    const [root, inside] = rootIn(term) ?? [];
    if (root === undefined || inside === undefined) return [term];
    return ring.multiply(ring.multiply([without(term, root)], inside), ring.atom(root.atom.expr, -1)).map(plainly);
  });
  return ring.add(...terms);
}

/** Whether all that a form divides by is known not to be zero, or was divided by before. */
export function isNoWider(context: Context, sum: Sum, before: Sum): boolean {
  const known = new Set(divisorsOf(before).map(({ key }) => key));
  return divisorsOf(sum).every((atom) => known.has(atom.key) || context.known.isNonzero(atom));
}

/** What a sum divides by, inside of its brackets too. */
function divisorsOf(sum: Sum): readonly Atom[] {
  return sum.flatMap(({ factors }) =>
    [...factors.values()].flatMap(({ atom, exponent }) => [...(exponent < 0 ? [atom] : []), ...(atom.sum ? divisorsOf(atom.sum) : [])]),
  );
}
