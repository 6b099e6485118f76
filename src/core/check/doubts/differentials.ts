import { type Expr, type FamilyKey, substitute, walk } from '../../expr/expr.ts';
import { print, printUpToIds } from '../../expr/print.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { keptFor } from '../../text/kept.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { mentioned } from '../mentioned.ts';
import type { Derivative } from '../partials.ts';
import { areInTwoSenses, isRate, movedIn } from '../rates.ts';
import { formulasBehind, hasIntegral, isChange } from '../sides.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../worlds.ts';
import { areLinked, type Difference, type Doubt, partialsIn, type Ref, reaches } from './doubt.ts';

/** Differentials, integrals and derivatives that may be written or meant otherwise. */
export const differentialsInDoubt: readonly Doubt[] = [
  constantOfIntegral,
  lostDifferential,
  headWithoutOperand,
  equationOfMotion,
  totalDerivative,
  totalByThePartial,
  byProduct,
  smallChange,
  differentialOrGradient,
  gradientOfSamples,
  linkedDifferentials,
  againstTheFlow,
];

/** `\int 2xy\,dx = x^2 y + C(y)`: a constant that an integral brings along, by whose letter the notes call the next one too. */
function constantOfIntegral({ worlds, step, expected, written }: Difference): Message | undefined {
  const constants = constantsIn(worlds.meaning.members);
  if (constants.size === 0) return undefined;
  for (const body of formulasBehind(worlds, step, expected, written))
    for (const family of mentioned(body)) {
      const name = partsOfKey(family).base;
      if (constants.has(name)) return message('integral-constant', { name });
    }
  return undefined;
}

/** The letters of constants, by convention, that are added to what an integral is said to be. */
const constantsIn = keptFor((members: readonly (readonly Expr[])[]): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const chain of members) {
    const integrals = chain.filter((member) => hasIntegral([member]));
    if (integrals.length === 0) continue;
    const inside = new Set(flatMap(integrals, (integral) => [...mentioned(integral)]));
    for (const member of chain)
      for (const term of member.kind === 'add' && !integrals.includes(member) ? member.terms : []) {
        const name = term.kind === 'ref' ? term.family : term.kind === 'call' ? term.fn : undefined;
        if (name !== undefined && !inside.has(name) && /^[CcKk]\^/.test(name)) found.add(partsOfKey(name).base);
      }
  }
  return found;
});

/** `\frac{y}{w} = 2 w` beside `y = w^2`: quotients of names that would agree as derivatives, and may have lost their signs. */
function lostDifferential({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const quotients = flatMap([expected, written], (side) => walk(side)).filter(isOfNames);
  if (quotients.length === 0) return undefined;
  const [left, right] = [expected, written].map((side) => quotients.reduce<Expr>(asDerivative, side)) as [Expr, Expr];
  // Nobody writes a derivative equal to itself.
  if (print(left, worlds.letters) === print(right, worlds.letters)) return undefined;
  const isEqual = worlds.compare(world, step, left, right, step.conditions).kind === 'equal';
  return isEqual ? message('lost-differential') : undefined;
}

type Quotient = Expr & { readonly kind: 'divide' };

function isOfNames(node: Expr): node is Quotient {
  return node.kind === 'divide' && node.numerator.kind === 'ref' && node.denominator.kind === 'ref';
}

function asDerivative(whole: Expr, quotient: Quotient): Expr {
  const { numerator: of, denominator: wrt, at } = quotient;
  return substitute(whole, quotient, { kind: 'partial', of, wrt, ...(at ? { at } : {}) });
}

/** `\frac{\partial}{\partial a} = L = …`: what the operator at the head is applied to stands behind the sign. */
function headWithoutOperand({ worlds, step }: Difference): Message | undefined {
  const head = worlds.meaning.members[step.chain.id]?.[0];
  return head?.kind === 'hole' && head.message.id === 'unread-operand' ? head.message : undefined;
}

/**
 * A derivative by time beside something that does not depend on a rate on which it does, `\frac{d}{dt}(m \dot x) = -k x`: an equation of motion,
 * which says how things move, and nothing that follows from what the names are.
 */
function equationOfMotion({ worlds, step, expected, written, world }: Difference): Message | undefined {
  if (movedIn(step.chain).size === 0) return undefined;
  const dependsOn = (side: Expr, rate: FamilyKey): boolean =>
    worlds.leavesOf(step, side).has(rate) && !isConstantIn(worlds, step, side, rate, world);
  const rates = new Set(flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)].filter(isRate)));
  const isLacking = (rate: FamilyKey): boolean => dependsOn(expected, rate) !== dependsOn(written, rate);
  return [...rates].some(isLacking) ? message('equation-of-motion') : undefined;
}

/** Whether a number does not change with another one. */
function isConstantIn(worlds: Worlds, step: Step, side: Expr, family: FamilyKey, world: World): boolean {
  if (0 < partsOfKey(family).arity) return false;
  const slope: Expr = { kind: 'partial', of: side, wrt: { kind: 'ref', family, slots: [] } };
  return worlds.compare(world, step, slope, { kind: 'number', value: 0, decimals: 0 }, step.conditions).kind === 'equal';
}

/** A chain with both `d` and `\partial`, which may tell total from partial derivatives. */
function totalDerivative({ worlds, step }: Difference): Message | undefined {
  if (areInTwoSenses(worlds, step)) return message('total-derivative');
  if (movedIn(step.chain).size > 0) return undefined;
  const { chain } = step;
  const tex = chain.members.map((_, at) => worlds.texOf(chain, at)).join(' ');
  const isTotal =
    /\\partial|∂/.test(tex) && /\\[dc]?frac\s*\{\s*(?:\\(?:mathrm|text|rm)\s*\{?\s*)?d\b|\\[dc]?frac\s*\{\s*d\s*[A-Za-z\\]/.test(tex);
  return isTotal ? message('total-derivative') : undefined;
}

/** `\partial s_t/\partial U = \partial s_t/\partial U + \dots`: one sign for the derivative along all paths, and for that along the last alone. */
function totalByThePartial({ worlds, expected, written }: Difference): Message | undefined {
  const two = inTwoSenses(worlds.meaning.steps);
  const isOne = ({ of }: Derivative): boolean => of.kind === 'ref' && two.has(partsOfKey(of.family).base);
  return two.size > 0 && partialsIn(expected, written).some(isOne) ? message('total-derivative') : undefined;
}

/** The names whose derivatives the notes set equal to themselves and more. */
const inTwoSenses = keptFor((steps: readonly Step[]): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { lhs, rhs } of steps) {
    if (lhs.kind !== 'partial' || lhs.of.kind !== 'ref' || rhs.kind !== 'add') continue;
    const own = printUpToIds(lhs);
    if (rhs.terms.some((term) => term.kind === 'partial' && printUpToIds(term) === own)) found.add(partsOfKey(lhs.of.family).base);
  }
  return found;
});

/** A derivative by a product of names, which may be letters of one name (`\partial / \partial w1o`). */
function byProduct({ expected, written }: Difference): Message | undefined {
  return partialsIn(expected, written).some(({ wrt }) => wrt.kind === 'multiply') ? message('by-product') : undefined;
}

/** A change of a name, which may be meant as small. */
function smallChange({ worlds, step, expected, written }: Difference): Message | undefined {
  // `\delta f = \dots`, of which nothing says what the letter in front of the name means
  const [mark, of, ...more] = expected.kind === 'multiply' ? expected.factors : [];
  const isMarked = mark?.kind === 'ref' && /^\\delta\^/.test(mark.family) && worlds.environmentOf(step)(mark.family) === undefined;
  if (isMarked && of?.kind === 'ref' && more.length === 0) return message('small-change', { name: print(expected, worlds.letters) });
  const varied = variedIn(worlds, step, expected, written);
  if (varied) return message('small-change', { name: print(varied, worlds.letters) });
  // `dy = f(x + dx) - f(x)`
  const handed = flatMap([expected, written], walk).flatMap((node) => (node.kind === 'call' || node.kind === 'apply' ? node.args : []));
  const moved = flatMap(handed, (arg) => (arg.kind === 'add' ? flatMap([...mentioned(arg)], variableOfDifferential) : []))[0];
  if (moved) return message('small-change', { name: `d${partsOfKey(moved.family).base}` });
  const change = flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]).find(isChange);
  return change === undefined ? undefined : message('small-change', { name: partsOfKey(change).base });
}

/** `\delta(r^3 \rho) = \rho\,3 r^2\,\delta r + r^3\,\delta\rho`: an undefined `\delta` in front of several things is an operator, and what it is applied to varies. */
function variedIn(worlds: Worlds, step: Step, ...sides: readonly Expr[]): Expr | undefined {
  const found = new Map<string, Expr>();
  const isMark = (node: Expr | undefined): boolean =>
    node?.kind === 'ref' && /^\\delta\^\|0$/.test(node.family) && worlds.environmentOf(step)(node.family) === undefined;
  for (const node of flatMap(sides, walk)) {
    if (node.kind !== 'multiply') continue;
    node.factors.forEach((factor, at) => {
      const of = node.factors[at + 1];
      if (of && isMark(factor)) found.set(printUpToIds(of), of);
    });
  }
  return found.size > 1 ? [...found.values()][0] : undefined;
}

/** `da = (1 - a^2)\,dz` where `dz = \partial L / \partial z` and `a = \tanh z`: names of gradients, which would be right as differentials. */
function differentialOrGradient({ worlds, step, expected, written, world }: Difference): Message | undefined {
  if (!isByName(worlds, step, expected) || expected.wrt.kind !== 'ref') return undefined;
  const isRead = walk(written).some((node) => {
    if (node.kind !== 'partial' || node.wrt.kind !== 'ref') return false;
    const slope: Expr = { kind: 'partial', of: expected.wrt, wrt: node.wrt };
    const factor = substitute(written, node, { kind: 'number', value: 1, decimals: 0 });
    return worlds.compare(world, step, slope, factor, step.conditions).kind === 'equal';
  });
  return isRead ? message('small-change', { name: partsOfKey(expected.wrt.family).base }) : undefined;
}

/**
 * `dZ = A - Y` beside a loss that is a mean: the name may call what the loss of each sample has, where no gradient that is made of it tells that
 * the mean is taken already.
 */
function gradientOfSamples({ worlds, step, expected, written, world }: Difference): Message | undefined {
  if (!isByName(worlds, step, expected) || expected.of.kind !== 'ref' || expected.wrt.kind !== 'ref') return undefined;
  const environment = worlds.environmentOf(step);
  const loss = environment(expected.of.family)?.meaning;
  if (environment(expected.wrt.family) === undefined || loss?.kind !== 'formula') return undefined;
  const { base } = partsOfKey(expected.wrt.family);
  const sizes = sizesBelow(loss.body);
  const isOfMean = worlds.meaning.steps.some(({ lhs, rhs }) => {
    if (lhs.kind !== 'partial' || lhs.wrt.kind !== 'ref' || environment(lhs.wrt.family) !== undefined) return false;
    const isMade = partialsIn(rhs).some(({ wrt }) => wrt.kind === 'ref' && partsOfKey(wrt.family).base === base);
    return isMade && sizesBelow(rhs).length === 0;
  });
  const isMultiple = (size: Expr): boolean =>
    worlds.compare(world, step, { kind: 'multiply', factors: [size, expected] }, written, step.conditions).kind === 'equal';
  return !isOfMean && sizes.some(isMultiple) ? message('mean-kept-out', { name: `d${base}` }) : undefined;
}

/** How many numbers of samples are tried. */
const mostSizes = 2;

/** The names without indices below the bars of fractions with a number above, as those of means are. */
function sizesBelow(formula: Expr): readonly Expr[] {
  const found = new Map<FamilyKey, Expr>();
  for (const node of walk(formula))
    if (node.kind === 'divide' && node.numerator.kind === 'number')
      for (const name of walk(node.denominator)) if (name.kind === 'ref' && name.slots.length === 0) found.set(name.family, name);
  return [...found.values()].slice(0, mostSizes);
}

/** Whether a derivative is called by a name, `dZ`. */
function isByName(worlds: Worlds, step: Step, expected: Expr): expected is Derivative {
  return expected.kind === 'partial' && !/\\partial|∂|\\nabla|frac/.test(worlds.texOf(step.chain, 0));
}

/** Differentials of variables of which one depends on the other. */
function linkedDifferentials({ worlds, step, expected, written }: Difference): Message | undefined {
  const moving = flatMap([...new Set(flatMap([expected, written], (side) => [...mentioned(side)]))], variableOfDifferential);
  const linked = moving.find((one) => moving.some((two) => one.family !== two.family && areLinked(worlds, step, one, two)));
  return linked && message('loose-ends', { name: partsOfKey(linked.family).base });
}

/** `dx = 2\,dp` where `p = 2x + b`: a change of what is made of a name in place of its own, as gradients go. */
function againstTheFlow({ worlds, step, expected }: Difference): Message | undefined {
  const changed = new Set(flatMap([...mentioned(expected)], variableOfDifferential).map(({ family }) => family));
  const odd = partialsIn(expected).find(({ of, wrt }) => {
    if (of.kind !== 'ref' || wrt.kind !== 'ref' || !changed.has(wrt.family)) return false;
    return reaches(worlds, step, wrt, of.family) && !reaches(worlds, step, of, wrt.family);
  });
  return odd?.of.kind === 'ref' ? message('small-change', { name: `d${partsOfKey(odd.of.family).base}` }) : undefined;
}

/** The variable whose differential a name is. */
function variableOfDifferential(family: FamilyKey): readonly Ref[] {
  const { base, label, arity } = partsOfKey(family);
  const of = /^d\((.+)\)$/.exec(base)?.[1];
  return of === undefined ? [] : [{ kind: 'ref', family: familyKey(of, label, arity), slots: [] }];
}
