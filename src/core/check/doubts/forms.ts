import { type Expr, type FamilyKey, freeIndices } from '../../expr/expr.ts';
import { nodesIn } from '../../latex/walk.ts';
import { isEqual } from '../../meaning/general-term.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { isTable } from '../classify/by-syntax.ts';
import { isNumeric, isOfNumbers } from '../constants.ts';
import { mentioned } from '../mentioned.ts';
import { formulasBehind, hasIntegral, isConstant, isSpelled } from '../sides.ts';
import type { Difference, Doubt } from './doubt.ts';

/** The doubts that the form of two sides raises, wherever they stand. */
export const ofForm: readonly Doubt[] = [unworkedIntegral, numbersOnOneSide, listAgainstOne, numberAgainstMatrix, argumentsAgain];

/** An integral of more than unknown functions, which would have to be worked out. */
function unworkedIntegral({ worlds, step, expected, written }: Difference): Message | undefined {
  return hasIntegral(formulasBehind(worlds, step, expected, written)) ? message('needs-integral') : undefined;
}

/** Numbers that are set equal to a formula, which has other values elsewhere. */
function numbersOnOneSide({ worlds, step, expected, written }: Difference): Message | undefined {
  const isOfNumbersOnly = isNumeric(written) || isOfNumbers(written) || isTable(step.chain.members[step.position]?.node);
  if (isNumeric(expected) === isOfNumbersOnly || isConstant(worlds, step, expected, isSpelled(written))) return undefined;
  return message('needs-values');
}

/** A list that is set equal to a single value, so that one of them is misread. */
function listAgainstOne({ expected, written }: Difference): Message | undefined {
  const isOdd = (list: Expr, other: Expr): boolean =>
    list.kind === 'list' && list.index.kind === 'index' && !freeIndices(other).has(list.index.id) && !isNumeric(other);
  return isOdd(expected, written) || isOdd(written, expected) ? message('shapes-differ') : undefined;
}

/** Capital letters, Greek ones too, which notes use for matrices. */
const capitals = /^(?:[A-Z]|\\(?:Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega))$/;

/** `\Lambda^{-1/2} \Lambda \Lambda^{-1/2} = I`: a capital letter that was read as a number beside a matrix, since its power has no other reading. */
function numberAgainstMatrix({ worlds, expected, written }: Difference): Message | undefined {
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
function argumentsAgain({ step: { chain, position } }: Difference): Message | undefined {
  const node = chain.members[position]?.node;
  const last = node?.kind === 'product' ? node.factors.at(-1)?.node : undefined;
  if (last?.kind !== 'group' || last.open !== '(' || last.body.kind !== 'list') return undefined;
  const { body } = last;
  const before = flatMap(chain.members.slice(0, position), (member) => nodesIn(member.node));
  return before.some((inner) => inner.kind === 'call' && isEqual(inner.argument.body, body)) ? message('unread-call') : undefined;
}
