import { type Expr, type FamilyKey, hasInside, walk } from '../../expr/expr.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, undetermined } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import type { Context } from './context.ts';

const rowWords = phrase('rowVector');
const numberWords = phrase('scalar');

/**
 * `\partial L/\partial x = W \delta` of `y = W x + b`, or `\partial L/\partial W = \delta^\top x`: a step that holds only if a capital letter in front of a
 * vector is a row or a number, of which nothing in the notes speaks. Were it a matrix, it would have to be transposed, or the product be an outer one.
 */
export function lostTranspose(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const { meaning } = context.worlds;
  const by = expected.wrt.family;
  const shown = sourceOf(context, written);
  if (!hasInside(shown, (node) => applicationIn(node).length > 0)) return undefined;
  const bodies = bodiesFor(context, step);
  const shapes = [expected, written, ...bodies];
  const applied = flatMap(bodies, (body) => flatMap(walk(sourceOf(context, body)), applicationIn)).filter(isOfMatrix);
  const isSame = (one: Expr, family: FamilyKey): boolean => one.kind === 'ref' && partsOfKey(one.family).base === partsOfKey(family).base;
  const isMadeOf = (input: Expr): boolean => isSame(input, by) || leadsTo(context, step, input, by);
  // `\tanh(W x)` is on the way forward.
  const isBackward = (node: Expr, weights: Expr, input: Expr): boolean =>
    applicationIn(node).some(([front, behind]) => isOfBase(front, weights) && !isOfBase(behind, input));
  const lost = applied.find(
    ([weights, input]) =>
      (isMadeOf(input) && hasInside(shown, (node) => isBackward(node, weights, input))) ||
      (isSame(weights, by) && hasInside(shown, (node) => isInner(node, input) || isTurnedOuter(node, input))),
  );
  if (lost === undefined || hasMatrix(lost[0], shapes)) return undefined;
  const isSaid = meaning.note.sentences.some(({ text }) => rowWords.test(text) || numberWords.test(text));
  const [weights] = lost;
  const isStated = [...(meaning.lowered?.stated.keys() ?? [])].some((family) => isSame(weights, family));
  return isSaid || isStated || weights.kind !== 'ref'
    ? undefined
    : undetermined(message('unclear-shape', { name: partsOfKey(weights.family).base }));
}

/** The formulas that are in force at a step; a loss that nothing defines may depend on all of them. */
function bodiesFor({ worlds }: Context, step: Step): readonly Expr[] {
  const environment = worlds.environmentOf(step);
  return flatMap([...worlds.meaning.definitions.keys()], (family) => {
    const meaning = environment(family)?.meaning;
    return meaning?.kind === 'formula' ? [meaning.body] : [];
  });
}

/** Whether a name as it is written is made of another one, whatever shapes the two have. */
function leadsTo({ worlds }: Context, step: Step, name: Expr, family: FamilyKey): boolean {
  const all = [...worlds.meaning.definitions.keys()].filter((one) => isOfBase(name, { kind: 'ref', family: one, slots: [] }));
  const bodies = flatMap(all, (one) => worlds.bodiesBehind(step, { kind: 'ref', family: one, slots: [] }));
  return bodies.some((body) => mentioned(body).has(family));
}

/** A formula as it is written, before whole vectors and matrices became indices. */
function sourceOf({ worlds }: Context, expr: Expr): Expr {
  return worlds.meaning.lowered?.sources.get(expr)?.source ?? expr;
}

/** `W x`: each factor with what stands right behind it, without a sign between. */
function applicationIn(node: Expr): readonly (readonly [front: Expr, behind: Expr])[] {
  if (node.kind !== 'multiply') return [];
  const { factors, signs } = node;
  return factors.flatMap((behind, at) => {
    const front = factors[at - 1];
    return front === undefined || (signs?.[at] ?? 'juxtaposed') !== 'juxtaposed' ? [] : [[front, behind] as const];
  });
}

/** `\delta^\top x` */
function isInner(node: Expr, input: Expr): boolean {
  return applicationIn(node).some(([front, behind]) => front.kind === 'tensor' && front.op === 'transpose' && isOfBase(behind, input));
}

/** `x \delta^\top`, where the gradient by a matrix is `\delta x^\top`. */
function isTurnedOuter(node: Expr, input: Expr): boolean {
  return applicationIn(node).some(([front, behind]) => isOfBase(front, input) && behind.kind === 'tensor' && behind.op === 'transpose');
}

function isOfBase(one: Expr, other: Expr): boolean {
  return one.kind === 'ref' && other.kind === 'ref' && partsOfKey(one.family).base === partsOfKey(other.family).base;
}

/** Whether a capital letter stands in front of a small one, as matrices do in front of vectors. */
function isOfMatrix([front, behind]: readonly [Expr, Expr]): boolean {
  const isOf = (name: Expr, letters: RegExp): boolean =>
    name.kind === 'ref' && name.slots.length === 0 && letters.test(partsOfKey(name.family).base);
  return isOf(front, /^[ABFGHKPQSUVW]$/) && isOf(behind, /^(?:[a-z]+\()*[a-z]\)*$/);
}

/** Whether a name was read as a matrix. */
function hasMatrix(name: Expr, formulas: readonly Expr[]): boolean {
  const base = name.kind === 'ref' ? partsOfKey(name.family).base : '';
  const all = flatMap(formulas, (formula) => [...mentioned(formula)]);
  return all.some((family) => partsOfKey(family).base === base && partsOfKey(family).arity > 1);
}
