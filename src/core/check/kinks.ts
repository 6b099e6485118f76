import { type Expr, withChildren } from '../expr/expr.ts';
import type { Step } from './classify/step.ts';
import { isNumeric } from './constants.ts';

/** How far a point is moved to see whether it lies at a kink: the slopes on its two sides are those at it where it does not. */
const nudge = 1e-11;
/** How far apart the slopes on two sides of a point are where it is a kink. */
const jump = 1e-6;

/** A formula with the numbers at which it takes derivatives moved up (1) or down (-1): `f'(0)`, `f'(x)|_{x=0}`; undefined where it takes none at numbers. */
export function besideKink(expr: Expr, side: 1 | -1): Expr | undefined {
  let isMoved = false;
  const moved = (point: Expr): Expr => {
    isMoved = true;
    return { kind: 'add', terms: [point, { kind: 'number', value: side * nudge, decimals: 0 }] };
  };
  const visit = (node: Expr): Expr => {
    if ((node.kind === 'call' || node.kind === 'apply') && node.order > 0 && node.args.every(isNumeric))
      return { ...node, args: node.args.map(moved) };
    if (node.kind === 'at' && isNumeric(node.value)) return { ...node, value: moved(node.value) };
    return withChildren(node, visit);
  };
  const found = visit(expr);
  return isMoved ? found : undefined;
}

/** Whether a derivative at a number jumps there, and the other side is a number between the slopes on the two sides of it. */
export function isBetweenSlopes({ lhs, rhs }: Pick<Step, 'lhs' | 'rhs'>, evaluate: (expr: Expr) => number | undefined): boolean {
  return [
    [lhs, rhs],
    [rhs, lhs],
  ].some(([slope, other]) => {
    const [above, below] = ([1, -1] as const).map((side) => besideKink(slope as Expr, side)).map((one) => one && evaluate(one));
    const value = evaluate(other as Expr);
    if (above === undefined || below === undefined || value === undefined) return false;
    const slack = jump * (1 + Math.abs(above) + Math.abs(below));
    return slack < Math.abs(above - below) && Math.min(above, below) - slack <= value && value <= Math.max(above, below) + slack;
  });
}
