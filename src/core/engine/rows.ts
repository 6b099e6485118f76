/**
 * A loop over a run: writes `n` results from `out[o]` on.
 * Operands are read from their offsets `i`, `j`, `k` in steps of `di`, `dj`, `dk`, which are 0 or 1.
 */
export type Row = (
  out: Float64Array,
  o: number,
  n: number,
  x: Float64Array,
  i: number,
  di: number,
  y: Float64Array,
  j: number,
  dj: number,
  z: Float64Array,
  k: number,
  dk: number,
) => void;

export const copyRow: Row = (out, o, n, x, i, di) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = x[i] as number;
};

export const negateRow: Row = (out, o, n, x, i, di) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = -(x[i] as number);
};

export const addRow: Row = (out, o, n, x, i, di, y, j, dj) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (x[i] as number) + (y[j] as number);
};

export const subtractRow: Row = (out, o, n, x, i, di, y, j, dj) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (x[i] as number) - (y[j] as number);
};

export const multiplyRow: Row = (out, o, n, x, i, di, y, j, dj) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (x[i] as number) * (y[j] as number);
};

export const divideRow: Row = (out, o, n, x, i, di, y, j, dj) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (x[i] as number) / (y[j] as number);
};

/** A product in which a first factor of 0 wins, whatever the second is. */
export const scaleRow: Row = (out, o, n, x, i, di, y, j, dj) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) {
    const bar = x[i] as number;
    out[o] = bar === 0 ? 0 : bar * (y[j] as number);
  }
};

/** `y` where `x` is not 0, else `z`; where `x` is undefined, so is the result, unless both agree. */
export const whereRow: Row = (out, o, n, x, i, di, y, j, dj, z, k, dk) => {
  for (const end = o + n; o < end; o++, i += di, j += dj, k += dk) {
    const taken = x[i] as number;
    const a = y[j] as number;
    const b = z[k] as number;
    out[o] = taken === 0 ? b : Number.isNaN(taken) && a !== b ? taken : a;
  }
};

/** The loop of any function of one or two numbers. */
export function rowOf(value: (a: number, b: number) => number): Row {
  return (out, o, n, x, i, di, y, j, dj) => {
    for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = value(x[i] as number, y[j] as number);
  };
}
