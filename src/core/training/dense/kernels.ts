/**
 * What one path of the trainer computes, on numbers in one memory.
 *
 * Shapes: a matrix of units and samples lies row by row, one row a unit, with `n` samples in a row; `n` is a multiple of four. All other
 * arguments are places in the memory and counts, both in numbers. `share` is a row with the weight of each sample in the loss.
 */
export interface Kernels {
  /** `y[r][s] = b[r * bStep] + sum over k of w[r * rowStep + k * step] * x[k][s]` */
  multiply(
    y: number,
    b: number,
    bStep: number,
    w: number,
    rows: number,
    rowStep: number,
    x: number,
    count: number,
    step: number,
    n: number,
  ): void;
  /** `dw[r][c] = sum over s of d[r][s] * x[c][s]` and `db[r] = sum over s of d[r][s]` */
  gradient(dw: number, db: number, d: number, rows: number, x: number, columns: number, n: number): void;
  /** `parameters -= rate * gradient`, an even count of them */
  descend(parameters: number, gradient: number, count: number, rate: number): void;
}

/** `y` from `a`. */
export type Forward = (y: number, a: number, rows: number, n: number) => void;
/** Turns the cotangent `d` of `y` into that of `a`, in place. */
export type Back = (d: number, y: number, a: number, rows: number, n: number) => void;
/** The loss, with its cotangent in `d`: that of `y`, or, of a loss that is fused with its activation, that of `a`; then it fills `y` too. */
export type LossKernel = (d: number, y: number, a: number, t: number, share: number, rows: number, n: number) => number;
/** Those that both paths have. */
export type LossKernelName = 'squaredError' | 'sigmoidCrossEntropy' | 'softmaxCrossEntropy';
