/** A rule by which a gradient moves weights. */
export interface Optimiser {
  readonly name: string;
  /** What a person reads of it. */
  readonly title: string;
  /** How many numbers it keeps for each weight. */
  readonly memory: number;
  /** Step sizes that are tried where the notes leave theirs open. */
  readonly rates: readonly number[];
  /** What else it needs, by name, if nothing else is said. */
  readonly constants: Readonly<Record<string, number>>;
  /** Moves the weights, in place; `step` counts from 1. */
  readonly move: (
    weights: Float64Array,
    gradient: Float64Array,
    memory: readonly Float64Array[],
    rate: number,
    step: number,
    constants: Readonly<Record<string, number>>,
  ) => void;
  readonly source: string;
}

/** Every optimiser. */
export const optimisers: readonly Optimiser[] = [
  {
    name: 'sgd',
    title: 'gradient descent',
    memory: 0,
    rates: [0.03, 0.1, 0.3, 1, 3, 10],
    constants: {},
    move: (weights, gradient, _memory, rate) => {
      for (let n = 0; n < weights.length; n++) weights[n] = (weights[n] as number) - rate * (gradient[n] as number);
    },
    source: 'Robbins and Monro 1951',
  },
  {
    name: 'momentum',
    title: 'momentum',
    memory: 1,
    rates: [0.01, 0.03, 0.1, 0.3, 1],
    constants: { momentum: 0.9 },
    move: (weights, gradient, memory, rate, _step, { momentum = 0.9 }) => {
      const velocity = memory[0] as Float64Array;
      for (let n = 0; n < weights.length; n++) {
        const next = momentum * (velocity[n] as number) - rate * (gradient[n] as number);
        velocity[n] = next;
        weights[n] = (weights[n] as number) + next;
      }
    },
    source: 'Polyak 1964',
  },
  {
    name: 'adam',
    title: 'Adam',
    memory: 2,
    rates: [0.003, 0.01, 0.03, 0.1],
    constants: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    move: (weights, gradient, memory, rate, step, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) => {
      const [first, second] = memory as readonly [Float64Array, Float64Array];
      const [below1, below2] = [1 - beta1 ** step, 1 - beta2 ** step];
      for (let n = 0; n < weights.length; n++) {
        const g = gradient[n] as number;
        const m = beta1 * (first[n] as number) + (1 - beta1) * g;
        const v = beta2 * (second[n] as number) + (1 - beta2) * g * g;
        first[n] = m;
        second[n] = v;
        weights[n] = (weights[n] as number) - (rate * (m / below1)) / (Math.sqrt(v / below2) + epsilon);
      }
    },
    source: 'Kingma and Ba, Adam, 2015, algorithm 1',
  },
];
