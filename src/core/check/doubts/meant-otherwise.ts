import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import { nodesIn } from '../../latex/walk.ts';
import { isEqual } from '../../meaning/general-term.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { baseName, partsOfKey, symbolOf } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { isNumeric, type Step } from '../classify.ts';
import { constantOf, mentioned } from '../world.ts';
import type { Difference, Doubt } from './doubt.ts';

/** Equations and settings by words that a step may follow from. */
export const settingsInDoubt: readonly Doubt[] = [followsEquation, posedInWords, setByWords];

/** Capital letters, Greek ones too, which notes use for matrices. */
const capitals = /^(?:[A-Z]|\\(?:Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega))$/;

/** `\Lambda^{-1/2} \Lambda \Lambda^{-1/2} = I`: a capital letter that was read as a number beside a matrix, since its power has no other reading. */
export function numberAgainstMatrix({ worlds, expected, written }: Difference): Message | undefined {
  const { lowered, definitions } = worlds.meaning;
  const odd = lowered && [expected, written].find((side) => lowered.conflicting.has(side));
  const name = [...(odd ? mentioned(odd) : [])].find((family) => isCapital(family) && !definitions.has(family));
  return name === undefined ? undefined : message('unclear-shape', { name: partsOfKey(name).base });
}

function isCapital(family: FamilyKey): boolean {
  const { base, arity } = partsOfKey(family);
  return arity === 0 && capitals.test(base);
}

/** `\nabla E(u, v) = 2 (u + v) [1, 1] (u, v)`: behind a list, the arguments of the function again, at which it is taken. */
export function argumentsAgain({ step: { chain, position } }: Difference): Message | undefined {
  const node = chain.members[position]?.node;
  const last = node?.kind === 'product' ? node.factors.at(-1)?.node : undefined;
  if (last?.kind !== 'group' || last.open !== '(' || last.body.kind !== 'list') return undefined;
  const { body } = last;
  const before = flatMap(chain.members.slice(0, position), (member) => nodesIn(member.node));
  return before.some((inner) => inner.kind === 'call' && isEqual(inner.argument.body, body)) ? message('unread-call') : undefined;
}

/** How many paragraphs may lie between an equation and what follows from it. */
const farthest = 2;

/** An equation without derivatives behind one that is to be solved, in names of that alone: it follows from it, and is no identity. */
function followsEquation({ worlds, step, expected, written }: Difference): Message | undefined {
  if (step.position !== 1 || step.chain.members.length > 2 || [expected, written].some(isDerivativeIn)) return undefined;
  const names = new Set([...mentioned(expected), ...mentioned(written)]);
  const isPosed = worlds.meaning.steps.some(
    (other) => isBefore(other, step) && isPosedEquation(other) && [...names].every((name) => mentioned(other.lhs).has(name)),
  );
  return isPosed ? message('equation-to-solve') : undefined;
}

function isBefore({ chain, order }: Step, step: Step): boolean {
  const apart = step.chain.paragraph - chain.paragraph;
  return order < step.order && chain.section === step.chain.section && apart <= farthest;
}

function isPosedEquation({ role, position, lhs, rhs }: Step): boolean {
  return (
    role === 'claim' && position === 1 && constantOf(rhs) !== undefined && lhs.kind !== 'ref' && !isDerivativeIn(lhs) && !isNumeric(lhs)
  );
}

/** Whether a formula takes a derivative; primes may mark names that are sought as well. */
function isDerivativeIn(expr: Expr): boolean {
  return walk(expr).some(({ kind }) => kind === 'partial');
}

const solving = phrase('solving');

/** “`d` solves `H d = -g`”: an equation that words pose. */
function posedInWords({ worlds, step: { chain, position } }: Difference): Message | undefined {
  const span = position === 1 ? chain.members[0]?.span : undefined;
  const isPosed = worlds.meaning.note.sentences.some(({ spans, text }) => spans === span && solving.test(text));
  return isPosed ? message('equation-to-solve') : undefined;
}

/** The most letters between a name and the formula that words set for it. */
const mostBetween = 40;

/** “`S` is the total `\sum_i e^{a_i}`”: an undefined name that words set equal to a formula of what is differentiated by. */
function setByWords({ worlds, step, expected, written }: Difference): Message | undefined {
  const { loose, sentences } = worlds.meaning.note;
  const moved = new Set(flatMap([expected, written], (side) => flatMap(walk(side), basesMovedIn)));
  if (moved.size === 0) return undefined;
  const leaves = [expected, written]
    .flatMap((side) => [...worlds.leavesOf(step, side)])
    .filter((family) => !worlds.isOpenLoss(step, family));
  const isSet = (base: string): boolean =>
    loose.some(({ node, span }) => {
      const symbol = symbolOf(node);
      const formula = loose.find((other) => other.span === span + 1)?.node;
      if (symbol === undefined || baseName(symbol) !== base || formula === undefined || symbolOf(formula)) return false;
      const isJoined = sentences.some(({ spans, text }) => spans === span + 1 && text.length < mostBetween && !/[.;。；]/.test(text));
      const names = flatMap(nodesIn(formula), (inner) => symbolOf(inner) ?? []).map(baseName);
      return isJoined && !names.includes(base) && names.some((name) => moved.has(name));
    });
  const name = leaves.map((family) => partsOfKey(family).base).find((base) => !moved.has(base) && isSet(base));
  return name === undefined ? undefined : message('unknown-symbol', { name });
}

/** The base of the name that a derivative is taken by. */
function basesMovedIn(node: Expr): readonly string[] {
  return node.kind === 'partial' && node.wrt.kind === 'ref' ? [partsOfKey(node.wrt.family).base] : [];
}
