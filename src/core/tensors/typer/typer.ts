import type { Condition, Expr, FamilyKey, IndexTerm } from '../../expr/expr.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { innerMap } from '../../text/maps.ts';
import { operations } from '../operations.ts';
import type { Space } from '../spaces.ts';
import { cheapest, entryIn, type Kind, kindOf, priceOf, scalar, shaped, shapesIn, summed, type Typing } from '../typing.ts';
import { branches, conditionOf } from './branches.ts';
import { callOf } from './calls.ts';
import type { Layout, Readings, TyperContext } from './context.ts';
import { partialOf } from './derivatives.ts';
import { namesOf } from './names-of.ts';
import { barred, powerOf } from './powers.ts';
import { productOf } from './products.ts';
import { sumOf } from './sums.ts';
import { writtenOut } from './written-out.ts';

/**
 * Reads a formula of scalars, vectors and matrices in every way that fits, the cheapest of each shape.
 * Products are read from the left, and a product with a sign for entries also after those without.
 */
export class Typer {
  readonly context: TyperContext;
  private readonly kept = new Map<Expr, Map<string, Readings>>();
  private readonly plains = new Map<Expr, Readings>();
  private readonly names = new Map<Expr, Map<Kind, Typing>>();

  constructor(context: TyperContext) {
    this.context = context;
  }

  get layout(): Layout {
    return this.context.layout;
  }

  /** The readings of a formula, none where nothing fits. */
  readings(expr: Expr): Readings {
    if (expr.kind === 'number') return [shaped(undefined, undefined, 0, () => expr, true)];
    if (expr.kind === 'ref') return [this.name(expr)];
    if (this.isScalar(expr)) return this.plain(expr);
    const state = this.context.stateOf?.(namesOf(expr).families);
    if (state === undefined) return this.read(expr);
    const known = innerMap(this.kept, expr);
    let readings = known.get(state);
    if (readings === undefined) {
      readings = this.read(expr);
      known.set(state, readings);
    }
    return readings;
  }

  /** The readings of a formula that is not of numbers alone. */
  private read(expr: Expr): Readings {
    switch (expr.kind) {
      case 'number':
      case 'hole':
      case 'position':
      case 'delta':
      case 'list':
      case 'matrix':
        return [asItStands(expr)];
      case 'array':
        return writtenOut(this, expr);
      case 'ref':
        return [this.name(expr)];
      case 'add':
        return sumOf(this, expr);
      case 'negate':
        return this.each(expr.of, (of) => ({ ...expr, of }));
      case 'multiply':
        return productOf(this, expr);
      case 'divide':
        return this.elementwise([expr.numerator, expr.denominator], 0, ([numerator, denominator]) => ({
          ...expr,
          numerator: numerator as Expr,
          denominator: denominator as Expr,
        }));
      case 'power':
        return powerOf(this, expr);
      case 'apply':
        return cheapest([...this.elementwise(expr.args, 0, (args) => ({ ...expr, args })), ...barred(this, expr)]);
      case 'call':
        return callOf(this, expr);
      case 'reduce': {
        const conditions = expr.conditions.map((condition) => conditionOf(this, condition));
        return this.each(expr.body, (body) => ({ ...expr, conditions, body }));
      }
      case 'indicator':
        return branches(this, [], [expr.condition], (_, [condition]) => ({ ...expr, condition: condition as Condition }));
      case 'cases': {
        const conditions = expr.branches.map(({ condition }) => condition);
        return branches(
          this,
          expr.branches.map(({ value }) => value),
          conditions,
          (values, tests) => ({
            ...expr,
            branches: values.map((value, at) => ({ value, ...(tests[at] ? { condition: tests[at] } : {}) })),
          }),
        );
      }
      case 'partial':
        return partialOf(this, expr);
      case 'at':
        return this.isScalar(expr.point) && this.isScalar(expr.value) ? this.each(expr.of, (of) => ({ ...expr, of })) : [];
      case 'tensor':
        return operations.get(expr.op)?.(expr, this) ?? [];
    }
  }

  /** A formula of numbers alone. */
  private plain(expr: Expr): Readings {
    let readings = this.plains.get(expr);
    if (readings === undefined) {
      readings = [asItStands(expr)];
      this.plains.set(expr, readings);
    }
    return readings;
  }

  /** Whether there is nothing but numbers in a formula. */
  private isScalar(expr: Expr): boolean {
    const { families, isWhole } = namesOf(expr);
    if (isWhole) return false;
    for (const family of families) if (this.context.kindOf(family) !== 'scalar' || this.context.isMapping(family)) return false;
    return true;
  }

  /** The cheapest reading of a formula as one number. */
  scalarOf(expr: Expr): Typing | undefined {
    return this.readings(expr).find((typing) => kindOf(typing) === 'scalar');
  }

  /** A fresh index, which nothing in the notes names. */
  fresh(): IndexTerm & { kind: 'index' } {
    return this.context.fresh();
  }

  /** The sum of the entries of a formula over fresh indices. */
  total(typing: Typing, entry: (inner: Expr) => Expr): Expr {
    const row = typing.row === undefined ? undefined : this.fresh();
    const col = typing.col === undefined ? undefined : this.fresh();
    return [row, col].reduce<Expr>((inner, term) => (term ? summed(inner, term.id) : inner), entry(typing.entry(row, col)));
  }

  /** What it costs that two axes are one. */
  joined(a: Space, b: Space): number {
    return this.context.joined(a, b);
  }

  /** The readings of several formulas entry by entry, all of one shape; `spread` is what a number costs in a vector's place. */
  elementwise(args: readonly Expr[], spread: number, build: (args: readonly Expr[]) => Expr): Readings {
    return this.alike(
      args.map((arg) => this.readings(arg)),
      spread,
      build,
    );
  }

  each(arg: Expr, build: (arg: Expr) => Expr): Readings {
    return this.readings(arg).map((typing) => ({ ...typing, entry: (row, col) => build(typing.entry(row, col)) }));
  }

  alike(
    all: readonly Readings[],
    spread: number,
    build: (args: readonly Expr[]) => Expr,
    others: (typing: Typing, target: Typing, at: number) => readonly Fit[] = () => none,
  ): Readings {
    const isNumber = all.every((readings) => readings.every((typing) => typing.isNumber));
    const found = flatMap(shapesIn(all), (target): readonly Typing[] => {
      const kind = kindOf(target);
      let cost = 0;
      const entries: Typing['entry'][] = [];
      for (let at = 0; at < all.length; at++) {
        let best: Fit | Typing | undefined;
        let least = Number.POSITIVE_INFINITY;
        for (const typing of all[at] as Readings) {
          for (const other of others(typing, target, at)) if (other.cost < least) [best, least] = [other, other.cost];
          const price = priceOf(typing, kind, spread);
          if (price === undefined || least <= price) continue;
          const total = price + this.misfit(typing, target);
          if (total < least) [best, least] = [typing, total];
        }
        if (best === undefined) return none;
        cost += least;
        entries.push('row' in best ? entryIn(best, kind) : best.entry);
      }
      return [shaped(target.row, target.col, cost, (row, col) => build(entries.map((entry) => entry(row, col))), isNumber)];
    });
    return cheapest(found);
  }

  /** What it costs that a formula stands in the place of another of its kind or of a wider one. */
  misfit(typing: Typing, target: Typing): number {
    const kind = kindOf(typing);
    const isAcross = (kind === 'column' && kindOf(target) === 'row') || (kind === 'row' && kindOf(target) === 'column');
    const [row, col] = isAcross ? [typing.col, typing.row] : [typing.row, typing.col];
    return (row && target.row ? this.joined(target.row, row) : 0) + (col && target.col ? this.joined(target.col, col) : 0);
  }

  name(expr: Expr & { kind: 'ref' }): Typing {
    const kind = this.context.kindOf(expr.family);
    const known = innerMap(this.names, expr);
    let typing = known.get(kind);
    if (typing === undefined) {
      typing = this.nameAs(expr, kind);
      known.set(kind, typing);
    }
    return typing;
  }

  private nameAs(expr: Expr & { kind: 'ref' }, kind: Kind): Typing {
    if (kind === 'scalar') return asItStands(expr);
    const family = widened(expr.family, kind);
    const { arity } = partsOfKey(expr.family);
    const space = (at: number): Space => `${family}#${arity + at}`;
    const entry = (...slots: readonly (IndexTerm | undefined)[]): Expr => ({
      ...expr,
      family,
      slots: [...expr.slots, ...slots.map((slot) => slot ?? this.fresh())],
    });
    if (kind === 'matrix') return shaped(space(0), space(1), 0, (row, col) => entry(row, col));
    return kind === 'column' ? shaped(space(0), undefined, 0, (row) => entry(row)) : shaped(undefined, space(0), 0, (_, col) => entry(col));
  }
}

/** A reading in the place of another shape: what it costs, and its entries. */
export type Fit = Pick<Typing, 'cost' | 'entry'>;

export const none: readonly never[] = [];

/** A formula of numbers alone. */
function asItStands(expr: Expr): Typing {
  return scalar(0, () => expr);
}

/** The family with the slots that it has as a vector or a matrix. */
export function widened(family: FamilyKey, kind: Kind): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  return familyKey(base, label, arity + { scalar: 0, column: 1, row: 1, matrix: 2 }[kind]);
}
