import type { Expr, IndexTerm } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import type { Space } from '../spaces.ts';
import { costs, type Kind, kindOf, type Typing } from '../typing.ts';
import type { Readings } from './context.ts';
import { type Fit, none, type Typer } from './typer.ts';

/** A sum entry by entry, in which a vector by its name alone may be added to each column or row of a matrix. */
export function sumOf(typer: Typer, expr: Expr & { kind: 'add' }): Readings {
  const usual = biasBeside(expr.terms);
  const biased = (typing: Typing, target: Typing, at: number): readonly Fit[] =>
    expr.terms[at]?.kind === 'ref' ? spread(typer, typing, target, usual) : none;
  return typer.alike(termsOf(typer, expr), costs.spread, (terms) => ({ ...expr, terms }), biased);
}

/** The readings of the terms of a sum. `\ell_1(h_1) + \ell_2(h_2)`: a loss at each step in time is one thing to be told of all of them. */
function termsOf(typer: Typer, { terms }: Expr & { kind: 'add' }): readonly Readings[] {
  const all = terms.map((term) => typer.readings(term));
  const [first, ...others] = terms.map((term) => (term.kind === 'call' && term.args.length === 1 ? partsOfKey(term.fn).base : undefined));
  if (first === undefined || others.some((base) => base !== first)) return all;
  return all.map((readings, at) =>
    at === 0
      ? readings
      : readings.map((typing) => (kindOf(typing) === 'scalar' ? { ...typing, cost: Math.max(0, typing.cost - costs.loss) } : typing)),
  );
}

/** A plain vector in the place of a matrix, as each of its columns and as each of its rows. */
function spread(typer: Typer, typing: Typing, target: Typing, usual: Kind): readonly Fit[] {
  const axis = typing.row ?? typing.col;
  if (kindOf(target) !== 'matrix' || kindOf(typing) === 'matrix' || axis === undefined || typing.isTurned) return none;
  const at = (term: IndexTerm | undefined): Expr => (typing.row === undefined ? typing.entry(undefined, term) : typing.entry(term));
  const price = (kind: Kind, space: Space): number =>
    typing.cost + typer.context.bias + (kind === usual ? 0 : costs.lessUsual) + typer.joined(space, axis);
  return [
    { cost: price('column', target.row as Space), entry: (row) => at(row) },
    { cost: price('row', target.col as Space), entry: (_, col) => at(col) },
  ];
}

/** Letters of weights. */
const weights = /^(?:[UVWw]|\\[Tt]heta)$/;

/** What a bias in a sum is by custom: a row where the weights stand last in the product beside it (`X W + b`), so that samples are rows. */
function biasBeside(terms: readonly Expr[]): Kind {
  const product = terms.find((term) => term.kind === 'multiply');
  const last = product?.kind === 'multiply' ? product.factors.at(-1) : undefined;
  const name = last?.kind === 'tensor' && last.op === 'transpose' ? last.args[0] : last;
  return name?.kind === 'ref' && weights.test(partsOfKey(name.family).base) ? 'row' : 'column';
}
