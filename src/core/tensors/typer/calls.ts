import type { Expr, IndexTerm } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import type { Space } from '../spaces.ts';
import { cheapest, costs, type Kind, kindOf, shaped, type Typing } from '../typing.ts';
import type { Readings } from './context.ts';
import { type Typer, widened } from './typer.ts';

/** A function at an argument: entry by entry, at the whole, or as a loss of the whole. */
export function callOf(typer: Typer, expr: Expr & { kind: 'call' }): Readings {
  const params = typer.context.functionOf(expr.fn);
  // `f(x_1, x_2)` of the one vector that they make.
  const known = typer.context.isMapping(expr.fn) && params?.length !== expr.args.length ? undefined : params;
  const kind = typer.context.kindOf(expr.fn);
  const all = expr.args.map((arg) => typer.readings(arg));
  const found: Typing[] = [];
  const [only] = all;
  const isPlain = known === undefined || known.every((param) => param === 'scalar');
  if (all.length === 0) return [result(typer, expr, kind, 0, [])];
  if (only && all.length === 1 && kind === 'scalar' && isPlain)
    for (const typing of only) found.push({ ...typing, entry: (row, col) => ({ ...expr, args: [typing.entry(row, col)] }) });
  const args = all.map((readings, at) => bestOf(readings, known?.[at]));
  if ((known !== undefined || all.length > 1) && !args.includes(undefined)) {
    const chosen = args as readonly Typing[];
    const cost = chosen.reduce((sum, typing) => sum + typing.cost, 0);
    if (!(isPlain && all.length === 1) || chosen.every((typing) => kindOf(typing) === 'scalar'))
      found.push(result(typer, expr, kind, cost, chosen));
  } else if (known === undefined && only && kind === 'scalar' && expr.order === 0) {
    for (const typing of only) if (kindOf(typing) !== 'scalar') found.push(result(typer, expr, kind, typing.cost + costs.loss, [typing]));
  }
  return cheapest(found);
}

function result(typer: Typer, expr: Expr & { kind: 'call' }, kind: Kind, cost: number, args: readonly Typing[]): Typing {
  const fn = kind === 'scalar' ? expr.fn : widened(expr.fn, kind);
  const arity = expr.slots.length;
  const build = (...slots: readonly (IndexTerm | undefined)[]): Expr => ({
    ...expr,
    fn,
    slots: [...expr.slots, ...slots.map((slot) => slot ?? typer.fresh())],
    args: args.map((arg) => whole(typer, arg)),
  });
  const space = (at: number): Space => `${fn}#${arity + at}`;
  switch (kind) {
    case 'scalar':
      return shaped(undefined, undefined, cost, () => build());
    case 'column':
      return shaped(space(0), undefined, cost, (row) => build(row));
    case 'row':
      return shaped(undefined, space(0), cost, (_, col) => build(col));
    case 'matrix':
      return shaped(space(0), space(1), cost, (row, col) => build(row, col));
  }
}

/** An argument as a whole. */
function whole(typer: Typer, typing: Typing): Expr {
  const row = typing.row === undefined ? undefined : typer.fresh();
  const col = typing.col === undefined ? undefined : typer.fresh();
  const body = typing.entry(row, col);
  const indices = flatMap([row, col], (term) => (term ? [term.id] : []));
  return indices.length === 0 ? body : { kind: 'array', indices, body, ...(body.at ? { at: body.at } : {}) };
}

function bestOf(readings: Readings, kind: Kind | undefined): Typing | undefined {
  const ofKind = kind === undefined ? readings : readings.filter((typing) => kindOf(typing) === kind);
  return [...ofKind].sort((a, b) => a.cost - b.cost)[0];
}
