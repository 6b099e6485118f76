import { type Expr, withTerm } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { kindOf, shaped } from '../typing.ts';
import type { Readings } from './context.ts';
import type { Typer } from './typer.ts';

/** All values of a formula, one beneath the other: numbers, or rows of a matrix; columns that a list has are side by side. */
export function writtenOut(typer: Typer, expr: Expr & { kind: 'array' }): Readings {
  const [index] = expr.indices;
  if (index === undefined || expr.indices.length > 1) return [];
  const beneath = flatMap(typer.readings(expr.body), (typing) => {
    if (typing.row !== undefined) return [];
    const space = `all@${expr.at?.start}`;
    return [
      shaped(space, typing.col, typing.cost, (row, col) => {
        const entry = typing.entry(undefined, col);
        return row ? withTerm(entry, index, row) : entry;
      }),
    ];
  });
  return expr.layout === undefined ? [...beneath, ...abreast(typer, expr)] : beneath;
}

/** All values of a column, side by side as the columns of a matrix. */
export function abreast(typer: Typer, expr: Expr & { kind: 'array' }): Readings {
  const [index] = expr.indices;
  if (index === undefined || expr.indices.length > 1) return [];
  return flatMap(typer.readings(expr.body), (typing) => {
    if (kindOf(typing) !== 'column') return [];
    return [
      shaped(typing.row, `all@${expr.at?.start}`, typing.cost, (row, col) => {
        const entry = typing.entry(row);
        return col ? withTerm(entry, index, col) : entry;
      }),
    ];
  });
}
