import type { Expr, IndexTerm } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { isMinusOne } from '../factors.ts';
import type { Space } from '../spaces.ts';
import { costs, kindOf, scalar, shaped, summed, type Typing } from '../typing.ts';
import type { Readings } from './context.ts';
import { multiply } from './joining.ts';
import { namesOf } from './names-of.ts';
import type { Typer } from './typer.ts';

/** The determinants, as they are written in `whole`, of the square matrices that a formula may be. */
export function determinants(typer: Typer, whole: Expr, of: Expr, cost: number): Readings {
  return flatMap(typer.readings(of), (typing) => {
    if (typing.row === undefined || typing.col === undefined) return [];
    const price = typing.cost + cost + typer.joined(typing.row, typing.col);
    return [shaped(undefined, undefined, price, () => square(typer, 'determinant', typing, [], whole))];
  });
}

/** `\log |A|`: bars around a matrix mean its determinant, without a logarithm less surely so. */
export function barred(typer: Typer, expr: Expr & { kind: 'apply' }): Readings {
  const [arg] = expr.args;
  if (expr.fn === 'abs' && arg) return determinants(typer, expr, arg, costs.spread);
  const [inner] = expr.fn === 'log' && arg?.kind === 'apply' && arg.fn === 'abs' ? arg.args : [];
  if (inner === undefined) return [];
  return determinants(typer, arg as Expr, inner, 0).map((typing) => ({ ...typing, entry: () => ({ ...expr, args: [typing.entry()] }) }));
}

function inverses(typer: Typer, whole: Expr, of: Expr): Readings {
  return flatMap(typer.readings(of), (typing) => {
    if (typing.row === undefined || typing.col === undefined) return [];
    const cost = typing.cost + typer.joined(typing.row, typing.col);
    return [
      shaped(typing.col, typing.row, cost, (row, col) => square(typer, 'inverse', typing, [row as IndexTerm, col as IndexTerm], whole)),
    ];
  });
}

function square(typer: Typer, op: 'determinant' | 'inverse', typing: Typing, slots: readonly IndexTerm[], { at }: Expr): Expr {
  const [rows, columns] = [typer.fresh(), typer.fresh()];
  return { kind: 'matrix', op, rows: rows.id, columns: columns.id, body: typing.entry(rows, columns), slots, ...(at ? { at } : {}) };
}

export function powerOf(typer: Typer, expr: Expr & { kind: 'power' }): Readings {
  if (isMinusOne(expr.exponent)) {
    const found = inverses(typer, expr, expr.base);
    if (found.length > 0) return found;
  }
  const exponent = typer.scalarOf(expr.exponent);
  if (exponent === undefined) return [];
  return flatMap(typer.readings(expr.base), (typing) => {
    const kind = kindOf(typing);
    if (kind !== 'scalar' && (expr.exponent.kind !== 'number' || expr.exponent.value <= 0)) return [];
    const cost = typing.cost + exponent.cost + (kind === 'scalar' ? 0 : kind === 'matrix' ? costs.elementwise : costs.elementwise / 2);
    const each: Typing = {
      ...typing,
      cost,
      entry: (row, col) => ({ ...expr, base: typing.entry(row, col), exponent: exponent.entry() }),
    };
    const times = expr.exponent.kind === 'number' ? expr.exponent.value : 0;
    if (kind === 'matrix') return Number.isInteger(times) && times <= mostTimes ? [multiplied(typer, typing, times), each] : [each];
    return kind !== 'scalar' && times === 2 && isBold(typer, expr.base) ? [each, squaredLength(typer, typing, expr)] : [each];
  });
}

/** Whether all vectors in a formula are set in bold. */
function isBold(typer: Typer, expr: Expr): boolean {
  return namesOf(expr).families.every((family) => typer.context.kindOf(family) === 'scalar' || typer.context.isBold(family));
}

/** The square of a vector as that of its length, `\mathbf v^2`. */
function squaredLength(typer: Typer, typing: Typing, square: Expr & { kind: 'power' }): Typing {
  return scalar(typing.cost + costs.squared, () => {
    const total = typer.total(typing, (base) => ({ ...square, base }));
    return { ...square, base: { kind: 'apply', fn: 'sqrt', args: [total], order: 0 } };
  });
}

/** A square matrix times itself. */
function multiplied(typer: Typer, typing: Typing, times: number): Typing {
  const cost = typing.cost + typer.joined(typing.row as Space, typing.col as Space);
  const entry = (row: IndexTerm | undefined, col: IndexTerm | undefined, left: number): Expr => {
    if (left <= 1) return typing.entry(row, col);
    const inner = typer.fresh();
    return summed(multiply(typing.entry(row, inner), entry(inner, col, left - 1)), inner.id);
  };
  return shaped(typing.row, typing.col, cost, (row, col) => entry(row, col, times));
}

/** The highest power of a matrix that is read as a product. */
const mostTimes = 4;
