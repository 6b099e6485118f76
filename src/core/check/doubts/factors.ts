import { type Expr, type FamilyKey, hasInside, substitute, walk } from '../../expr/expr.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { standardNames } from '../../meaning/standard-names.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf } from '../constants.ts';
import { formulasBehind } from '../sides.ts';
import { isStandard } from '../standard.ts';
import type { Rival, Worlds } from '../worlds.ts';
import type { Difference, Doubt } from './doubt.ts';

/** Letters that are functions by custom alone, and may be factors in front of brackets. */
export const factorsInDoubt: readonly Doubt[] = [functionOrFactor, factorByCustom];

/** `\sigma(y - x) = \sigma y - \sigma x`: a letter that is a function by custom alone and stands in front of a bracket, and is a factor in the same formulas. */
function functionOrFactor({ worlds, step, expected, written }: Difference): Message | undefined {
  const sides = [expected, written];
  const nodes = flatMap([...sides, ...flatMap(sides, (side) => worlds.bodiesBehind(step, side))], walk);
  const factors = new Set(flatMap(nodes, (node) => (node.kind === 'ref' && node.slots.length === 0 ? [node.family] : [])));
  const isEither = (node: Expr): boolean => node.kind === 'call' && node.order === 0 && factors.has(node.fn) && isStandard(node.fn);
  const call = nodes.find((node) => isEither(node) && node.kind === 'call' && worlds.environmentOf(step)(node.fn) === undefined);
  return call?.kind === 'call' ? message('function-or-factor', { name: partsOfKey(call.fn).base }) : undefined;
}

const networks = phrase('networks');

/** `\frac12\sigma(x - 1)^2`: a letter that is a function by custom alone, with which as a factor the sides agree, where no other sign of that function is. */
function factorByCustom({ worlds, step, expected, written }: Difference): Message | undefined {
  const bodies = formulasBehind(worlds, step, expected, written);
  const called = flatMap(bodies, walk).find((node): node is Call => isCustomaryCall(node, worlds, step));
  if (called === undefined || isShownAsFunction(worlds, called.fn)) return undefined;
  const [rival, ...more] = rivalsWith(called.fn, worlds, step, new Set(bodies));
  if (more.length > 0) return undefined;
  const world = worlds.of(step, rival ? { rival } : {});
  const [left, right] = [expected, written].map((side) => withFactor(side, called.fn)) as [Expr, Expr];
  const isEqual = worlds.compare(world, step, left, right, step.conditions).kind === 'equal';
  return isEqual ? message('function-or-factor', { name: partsOfKey(called.fn).base }) : undefined;
}

type Call = Expr & { readonly kind: 'call' };

/** Whether a formula applies a function that only custom gives its meaning. */
function isCustomaryCall(node: Expr, worlds: Worlds, step: Step): node is Call {
  return (
    node.kind === 'call' && isCallOf(node, node.fn) && standardNames.has(partsOfKey(node.fn).base) && !worlds.environmentOf(step)(node.fn)
  );
}

function isCallOf(node: Expr | undefined, fn: FamilyKey): node is Call {
  return node?.kind === 'call' && node.fn === fn && node.order === 0 && node.slots.length === 0 && node.args.length === 1;
}

/** Whether words are about networks, or formulas differentiate the function or take it from one, as they do with a sigmoid. */
function isShownAsFunction({ meaning: { members, note } }: Worlds, fn: FamilyKey): boolean {
  const isSign = (node: Expr): boolean =>
    (node.kind === 'call' && node.fn === fn && node.order > 0) ||
    (node.kind === 'add' &&
      node.terms.some((term) => constantOf(term) === 1) &&
      node.terms.some((term) => term.kind === 'negate' && isCallOf(term.of, fn)));
  return note.sentences.some(({ text }) => networks.test(text)) || members.flat().some((member) => hasInside(member, isSign));
}

/** The names whose formulas behind a step have the function in them, with the letter as a factor instead. */
function rivalsWith(fn: FamilyKey, worlds: Worlds, step: Step, behind: ReadonlySet<Expr>): readonly Rival[] {
  const environment = worlds.environmentOf(step);
  return flatMap([...worlds.meaning.definitions.keys()], (family): readonly Rival[] => {
    const definition = environment(family);
    if (definition?.meaning.kind !== 'formula' || !behind.has(definition.meaning.body)) return [];
    const { body } = definition.meaning;
    if (!hasInside(body, (node) => isCallOf(node, fn))) return [];
    return [
      { family, definition: { ...definition, id: firstId - definition.id, meaning: { kind: 'formula', body: withFactor(body, fn) } } },
    ];
  });
}

/** What such definitions are numbered from. */
const firstId = -60_000_000;

/** A formula with a letter as a factor where it is a function: `\sigma(x)^2` is `\sigma` times a square then. */
function withFactor(expr: Expr, fn: FamilyKey): Expr {
  const factor: Expr = { kind: 'ref', family: fn, slots: [] };
  const [call] = walk(expr).filter((node): node is Call => isCallOf(node, fn));
  const [of] = call?.args ?? [];
  if (call === undefined || of === undefined) return expr;
  const power = walk(expr).find((node) => node.kind === 'power' && node.base === call);
  const product: Expr = { kind: 'multiply', factors: [factor, power?.kind === 'power' ? { ...power, base: of } : of] };
  return withFactor(substitute(expr, power ?? call, product), fn);
}
