import { functionByName } from '../functions/index.ts';
import { columnsOf } from './batch.ts';
import { activationNames, activationOf } from './dense/activations.ts';
import type { LayerActivation } from './dense/network.ts';
import { softmax } from './dense/output-layer.ts';
import type { Parameter, Plan } from './plan.ts';
import { joined, type Probe } from './probes.ts';

/** A layer that takes the values of steps of a program at a probe. */
export interface DenseLayer {
  /** Places of its weights among the numbers of all parameters, row by row, one row a unit, and of its biases; -1 where there is none. */
  readonly weights: readonly number[];
  readonly biases: readonly number[];
  readonly activation: LayerActivation;
  /** Of each unit its number at every spot. */
  readonly sums: readonly Float64Array[];
  readonly values: readonly Float64Array[];
}

type Rows = readonly Float64Array[];

/** A linear layer, and the parameters that it is made of. */
interface Linear extends Pick<DenseLayer, 'weights' | 'biases' | 'sums'> {
  readonly used: readonly number[];
}

/** A parameter as a matrix: the place of its first number, and the steps to the next unit and to the next input. */
interface Matrix {
  readonly start: number;
  readonly units: number;
  readonly inputs: number;
  readonly unit: number;
  readonly input: number;
}

/** A point of a probe at which layers are looked at. */
export interface Spot {
  readonly probe: number;
  readonly point: number;
}

/** How many of them there are. What follows from a look at these is compared at all points. */
const spotCount = 16;

/** Points spread over all probes. */
export function spotsIn({ batch }: Plan, probes: readonly Probe[]): readonly Spot[] {
  const last = batch * probes.length - 1;
  return Array.from({ length: spotCount }, (_, n) => Math.floor((n * last) / (spotCount - 1))).map((place) => ({
    probe: Math.floor(place / batch),
    point: place % batch,
  }));
}

/** Every way to take the parameters of a plan as dense layers one behind the other such that all that they give are values of the program. */
export function* layersIn(plan: Plan, probes: readonly Probe[], spots: readonly Spot[]): Generator<readonly DenseLayer[]> {
  const inputs = [...columnsOf(plan)].map((column) =>
    Float64Array.from(spots, ({ probe, point }) => {
      const { inputs: values, dimension } = (probes[probe] as Probe).points;
      return values[point * dimension + column] as number;
    }),
  );
  yield* new Search(plan, probes, spots).from(inputs, []);
}

/** Linear layers that are tried at most. */
const mostTries = 2000;

class Search {
  private readonly plan: Plan;
  private readonly spots: readonly Spot[];
  /** At each probe, the numbers of all parameters one after the other, and where each parameter begins. */
  private readonly numbers: readonly Float64Array[];
  private readonly starts: readonly number[];
  private readonly activations: readonly LayerActivation[];
  /** What the rows of values of the program are known by. */
  private readonly keys = new Set<string>();
  private tries = 0;

  constructor(plan: Plan, probes: readonly Probe[], spots: readonly Spot[]) {
    const weights = probes[0]?.weights ?? [];
    this.plan = plan;
    this.spots = spots;
    this.numbers = probes.map((probe) => joined(probe.weights));
    this.starts = weights.map((_, n) => weights.slice(0, n).reduce((sum, { length }) => sum + length, 0));
    this.activations = activationsIn(plan);
    const widest = Math.max(1, ...plan.parameters.flatMap(({ sizes }) => sizes));
    for (const [place, { length }] of probes[0]?.values ?? [])
      if (length <= widest * plan.batch) this.index(probes.map(({ values }) => values.get(place) as Float64Array));
  }

  /** Layers that take in some rows and are made of the parameters that are not used yet. */
  *from(rows: Rows, used: readonly number[]): Generator<readonly DenseLayer[]> {
    for (const linear of this.linear(rows, used)) {
      if (mostTries < ++this.tries) return;
      const all = [...used, ...linear.used];
      if (all.length === this.plan.parameters.length) {
        for (const activation of [...this.activations, { name: 'softmax' }])
          yield [{ ...linear, activation, values: activated(linear.sums, activation) }];
        continue;
      }
      for (const activation of this.activations) {
        const values = activated(linear.sums, activation);
        if (!this.isKnown(values)) continue;
        for (const further of this.from(values, all)) yield [{ ...linear, activation, values }, ...further];
      }
    }
  }

  /** Linear layers of the parameters that are left. */
  private *linear(rows: Rows, used: readonly number[]): Generator<Linear> {
    const left = this.plan.parameters.flatMap((parameter, n) => (used.includes(n) ? [] : [{ parameter, n }]));
    for (const { parameter, n } of left)
      for (const matrix of matricesOf(parameter, this.starts[n] as number)) {
        // With one input more than there are, one of them is always 1.
        if (matrix.inputs === rows.length + 1) for (const one of [0, rows.length]) yield { ...this.layer(rows, matrix, one), used: [n] };
        if (matrix.inputs !== rows.length) continue;
        for (const { parameter: bias, n: other } of left) {
          const [size, ...more] = bias.sizes;
          // A number stands for a bias that all units share.
          if (other === n || more.length > 0 || (size !== undefined && size !== matrix.units)) continue;
          const biases = Array.from({ length: matrix.units }, (_, u) => (this.starts[other] as number) + u * (bias.strides[0] ?? 0));
          yield { ...this.layer(rows, matrix, undefined, biases), used: [n, other] };
        }
        yield { ...this.layer(rows, matrix, undefined), used: [n] };
      }
  }

  private layer(
    rows: Rows,
    { start, units, inputs, unit, input }: Matrix,
    one: number | undefined,
    own?: readonly number[],
  ): Omit<Linear, 'used'> {
    const all = Array.from({ length: units }, (_, u) => Array.from({ length: inputs }, (_, c) => start + u * unit + c * input));
    const weights = all.map((places) => places.filter((_, c) => c !== one));
    const biases = own ?? all.map((places) => (one === undefined ? -1 : (places[one] as number)));
    const sums = weights.map((places, u) => this.sum(rows, places, biases[u] as number));
    return { weights: weights.flat(), biases, sums };
  }

  /** What goes into the activation of a unit. */
  private sum(rows: Rows, places: readonly number[], bias: number): Float64Array {
    return Float64Array.from(this.spots, ({ probe }, n) => {
      const numbers = this.numbers[probe] as Float64Array;
      let sum = bias < 0 ? 0 : (numbers[bias] as number);
      for (const [c, place] of places.entries()) sum += (numbers[place] as number) * ((rows[c] as Float64Array)[n] as number);
      return sum;
    });
  }

  /** Whether the program has a row of values for each of some, as far as that can be told, and for one at least. */
  private isKnown(rows: Rows): boolean {
    const keys = rows.flatMap((row) => keyOf(row) ?? []);
    return keys.length > 0 && keys.every((key) => this.keys.has(key));
  }

  /** Takes in the values of a step at all probes. Points lie innermost, or, where they have an axis of their own, may lie outermost. */
  private index(values: readonly Float64Array[]): void {
    const { batch, program } = this.plan;
    const cells = (values[0]?.length ?? 0) / batch;
    const take = (unit: number, step: number): void => {
      const key = keyOf(Float64Array.from(this.spots, ({ probe, point }) => values[probe]?.[unit + step * point] as number));
      if (key !== undefined) this.keys.add(key);
    };
    for (let cell = 0; cell < cells; cell++) {
      take(cell * batch, 1);
      if (program.samples === 1) take(cell, cells);
    }
  }
}

/** Digits of a number that a row is known by: so few that none is cut off between two roundings of one value. */
const digits = 6;

/** What a row is known by. Rows of one or two numbers, as constants, targets and signs are, have no key: they are what a unit gives too easily, and a relu that is nearly always shut. */
function keyOf(row: Float64Array): string | undefined {
  const shown = Array.from(row, (value) => value.toPrecision(digits));
  return new Set(shown).size < 3 ? undefined : shown.join(' ');
}

/** What a parameter may be: a matrix of units and inputs, either way around, a row, a column or a number. */
function matricesOf({ sizes, strides }: Parameter, start: number): readonly Matrix[] {
  const [first = 1, second = 1] = sizes;
  const [one = 0, other = 0] = strides;
  if (2 < sizes.length) return [];
  const upright = { start, units: first, inputs: second, unit: one, input: other };
  return sizes.length === 0 ? [upright] : [upright, { start, units: second, inputs: first, unit: other, input: one }];
}

/** Every activation, those of two arguments with each number that the program holds. */
function activationsIn({ program, constants }: Plan): readonly LayerActivation[] {
  const held = program.steps.flatMap(({ op, at }) => (op === 'constant' ? [Number(at[0])] : []));
  const numbers = [...new Set([...held, ...constants.map(({ value }) => value), 1])].filter(Number.isFinite);
  return activationNames.flatMap((name): readonly LayerActivation[] =>
    functionByName.get(name)?.arity === 2 ? numbers.map((parameter) => ({ name, parameter })) : [{ name }],
  );
}

/** What an activation makes of the sums of units. */
function activated(sums: Rows, { name, parameter = 0 }: LayerActivation): Rows {
  const count = sums[0]?.length ?? 0;
  const stride = 4 * Math.ceil(count / 4);
  const size = stride * sums.length;
  const memory = new Float64Array(2 * size);
  for (const [u, row] of sums.entries()) memory.set(row, u * stride);
  if (name === 'softmax') softmax(memory, size, 0, sums.length, stride);
  else activationOf(name)?.forward(memory, size, 0, size, parameter);
  return sums.map((_, u) => memory.slice(size + u * stride, size + u * stride + count));
}
