import { elementwise } from './elementwise.ts';
import type { EngineOp } from './engine-op.ts';
import { copyRow, rowOf, whereRow } from './rows.ts';

/** 1 where the first input is below the second, else 0. */
export const less = comparison('less', (a, b) => a < b);
/** 1 where the first input is not above the second, else 0. */
export const lessOrEqual = comparison('lessOrEqual', (a, b) => a <= b);
/** 1 where both are equal, else 0. */
export const equal: EngineOp = { ...comparison('equal', (a, b) => a === b), commutative: true };

/** The second input where the mask is not 0, else the third. */
export const where = elementwise({
  name: 'where',
  row: whereRow,
  pull: [
    undefined,
    (on, outBar, [taken]) => on.where(taken, outBar, on.constant(0)),
    (on, outBar, [taken]) => on.where(taken, on.constant(0), outBar),
  ],
  source: 'the cotangent goes to the branch taken; JAX, select_n',
});

/** The same value, held fixed. */
export const stopGradient: EngineOp = {
  ...elementwise({ name: 'stopGradient', row: copyRow, pull: [undefined], source: 'a node held fixed; JAX, stop_gradient' }),
  opaque: true,
};

/** The same value as a node of its own: something to differentiate by. */
export const fence = elementwise({ name: 'fence', row: copyRow, pull: [(_, outBar) => outBar], source: 'the identity' });

/** A comparison as 0 and 1; of something undefined it is undefined. */
function comparison(name: string, decide: (a: number, b: number) => boolean): EngineOp {
  const row = rowOf((a, b) => (decide(a, b) ? 1 : Number.isNaN(a + b) && (Number.isNaN(a) || Number.isNaN(b)) ? Number.NaN : 0));
  return elementwise({ name, row, pull: [undefined, undefined], source: 'constant on both sides of its jump' });
}
