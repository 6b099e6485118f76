import { type Expr, type FamilyKey, type IndexTerm, walk } from '../../expr/expr.ts';
import { print, printUpToIds } from '../../expr/print.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { isOpenIn } from '../definition.ts';
import { mentioned } from '../mentioned.ts';
import type { Derivative } from '../partials.ts';
import { derives, isSecond } from '../sides.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../worlds.ts';
import { areLinked, type Difference, type Doubt, differentiates, partialsIn } from './doubt.ts';

/** Ways to a loss that the notes do not tell. */
export const pathsInDoubt: readonly Doubt[] = [
  solvedLater,
  besideArgument,
  cutOff,
  nameTowardsLoss,
  memberOfWhole,
  meanOfLosses,
  pathToLoss,
];

/** A name that is differentiated by and that only a later step sets equal to something: a solution, through which nothing leads before. */
function solvedLater({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  for (const node of partialsIn(expected, written)) {
    if (node.wrt.kind !== 'ref') continue;
    const definition = environment(node.wrt.family);
    if (definition?.meaning.kind !== 'formula' || definition.order <= step.order) continue;
    const world = worlds.of(step, { held: [node.wrt.family] });
    worlds.compare(world, step, expected, written, step.conditions);
    if (world.isIndependent(node)) return message('no-path', { name: print(node.wrt, worlds.letters) });
  }
  return undefined;
}

/** `f'(x) = a` of `f(x) = a x + b`: a name in the formula of a function that the notes make of its argument somewhere, and that may be held fixed here. */
function besideArgument({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  const calls = flatMap([expected, written], walk).filter((node) => node.kind === 'call');
  const held = flatMap(calls, ({ fn }) => {
    const { meaning, params = [] } = environment(fn) ?? {};
    if (meaning?.kind !== 'formula') return [];
    const { body } = meaning;
    const isParam = (family: FamilyKey): boolean => params.some((param) => param.family === family);
    const isMadeOfParam = (family: FamilyKey): boolean =>
      worlds.bodiesBehind(step, nameOf(family)).some((one) => [...mentioned(one)].some(isParam));
    return [...mentioned(body)].filter((family) => !isParam(family) && isMadeOfParam(family));
  });
  const [first] = held;
  if (first === undefined) return undefined;
  const found = worlds.compare(worlds.of(step, { held: [...new Set(held)] }), step, expected, written, step.conditions);
  return found.kind === 'equal' ? message('held-partially', { name: partsOfKey(first).base }) : undefined;
}

function nameOf(family: FamilyKey): Expr {
  return { kind: 'ref', family, slots: [] };
}

/** A derivative that vanishes since no definition leads to what it is taken by, or that leads along a recurrence. */
function cutOff({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const partials = partialsIn(expected, written);
  const independent = partials.filter(
    (node) => (world.isIndependent(node) || isOfOtherMembers(worlds, step, node, world)) && !isSecond(node),
  );
  const [reversed, ...more] = independent.filter((node) => isReversed(worlds, step, node));
  // Several arrows that all point the other way are those of another graph: `\partial a/\partial u` and `\partial b/\partial v` where `u` is made of `a`, `v` of `b`.
  const isOfOtherGraph = reversed !== undefined && more.some((node) => printUpToIds(node) !== printUpToIds(reversed));
  const cut = partials.find(
    (node) => (independent.includes(node) && (isOfOtherGraph || !isReversed(worlds, step, node))) || isAlongRecurrence(node),
  );
  return cut && message('no-path', { name: print(cut.wrt, worlds.letters) });
}

/** `w_2`, by which something is differentiated that changes with other members of its family by number, `w_0` and `w_1`, and never with it. */
function isOfOtherMembers(worlds: Worlds, step: Step, node: Derivative, world: World): boolean {
  const { of, wrt } = node;
  if (of.kind !== 'ref' || wrt.kind !== 'ref' || wrt.slots.length === 0) return false;
  const isOther = (member: Expr): boolean =>
    member.kind === 'ref' && member.family === wrt.family && member.slots.some((term, at) => areOther(term, wrt.slots[at]));
  const hasOthers = worlds.bodiesBehind(step, of).some((body) => walk(body).some(isOther));
  return hasOthers && worlds.compare(world, step, node, zero, step.conditions).kind === 'equal';
}

const zero: Expr = { kind: 'number', value: 0, decimals: 0 };

function areOther(one: IndexTerm, other: IndexTerm | undefined): boolean {
  return one.kind === 'value' && other?.kind === 'value' && one.value !== other.value;
}

/** Whether what is differentiated by is made of what is differentiated, so that nothing can lead the other way. */
function isReversed(worlds: Worlds, step: Step, { of, wrt }: Derivative): boolean {
  if (of.kind !== 'ref' || wrt.kind !== 'ref') return false;
  return worlds
    .bodiesBehind(step, wrt)
    .some((body) => mentioned(body).has(of.family) && !derives(body) && !mentioned(body).has(wrt.family));
}

/** Whether a derivative leads from one member of a family to another by steps that no definition writes. */
function isAlongRecurrence({ of, wrt }: Derivative): boolean {
  const shifted = [of, wrt].some((side) =>
    walk(side).some((node) => node.kind === 'ref' && node.slots.some((term) => term.kind === 'index' && term.shift !== 0)),
  );
  return shifted || (of.kind === 'ref' && wrt.kind === 'ref' && of.family === wrt.family);
}

/** `dL_da = 2 * (a - y)` in a listing that does not assign `L`, as another one does: which loss is meant is not told, and only the chain rule can be judged. */
export function unassigned({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref' || differentiates(written, expected.of)) return undefined;
  const { family } = expected.of;
  const isElsewhere = worlds.meaning.definitions.has(family) && worlds.environmentOf(step)(family) === undefined;
  return isElsewhere ? message('loose-ends', { name: partsOfKey(family).base }) : undefined;
}

/** A loss that nothing defines, behind what is differentiated, where a side differentiates it no more. */
function nameTowardsLoss({ worlds, step, expected, written }: Difference): Message | undefined {
  for (const { of } of partialsIn(expected, written))
    for (const body of worlds.bodiesBehind(step, of))
      for (const family of mentioned(body)) {
        if (!worlds.isOpenLoss(step, family)) continue;
        const isKept = [expected, written].every((side) => differentiates(side, { kind: 'ref', family, slots: [] }));
        if (!isKept && !isAddedBeside(worlds, step, expected, written, family))
          return message('loose-ends', { name: partsOfKey(family).base });
      }
  return undefined;
}

/** `r_i` on the way to a derivative by `x_i`, where the notes define `r = y - c x` as a whole and do not say whether that is of vectors or of one point. */
function memberOfWhole({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  const bodyOf = (name: Expr): Expr | undefined => {
    const meaning = name.kind === 'ref' ? environment(name.family)?.meaning : undefined;
    return meaning?.kind === 'formula' ? meaning.body : undefined;
  };
  for (const { of, wrt } of partialsIn(expected, written)) {
    if (wrt.kind !== 'ref' || wrt.slots.length === 0) continue;
    const by = wholeOf(wrt.family).family;
    for (const family of flatMap([of, ...worlds.bodiesBehind(step, of)], (body) => [...mentioned(body)])) {
      if (partsOfKey(family).arity === 0 || environment(family) !== undefined) continue;
      const whole = wholeOf(family);
      if (bodyOf(whole) && worlds.bodiesBehind(step, whole).some((body) => mentioned(body).has(by)))
        return message('loose-ends', { name: partsOfKey(family).base });
    }
  }
  return undefined;
}

/** The name without indices of a family. */
function wholeOf(family: FamilyKey): Expr & { readonly kind: 'ref' } {
  const { base, label } = partsOfKey(family);
  return { kind: 'ref', family: familyKey(base, label, 0), slots: [] };
}

/**
 * Whether a side is the derivative of a loss that nothing defines with something added, `J = L + \lambda \sum_j w_j^2`, and the other has the derivative of
 * that loss by the same name as a term: what it depends on makes no difference.
 */
function isAddedBeside(worlds: Worlds, step: Step, expected: Expr, written: Expr, family: FamilyKey): boolean {
  const environment = worlds.environmentOf(step);
  const isSum = ({ of }: Derivative): boolean => {
    const meaning = of.kind === 'ref' && of.slots.length === 0 ? environment(of.family)?.meaning : undefined;
    if (meaning?.kind !== 'formula' || meaning.body.kind !== 'add') return false;
    const terms = meaning.body.terms.filter((term) => mentioned(term).has(family));
    return terms.length === 1 && terms[0]?.kind === 'ref' && terms[0].slots.length === 0;
  };
  const isTerm = (side: Expr, by: Expr): boolean =>
    (side.kind === 'add' ? side.terms : []).some(
      (term) =>
        term.kind === 'partial' && term.of.kind === 'ref' && term.of.family === family && printUpToIds(term.wrt) === printUpToIds(by),
    );
  return [
    [expected, written],
    [written, expected],
  ].some(([one, other]) => one?.kind === 'partial' && isSum(one) && other !== undefined && isTerm(other, one.wrt));
}

/** A loss that nothing defines, which may be a mean, and a derivative of it that of one sample. */
function meanOfLosses({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const { axes } = worlds.meaning;
  const counts = [...mentioned(written)].filter((family) => axes.valueOfSize(family) !== undefined && !mentioned(expected).has(family));
  const ways = worlds.bodiesBehind(step, expected);
  // A size that stands in the formulas on the way is from there, unless it makes the difference.
  const isFromThere = (count: FamilyKey): boolean => {
    const size: Expr = { kind: 'ref', family: count, slots: [] };
    const [more, less]: readonly Expr[] = [
      { kind: 'multiply', factors: [size, written] },
      { kind: 'divide', numerator: written, denominator: size },
    ];
    const isScaled = [more, less].some((side) => side && worlds.compare(world, step, expected, side, step.conditions).kind === 'equal');
    return ways.some((body) => mentioned(body).has(count)) && !isScaled;
  };
  if (counts.every(isFromThere)) return undefined;
  const isMean = counts.some((family) => {
    const whole: Expr = { kind: 'multiply', factors: [{ kind: 'ref', family, slots: [] }, written] };
    return worlds.compare(world, step, expected, whole, step.conditions).kind === 'equal';
  });
  if (!isMean) return undefined;
  const behind = flatMap([expected, written], (side) => [side, ...worlds.bodiesBehind(step, side)]);
  const open = partialsIn(...behind).find(({ of }) => of.kind === 'ref' && worlds.isOpenLoss(step, of.family));
  return open && message('loose-ends', { name: print(open.of, worlds.letters) });
}

/** Derivatives of a loss that nothing defines, by names between which there may be ways to it that the notes do not tell. */
function pathToLoss({ worlds, step, expected, written }: Difference): Message | undefined {
  const ends = partialsIn(expected, written).filter((node) => node.of.kind === 'ref' && worlds.isOpenLoss(step, node.of.family));
  const left = new Set(partialsIn(expected));
  const isKept = ({ of }: Derivative): boolean =>
    [expected, written].every((side) => [side, ...worlds.bodiesBehind(step, side)].some((body) => differentiates(body, of)));
  // Several ways from one name, `\partial L/\partial a` and `\partial L/\partial b` on one side, need not be linked with each other.
  const across = (one: Derivative): readonly Derivative[] => ends.filter((two) => left.has(one) !== left.has(two));
  const areTold = (one: Derivative, two: Derivative): boolean => [one, two].every((node) => isTold(worlds, step, node));
  const open = ends.find(
    (one) =>
      (leadsElsewhere(worlds, step, one, ends) && !isTold(worlds, step, one)) ||
      !(isKept(one) || (one.of.kind === 'ref' && isAddedBeside(worlds, step, expected, written, one.of.family))) ||
      across(one).some((two) => !areLinked(worlds, step, one.wrt, two.wrt) && !areTold(one, two)),
  );
  return open && message('loose-ends', { name: print(open.of, worlds.letters) });
}

/** How many other steps on a derivative are looked at. */
const mostTelling = 3;

/** Whether a step before says how a loss that nothing defines depends on a name, and holds for any loss: then no way to it is left untold. */
function isTold(worlds: Worlds, step: Step, { of, wrt }: Derivative): boolean {
  const isSame = (lhs: Expr): boolean =>
    lhs.kind === 'partial' && [lhs.of, lhs.wrt].every((side, at) => printUpToIds(side) === printUpToIds(at === 0 ? of : wrt));
  const { steps, note } = worlds.meaning;
  return steps
    .filter(({ lhs, position, order, role, chain }) => {
      const isBefore = order < step.order && isOpenIn(note.sections, chain.section, step.chain.section);
      return role === 'claim' && position === 1 && isBefore && isSame(lhs);
    })
    .slice(-mostTelling)
    .some((own) => {
      const { lhs, rhs, conditions } = own;
      const isOfItself = partialsIn(rhs).some((node) => printUpToIds(node) === printUpToIds(lhs));
      return !isOfItself && worlds.compare(worlds.of(own), own, lhs, rhs, conditions).kind === 'equal';
    });
}

/** Whether what an undefined loss is differentiated by reaches it, by derivatives elsewhere, on a way that no derivative of a step is on. */
function leadsElsewhere(worlds: Worlds, step: Step, one: Derivative, ends: readonly Derivative[]): boolean {
  const { of, wrt } = one;
  if (of.kind !== 'ref' || wrt.kind !== 'ref') return false;
  const named = ends.filter((node) => node !== one && node.of.kind === 'ref' && node.of.family === of.family);
  if (named.length === 0) return false;
  return [...(worlds.meaning.lossInputs.get(of.family) ?? [])].some((family) => {
    const input: Expr = { kind: 'ref', family, slots: [] };
    const isBehind = worlds.bodiesBehind(step, input).some((body) => mentioned(body).has(wrt.family));
    return isBehind && !named.some((node) => areLinked(worlds, step, input, node.wrt));
  });
}
