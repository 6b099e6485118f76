import type { Condition, Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { eachChild, withTerm } from '../expr/expr.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import { innerMap } from '../text/maps.ts';
import { isEntrywise } from './entrywise.ts';
import { operations } from './operations.ts';
import type { Space } from './spaces.ts';
import {
  Cheapest,
  cheapest,
  costs,
  entryIn,
  type Kind,
  kindOf,
  priceOf,
  scalar,
  shaped,
  shapesIn,
  summed,
  type Typing,
  turned,
} from './typing.ts';

/** What is known of a function of the notes: what each of its parameters is. */
export type FunctionShape = readonly Kind[];

/** How derivatives are laid out: gradients as columns and Jacobians with a row for each function, the one or the other transposed. */
export type Layout = 'mixed' | 'denominator' | 'numerator';

/** What the reading of a formula asks of its surroundings. */
export interface TyperContext {
  kindOf(family: FamilyKey): Kind;
  functionOf(fn: FamilyKey): FunctionShape | undefined;
  /** Whether the notes say of a function that it takes vectors or matrices. */
  isMapping(fn: FamilyKey): boolean;
  /** Whether a name is set in bold. */
  isBold(family: FamilyKey): boolean;
  /** Whether one name is defined as a function of the other, entry by entry. */
  isElementwise(of: FamilyKey, wrt: FamilyKey): boolean;
  /** What it costs that two axes are one, and says so where a definition does. */
  joined(a: Space, b: Space): number;
  readonly layout: Layout;
  /** What it costs that a vector by its name alone is added to each column or row. */
  readonly bias: number;
  fresh(): IndexTerm & { kind: 'index' };
  /** All that the readings of a formula with some names rest on, where nothing else can change them: they are then worked out once. */
  stateOf?(families: readonly FamilyKey[]): string;
}

/** What a formula may be, in each shape that fits. */
type Readings = readonly Typing[];

/**
 * Reads a formula of scalars, vectors and matrices in every way that fits, the cheapest of each shape.
 * Products are read from the left, and a product with a sign for entries also after those without.
 */
export class Typer {
  private readonly context: TyperContext;
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
        return this.spelt(expr);
      case 'ref':
        return [this.name(expr)];
      case 'add':
        return this.sum(expr);
      case 'negate':
        return this.each(expr.of, (of) => ({ ...expr, of }));
      case 'multiply':
        return this.product(expr);
      case 'divide':
        return this.elementwise([expr.numerator, expr.denominator], 0, ([numerator, denominator]) => ({
          ...expr,
          numerator: numerator as Expr,
          denominator: denominator as Expr,
        }));
      case 'power':
        return this.power(expr);
      case 'apply':
        return cheapest([...this.elementwise(expr.args, 0, (args) => ({ ...expr, args })), ...this.barred(expr)]);
      case 'call':
        return this.call(expr);
      case 'reduce': {
        const conditions = expr.conditions.map((condition) => this.condition(condition));
        return this.each(expr.body, (body) => ({ ...expr, conditions, body }));
      }
      case 'indicator':
        return this.branches([], [expr.condition], (_, [condition]) => ({ ...expr, condition: condition as Condition }));
      case 'cases': {
        const conditions = expr.branches.map(({ condition }) => condition);
        return this.branches(
          expr.branches.map(({ value }) => value),
          conditions,
          (values, tests) => ({
            ...expr,
            branches: values.map((value, at) => ({ value, ...(tests[at] ? { condition: tests[at] } : {}) })),
          }),
        );
      }
      case 'partial':
        return this.partial(expr);
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

  private each(arg: Expr, build: (arg: Expr) => Expr): Readings {
    return this.readings(arg).map((typing) => ({ ...typing, entry: (row, col) => build(typing.entry(row, col)) }));
  }

  /** A sum entry by entry, in which a vector by its name alone may be added to each column or row of a matrix. */
  private sum(expr: Expr & { kind: 'add' }): Readings {
    const usual = biasBeside(expr.terms);
    const biased = (typing: Typing, target: Typing, at: number): readonly Fit[] =>
      expr.terms[at]?.kind === 'ref' ? this.spread(typing, target, usual) : none;
    return this.alike(this.termsOf(expr), costs.spread, (terms) => ({ ...expr, terms }), biased);
  }

  /** The readings of the terms of a sum. `\ell_1(h_1) + \ell_2(h_2)`: a loss at each step in time is one thing to be told of all of them. */
  private termsOf({ terms }: Expr & { kind: 'add' }): readonly Readings[] {
    const all = terms.map((term) => this.readings(term));
    const [first, ...others] = terms.map((term) => (term.kind === 'call' && term.args.length === 1 ? partsOfKey(term.fn).base : undefined));
    if (first === undefined || others.some((base) => base !== first)) return all;
    return all.map((readings, at) =>
      at === 0
        ? readings
        : readings.map((typing) => (kindOf(typing) === 'scalar' ? { ...typing, cost: Math.max(0, typing.cost - costs.loss) } : typing)),
    );
  }

  /** A plain vector in the place of a matrix, as each of its columns and as each of its rows. */
  private spread(typing: Typing, target: Typing, usual: Kind): readonly Fit[] {
    const axis = typing.row ?? typing.col;
    if (kindOf(target) !== 'matrix' || kindOf(typing) === 'matrix' || axis === undefined || typing.isTurned) return none;
    const at = (term: IndexTerm | undefined): Expr => (typing.row === undefined ? typing.entry(undefined, term) : typing.entry(term));
    const price = (kind: Kind, space: Space): number =>
      typing.cost + this.context.bias + (kind === usual ? 0 : costs.lessUsual) + this.joined(space, axis);
    return [
      { cost: price('column', target.row as Space), entry: (row) => at(row) },
      { cost: price('row', target.col as Space), entry: (_, col) => at(col) },
    ];
  }

  private alike(
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
  private misfit(typing: Typing, target: Typing): number {
    const kind = kindOf(typing);
    const isAcross = (kind === 'column' && kindOf(target) === 'row') || (kind === 'row' && kindOf(target) === 'column');
    const [row, col] = isAcross ? [typing.col, typing.row] : [typing.row, typing.col];
    return (row && target.row ? this.joined(target.row, row) : 0) + (col && target.col ? this.joined(target.col, col) : 0);
  }

  private name(expr: Expr & { kind: 'ref' }): Typing {
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

  /** All values of a formula, one beneath the other: numbers, or rows of a matrix; columns that a list has are side by side. */
  private spelt(expr: Expr & { kind: 'array' }): Readings {
    const [index] = expr.indices;
    if (index === undefined || expr.indices.length > 1) return [];
    const beneath = flatMap(this.readings(expr.body), (typing) => {
      if (typing.row !== undefined) return [];
      const space = `all@${expr.at?.start}`;
      return [
        shaped(space, typing.col, typing.cost, (row, col) => {
          const entry = typing.entry(undefined, col);
          return row ? withTerm(entry, index, row) : entry;
        }),
      ];
    });
    return expr.layout === undefined ? [...beneath, ...this.abreast(expr)] : beneath;
  }

  /** All values of a column, side by side as the columns of a matrix. */
  abreast(expr: Expr & { kind: 'array' }): Readings {
    const [index] = expr.indices;
    if (index === undefined || expr.indices.length > 1) return [];
    return flatMap(this.readings(expr.body), (typing) => {
      if (kindOf(typing) !== 'column') return [];
      return [
        shaped(typing.row, `all@${expr.at?.start}`, typing.cost, (row, col) => {
          const entry = typing.entry(row);
          return col ? withTerm(entry, index, col) : entry;
        }),
      ];
    });
  }

  /** The determinants of the square matrices that a formula may be. */
  determinants(of: Expr, cost: number): Readings {
    return flatMap(this.readings(of), (typing) => {
      if (typing.row === undefined || typing.col === undefined) return [];
      const price = typing.cost + cost + this.joined(typing.row, typing.col);
      return [shaped(undefined, undefined, price, () => this.square('determinant', typing, [], of))];
    });
  }

  /** `\log |A|`: bars around a matrix mean its determinant, without a logarithm less surely so. */
  private barred(expr: Expr & { kind: 'apply' }): Readings {
    const [arg] = expr.args;
    if (expr.fn === 'abs' && arg) return this.determinants(arg, costs.spread);
    const [inner] = expr.fn === 'log' && arg?.kind === 'apply' && arg.fn === 'abs' ? arg.args : [];
    if (inner === undefined) return [];
    return this.determinants(inner, 0).map((typing) => ({ ...typing, entry: () => ({ ...expr, args: [typing.entry()] }) }));
  }

  private inverses(of: Expr): Readings {
    return flatMap(this.readings(of), (typing) => {
      if (typing.row === undefined || typing.col === undefined) return [];
      const cost = typing.cost + this.joined(typing.row, typing.col);
      return [shaped(typing.col, typing.row, cost, (row, col) => this.square('inverse', typing, [row as IndexTerm, col as IndexTerm], of))];
    });
  }

  private square(op: 'determinant' | 'inverse', typing: Typing, slots: readonly IndexTerm[], { at }: Expr): Expr {
    const [rows, columns] = [this.fresh(), this.fresh()];
    return { kind: 'matrix', op, rows: rows.id, columns: columns.id, body: typing.entry(rows, columns), slots, ...(at ? { at } : {}) };
  }

  private power(expr: Expr & { kind: 'power' }): Readings {
    if (isMinusOne(expr.exponent)) {
      const found = this.inverses(expr.base);
      if (found.length > 0) return found;
    }
    const exponent = this.scalarOf(expr.exponent);
    if (exponent === undefined) return [];
    return flatMap(this.readings(expr.base), (typing) => {
      const kind = kindOf(typing);
      if (kind !== 'scalar' && (expr.exponent.kind !== 'number' || expr.exponent.value <= 0)) return [];
      const cost = typing.cost + exponent.cost + (kind === 'scalar' ? 0 : kind === 'matrix' ? costs.elementwise : costs.elementwise / 2);
      const each: Typing = {
        ...typing,
        cost,
        entry: (row, col) => ({ ...expr, base: typing.entry(row, col), exponent: exponent.entry() }),
      };
      const times = expr.exponent.kind === 'number' ? expr.exponent.value : 0;
      if (kind === 'matrix') return Number.isInteger(times) && times <= mostTimes ? [this.multiplied(typing, times), each] : [each];
      return kind !== 'scalar' && times === 2 && this.isBold(expr.base) ? [each, this.length(typing, expr)] : [each];
    });
  }

  /** Whether all vectors in a formula are set in bold. */
  private isBold(expr: Expr): boolean {
    return namesOf(expr).families.every((family) => this.context.kindOf(family) === 'scalar' || this.context.isBold(family));
  }

  /** The square of a vector as that of its length, `\mathbf v^2`. */
  private length(typing: Typing, square: Expr & { kind: 'power' }): Typing {
    return scalar(typing.cost + costs.squared, () => {
      const total = this.total(typing, (base) => ({ ...square, base }));
      return { ...square, base: { kind: 'apply', fn: 'sqrt', args: [total], order: 0 } };
    });
  }

  /** A square matrix times itself. */
  private multiplied(typing: Typing, times: number): Typing {
    const cost = typing.cost + this.joined(typing.row as Space, typing.col as Space);
    const entry = (row: IndexTerm | undefined, col: IndexTerm | undefined, left: number): Expr => {
      if (left <= 1) return typing.entry(row, col);
      const inner = this.fresh();
      return summed(product(typing.entry(row, inner), entry(inner, col, left - 1)), inner.id);
    };
    return shaped(typing.row, typing.col, cost, (row, col) => entry(row, col, times));
  }

  /** A function at an argument: entry by entry, at the whole, or as a loss of the whole. */
  private call(expr: Expr & { kind: 'call' }): Readings {
    const params = this.context.functionOf(expr.fn);
    // `f(x_1, x_2)` of the one vector that they make.
    const known = this.context.isMapping(expr.fn) && params?.length !== expr.args.length ? undefined : params;
    const kind = this.context.kindOf(expr.fn);
    const all = expr.args.map((arg) => this.readings(arg));
    const found: Typing[] = [];
    const [only] = all;
    const isPlain = known === undefined || known.every((param) => param === 'scalar');
    if (all.length === 0) return [this.result(expr, kind, 0, [])];
    if (only && all.length === 1 && kind === 'scalar' && isPlain)
      for (const typing of only) found.push({ ...typing, entry: (row, col) => ({ ...expr, args: [typing.entry(row, col)] }) });
    const args = all.map((readings, at) => bestOf(readings, known?.[at]));
    if ((known !== undefined || all.length > 1) && !args.includes(undefined)) {
      const chosen = args as readonly Typing[];
      const cost = chosen.reduce((sum, typing) => sum + typing.cost, 0);
      if (!(isPlain && all.length === 1) || chosen.every((typing) => kindOf(typing) === 'scalar'))
        found.push(this.result(expr, kind, cost, chosen));
    } else if (known === undefined && only && kind === 'scalar' && expr.order === 0) {
      for (const typing of only) if (kindOf(typing) !== 'scalar') found.push(this.result(expr, kind, typing.cost + costs.loss, [typing]));
    }
    return cheapest(found);
  }

  private result(expr: Expr & { kind: 'call' }, kind: Kind, cost: number, args: readonly Typing[]): Typing {
    const fn = kind === 'scalar' ? expr.fn : widened(expr.fn, kind);
    const arity = expr.slots.length;
    const build = (...slots: readonly (IndexTerm | undefined)[]): Expr => ({
      ...expr,
      fn,
      slots: [...expr.slots, ...slots.map((slot) => slot ?? this.fresh())],
      args: args.map((arg) => this.whole(arg)),
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
  private whole(typing: Typing): Expr {
    const row = typing.row === undefined ? undefined : this.fresh();
    const col = typing.col === undefined ? undefined : this.fresh();
    const body = typing.entry(row, col);
    const indices = flatMap([row, col], (term) => (term ? [term.id] : []));
    return indices.length === 0 ? body : { kind: 'array', indices, body, ...(body.at ? { at: body.at } : {}) };
  }

  private condition(condition: Condition): Condition {
    if (condition.kind !== 'relation') return condition;
    const left = this.scalarOf(condition.left);
    const right = this.scalarOf(condition.right);
    return left && right ? { ...condition, left: left.entry(), right: right.entry() } : condition;
  }

  /** Values and the sides of conditions, entry by entry. */
  private branches(
    values: readonly Expr[],
    conditions: readonly (Condition | undefined)[],
    build: (values: readonly Expr[], conditions: readonly (Condition | undefined)[]) => Expr,
  ): Readings {
    const sides = flatMap(conditions, (condition) => (condition?.kind === 'relation' ? [condition.left, condition.right] : []));
    return this.elementwise([...values, ...sides], 0, (args) => {
      let at = values.length;
      const tests = conditions.map((condition) =>
        condition?.kind === 'relation' ? { ...condition, left: args[at++] as Expr, right: args[at++] as Expr } : condition,
      );
      return build(args.slice(0, values.length), tests);
    });
  }

  private partial(expr: Expr & { kind: 'partial' }): Readings {
    const readings = this.readings(expr.of);
    // `\partial y / \partial x^\top` of vectors says itself how it is laid out, whatever the notes do elsewhere, and is not read.
    const bys = this.readings(expr.wrt).filter((by) => !isTransposed(expr.wrt) || kindOf(by) === 'scalar');
    const plain = flatMap(bys, (by) => flatMap(readings, (of) => this.derivative(expr, of, by)));
    return cheapest([...plain, ...this.gradientTurned(expr)]);
  }

  /** `\nabla f(x)^\top`: of a number it is the gradient that is transposed. */
  private gradientTurned(expr: Expr & { kind: 'partial' }): Readings {
    const { of, wrt } = expr;
    const [inner] = of.kind === 'tensor' && of.op === 'transpose' ? of.args : [];
    if (inner === undefined) return [];
    const gradient = { ...expr, of: inner };
    const numbers = this.readings(inner).filter((typing) => kindOf(typing) === 'scalar');
    const found = flatMap(this.readings(wrt), (by) => flatMap(numbers, (number) => this.derivative(gradient, number, by)));
    return found.map((typing) => ({ ...turned(typing), isTurned: true }));
  }

  /** A derivative by its shapes. */
  private derivative(expr: Expr & { kind: 'partial' }, of: Typing, by: Typing): Typing[] {
    const { layout } = this.context;
    const kinds = [kindOf(of), kindOf(by)];
    const entry = (above: Expr, below: Expr): Expr => ({ ...expr, of: above, wrt: below });
    if (kinds[1] === 'scalar') return [{ ...of, cost: of.cost, entry: (row, col) => entry(of.entry(row, col), by.entry()) }];
    if (kinds[0] === 'scalar') {
      const gradient = shaped(by.row, by.col, of.cost, (row, col) => entry(of.entry(), by.entry(row, col)));
      return [layout === 'numerator' ? turned(gradient) : gradient];
    }
    const diagonal = this.isElementwise(expr)
      ? [shaped(of.row, of.col, of.cost + costs.turned, (row, col) => entry(of.entry(row, col), by.entry(row, col)))]
      : [];
    if (kinds.includes('matrix')) return diagonal;
    const at = (typing: Typing, term: IndexTerm | undefined): Expr =>
      typing.row === undefined ? typing.entry(undefined, term) : typing.entry(term);
    const jacobian = shaped(of.row ?? of.col, by.row ?? by.col, of.cost, (row, col) => entry(at(of, row), at(by, col)));
    return [layout === 'denominator' ? turned(jacobian) : jacobian, ...diagonal];
  }

  private isElementwise({ of, wrt }: Expr & { kind: 'partial' }): boolean {
    if (wrt.kind !== 'ref') return false;
    if (of.kind === 'ref') return this.context.isElementwise(of.family, wrt.family);
    const [arg, ...others] = of.kind === 'call' || of.kind === 'apply' ? of.args : [];
    return arg?.kind === 'ref' && arg.family === wrt.family && others.length === 0;
  }

  private product(expr: Expr & { kind: 'multiply' }): Readings {
    const items = this.items(expr);
    const apart = items.some(({ parts }) => parts) ? this.folded(items.flatMap((item) => item.parts ?? [item])) : [];
    return cheapest([...this.folded(items), ...apart]);
  }

  /** A product read from the left, and with the signs for entries also after all others. */
  private folded(items: readonly Item[]): Readings {
    const isLate = items.some(({ sign }) => isEntrywise(sign));
    const inOrder = this.fold(items);
    if (!isLate) return inOrder;
    const groups: Item[][] = [];
    for (const item of items) {
      if (groups.length === 0 || isEntrywise(item.sign)) groups.push([item]);
      else groups.at(-1)?.push(item);
    }
    const late = groups.map((group): Item => ({ readings: this.fold(group), sign: group[0]?.sign ?? '' }));
    return cheapest([...inOrder, ...this.fold(late)]);
  }

  /**
   * The factors; derivatives that follow one another along a path are one, and so are a name and the bracket behind it (`a (1 - a)`), which in
   * `x^\top w (w - v)` may stand apart.
   */
  private items({ factors, signs }: Expr & { kind: 'multiply' }): Item[] {
    const items: Item[] = [];
    for (let at = 0; at < factors.length; at++) {
      const factor = factors[at] as Expr;
      const sign = signs?.[at] ?? 'juxtaposed';
      const path = this.path(factors, signs, at);
      if (path) {
        items.push({ readings: path.readings, sign });
        at += path.length - 1;
        continue;
      }
      const isAfterRow = isTransposed(factors[at - 1]) && !isEntrywise(sign);
      const rest = factors[at + 1];
      if (at > 0 && rest && isRestOf(factor, rest)) {
        const parts: Item[] = [
          { readings: this.readings(factor), sign },
          { readings: this.readings(rest), sign: signs?.[at + 1] ?? 'juxtaposed' },
        ];
        items.push({ readings: this.withRest(parts, rest), sign, ...(isAfterRow ? { parts } : {}) });
        at++;
      } else if (isAfterRow && isNameBeforeBracket(factor)) {
        const parts = this.items(factor).map((part, n) => (n === 0 ? { ...part, sign } : part));
        items.push({ readings: this.fold(parts), sign, parts });
      } else items.push({ readings: this.readings(factor), sign });
    }
    return items;
  }

  /** A name and the bracket behind it; `a \cdot (1 - a)`, whose number is one for each entry, is a product entry by entry rather than an inner one. */
  private withRest(parts: readonly Item[], rest: Expr): Readings {
    const found = this.fold(parts);
    if (parts[1]?.sign !== '\\cdot' || rest.kind !== 'add' || !rest.terms.some(({ kind }) => kind === 'number')) return found;
    const byEntries = this.fold(parts.map((part, at) => (at === 1 ? { ...part, sign: '*' } : part)));
    return cheapest([...byEntries, ...found.map((typing) => ({ ...typing, cost: typing.cost + costs.idle }))]);
  }

  /** `\frac{\partial a}{\partial b} \frac{\partial b}{\partial c}` in either order, whose sum runs over all of `b` whatever the layout. */
  private path(
    factors: readonly Expr[],
    signs: readonly string[] | undefined,
    at: number,
  ): { readings: Readings; length: number } | undefined {
    const run: (Expr & { kind: 'partial' })[] = [];
    for (let next = at; next < factors.length; next++) {
      const factor = factors[next];
      if (factor?.kind !== 'partial' || (next > at && isEntrywise(signs?.[next] ?? ''))) break;
      run.push(factor);
    }
    for (let length = run.length; 2 <= length; length--) {
      const part = run.slice(0, length);
      for (const links of [part, [...part].reverse()]) {
        const readings = this.linked(links);
        if (readings) return { readings, length };
      }
    }
    return undefined;
  }

  private linked(links: readonly (Expr & { kind: 'partial' })[]): Readings | undefined {
    const between = links.slice(1).map(({ of }) => of);
    const isPath = between.every((of, at) => {
      const { wrt } = links[at] as Expr & { kind: 'partial' };
      return (
        of.kind === 'ref' &&
        wrt.kind === 'ref' &&
        of.family === wrt.family &&
        this.context.kindOf(of.family) !== 'scalar' &&
        sameSlots(of, wrt)
      );
    });
    if (!isPath) return undefined;
    const last = links.at(-1) as Expr & { kind: 'partial' };
    const whole: Expr & { kind: 'partial' } = { ...(links[0] as Expr & { kind: 'partial' }), wrt: last.wrt };
    const by = last.wrt.kind === 'ref' ? this.name(last.wrt) : this.scalarOf(last.wrt);
    if (by === undefined) return [];
    const inner = between.map((of) => this.name(of as Expr & { kind: 'ref' }));
    return cheapest(
      flatMap(this.readings(whole.of), (of) =>
        this.derivative(whole, of, by).map((typing) => ({
          ...typing,
          entry: (row, col) => {
            const ends = typing.entry(row, col) as Expr & { kind: 'partial' };
            const terms = inner.map((node) => [node.row ? this.fresh() : undefined, node.col ? this.fresh() : undefined] as const);
            const nodes = inner.map((node, n) => node.entry(terms[n]?.[0], terms[n]?.[1]));
            const partials = links.map((link, n): Expr => ({ ...link, of: nodes[n - 1] ?? ends.of, wrt: nodes[n] ?? ends.wrt }));
            const product: Expr = { kind: 'multiply', factors: partials };
            return terms.flat().reduce<Expr>((body, term) => (term ? summed(body, term.id) : body), product);
          },
        })),
      ),
    );
  }

  private fold(items: readonly Item[]): Readings {
    const [first, ...rest] = items;
    return rest.reduce<Readings>((left, { readings, sign }) => {
      const found = new Cheapest();
      for (const a of left) for (const b of readings) this.join(a, b, sign, found);
      return found.all;
    }, first?.readings ?? []);
  }

  /** Takes in every product of two formulas. */
  private join(a: Typing, b: Typing, sign: string, found: Cheapest): void {
    const [left, right] = [kindOf(a), kindOf(b)];
    if (left === 'scalar' || right === 'scalar') {
      // A vector is multiplied entry by entry with another; only a number that is written out goes with any.
      const idle = sign === '\\odot' && !a.isNumber && !b.isNumber ? costs.idle : 0;
      this.scaled(a, b, a.cost + b.cost + idle, found);
      return;
    }
    const isOfVectors = left !== 'matrix' && right !== 'matrix';
    // `a \times b` of two vectors is neither an inner nor an outer product, unless one of them is transposed to make it one.
    const isCross = sign === '\\times' && isOfVectors;
    if (isCross && (left === right || !(a.isTurned || b.isTurned))) return;
    if (sign !== '\\odot') for (const way of ways) this.compose(a, b, sign, way, found);
    // Without a sign a matrix next to a vector is their product and nothing else.
    if (isCross || (!(sign in entrywise) && !isOfVectors && left !== right)) return;
    const cost = entrywise[sign] ?? costs.elementwise;
    this.joinEntries(a, b, cost, 0, found);
    if (isOfVectors && left !== right && !a.isTurned) this.joinEntries(turned(a), b, cost, costs.turned, found);
  }

  /** Takes in a formula times a number. */
  private scaled(a: Typing, b: Typing, cost: number, found: Cheapest): void {
    const isFirst = kindOf(a) === 'scalar';
    const shape = isFirst ? b : a;
    if (!found.lacks(shape.row, shape.col, cost, shape.isTurned)) return;
    const entry: Typing['entry'] = (row, col) => (isFirst ? product(a.entry(), b.entry(row, col)) : product(a.entry(row, col), b.entry()));
    found.add(shaped(shape.row, shape.col, cost, entry, isFirst && a.isNumber && b.isNumber, shape.isTurned));
  }

  /** Takes in the inner or outer product of two formulas, as they are written or with one of them turned that is a plain vector. */
  private compose(a: Typing, b: Typing, sign: string, way: Way, found: Cheapest): void {
    const kinds = [kindOf(a), kindOf(b)] as const;
    const [isLeft, isRight] = [way === 'left', way === 'right'];
    if ((isLeft && (a.isTurned || kinds[0] === 'matrix')) || (isRight && (b.isTurned || kinds[1] === 'matrix'))) return;
    // `a (1 - a)`, also with a star, is neither an inner product of a vector with itself, as `v v` may be, nor an outer one.
    const isPlain = sign === 'juxtaposed' || sign === '*';
    if (way !== 'written' && a.row === b.row && isPlain && (isSum(a) || isSum(b))) return;
    const [row, inner] = isLeft ? [a.col, a.row] : [a.row, a.col];
    const [outer, col] = isRight ? [b.col, b.row] : [b.row, b.col];
    if ((inner === undefined) !== (outer === undefined)) return;
    const isDotted = sign === '\\cdot' && kinds[0] === 'column' && kinds[1] === 'column';
    const isGuess = isRight && inner === undefined && sign !== '\\otimes';
    const composed = sign === '\\circ' && kinds[0] === 'matrix' && kinds[1] === 'matrix' ? costs.composed : 0;
    const own = a.cost + (isLeft ? (isDotted ? costs.dotted : costs.turned) : 0) + (b.cost + (isRight ? costs.turned : 0));
    const total = own + composed + (isGuess ? costs.outer - costs.turned : 0);
    const cost = inner !== undefined && outer !== undefined ? total + this.joined(inner, outer) : total;
    if (!found.lacks(row, col, cost)) return;
    const [left, right] = [isLeft ? turned(a) : a, isRight ? turned(b) : b];
    const entry: Typing['entry'] =
      inner === undefined
        ? (row, col) => product(left.entry(row), right.entry(undefined, col))
        : (row, col) => {
            const over = this.fresh();
            return summed(product(left.entry(row, over), right.entry(over, col)), over.id);
          };
    found.add(shaped(row, col, cost, entry));
  }

  /** Takes in the product of two formulas entry by entry. */
  private joinEntries(left: Typing, right: Typing, own: number, more: number, found: Cheapest): void {
    const isMatrix = kindOf(left) === 'matrix' || kindOf(right) === 'matrix';
    const target = kindOf(left) === 'matrix' ? left : right;
    const kind = kindOf(target);
    const [l, r] = [priceOf(left, kind, 0), priceOf(right, kind, 0)];
    if (l === undefined || r === undefined || kind !== (isMatrix ? 'matrix' : kindOf(right))) return;
    const cost = l + r + own + more + this.misfit(left, target) + this.misfit(right, target);
    if (!found.lacks(target.row, target.col, cost)) return;
    const [first, second] = [entryIn(left, kind), entryIn(right, kind)];
    found.add(shaped(target.row, target.col, cost, (row, col) => product(first(row, col), second(row, col))));
  }
}

/** How two factors are multiplied: as they are written, or with one of them turned. */
type Way = 'written' | 'left' | 'right';
const ways: readonly Way[] = ['written', 'left', 'right'];

/** A reading in the place of another shape: what it costs, and its entries. */
type Fit = Pick<Typing, 'cost' | 'entry'>;

/** Letters of weights. */
const weights = /^(?:[UVWw]|\\[Tt]heta)$/;

/** What a bias in a sum is by custom: a row where the weights stand last in the product beside it (`X W + b`), so that samples are rows. */
function biasBeside(terms: readonly Expr[]): Kind {
  const product = terms.find((term) => term.kind === 'multiply');
  const last = product?.kind === 'multiply' ? product.factors.at(-1) : undefined;
  const name = last?.kind === 'tensor' && last.op === 'transpose' ? last.args[0] : last;
  return name?.kind === 'ref' && weights.test(partsOfKey(name.family).base) ? 'row' : 'column';
}

/** Whether a factor is a sum with the name in front of it: `(1 - a)` behind `a`. */
function isRestOf(name: Expr, rest: Expr): boolean {
  return name.kind === 'ref' && rest.kind === 'add' && namesOf(rest).families.includes(name.family);
}

function isTransposed(expr: Expr | undefined): boolean {
  return expr?.kind === 'tensor' && expr.op === 'transpose';
}

/** `w (v - x)`: a name with a bracket behind it, which is read as a call and then found to be a product. */
function isNameBeforeBracket(expr: Expr): expr is Expr & { kind: 'multiply' } {
  return expr.kind === 'multiply' && expr.signs === undefined && expr.factors.length === 2 && expr.factors[0]?.kind === 'ref';
}

/** Whether the entries of a vector are sums. */
function isSum({ entry }: Typing): boolean {
  return entry({ kind: 'value', value: 1 }).kind === 'add';
}

export function isMinusOne(expr: Expr): boolean {
  return expr.kind === 'negate' ? expr.of.kind === 'number' && expr.of.value === 1 : expr.kind === 'number' && expr.value === -1;
}

/** The highest power of a matrix that is read as a product. */
const mostTimes = 4;

interface Names {
  readonly families: readonly FamilyKey[];
  readonly isWhole: boolean;
}

const known = new WeakMap<Expr, Names>();

/** The families and functions that a formula names, and whether it has whole vectors written out or an operation on them in it. */
export function namesOf(expr: Expr): Names {
  let names = known.get(expr);
  if (names === undefined) {
    const families: FamilyKey[] = [];
    let isWhole = false;
    const visit = (inner: Expr): void => {
      const name = inner.kind === 'ref' ? inner.family : inner.kind === 'call' ? inner.fn : undefined;
      if (name !== undefined && !families.includes(name)) families.push(name);
      isWhole ||= inner.kind === 'tensor' || inner.kind === 'array';
      eachChild(inner, visit);
    };
    visit(expr);
    names = { families, isWhole };
    known.set(expr, names);
  }
  return names;
}

interface Item {
  readonly readings: Readings;
  readonly sign: string;
  /** What it is made of, where that may belong to the factors around it one by one. */
  readonly parts?: readonly Item[];
}

const none: readonly never[] = [];

/** What the product entry by entry costs by the sign that is written. */
const entrywise: Readonly<Record<string, number>> = { '\\odot': 0, '\\circ': 0, '*': 0.4, '\\otimes': 1 };

function product(left: Expr, right: Expr): Expr {
  const flat = (part: Expr): readonly Expr[] => (part.kind === 'multiply' ? part.factors : [part]);
  const factors = [...flat(left), ...flat(right)];
  const from = left.at;
  const to = right.at;
  return {
    kind: 'multiply',
    factors,
    ...(from && to ? { at: { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) } } : {}),
  };
}

/** A formula of numbers alone. */
function asItStands(expr: Expr): Typing {
  return scalar(0, () => expr);
}

/** The family with the slots that it has as a vector or a matrix. */
export function widened(family: FamilyKey, kind: Kind): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  return familyKey(base, label, arity + { scalar: 0, column: 1, row: 1, matrix: 2 }[kind]);
}

function bestOf(readings: Readings, kind: Kind | undefined): Typing | undefined {
  const ofKind = kind === undefined ? readings : readings.filter((typing) => kindOf(typing) === kind);
  return [...ofKind].sort((a, b) => a.cost - b.cost)[0];
}

function sameSlots(one: Expr & { kind: 'ref' }, other: Expr & { kind: 'ref' }): boolean {
  return one.slots.every((term, at) => {
    const there = other.slots[at];
    return (
      term.kind === there?.kind && (term.kind !== 'index' || (there.kind === 'index' && term.id === there.id && term.shift === there.shift))
    );
  });
}
