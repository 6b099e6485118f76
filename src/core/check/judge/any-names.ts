import { type Expr, type FamilyKey, walk } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf } from '../constants.ts';
import { letterOf, variablesIn } from '../constituents.ts';
import { type Decision, decided } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import type { Worlds } from '../worlds.ts';
import { constituentsAt, leadsThroughInputs, underAnyLoss } from './any-loss.ts';
import type { Context } from './context.ts';
import { guessed } from './strained-readings.ts';

/** Why sides have no value that a reading of their shapes would have to tell. */
const ofShapes: ReadonlySet<string> = new Set(['no-shapes', 'unclear-shape', 'shapes-differ', 'strained-reading', 'unread-whole']);

/** How many names may stand for anything at once. */
const mostFreed = 8;

const capitals = /^(?:[A-Z]|\\(?:Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega))$/;

/**
 * The decision on a step of which what the notes say of its names has no value, if it holds whatever they stand for. It may be asked once it is
 * settled how the notes are read: it tells nothing of that.
 */
export function whateverNames(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const plain = context.worlds.compare(context.worlds.of(step), step, expected, written, step.conditions);
  if (plain.kind !== 'refused' || ofShapes.has(plain.why.id) || guessed(context, step, expected, written)) return undefined;
  const { lowered } = context.worlds.meaning;
  const isOpen = (family: FamilyKey): boolean => lowered?.unclear.has(family) === true;
  if ([expected, written].some((side) => hasMatrices(side) || [...mentioned(side)].some(isOpen))) return undefined;
  const found = asIdentity(context, step, expected, written) ?? throughNodes(context, step, expected, written);
  return found?.kind === 'equal'
    ? decided('holds', message('says-any-names'), { points: found.points, sampleSets: ['any names'] })
    : undefined;
}

/**
 * Two sides compared with any values for their names: `(f(g(x)))' = f'(g(x)) g'(x)`. Where there are derivatives, that is asked of functions
 * alone: what else a name is made of may vary.
 */
function asIdentity(context: Context, step: Step, expected: Expr, written: Expr): ReturnType<Worlds['compare']> | undefined {
  const environment = context.worlds.environmentOf(step);
  const nodes = flatMap([expected, written], walk);
  const isDerived = nodes.some(({ kind }) => kind === 'partial');
  // `\nabla L(x^*) = 0` is a condition.
  if (isDerived && [expected, written].some((side) => constantOf(side) !== undefined)) return undefined;
  const names = isDerived
    ? flatMap(nodes, (node) => (node.kind === 'call' ? [node.fn] : []))
    : [...mentioned(expected), ...mentioned(written)];
  const held = [...new Set(names)].filter((family) => environment(family) !== undefined);
  if (held.length === 0 || mostFreed < held.length) return undefined;
  const by = variablesIn(nodes);
  const constituents = constituentsAt(context, step, by);
  // `f(u) = u + x` varies with `x` in another way than through what it is applied to.
  const isOfArguments = (fn: FamilyKey): boolean => {
    const own = new Set((environment(fn)?.params ?? []).map((param) => letterOf(param.family)));
    const others = new Set(by.map(letterOf).filter((letter) => !own.has(letter)));
    return !constituents.mayHave(fn, (name) => others.has(letterOf(name)));
  };
  if (isDerived && !held.every(isOfArguments)) return undefined;
  const found = context.worlds.compare(context.worlds.of(step, { held }), step, expected, written, step.conditions);
  return found.kind === 'equal' ? found : undefined;
}

/** Derivatives compared for any loss of the nodes that they go through, where the one that the notes give is reached in no other way. */
function throughNodes(context: Context, step: Step, expected: Expr, written: Expr): ReturnType<Worlds['compare']> | undefined {
  const { family, comparison } = underAnyLoss(context, step, expected, written) ?? {};
  if (family === undefined || comparison?.kind !== 'equal' || expected.kind !== 'partial') return undefined;
  const meaning = context.worlds.environmentOf(step)(family)?.meaning;
  if (meaning?.kind !== 'formula' || walk(meaning.body).some(({ kind }) => kind === 'hole')) return undefined;
  return leadsThroughInputs(context, step, family, expected, written) ? comparison : undefined;
}

/**
 * A step on derivatives by a name whose definition was not understood: they take it as it is, whatever it stands for.
 * A derivative by another name could lead through the definition, and is left open.
 */
export function apartFromUnread(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const environment = context.worlds.environmentOf(step);
  const behind = (side: Expr): ReadonlySet<FamilyKey> =>
    new Set(flatMap([side, ...context.worlds.bodiesBehind(step, side)], (body) => [...mentioned(body)]));
  const unread = [...behind(expected), ...behind(written)].filter((family) => environment(family)?.meaning.kind === 'unreadable');
  const [family] = unread;
  if (family === undefined || unread.some((other) => other !== family)) return undefined;
  const leading = flatMap([expected, written], (side) => walk(side)).filter(
    (node) => node.kind === 'partial' && behind(node.of).has(family),
  );
  if (leading.length === 0 || leading.some((node) => node.kind === 'partial' && !mentioned(node.wrt).has(family))) return undefined;
  const comparison = context.worlds.compare(context.worlds.of(step, { rival: { family } }), step, expected, written, step.conditions);
  return comparison.kind === 'equal'
    ? decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic'] })
    : undefined;
}

/** Whether two names that may be of matrices, by their letters, are multiplied with each other somewhere: in which order they stand matters. */
function hasMatrices(expr: Expr): boolean {
  const nameOf = (node: Expr): string | undefined => {
    if (node.kind === 'power') return nameOf(node.base);
    return node.kind === 'ref' && node.slots.length === 0 ? partsOfKey(node.family).base : undefined;
  };
  return walk(expr).some((node) => {
    const names = node.kind === 'multiply' ? flatMap(node.factors, (factor) => nameOf(factor) ?? []) : [];
    return 1 < new Set(names.filter((name) => capitals.test(name))).size;
  });
}
