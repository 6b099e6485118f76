import type { NodeId, Tape } from '../engine/tape.ts';
import { type Loss, losses } from '../training/dense/losses.ts';
import type { Encoding } from '../training/plan.ts';

/** What a network says of its points, and what they are to be compared with. */
export interface Comparison {
  readonly said: NodeId;
  readonly target: NodeId;
  readonly encoding: Encoding;
  /** How many outputs there are. */
  readonly outputs: number;
}

/** The losses of the table that can be taken in the place of the notes' own: its outputs lie where they need them, and its targets can be turned into theirs. */
export function fittingLosses(tape: Tape, comparison: Comparison): readonly string[] {
  const said = tape.valueOf(comparison.said);
  return losses.filter((loss) => fits(loss, comparison) && said.every((y) => isWithin(loss, y))).map(({ name }) => name);
}

/** The loss of each output by a loss of the table. */
export function lossBy(tape: Tape, name: string, { said, target, encoding }: Comparison): NodeId {
  const loss = losses.find((one) => one.name === name);
  if (loss === undefined) throw new Error(`no loss ${name}`);
  const [one, two] = [tape.constant(1), tape.constant(2)];
  const isSigns = encoding === 'plus-minus';
  const turned =
    loss.targets === 'signs' && !isSigns
      ? tape.subtract(tape.multiply(two, target), one)
      : loss.targets === 'probabilities' && isSigns
        ? tape.divide(tape.add(target, one), two)
        : target;
  return loss.formula(tape, said, turned);
}

/** Above which output a point is of the second class. */
export function thresholdOf(name: string): number {
  return losses.find((one) => one.name === name)?.targets === 'signs' ? 0 : 0.5;
}

function fits({ targets, fused }: Loss, { encoding, outputs }: Comparison): boolean {
  if (encoding === 'label' || (encoding === 'number' && targets !== 'numbers')) return false;
  // Of several classes one is right, so that they share their probability.
  return fused?.with !== 'softmax' || (encoding === 'one-hot' && 1 < outputs);
}

/** Bounds of a loss that are positive, or below 1, are those of a logarithm. */
function isWithin({ outputs: [low, high] }: Loss, y: number): boolean {
  return (low <= 0 || 0 < y) && (1 <= high || y < 1);
}
