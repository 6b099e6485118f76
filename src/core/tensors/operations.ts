import type { Expr, IndexTerm } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import { type Space, sized } from './spaces.ts';
import { determinants } from './typer/powers.ts';
import type { Typer } from './typer/typer.ts';
import { abreast } from './typer/written-out.ts';
import { costs, kindOf, scalar, shaped, summed, type Typing, turned } from './typing.ts';

/** How an operation on whole vectors and matrices is read: its shapes by those of its arguments, and its entries. */
type Operation = (expr: Expr & { kind: 'tensor' }, typer: Typer) => readonly Typing[];

const number = (value: number): Expr => ({ kind: 'number', value, decimals: 0 });
const square = (of: Expr): Expr => ({ kind: 'power', base: of, exponent: number(2) });
const apply = (fn: string, of: Expr): Expr => ({ kind: 'apply', fn, args: [of], order: 0 });
const first = ({ args }: Expr & { kind: 'tensor' }): Expr => args[0] as Expr;
/** The axes of an identity whose size is written. */
const sizeOf = ({ args: [, size] }: Expr & { kind: 'tensor' }): Space | undefined =>
  size?.kind === 'ref' ? sized(size.family) : undefined;

/** A number made of all entries. */
const ofAll =
  (build: (typing: Typing, typer: Typer) => Expr): Operation =>
  (expr, typer) =>
    typer
      .readings(first(expr))
      .map((typing) => scalar(typing.cost + (kindOf(typing) === 'scalar' ? costs.idle : 0), () => at(expr, build(typing, typer))));

/** A vector made of a vector, entry by entry; `build` gets an entry, and the sum over all entries of what it is given. Matrices by their rows, or columns. */
const ofVector =
  (build: (entry: Expr, sum: (of: (inner: Expr) => Expr) => Expr) => Expr, byColumns = false): Operation =>
  (expr, typer) =>
    typer
      .readings(first(expr))
      .filter((typing) => kindOf(typing) !== 'scalar')
      .map((typing) => {
        const { row: rows, col: columns } = typing;
        const totalIn = (row: IndexTerm | undefined, col: IndexTerm | undefined): ((of: (inner: Expr) => Expr) => Expr) => {
          if (rows === undefined || columns === undefined) return (of) => typer.total(typing, of);
          const along = byColumns
            ? shaped(rows, undefined, 0, (inner) => typing.entry(inner, col))
            : shaped(undefined, columns, 0, (_, inner) => typing.entry(row, inner));
          return (of) => typer.total(along, of);
        };
        return { ...typing, entry: (row, col) => at(expr, build(typing.entry(row, col), totalIn(row, col))) };
      });

type Normalised = Parameters<typeof ofVector>[0];
const softmax: Normalised = (entry, sum) => ({
  kind: 'divide',
  numerator: apply('exp', entry),
  denominator: sum((inner) => apply('exp', inner)),
});
const logsoftmax: Normalised = (entry, sum) => {
  const total = sum((inner) => apply('exp', inner));
  return { kind: 'add', terms: [entry, { kind: 'negate', of: apply('log', total) }] };
};

const delta = (left: IndexTerm, right: IndexTerm): Expr => ({ kind: 'delta', left, right });

/** What a list has at an index. */
function itemOf(index: IndexTerm | undefined, items: readonly Expr[]): Expr {
  return { kind: 'list', index: index as IndexTerm, items };
}

/** The axis along which the arguments of an operation are written out. */
function lengthOf({ args, at: place }: Expr & { kind: 'tensor' }): Space {
  return `list${args.length}@${place?.start}-`;
}

/** Vectors written one beneath the other, all rows, or columns that turn into rows. */
function beneath(expr: Expr, typer: Typer, kind: 'row' | 'column'): Typing | undefined {
  if (expr.kind !== 'tensor' || expr.op !== 'entries') return undefined;
  const all = flatMap(expr.args, (arg) => typer.readings(arg).find((typing) => kindOf(typing) === kind) ?? []);
  const [one] = all;
  if (all.length < expr.args.length || one === undefined) return undefined;
  const along = ({ row, col }: Typing): Space => (row ?? col) as Space;
  const cost = all.reduce((sum, typing) => sum + typing.cost + typer.joined(along(one), along(typing)), 0);
  return shaped(lengthOf(expr), along(one), cost, (row, col) =>
    at(
      expr,
      itemOf(
        row,
        all.map((typing) => (kind === 'row' ? typing.entry(undefined, col) : typing.entry(col))),
      ),
    ),
  );
}

function costOf(all: readonly Typing[]): number {
  return all.reduce((sum, { cost }) => sum + cost, 0);
}

/** The operations by name. A new one is one entry. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    'transpose',
    (expr, typer) => {
      const columns = beneath(first(expr), typer, 'column');
      if (columns) return [turned(columns)];
      const of = first(expr);
      const side = of.kind === 'array' && of.layout === 'lying' ? abreast(typer, of) : [];
      if (side.length > 0) return side;
      return typer
        .readings(first(expr))
        .map((typing) =>
          kindOf(typing) === 'scalar' ? { ...typing, cost: typing.cost + costs.idle } : { ...turned(typing), isTurned: !typing.isTurned },
        );
    },
  ],
  ['norm', ofAll((typing, typer) => apply('sqrt', typer.total(typing, square)))],
  [
    'two-norm',
    ofAll((typing, typer) =>
      kindOf(typing) === 'matrix' ? { kind: 'hole', message: message('spectral-norm') } : apply('sqrt', typer.total(typing, square)),
    ),
  ],
  ['sum-norm', ofAll((typing, typer) => typer.total(typing, (inner) => apply('abs', inner)))],
  ['sum', ofAll((typing, typer) => typer.total(typing, (inner) => inner))],
  [
    'logsumexp',
    ofAll((typing, typer) =>
      apply(
        'log',
        typer.total(typing, (inner) => apply('exp', inner)),
      ),
    ),
  ],
  ['softmax', ofVector(softmax)],
  ['softmax-columns', ofVector(softmax, true)],
  ['logsoftmax', ofVector(logsoftmax)],
  ['logsoftmax-columns', ofVector(logsoftmax, true)],
  [
    'entry',
    (expr, typer) => {
      const [one, two] = expr.slots ?? [];
      const kind = two === undefined ? ['column', 'row'] : ['matrix'];
      return typer
        .readings(first(expr))
        .filter((typing) => kind.includes(kindOf(typing)))
        .map(({ row, cost, entry }) => scalar(cost, () => at(expr, row === undefined ? entry(undefined, one) : entry(one, two))));
    },
  ],
  ['ones', (expr) => [shaped(undefined, undefined, 1, () => number(1)), shaped(`ones@${expr.at?.start}`, undefined, 0, () => number(1))]],
  [
    'row-sums',
    (expr, typer) =>
      flatMap(typer.readings(first(expr)), (typing) => {
        if (kindOf(typing) !== 'matrix') return [];
        return [shaped(typing.row, undefined, typing.cost, (row) => ((col) => summed(typing.entry(row, col), col.id))(typer.fresh()))];
      }),
  ],
  [
    'column-sums',
    (expr, typer) =>
      flatMap(typer.readings(first(expr)), (typing) => {
        if (kindOf(typing) !== 'matrix') return [];
        return [shaped(undefined, typing.col, typing.cost, (_, col) => ((row) => summed(typing.entry(row, col), row.id))(typer.fresh()))];
      }),
  ],
  [
    'identity',
    (expr) => [
      shaped(sizeOf(expr) ?? `I-row@${expr.at?.start}`, sizeOf(expr) ?? `I-column@${expr.at?.start}`, 0, (row, col) =>
        at(expr, delta(row as IndexTerm, col as IndexTerm)),
      ),
      shaped(undefined, undefined, costs.idle, () => first(expr)),
    ],
  ],
  [
    'trace',
    (expr, typer) => {
      const of = first(expr);
      // There is nothing in it but the size.
      const size = of.kind === 'tensor' && of.op === 'identity' ? of.args[1] : undefined;
      if (size) return [shaped(undefined, undefined, 0, () => size)];
      return flatMap(typer.readings(of), (typing) => {
        if (typing.row === undefined || typing.col === undefined) return kindOf(typing) === 'scalar' ? [typing] : [];
        const cost = typing.cost + typer.joined(typing.row, typing.col);
        return [
          shaped(undefined, undefined, cost, () => at(expr, ((index) => summed(typing.entry(index, index), index.id))(typer.fresh()))),
        ];
      });
    },
  ],
  ['det', (expr, typer) => determinants(typer, expr, first(expr), 0)],
  [
    'diag',
    (expr, typer) =>
      flatMap(typer.readings(first(expr)), (typing) => {
        const space = typing.row ?? typing.col;
        if (space === undefined) return [];
        if (kindOf(typing) === 'matrix')
          return [shaped(typing.row, undefined, typing.cost + typer.joined(space, typing.col as string), (row) => typing.entry(row, row))];
        return [
          shaped(space, space, typing.cost, (row, col) =>
            at(expr, {
              kind: 'multiply',
              factors: [
                delta(row as IndexTerm, col as IndexTerm),
                typing.row === undefined ? typing.entry(undefined, row) : typing.entry(row),
              ],
            }),
          ),
        ];
      }),
  ],
  [
    'inner',
    (expr, typer) => {
      const [one, other] = expr.args;
      if (one === undefined || other === undefined) return [];
      return typer
        .elementwise([one, other], 0, (factors) => ({ kind: 'multiply', factors }))
        .map((typing) =>
          scalar(typing.cost, () =>
            at(
              expr,
              typer.total(typing, (inner) => inner),
            ),
          ),
        );
    },
  ],
  [
    // The differential of the first along the second, of which the third is the change.
    'along',
    (expr, typer) => {
      const [of, wrt, change] = expr.args;
      if (of === undefined || wrt === undefined || change === undefined) return [];
      const [inner] = typer.elementwise([wrt, change], impossible, (factors) => ({ kind: 'multiply', factors }));
      if (inner === undefined) return [];
      return typer.readings(of).map((typing) => ({
        ...typing,
        cost: typing.cost + inner.cost,
        entry: (row, col) =>
          at(
            expr,
            typer.total(inner, (pair) => along(typing.entry(row, col), pair as Expr & { kind: 'multiply' })),
          ),
      }));
    },
  ],
  [
    'entries',
    (expr, typer) => {
      const rows = beneath(expr, typer, 'row');
      if (rows) return [rows];
      const all = flatMap(expr.args, (arg) => typer.scalarOf(arg) ?? []);
      if (all.length < expr.args.length) return [];
      const written = shaped(lengthOf(expr), undefined, costOf(all), (row) =>
        at(
          expr,
          itemOf(
            row,
            all.map((item) => item.entry()),
          ),
        ),
      );
      return isOnes(expr)
        ? [{ ...written, cost: written.cost + 0.5 }, shaped(`ones@${expr.at?.start}`, undefined, written.cost, () => at(expr, number(1)))]
        : [written];
    },
  ],
  [
    'rows',
    (expr, typer) => {
      const rows = expr.args.map((row) => (row.kind === 'tensor' ? flatMap(row.args, (cell) => typer.scalarOf(cell) ?? []) : []));
      const [first] = expr.args;
      if (first?.kind !== 'tensor' || rows.some((row) => row.length !== first.args.length)) return [];
      const cost = rows.reduce((sum, row) => sum + costOf(row), 0);
      const rowOf = (cells: readonly Typing[], col: IndexTerm | undefined): Expr =>
        itemOf(
          col,
          cells.map((cell) => cell.entry()),
        );
      const columns: Space = `list${first.args.length}@${expr.at?.start}`;
      return [
        shaped(lengthOf(expr), columns, cost, (row, col) =>
          at(
            expr,
            itemOf(
              row,
              rows.map((cells) => rowOf(cells, col)),
            ),
          ),
        ),
      ];
    },
  ],
]);

function along(of: Expr, { factors }: Expr & { kind: 'multiply' }): Expr {
  const [wrt, change] = factors as readonly [Expr, Expr];
  return { kind: 'multiply', factors: [{ kind: 'partial', of, wrt }, change] };
}

/** What it costs that a change is of another shape than what changes. */
const impossible = 10;

/** Whether a written-out vector has nothing but ones, and so may stand for one of any length. */
export function isOnes(expr: Expr): boolean {
  return (
    expr.kind === 'tensor' &&
    expr.op === 'entries' &&
    1 < expr.args.length &&
    expr.args.every((arg) => arg.kind === 'number' && arg.value === 1)
  );
}

function at(expr: Expr, built: Expr): Expr {
  return expr.at ? { ...built, at: expr.at } : built;
}
