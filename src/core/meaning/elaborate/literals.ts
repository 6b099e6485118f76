import type { Expr } from '../../expr/expr.ts';
import type { Range } from '../../text/range.ts';

/** A number that does not stand in the text. */
export function number(value: number): Expr {
  return { kind: 'number', value, decimals: 0 };
}

/** The number π. */
export function constantPi(at: Range): Expr {
  return { kind: 'number', value: Math.PI, decimals: 0, at };
}
