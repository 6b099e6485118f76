/** What all trainers of the benchmark start from: three layers, tanh in the two hidden ones. */
export interface TrainingProblem {
  readonly name: string;
  /** Units of inputs, of both hidden layers, of outputs. */
  readonly sizes: readonly [number, number, number, number];
  /** One output has sigmoid and binary cross entropy, several have softmax and cross entropy. */
  readonly batch: number;
  readonly rate: number;
  /** Of each layer, row by row, one row a unit. */
  readonly weights: readonly [Float64Array, Float64Array, Float64Array];
  readonly biases: readonly [Float64Array, Float64Array, Float64Array];
  /** Sample by sample. */
  readonly x: Float64Array;
  readonly t: Float64Array;
}

/** One way to train: `run` does some steps of gradient descent and returns the loss that the last of them began with. */
export interface Trainer {
  readonly name: string;
  /** Bits of its numbers. */
  readonly bits: 32 | 64;
  run(steps: number): number | Promise<number>;
}

const shapes = {
  A: { sizes: [2, 8, 8, 1], batch: 32 },
  B: { sizes: [2, 16, 16, 3], batch: 64 },
  C: { sizes: [64, 128, 64, 10], batch: 128 },
} as const;

export type ProblemName = keyof typeof shapes;
export const problemNames = Object.keys(shapes) as ProblemName[];

/** The problem of that name, the same every time. */
export function problemOf(name: ProblemName): TrainingProblem {
  const { sizes, batch } = shapes[name];
  const random = randomFrom(7);
  const symmetric = () => 2 * random() - 1;
  const matrix = (rows: number, columns: number) => {
    const scale = Math.sqrt(6 / (rows + columns));
    return Float64Array.from({ length: rows * columns }, () => scale * symmetric());
  };
  const [inputs, first, second, outputs] = sizes;
  const x = Float64Array.from({ length: batch * inputs }, symmetric);
  // Classes are what a random linear map of the squares is greatest in: no network has them at once, none is without a hold.
  const teacher = matrix(Math.max(2, outputs), inputs);
  const t = new Float64Array(batch * outputs);
  for (let s = 0; s < batch; s++) {
    const scores = Array.from({ length: Math.max(2, outputs) }, (_, k) => {
      let score = 0;
      for (let i = 0; i < inputs; i++) score += (teacher[k * inputs + i] as number) * (x[s * inputs + i] as number) ** 2;
      return score;
    });
    const best = scores.indexOf(Math.max(...scores));
    if (outputs === 1) t[s] = best;
    else t[s * outputs + best] = 1;
  }
  return {
    name: `${sizes.join('-')}, batch ${batch}`,
    sizes,
    batch,
    rate: 0.1,
    weights: [matrix(first, inputs), matrix(second, first), matrix(outputs, second)],
    biases: [new Float64Array(first), new Float64Array(second), new Float64Array(outputs)],
    x,
    t,
  };
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
