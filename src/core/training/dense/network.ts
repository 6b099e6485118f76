import { activationOf } from './activations.ts';
import { lossByName } from './losses.ts';

/** A network of dense layers with its loss: plain data. */
export interface DenseNetwork {
  /** Units of the inputs, of each hidden layer, of the outputs. */
  readonly sizes: readonly number[];
  /** One for each layer after the inputs. */
  readonly activations: readonly LayerActivation[];
  /** The name of a loss in `losses.ts`; the loss of a batch is the mean over its samples. */
  readonly loss: string;
  /** Adds half of this times the sum of the squares of all weights, without the biases. */
  readonly l2?: number;
}

export interface LayerActivation {
  /** `identity`, `softmax`, or a function of core/functions. */
  readonly name: string;
  /** The second argument of a function that has one: the slope of a leaky relu. */
  readonly parameter?: number;
}

/** Where a layer has its numbers among the parameters: weights row by row, one row a unit, then biases. */
export interface LayerLayout {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly biases: number;
}

/** Numbers that a trainer may hold at most. */
export const trainerLimit = 2 ** 25;

/** The layers one behind the other; with `count`, the number of parameters. */
export function layoutOf({ sizes }: Pick<DenseNetwork, 'sizes'>): { readonly layers: readonly LayerLayout[]; readonly count: number } {
  const layers: LayerLayout[] = [];
  let count = 0;
  for (let n = 1; n < sizes.length; n++) {
    const [inputs, outputs] = [sizes[n - 1] as number, sizes[n] as number];
    layers.push({ inputs, outputs, weights: count, biases: count + inputs * outputs });
    count += (inputs + 1) * outputs;
  }
  return { layers, count };
}

/** Why a network cannot be trained, or nothing: hosts turn it into a sentence. */
export type Unfit =
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'layers'; readonly expected: number }
  | { readonly kind: 'activation'; readonly name: string }
  | { readonly kind: 'loss'; readonly name: string }
  | { readonly kind: 'too-large'; readonly numbers: number; readonly limit: number };

/** What is wrong with a network for batches of this many samples. */
export function unfit(network: DenseNetwork, batch: number): Unfit | undefined {
  const { sizes, activations, loss } = network;
  const size = [...sizes, batch].find((each) => !Number.isInteger(each) || each < 1);
  if (size !== undefined) return { kind: 'size', size };
  if (sizes.length < 2 || activations.length !== sizes.length - 1) return { kind: 'layers', expected: sizes.length - 1 };
  const unknown = activations.find(({ name }) => name !== 'softmax' && activationOf(name) === undefined);
  if (unknown !== undefined) return { kind: 'activation', name: unknown.name };
  if (!lossByName.has(loss)) return { kind: 'loss', name: loss };
  const numbers = numbersOf(network, batch);
  return trainerLimit < numbers ? { kind: 'too-large', numbers, limit: trainerLimit } : undefined;
}

/** Numbers that a trainer holds, but for a few. */
function numbersOf(network: DenseNetwork, batch: number): number {
  const units = network.sizes.reduce((sum, size) => sum + size, 0);
  return 2 * layoutOf(network).count + 3 * units * batch;
}
