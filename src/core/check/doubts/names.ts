import { type Expr, type FamilyKey, walk } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { alike } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf } from '../constants.ts';
import { mentioned } from '../mentioned.ts';
import { derives, isSpelled } from '../sides.ts';
import type { Worlds } from '../worlds.ts';
import { type Difference, type Doubt, differentiates, type Ref } from './doubt.ts';

/** Names that words may bring in, fix or vary. */
export const namesInDoubt: readonly Doubt[] = [variantOfVariable, unknownName, namesOfTheirOwn, sharedDelta];

/** `\hat\theta` beside a derivative by `\theta`, which words may make of it (“without the first entry”). */
function variantOfVariable({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const { base } = partsOfKey(expected.wrt.family);
  const leaves = worlds.leavesOf(step, expected);
  const variant = [...mentioned(written)].find(
    (family) => leaves.has(family) && parameter.test(base) && /^(?:hat|tilde|bar)\((.+)\)$/.exec(partsOfKey(family).base)?.[1] === base,
  );
  return variant === undefined ? undefined : message('loose-ends', { name: partsOfKey(variant).base });
}

/** Letters of parameters; a hat on another one tells what is predicted from what is given. */
const parameter = /^(?:[UVWvw]|\\[Tt]heta|\\beta|\\phi)$/;

/**
 * A name that the author may have brought in by words: one in the right side that nothing before it in the chain depends on,
 * or, where no derivative is taken, one that the right side has lost.
 */
function unknownName({ worlds, step, expected, written }: Difference): Message | undefined {
  const name = nameFromWords(worlds, step, expected, written);
  if (name === undefined) return undefined;
  return message(hasNumber(worlds, name) ? 'open-part' : 'unknown-symbol', { name });
}

/** `1/\sqrt{1 - \sin^2\theta} = 1/\sqrt{1 - a^2}` behind a derivative by `a`: two sides without a name in common are equal by what is said of their names, if at all. */
function namesOfTheirOwn({ worlds, step, expected, written }: Difference): Message | undefined {
  if (step.position === 1 || derives(expected) || derives(written)) return undefined;
  const [left, right] = [worlds.leavesOf(step, expected), worlds.leavesOf(step, written)];
  const [name] = right;
  if (name === undefined || left.size === 0 || [...right].some((family) => left.has(family))) return undefined;
  return message('unknown-symbol', { name: partsOfKey(name).base });
}

/** Whether the notes give a name a number, so that what it is is known. */
function hasNumber({ meaning }: Worlds, name: string): boolean {
  return meaning.steps.some(
    ({ role, lhs, rhs }) =>
      role === 'definition' && lhs.kind === 'ref' && partsOfKey(lhs.family).base === name && constantOf(rhs) !== undefined,
  );
}

function isNameOfDerivative(worlds: Worlds, step: Step, side: Expr): boolean {
  const meaning = side.kind === 'ref' ? worlds.environmentOf(step)(side.family)?.meaning : undefined;
  return meaning?.kind === 'formula' && derives(meaning.body);
}

function nameFromWords(worlds: Worlds, step: Step, expected: Expr, written: Expr): string | undefined {
  const members = worlds.meaning.members[step.chain.id] ?? [];
  const before = members.slice(0, step.position);
  const sides = [expected, ...before];
  const isBare =
    ![expected, written].some(isSpelled) &&
    ![...sides, written].some(derives) &&
    ![expected, written].some((side) => worlds.bodiesBehind(step, side).length > 0);
  const isSolved = isBare && members.slice(step.position + 1).some((member) => constantOf(member) !== undefined);
  if (isSolved) return membersOf(written)[0];
  const isPair = members.length === 2 && ![expected, written].some((side) => isSpelled(side) || derives(side));
  const [left, other] = isBare || isPair ? [membersOf(expected), membersOf(written)] : [[], []];
  const [fresh, gone] = [other.find((member) => !left.includes(member)), left.find((member) => !other.includes(member))];
  if (isBare && (fresh ?? gone) !== undefined) return fresh ?? gone;
  if (isPair) {
    // `m_1 v_1 = m_2 v_2` of names that nothing defines is an equation, and no rewriting.
    const isInput = ({ family, slots }: Ref): boolean =>
      slots.every(({ kind }) => kind === 'value') && worlds.environmentOf(step)(family) === undefined;
    const [ins, outs] = [membersOf(expected, isInput), membersOf(written, isInput)];
    const odd = outs.find((member) => !left.includes(member));
    if (odd !== undefined && ins.some((member) => !other.includes(member))) return odd;
  }
  const right = new Set(worlds.leavesOf(step, written));
  // What both sides differentiate, and only that, is the same on both.
  const kept = onlyDifferentiated(worlds, step, [written, ...worlds.bodiesBehind(step, written)]);
  for (const family of kept) if (sides.some((side) => differentiates(side, { kind: 'ref', family, slots: [] }))) right.delete(family);
  const news = newIn(right, worlds, step, sides);
  // A derivative may well have lost a name, and so may a name for one.
  const isDerived = sides.some((side) => derives(side) || isNameOfDerivative(worlds, step, side));
  const lost = isDerived ? [] : [...worlds.leavesOf(step, expected)].filter((family) => !right.has(family) && !family.startsWith('set('));
  // A loss of which only derivatives are known may be a mean, so that a size is a factor of it.
  const unknown = [...news, ...lost].find((family) => kept.length > 0 || worlds.meaning.axes.valueOfSize(family) === undefined);
  if (unknown !== undefined) return partsOfKey(unknown).base;
  // What is differentiated by varies on its own.
  const varied = new Set(
    flatMap(sides, (side) => flatMap(walk(side), (node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : []))),
  );
  const mayDepend = (family: FamilyKey): boolean =>
    isVague(family) &&
    !varied.has(family) &&
    !worlds.meaning.vocabulary.varied.has(partsOfKey(family).base) &&
    !isParameter(worlds, family) &&
    worlds.meaning.axes.valueOfSize(family) === undefined;
  const dependent = [written, expected].some((side) => [...worlds.leavesOf(step, side)].some(mayDepend));
  // What stands on both sides alike is the same there, whatever it depends on.
  const apart = dependent ? [withoutShared(written, expected, worlds), withoutShared(expected, written, worlds)] : [];
  const vague =
    flatMap(apart, (terms) => flatMap(terms, (term) => [...worlds.leavesOf(step, term)])).find(mayDepend) ??
    [expected, written].map((side) => slopeIn(side, sides)).find(Boolean);
  return vague && partsOfKey(vague).base;
}

/** Whether a function of the notes has a name as its parameter, which then depends on nothing. */
function isParameter({ meaning: { definitions } }: Worlds, family: FamilyKey): boolean {
  for (const known of definitions.values())
    if (known.some(({ params = [] }) => params.some((param) => param.family === family))) return true;
  return false;
}

/** Those of some families that nothing in the formulas before depends on; another step of an input is one of the same inputs. */
function newIn(families: ReadonlySet<FamilyKey>, worlds: Worlds, step: Step, sides: readonly Expr[]): readonly FamilyKey[] {
  const inGeneral = (family: FamilyKey): FamilyKey => alike(family, worlds.meaning.vocabulary);
  const without = (some: readonly FamilyKey[], known: Iterable<FamilyKey>): readonly FamilyKey[] => {
    const steps = new Set([...known].map(inGeneral));
    return some.filter((family) => !steps.has(inGeneral(family)));
  };
  const known = new Set(flatMap(sides, (side) => [...worlds.leavesOf(step, side)]));
  for (const family of onlyDifferentiated(worlds, step, sides)) known.delete(family);
  const unknown = [...families].filter((family) => !known.has(family));
  if (unknown.length === 0) return unknown;
  const news = without(unknown, known);
  return news.length === 0 ? news : without(news, onTheWay(worlds, step, sides));
}

/** The terms of a side that the other does not have as well. */
function withoutShared(side: Expr, other: Expr, { letters }: Worlds): readonly Expr[] {
  const [terms, others] = [side, other].map((each) => (each.kind === 'add' ? each.terms : [each])) as [readonly Expr[], readonly Expr[]];
  const known = new Set(others.map((term) => print(term, letters)));
  return terms.filter((term) => !known.has(print(term, letters)));
}

/** The undefined names in what leads from the names by which some formulas differentiate to a loss that nothing defines. */
function onTheWay(worlds: Worlds, step: Step, sides: readonly Expr[]): ReadonlySet<FamilyKey> {
  const environment = worlds.environmentOf(step);
  const derivatives = flatMap([...sides, ...flatMap(sides, (side) => worlds.bodiesBehind(step, side))], (side) =>
    walk(side).filter((node) => node.kind === 'partial' && node.of.kind === 'ref' && environment(node.of.family) === undefined),
  );
  const found = new Set<FamilyKey>();
  if (derivatives.length === 0) return found;
  const starts = new Set(flatMap(derivatives, (node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : [])));
  for (const family of worlds.meaning.definitions.keys()) {
    const meaning = environment(family)?.meaning;
    if (meaning?.kind !== 'formula') continue;
    const bodies = [meaning.body, ...worlds.bodiesBehind(step, meaning.body)];
    if (bodies.some(derives)) continue;
    if (bodies.some((body) => [...mentioned(body)].some((other) => starts.has(other))))
      for (const leaf of worlds.leavesOf(step, meaning.body)) found.add(leaf);
  }
  return found;
}

/** Undefined names that some formulas have only as what is differentiated, which says nothing of what they are. */
function onlyDifferentiated(worlds: Worlds, step: Step, sides: readonly Expr[]): readonly FamilyKey[] {
  const environment = worlds.environmentOf(step);
  const nodes = flatMap(sides, (side) => walk(side));
  const differentiated = new Set(flatMap(nodes, (node) => (node.kind === 'partial' && node.of.kind === 'ref' ? [node.of] : [])));
  if (differentiated.size === 0) return [];
  const elsewhere = new Set(flatMap(nodes, (node) => (node.kind === 'ref' && !differentiated.has(node) ? [node.family] : [])));
  return [...differentiated].map((node) => node.family).filter((family) => environment(family) === undefined && !elsewhere.has(family));
}

/** The members that a formula is made of, as text; those that a sum runs over by their family. */
function membersOf(expr: Expr, counts: (member: Ref) => boolean = () => true): readonly string[] {
  const bound = new Set(flatMap(walk(expr), (node) => (node.kind === 'reduce' ? [node.index] : [])));
  return flatMap(walk(expr), (node) =>
    node.kind === 'ref' && counts(node) ? [print(node, (id) => (bound.has(id) ? '*' : String(id)))] : [],
  );
}

/** A name with what its chain differentiates by as its index: `f_{x_i}` for the derivative. */
function slopeIn(side: Expr, chain: readonly Expr[]): FamilyKey | undefined {
  const isBy = (node: Expr, family: FamilyKey): boolean => node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family === family;
  for (const node of walk(side)) {
    const by =
      node.kind === 'ref' ? flatMap(node.slots, (term) => (term.kind === 'by' && term.of.kind === 'ref' ? [term.of.family] : [])) : [];
    if (node.kind === 'ref' && by.some((family) => chain.some((member) => walk(member).some((inner) => isBy(inner, family)))))
      return node.family;
  }
  return undefined;
}

/** Whether an undefined name is what notes call a mean, which depends on what it is the mean of, or the letter of an operator. */
function isVague(family: FamilyKey): boolean {
  const { base } = partsOfKey(family);
  return base === 'D' || base === '\\mu' || base.startsWith('bar(') || base.startsWith('overline(');
}

/** The Kronecker delta, where the notes call something else by its letter too. */
function sharedDelta({ worlds, expected, written }: Difference): Message | undefined {
  const { isDeltaShared, unrollings } = worlds.meaning.vocabulary;
  // The error of a step in time carries its number, which no Kronecker delta does.
  if (!isDeltaShared || unrollings.some(({ place, bases }) => place === 'below' && bases.has('\\delta'))) return undefined;
  const isWritten = (node: Expr): boolean => node.kind === 'delta' && node.left.kind === 'index' && worlds.letters(node.left.id) !== '';
  const isDelta = [expected, written].some((side) => walk(side).some(isWritten));
  return isDelta ? message('unknown-symbol', { name: '\\delta' }) : undefined;
}
