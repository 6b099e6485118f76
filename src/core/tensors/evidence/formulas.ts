import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { hasInside, walk } from '../../expr/expr.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { isMinusOne } from '../factors.ts';

/** The names that notes give to losses. */
export const lossName = /^(?:[LJECl]|\\ell|cal\([LJEC]\)|[Ll]oss|[Cc]ost|[Ee]rror)$/;

/** Those that are hardly names of anything else, so that what a function of which nothing is said makes of a vector is a number too. */
const clearLossName = /^(?:[LJE]|\\ell|cal\([LJEC]\)|[Ll]oss|[Cc]ost|[Ee]rror)$/;

/** Whether a formula is a gradient by several names, entry by entry. */
export function isGradient(expr: Expr): boolean {
  if (expr.kind !== 'tensor' || expr.op !== 'entries') return false;
  return expr.args.every(
    (entry) => entry.kind === 'partial' || (entry.kind === 'at' && hasInside(entry, ({ kind }) => kind === 'partial')),
  );
}

/** `f(x_i; W) = W x_i + b`, of which a component `f(x_i; W)_j` stands elsewhere: the names of the matrix and of the vector. */
export function scoresIn(members: readonly (readonly Expr[])[]): readonly { readonly weight: FamilyKey; readonly input: FamilyKey }[] {
  const components = new Set(
    flatMap(flatMap(members.flat(), walk), (node) => (node.kind === 'call' && node.slots.length === 1 ? [withoutSlot(node.fn)] : [])),
  );
  if (components.size === 0) return [];
  return flatMap(members, ([head, ...values]) => {
    if (head?.kind !== 'call' || head.slots.length > 0 || !components.has(head.fn)) return [];
    const taken = new Set(flatMap(head.args, (arg) => (arg.kind === 'ref' ? [arg.family] : [])));
    return flatMap(flatMap(values, productsIn), ([first, last, ...others]) => {
      const isProduct = first?.kind === 'ref' && last?.kind === 'ref' && others.length === 0;
      const isOfWeight = isProduct && first.slots.length === 0 && /^[A-Z]\^/.test(first.family) && taken.has(last.family);
      return isOfWeight ? [{ weight: first.family, input: last.family }] : [];
    });
  });
}

/** The name of a function of which a component has another one. */
function withoutSlot(family: FamilyKey): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  return familyKey(base, label, arity - 1);
}

/** Whether a formula is a sum with a multiple of a derivative by a capital letter in it: `\mu v - \eta\, \partial E/\partial W`. */
export function hasSlopeByCapital(expr: Expr): boolean {
  if (expr.kind === 'add') return expr.terms.some(hasSlopeByCapital);
  if (expr.kind === 'multiply') return expr.factors.some(hasSlopeByCapital);
  if (expr.kind === 'negate') return hasSlopeByCapital(expr.of);
  return (
    expr.kind === 'partial' && expr.wrt.kind === 'ref' && expr.wrt.slots.length === 0 && /^[A-Z]$/.test(partsOfKey(expr.wrt.family).base)
  );
}

/** What a factor is the inverse of, `A` for `A^{-1}`; itself where it is none. */
export function uninverted(factor: Expr): Expr {
  return factor.kind === 'power' && isMinusOne(factor.exponent) ? factor.base : factor;
}

/** `w^\top` or `(x - m)^\top`, behind which hardly a number stands. */
export function isTransposed(factor: Expr): boolean {
  const [of] = factor.kind === 'tensor' && factor.op === 'transpose' ? factor.args : [];
  return of?.kind === 'ref' || of?.kind === 'add';
}

/** `G m_1 m_2`: small letters with numbers side by side are numbers, and so is what stands with them. */
export function isOfNumbered({ factors, signs }: Expr & { kind: 'multiply' }): boolean {
  if (signs !== undefined || !factors.every(({ kind }) => kind === 'ref' || kind === 'number')) return false;
  const numbered = flatMap(factors, (factor) => {
    if (factor.kind !== 'ref') return [];
    const { base, label } = partsOfKey(factor.family);
    const [slot, ...more] = factor.slots;
    const number = slot === undefined ? label : slot.kind === 'value' && more.length === 0 ? `_${slot.value}` : '';
    return /^[a-z]$/.test(base) && /^_\d$/.test(number) ? [`${base}${number}`] : [];
  });
  return 1 < new Set(numbered).size;
}

/** The factors of the products that a formula is the sum of. */
function productsIn(expr: Expr): readonly (readonly Expr[])[] {
  if (expr.kind === 'add') return flatMap(expr.terms, productsIn);
  if (expr.kind === 'negate') return productsIn(expr.of);
  return expr.kind === 'multiply' ? [expr.factors] : [];
}

/** The names that stand last in the products of a formula, alone or in a bracket: a number stands in front of what it is multiplied by. */
export function lastNames(expr: Expr): readonly (Expr & { kind: 'ref' })[] {
  const last = flatMap(productsIn(expr), (factors) => factors.slice(-1));
  const terms = flatMap(last, (factor) => (factor.kind === 'add' ? factor.terms : [factor]));
  return flatMap(terms, plainNames).filter(({ slots }) => slots.length < 2);
}

/** The capital letters in front of them. */
export function leadingCapitals(expr: Expr): readonly (Expr & { kind: 'ref' })[] {
  const names = flatMap(productsIn(expr), (factors) => flatMap(factors.slice(0, -1), plainNames));
  return names.filter(({ family, slots }) => slots.length === 0 && /^(?:[A-Z]|\\[A-Z][a-z]+)\^/.test(family));
}

/** A term of a sum that is a name, perhaps with a sign. */
export function plainNames(term: Expr): readonly (Expr & { kind: 'ref' })[] {
  const name = term.kind === 'negate' ? term.of : term;
  return name.kind === 'ref' ? [name] : [];
}

/** `L = \\ell(h_T)`: names of losses as functions of one thing that have no formula. */
export function unsaidIn(members: readonly (readonly Expr[])[]): readonly FamilyKey[] {
  const defined = new Set(flatMap(members, ([head]) => (head?.kind === 'call' ? [head.fn] : [])));
  return flatMap(members, ([head, body]) => {
    if (head?.kind !== 'ref' || body?.kind !== 'call' || body.order > 0 || body.args.length !== 1 || defined.has(body.fn)) return [];
    const [own, other] = [head.family, body.fn].map((family) => partsOfKey(family).base) as [string, string];
    return clearLossName.test(own) || lossName.test(other) ? [head.family] : [];
  });
}

/** Whether a name stands in some formulas with two indices and in others without, as a matrix and its entries do. */
export function hasMatrixWithEntries(all: readonly Expr[]): boolean {
  const families = new Set(flatMap(all, (node) => (node.kind === 'ref' ? [node.family] : [])));
  return [...families].some((family) => {
    const { base, label, arity } = partsOfKey(family);
    return arity === 2 && families.has(familyKey(base, label, 0));
  });
}

/** Whether a formula is a vector that is written out, standing or lying. */
export function isWrittenOut(expr: Expr): boolean {
  if (expr.kind === 'tensor' && expr.op === 'transpose') return expr.args.some(isWrittenOut);
  return expr.kind === 'array' || (expr.kind === 'tensor' && expr.op === 'entries');
}

/** `X W`: a product of names with capital letters, beside which a `b` is a bias and one for each unit. */
export function isOfCapitals(term: Expr): boolean {
  if (term.kind !== 'multiply') return false;
  return term.factors.every(
    (factor) => factor.kind === 'ref' && factor.slots.length === 0 && /^[A-Z]$/.test(partsOfKey(factor.family).base),
  );
}
