import type { TrainAnswer } from '../protocol/preview.ts';

/** Whether two answers are of one training, wherever it stands in the notes. */
export function isSameTraining(one: TrainAnswer, other: TrainAnswer): boolean {
  return JSON.stringify(trained(one)) === JSON.stringify(trained(other));
}

/** What of an answer the training depends on: all but where things stand. */
function trained({ plan, data }: TrainAnswer): unknown {
  const { program, batch, inputs, targets, encoding, constants, parameters, prediction, rule } = plan;
  const numbers = parameters.map(({ tex, place, exact, written, standing, spread }) => ({ tex, place, exact, written, standing, spread }));
  return { data, program, batch, inputs, targets, encoding, constants, numbers, prediction, rule };
}
