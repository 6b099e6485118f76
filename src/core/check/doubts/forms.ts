import { type Expr, freeIndices } from '../../expr/expr.ts';
import { type Message, message } from '../../text/message.ts';
import { isNumeric, isOfNumbers, isTable } from '../classify.ts';
import { formulasBehind, hasIntegral, isConstant, isSpelled } from '../sides.ts';
import type { Difference, Doubt } from './doubt.ts';
import { argumentsAgain, numberAgainstMatrix } from './meant-otherwise.ts';

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
