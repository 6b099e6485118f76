import type { Points } from './points.ts';

/** The perceptron rule on points of two classes: weights move by a point only where it is on the wrong side. Source: Rosenblatt 1958. */
export class Perceptron {
  /** One for each input, and one for the constant. */
  readonly weights: Float64Array;
  private readonly points: Points;
  private next = 0;
  /** Moves so far. */
  moves = 0;

  constructor(points: Points) {
    this.points = points;
    this.weights = new Float64Array(points.dimension + 1);
  }

  /** Looks at so many points, one after the other. */
  look(count: number): void {
    const { dimension, inputs, targets } = this.points;
    for (let seen = 0; seen < count; seen++) {
      const row = this.next;
      this.next = (row + 1) % this.points.count;
      const side = 2 * (targets[row] as number) - 1;
      if (0 < side * this.sumAt(row)) continue;
      for (let n = 0; n < dimension; n++) this.weights[n] = (this.weights[n] as number) + side * (inputs[row * dimension + n] as number);
      this.weights[dimension] = (this.weights[dimension] as number) + side;
      this.moves++;
    }
  }

  /** The share of points on the right side. */
  get accuracy(): number {
    let right = 0;
    for (let row = 0; row < this.points.count; row++) if (0 < (2 * (this.points.targets[row] as number) - 1) * this.sumAt(row)) right++;
    return right / this.points.count;
  }

  private sumAt(row: number): number {
    const { dimension, inputs } = this.points;
    let sum = this.weights[dimension] as number;
    for (let n = 0; n < dimension; n++) sum += (this.weights[n] as number) * (inputs[row * dimension + n] as number);
    return sum;
  }
}
