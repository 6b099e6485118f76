import type { Points } from './points.ts';
import { generator, normal } from './random.ts';

/** A kind of data that can be made in any number. */
export interface DataSet {
  readonly name: string;
  /** What a person reads of it. */
  readonly title: string;
  /** How many classes it has, 0 where a number is predicted. */
  readonly classes: number;
  readonly dimension: number;
  /** How far points are moved at random, if nothing else is said. */
  readonly noise: number;
  /** The n-th of so many points, with its class or number: `shift` is a random number around 0 as large as the noise. */
  readonly point: (
    n: number,
    count: number,
    random: () => number,
    shift: () => number,
  ) => readonly [inputs: readonly number[], target: number];
  /** A run of the perceptron rule beside the network shows what the set is about, if both have all points to train on. */
  readonly hasPerceptron?: true;
  readonly source: string;
}

/** Every kind of data. Inputs are of the order of 1 and centred. */
export const dataSets: readonly DataSet[] = [
  {
    name: 'xor',
    title: 'exclusive or',
    classes: 2,
    dimension: 2,
    noise: 0.15,
    point: (n, _count, _random, shift) => {
      const [x, y] = [n % 2 === 0 ? -1 : 1, n % 4 < 2 ? -1 : 1];
      return [[x + shift(), y + shift()], x === y ? 0 : 1];
    },
    source: 'Minsky and Papert, Perceptrons, 1969',
  },
  {
    name: 'circles',
    title: 'two circles',
    classes: 2,
    dimension: 2,
    noise: 0.1,
    point: (n, _count, random, shift) => {
      const [radius, angle] = [n % 2 === 0 ? 1.4 : 0.5, 2 * Math.PI * random()];
      return [[radius * Math.cos(angle) + shift(), radius * Math.sin(angle) + shift()], n % 2];
    },
    source: 'scikit-learn, make_circles',
  },
  {
    name: 'gaussians',
    title: 'two Gaussians',
    classes: 2,
    dimension: 2,
    noise: 0.5,
    point: (n, _count, _random, shift) => {
      const centre = n % 2 === 0 ? -1 : 1;
      return [[centre + shift(), centre + shift()], n % 2];
    },
    source: 'TensorFlow Playground, dataset.ts',
  },
  {
    name: 'blobs',
    title: 'three Gaussians',
    classes: 3,
    dimension: 2,
    noise: 0.4,
    point: (n, _count, _random, shift) => {
      const angle = (2 * Math.PI * (n % 3)) / 3 + 0.5;
      return [[1.3 * Math.cos(angle) + shift(), 1.3 * Math.sin(angle) + shift()], n % 3];
    },
    source: 'scikit-learn, make_blobs',
  },
  {
    name: 'moons',
    title: 'two moons',
    classes: 2,
    dimension: 2,
    noise: 0.1,
    point: (n, _count, random, shift) => {
      const angle = Math.PI * random();
      const [x, y] = n % 2 === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
      return [[x - 0.5 + shift(), y - 0.25 + shift()], n % 2];
    },
    source: 'scikit-learn, make_moons',
  },
  {
    name: 'spirals',
    title: 'three spirals',
    classes: 3,
    dimension: 2,
    noise: 0.1,
    point: (n, count, _random, shift) => {
      const arm = n % 3;
      const along = (Math.floor(n / 3) + 1) / Math.ceil(count / 3);
      const angle = 4 * (arm + along) + 2 * shift();
      return [[1.4 * along * Math.sin(angle), 1.4 * along * Math.cos(angle)], arm];
    },
    source: 'CS231n, Putting it together: Minimal Neural Network Case Study',
  },
  {
    name: 'curve',
    title: 'a curve to fit',
    classes: 0,
    dimension: 1,
    noise: 0.03,
    point: (_n, _count, random, shift) => {
      const x = 2 * random() - 1;
      return [[x], 0.5 + 0.4 * Math.sin(Math.PI * x) + shift()];
    },
    source: 'within (0, 1), which outputs of every kind reach',
  },
  {
    name: 'spoilers',
    title: 'separable, with a spoiler',
    classes: 2,
    dimension: 2,
    noise: 0,
    // Two clusters that an upright line separates, and one point of the right class behind the left cluster: only a slanting line takes it
    // in, by so narrow a margin that bounded weights lose more on the others than they win on it.
    point: (n, count, random) => {
      if (n === count - 1) return [[-0.9, -0.45], 1];
      const side = n % 2 === 0 ? -1 : 1;
      return [[side + 0.4 * random() - 0.2, 0.6 * random() - 0.3], (side + 1) / 2];
    },
    hasPerceptron: true,
    source: 'after Brady, Raghavan and Slawny, Back propagation fails to separate where perceptrons succeed, IEEE CAS 36, 1989',
  },
];

/** How many points are made if nothing else is said, and the share of them to train on. */
export const usualCount = 200;
export const usualShare = 0.8;

/** So many points of a kind. */
export function pointsOf(
  set: DataSet,
  randomSeed: number,
  { count = usualCount, noise = set.noise }: { readonly count?: number; readonly noise?: number } = {},
): Points {
  const random = generator(randomSeed);
  const shift = (): number => noise * normal(random);
  const { dimension, classes } = set;
  const points: Points = { count, dimension, inputs: new Float64Array(count * dimension), targets: new Float64Array(count), classes };
  for (let n = 0; n < count; n++) {
    const [inputs, target] = set.point(n, count, random, shift);
    points.inputs.set(inputs, n * dimension);
    points.targets[n] = target;
  }
  return points;
}
