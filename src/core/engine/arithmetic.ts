import { elementwise } from './elementwise.ts';
import type { EngineOp } from './engine-op.ts';
import { param, valuesOf } from './engine-op.ts';
import { addRow, copyRow, divideRow, multiplyRow, negateRow, scaleRow, subtractRow } from './rows.ts';

/** The sum of two. */
export const add = elementwise({
  name: 'add',
  commutative: true,
  row: addRow,
  pull: [(_, outBar) => outBar, (_, outBar) => outBar],
  source: 'd(x + y) = dx + dy',
});

/** The difference of two. */
export const subtract = elementwise({
  name: 'subtract',
  row: subtractRow,
  pull: [(_, outBar) => outBar, (on, outBar) => on.negate(outBar)],
  source: 'd(x - y) = dx - dy',
});

/** The product of two. */
export const multiply = elementwise({
  name: 'multiply',
  commutative: true,
  row: multiplyRow,
  pull: [(on, outBar, [, y]) => on.scale(outBar, y), (on, outBar, [x]) => on.scale(outBar, x)],
  source: 'd(xy) = y dx + x dy',
});

/** The quotient of two; a zero below gives what IEEE 754 says. */
export const divide = elementwise({
  name: 'divide',
  row: divideRow,
  pull: [
    (on, outBar, [, y]) => on.scale(outBar, on.power(y, -1)),
    (on, outBar, [, y], out) => on.negate(on.scale(outBar, on.divide(out, y))),
  ],
  source: 'with out = x / y: d(out) = (dx - out dy) / y',
});

/** The same with the other sign. */
export const negate = elementwise({
  name: 'negate',
  row: negateRow,
  pull: [(on, outBar) => on.negate(outBar)],
  source: 'd(-x) = -dx',
});

/** A cotangent times a partial. A cotangent of 0 is a strong zero: what a branch not taken computes, NaN or not, has no part in it. */
export const scale = elementwise({
  name: 'scale',
  row: scaleRow,
  pull: [(on, outBar, [, y]) => on.scale(outBar, y), (on, outBar, [x]) => on.scale(x, outBar)],
  source: 'multiply, with the strong zero of ChainRulesCore.jl and Enzyme',
});

/** A power with a fixed exponent, the node's parameter. */
export const power: EngineOp = {
  ...elementwise({
    name: 'power',
    row: copyRow,
    pull: [(on, outBar, [x], _, at) => on.scale(outBar, on.multiply(on.constant(at), on.power(x, at - 1)))],
    source: 'DLMF 4.7.11',
  }),
  forward: (out, node, inputs) => {
    const x = valuesOf(inputs, 0);
    const exponent = param(node, 0);
    if (exponent === 2) multiplyRow(out, 0, x.length, x, 0, 1, x, 0, 1, x, 0, 1);
    else for (let n = 0; n < x.length; n++) out[n] = (x[n] as number) ** exponent;
  },
};

/** The same values with further axes, along which they are constant. */
export const broadcast: EngineOp = {
  ...elementwise({
    name: 'broadcast',
    row: copyRow,
    pull: [(_, outBar) => outBar],
    source: 'the transpose of a broadcast is a sum',
  }),
  shape: ([x], axes, shapes) => shapes.of([...(x?.shape.axes ?? []), ...axes]),
};
