import type { Expr, IndexTerm } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { isTransposed } from '../factors.ts';
import { cheapest, costs, kindOf, shaped, type Typing, turned } from '../typing.ts';
import type { Readings } from './context.ts';
import type { Typer } from './typer.ts';

export function partialOf(typer: Typer, expr: Expr & { kind: 'partial' }): Readings {
  const readings = typer.readings(expr.of);
  // `\partial y / \partial x^\top` of vectors says itself how it is laid out, whatever the notes do elsewhere, and is not read.
  const bys = typer.readings(expr.wrt).filter((by) => !isTransposed(expr.wrt) || kindOf(by) === 'scalar');
  const plain = flatMap(bys, (by) => flatMap(readings, (of) => derivative(typer, expr, of, by)));
  return cheapest([...plain, ...gradientTurned(typer, expr)]);
}

/** `\nabla f(x)^\top`: of a number it is the gradient that is transposed. */
function gradientTurned(typer: Typer, expr: Expr & { kind: 'partial' }): Readings {
  const { of, wrt } = expr;
  const [inner] = of.kind === 'tensor' && of.op === 'transpose' ? of.args : [];
  if (inner === undefined) return [];
  const gradient = { ...expr, of: inner };
  const numbers = typer.readings(inner).filter((typing) => kindOf(typing) === 'scalar');
  const found = flatMap(typer.readings(wrt), (by) => flatMap(numbers, (number) => derivative(typer, gradient, number, by)));
  return found.map((typing) => ({ ...turned(typing), isTurned: true }));
}

/** A derivative by its shapes. */
export function derivative(typer: Typer, expr: Expr & { kind: 'partial' }, of: Typing, by: Typing): Typing[] {
  const { layout } = typer.context;
  const kinds = [kindOf(of), kindOf(by)];
  const entry = (above: Expr, below: Expr): Expr => ({ ...expr, of: above, wrt: below });
  if (kinds[1] === 'scalar') return [{ ...of, cost: of.cost, entry: (row, col) => entry(of.entry(row, col), by.entry()) }];
  if (kinds[0] === 'scalar') {
    const gradient = shaped(by.row, by.col, of.cost, (row, col) => entry(of.entry(), by.entry(row, col)));
    return [layout === 'numerator' ? turned(gradient) : gradient];
  }
  const diagonal = isElementwise(typer, expr)
    ? [shaped(of.row, of.col, of.cost + costs.turned, (row, col) => entry(of.entry(row, col), by.entry(row, col)))]
    : [];
  if (kinds.includes('matrix')) return diagonal;
  const at = (typing: Typing, term: IndexTerm | undefined): Expr =>
    typing.row === undefined ? typing.entry(undefined, term) : typing.entry(term);
  const jacobian = shaped(of.row ?? of.col, by.row ?? by.col, of.cost, (row, col) => entry(at(of, row), at(by, col)));
  return [layout === 'denominator' ? turned(jacobian) : jacobian, ...diagonal];
}

function isElementwise(typer: Typer, { of, wrt }: Expr & { kind: 'partial' }): boolean {
  if (wrt.kind !== 'ref') return false;
  if (of.kind === 'ref') return typer.context.isElementwise(of.family, wrt.family);
  const [arg, ...others] = of.kind === 'call' || of.kind === 'apply' ? of.args : [];
  return arg?.kind === 'ref' && arg.family === wrt.family && others.length === 0;
}
