import type { Axis, NodeId } from '../../engine/tape.ts';
import type { Expr } from '../../expr/expr.ts';
import type { Scope } from '../ground.ts';
import type { Context } from './context.ts';
import { axisOf } from './members.ts';
import { Refused } from './refusal.ts';

/** The inverse or the determinant of a matrix. */
export function matrixOf(context: Context, { op, rows, columns, body, slots }: Expr & { kind: 'matrix' }, scope: Scope): NodeId {
  const { tape } = context;
  const inner = context.within(context.within(scope, rows), columns);
  const [row, column] = [inner.indices.get(rows) as Axis, inner.indices.get(columns) as Axis];
  if (tape.sizeOf(row) !== tape.sizeOf(column)) throw new Refused('no-shapes');
  const value = context.value(body, inner);
  if (op === 'determinant') return tape.determinant(value, row, column);
  const outer = slots.map((term) => {
    if (term.kind !== 'index' || term.shift !== 0) throw new Refused('unread-subscript');
    return axisOf(term, scope);
  });
  if (outer.some((axis) => tape.sizeOf(axis) !== tape.sizeOf(row))) throw new Refused('no-shapes');
  return tape.relabel(tape.inverse(value, row, column), [row, column], outer);
}

/** An item of a vector written out. */
export function itemOf(context: Context, { index, items }: Expr & { kind: 'list' }, scope: Scope): NodeId {
  if (index.kind === 'value') {
    const item = items[index.value - 1];
    if (item === undefined) throw new Refused('out-of-range');
    return context.value(item, scope);
  }
  if (index.kind !== 'index' || index.shift !== 0) throw new Refused('unread-subscript');
  const axis = axisOf(index, scope);
  const { tape } = context;
  if (tape.sizeOf(axis) !== items.length) throw new Refused('no-shapes');
  const nodes = items.map((item) => context.value(item, scope));
  // The rows of a matrix whose columns are taken for the same as they.
  if (nodes.some((node) => tape.axesOf(node).includes(axis))) throw new Refused('no-shapes');
  return tape.stack(nodes, axis);
}
