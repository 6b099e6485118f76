import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import { defines } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { type Doubts, firstDoubts } from '../evidence/doubts.ts';
import { type Equation, namesIn, wholesIn } from './equations.ts';
import type { Names } from './names.ts';
import { leastSaved, type Search } from './search.ts';
import { candidatesOf, doubtsOf, type Variable } from './variable.ts';

/** How many names are made vectors together at the most. */
const mostGroup = 12;

/**
 * Makes vectors of all that goes with one that is said to have one row or one column (`Y \in \mathbb R^{1 \times m}` beside `A - Y` where
 * `A = \sigma(W X)`), if the formulas fit better then: changing one name, or two, would not get there.
 */
export function layDown(equations: readonly Equation[], search: Search): void {
  const { costs, names, open } = search;
  const total = (): number => sum(costs.now) + doubtsOf(open);
  for (const kind of ['row', 'column'] as const) {
    const group = goingWith(kind, equations, names).filter((variable) => variable.kind !== kind);
    if (group.length === 0 || mostGroup < group.length) continue;
    const kinds = names.all.map((variable) => [variable, variable.kind] as const);
    const before = { now: [...costs.now], total: total() };
    const letters = group.map((variable) => [variable, variable.doubts as Doubts] as const);
    for (const [variable, doubts] of letters) {
      // A letter by which notes call matrices speaks no more against one row of them.
      variable.doubts = { ...doubts, [kind]: Math.min(doubts[kind], doubts.matrix) };
      variable.kind = kind;
    }
    costs.renew(costs.usersOf(group));
    search.run(open.filter((variable) => !group.includes(variable)));
    if (total() < before.total - leastSaved) continue;
    for (const [variable, doubts] of letters) variable.doubts = doubts;
    for (const [variable, known] of kinds) variable.kind = known;
    for (const [at, cost] of before.now.entries()) costs.now[at] = cost;
  }
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

/** The names that are rows, or columns, if those are which are said to be: what is added to them, what goes into them entry by entry, and the weights in front of (or behind) a product for them. */
function goingWith(kind: 'row' | 'column', equations: readonly Equation[], names: Names): readonly Variable[] {
  const mayBe = (family: FamilyKey): boolean => candidatesOf(names.ofAll(family).doubts ?? firstDoubts(family)).includes(kind);
  const isSaid = (family: FamilyKey): boolean => {
    const { doubts } = names.ofAll(family);
    return doubts !== undefined && isCapital(family) && candidatesOf(doubts).join() === kind;
  };
  const isNumber = (member: Expr | undefined): boolean => {
    if (member?.kind !== 'ref') return false;
    const variable = names.ofAll(member.family);
    return variable.doubts !== undefined && variable.kind === 'scalar';
  };
  const found = new Set(flatMap(equations, ({ members }) => [...namesIn(members)].filter(isSaid)));
  if (found.size === 0) return [];
  const together = flatMap(equations, ({ members, signs }) => [
    ...flatMap(members, (member) => flatMap(walk(member), (node) => (node.kind === 'add' ? [wholesIn(node)] : []))),
    ...(isNumber(members[0]) ? flatMap(members, (member) => flatMap(walk(member), innerIn)) : []),
    ...(defines(signs[1]) && members[0]?.kind === 'ref' && members[1] ? [[members[0].family, ...besides(members[1], kind)]] : []),
  ]).map((families) => families.filter((family) => isCapital(family) && mayBe(family)));
  // A set goes on to what is added to it.
  for (const family of found) for (const group of together) if (group.includes(family)) for (const other of group) found.add(other);
  return [...new Set([...found].map((family) => names.ofAll(family)))];
}

function isCapital(family: FamilyKey): boolean {
  return /^[A-Z]\^/.test(family);
}

/** The names that an inner product, as far as it is one, takes the entries of: `\log(A) Y^\top`, `Y^\top \log(A)`. */
function innerIn(expr: Expr): readonly (readonly FamilyKey[])[] {
  if (expr.kind !== 'multiply') return [];
  const inner = (factor: Expr | undefined): Expr | undefined =>
    factor?.kind === 'tensor' && factor.op === 'transpose' ? factor.args[0] : undefined;
  return flatMap(expr.factors, (factor, at) => {
    const next = expr.factors[at + 1];
    const [left, right] = [inner(factor), inner(next)];
    if (next === undefined || (left === undefined) === (right === undefined)) return [];
    return [[...wholesIn(left ?? factor), ...wholesIn(right ?? next)]];
  });
}

/** The names that have one row if a formula for a name has: those that it takes the entries of, and the first factors of its products; the last ones for columns. */
function besides(expr: Expr, kind: 'row' | 'column'): readonly FamilyKey[] {
  if (expr.kind === 'add') return flatMap(expr.terms, (term) => besides(term, kind));
  if (expr.kind !== 'multiply') return wholesIn(expr);
  const end = expr.factors.at(kind === 'row' ? 0 : -1);
  return end === undefined || expr.signs?.some((sign) => sign !== '' && sign !== 'juxtaposed') ? wholesIn(expr) : wholesIn(end);
}
