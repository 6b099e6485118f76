import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { walk, withTerm } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { numberIn } from '../meaning/sets.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import { atPoint } from './at-point.ts';
import type { Step } from './classify/step.ts';
import { constantOf, isNumeric } from './constants.ts';
import type { Environment } from './definition.ts';
import type { Move } from './numeric.ts';
import { derives } from './sides.ts';
import { standardName } from './standard.ts';
import { correspondence } from './substitution.ts';
import type { Worlds } from './worlds.ts';

/** A number as the notes show it: half a unit of its last place is open. */
export interface Shown {
  readonly value: number;
  readonly half: number;
  /** The step that shows it. */
  readonly order: number;
  /** It is data, and worked out from nothing. */
  readonly isGiven: boolean;
}

/** A number with the shown numbers that it is worked out from. */
export interface Worked {
  readonly value: number;
  /** How far the rounding of each number that it is worked out from can move it, to first order. */
  readonly moves: readonly Move[];
  /** The steps that show those numbers. */
  readonly orders: readonly number[];
  /** A derivative was taken, and no number for it is shown. */
  readonly isDerived?: true;
  /** It rests on a formula that the notes claim, and that may be wrong itself. */
  readonly isClaimed?: boolean;
  /** All numbers that it is worked out from are data. */
  readonly isGiven?: boolean;
}

const deepest = 12;
/** How many halves of its last unit a number is off where it is no rounding of the others. */
const slipped = 4;

/**
 * The numbers that a worked example gives to members of families: as data, as results of chains, and by the place where a row puts
 * numbers for symbols. A member to which the notes give two values that rounding does not explain has none.
 */
export class Values {
  /** What members and derivatives are by the numbers in front of those that the notes show for them, where the last step slips. */
  private readonly slips = new Map<string, { readonly value: number; readonly order: number }>();
  private readonly worlds: Worlds;
  private readonly shown = new Map<string, Shown>();
  private readonly disputed = new Set<string>();
  /** How many values the matrices and vectors of numbers have along each axis. */
  private readonly extents = new Map<number, number>();
  /** The steps that say what derivatives by the members of a family are. */
  private derivatives: ReadonlyMap<FamilyKey, readonly Step[]> | undefined;

  constructor(worlds: Worlds) {
    this.worlds = worlds;
    for (const step of worlds.meaning.steps) this.collect(step);
    for (const step of worlds.meaning.steps) this.substituted(step.lhs, step.rhs, step.order);
  }

  /** The value that the notes give to a member or a derivative. */
  of(expr: Expr): Shown | undefined {
    const key = keyOf(expr, new Map());
    return key === undefined || this.disputed.has(key) ? undefined : this.shown.get(key);
  }

  /** How many values an index runs over by the numbers of the notes. */
  extentOf(id: IndexId): number | undefined {
    return this.extents.get(this.worlds.meaning.axes.ofIndex(id).id);
  }

  /** The steps that say what derivatives by the members of a family are. */
  derivativesBy(family: FamilyKey): readonly Step[] {
    if (this.derivatives === undefined) {
      const found = new Map<FamilyKey, Step[]>();
      for (const step of this.worlds.meaning.steps) {
        const head = this.worlds.meaning.members[step.chain.id]?.[0];
        if (step.lhs !== head || step.lhs.kind !== 'partial' || step.lhs.wrt.kind !== 'ref') continue;
        found.set(step.lhs.wrt.family, [...(found.get(step.lhs.wrt.family) ?? []), step]);
      }
      this.derivatives = found;
    }
    return this.derivatives.get(family) ?? [];
  }

  /** Whether a step is the first to put some number for a symbol, where the two sides are alike but for that. */
  introduces(lhs: Expr, rhs: Expr, order: number): boolean {
    const pairs = correspondence(lhs, rhs);
    return pairs?.some(([symbol]) => this.of(symbol)?.order === order && this.agrees(pairs)) ?? false;
  }

  /**
   * What a formula works out to from the values of the notes; undefined where one is missing.
   * `head` is a member whose own value is not to be used, since it is what is being checked; `given` are values for other members.
   */
  workOut(step: Step, expr: Expr, head?: Expr, given: ReadonlyMap<string, number> = new Map()): Worked | undefined {
    const work = new Work(this, this.worlds, this.worlds.environmentOf(step), given, head && keyOf(head, new Map()));
    const value = work.number(expr, new Map(), 0);
    const isOpen = value === undefined || work.isClaimed;
    const derived = isOpen && given.size === 0 && derives(expr) ? atPoint(this, this.worlds, step, expr) : undefined;
    if (derived) return derived;
    if (value === undefined || !Number.isFinite(value)) return undefined;
    const moves: Move[] = [];
    for (const [key, { half }] of work.used) {
      const moved = new Work(this, this.worlds, this.worlds.environmentOf(step), given, head && keyOf(head, new Map()), key, half).number(
        expr,
        new Map(),
        0,
      );
      if (moved !== undefined && half > 0) moves.push({ half, by: Math.abs(moved - value) });
    }
    const used = [...work.used.values()];
    return {
      value,
      moves,
      orders: used.map(({ order }) => order),
      isClaimed: work.isClaimed,
      isGiven: used.every(({ isGiven }) => isGiven),
    };
  }

  private collect(step: Step): void {
    const { chain, position, lhs, rhs, order } = step;
    const last = this.worlds.meaning.members[chain.id]?.at(-1);
    const node = chain.members[position]?.node;
    if (position === 1 && lhs.kind === 'ref' && node) this.collectMatrix(lhs.family, node, order);
    if (position === 1) this.collectVector(lhs, rhs, order);
    for (const [name, value, shown] of pointIn(lhs, rhs)) this.bind(name, value, halfUnit(shown), order);
    const head = this.worlds.meaning.members[chain.id]?.[0];
    if (head === undefined || last === undefined || position !== chain.members.length - 1) return;
    const value = constantOf(last);
    if (value === undefined || this.isUpdate(step)) return;
    const before = this.worlds.meaning.members[chain.id]?.at(-2);
    const exact = before && isNumeric(before) ? this.workOut(step, before)?.value : undefined;
    const half = exact !== undefined && Math.abs(exact - value) <= 1e-12 * Math.abs(value) ? 0 : halfUnit(last);
    if (head.kind === 'ref' || head.kind === 'partial') this.bind(head, value, half, order, chain.members.length === 2);
    // `\frac{\partial z}{\partial a} = b = 9` says what a derivative is, and gives an input `b` no other value than it has.
    const isOtherwise = head.kind === 'partial' && this.of(lhs)?.isGiven === true && lhs.kind === 'ref' && this.isInput(lhs.family);
    if (position > 1 && (rhs === last || lhs.kind === 'ref') && !isOtherwise) this.bind(lhs, value, half, order, false);
    if (exact === undefined || Math.abs(exact - value) <= Math.max(halfUnit(last) * slipped, 1e-9 * Math.abs(value))) return;
    const key = keyOf(head, new Map());
    if (key !== undefined) this.slips.set(key, { value: exact, order });
  }

  /** What the numbers of other chains than that of a step come to where their last step slips. */
  slipsBeside({ chain }: Step): ReadonlyMap<string, number> {
    const others = [...this.slips].filter(([, { order }]) => !chain.orders.includes(order));
    return new Map(others.map(([key, { value }]) => [key, value]));
  }

  /** Whether nothing but numbers is said of a name. */
  private isInput(family: FamilyKey): boolean {
    const known = this.worlds.meaning.definitions.get(family) ?? [];
    return known.every(({ meaning }) => meaning.kind === 'formula' && constantOf(meaning.body) !== undefined);
  }

  private isUpdate({ chain }: Step): boolean {
    return this.worlds.meaning.steps.some((other) => other.chain === chain && other.role === 'update');
  }

  /** A matrix or column of numbers gives the entries of the family that has its name. */
  private collectMatrix(family: FamilyKey, node: Syntax, order: number): void {
    if (node.kind !== 'matrix') return;
    const { base, label } = partsOfKey(family);
    const column = node.rows.every((row) => row.length === 1);
    const sizes = column ? [node.rows.length] : [node.rows.length, node.rows[0]?.length ?? 0];
    if (node.rows.flat().every((entry) => numberIn(entry) !== undefined))
      for (const [position, size] of sizes.entries()) this.extend(familyKey(base, label, sizes.length), position, size);
    for (const [i, row] of node.rows.entries()) {
      for (const [j, entry] of row.entries()) {
        const number = numberIn(entry);
        if (number === undefined) continue;
        const slots = (column ? [i] : [i, j]).map((at): IndexTerm => ({ kind: 'value', value: at + 1 }));
        this.bind({ kind: 'ref', family: familyKey(base, label, slots.length), slots }, number, 0, order);
      }
    }
  }

  /** A vector of numbers in a row, `t = (0, 1, 0)`, gives the entries of its family. */
  private collectVector(lhs: Expr, rhs: Expr, order: number): void {
    if (lhs.kind !== 'ref' || rhs.kind !== 'list' || rhs.index.kind !== 'index') return;
    const { id } = rhs.index;
    const [term] = lhs.slots;
    if (lhs.slots.length !== 1 || term?.kind !== 'index' || term.id !== id || term.shift !== 0) return;
    const numbers = rhs.items.map(constantOf);
    if (numbers.includes(undefined)) return;
    this.extend(lhs.family, 0, numbers.length);
    const { start } = this.worlds.meaning.axes.ofIndex(id);
    for (const [at, number] of numbers.entries())
      this.bind(withTerm(lhs, id, { kind: 'value', value: start + at }), number as number, 0, order);
  }

  private extend(family: FamilyKey, position: number, size: number): void {
    const { id } = this.worlds.meaning.axes.ofSlot(family, position);
    this.extents.set(id, Math.max(size, this.extents.get(id) ?? 0));
  }

  private substituted(lhs: Expr, rhs: Expr, order: number): void {
    if (isNumeric(lhs) || !isNumeric(rhs)) return;
    const pairs = correspondence(lhs, rhs);
    if (pairs === undefined || !this.agrees(pairs)) return;
    for (const [symbol, number] of pairs)
      if (this.of(symbol) === undefined) this.bind(symbol, constantOf(number) as number, halfUnit(number), order, false);
  }

  /** Whether what is known of the symbols of a substitution is what it puts for them, up to rounding. */
  private agrees(pairs: readonly (readonly [Expr, Expr])[]): boolean {
    return pairs.every(([symbol, number]) => {
      const known = this.of(symbol);
      return known === undefined || Math.abs(known.value - (constantOf(number) as number)) <= (known.half + halfUnit(number)) * (1 + 1e-9);
    });
  }

  private bind(member: Expr, value: number, half: number, order: number, isGiven = true): void {
    const key = keyOf(member, new Map());
    if (key === undefined) return;
    const known = this.shown.get(key);
    if (known === undefined) this.shown.set(key, { value, half, order, isGiven });
    else if (Math.abs(known.value - value) > (known.half + half) * (1 + 1e-9)) this.disputed.add(key);
  }
}

/** One evaluation with the numbers of the notes, of which one may be moved to see what depends on it. */
class Work {
  readonly used = new Map<string, Shown>();
  isClaimed = false;
  private readonly values: Values;
  private readonly worlds: Worlds;
  private readonly environment: Environment;
  private readonly given: ReadonlyMap<string, number>;
  private readonly head: string | undefined;
  private readonly moved: string | undefined;
  private readonly by: number;

  constructor(
    values: Values,
    worlds: Worlds,
    environment: Environment,
    given: ReadonlyMap<string, number>,
    head?: string,
    moved?: string,
    by = 0,
  ) {
    this.values = values;
    this.worlds = worlds;
    this.environment = environment;
    this.given = given;
    this.head = head;
    this.moved = moved;
    this.by = by;
  }

  number(expr: Expr, at: ReadonlyMap<IndexId, number>, depth: number): number | undefined {
    if (deepest < depth) return undefined;
    const all = (parts: readonly Expr[]): number[] | undefined => {
      const found = parts.map((part) => this.number(part, at, depth));
      return found.includes(undefined) ? undefined : (found as number[]);
    };
    switch (expr.kind) {
      case 'number':
        return expr.value;
      case 'ref':
      case 'partial':
        return this.member(expr, at, depth);
      case 'position':
        return slotValue(expr.term, at);
      case 'negate': {
        const of = this.number(expr.of, at, depth);
        return of === undefined ? undefined : -of;
      }
      case 'add':
        return all(expr.terms)?.reduce((a, b) => a + b, 0);
      case 'multiply':
        return all(expr.factors)?.reduce((a, b) => a * b, 1);
      case 'divide': {
        const parts = all([expr.numerator, expr.denominator]);
        return parts && (parts[0] as number) / (parts[1] as number);
      }
      case 'power': {
        const parts = all([expr.base, expr.exponent]);
        return parts && (parts[0] as number) ** (parts[1] as number);
      }
      case 'apply':
        return expr.order > 0 ? undefined : this.applied(expr.fn, all(expr.args));
      case 'call':
        return this.called(expr, at, depth);
      case 'reduce':
        return this.reduced(expr, at, depth);
      default:
        return undefined;
    }
  }

  private member(expr: Expr, at: ReadonlyMap<IndexId, number>, depth: number): number | undefined {
    const key = keyOf(expr, at);
    if (key === undefined) return undefined;
    const given = this.given.get(key);
    if (given !== undefined) return given;
    const member = key === this.head && depth === 0 ? undefined : this.values.of(valued(expr, at));
    if (member !== undefined) {
      this.used.set(key, member);
      return member.value + (key === this.moved ? this.by : 0);
    }
    if (expr.kind === 'partial') return this.byFormula(expr, at, depth);
    if (expr.kind !== 'ref') return undefined;
    const mayBeConstant = isConstantInput(key) && (depth === 0 || this.environment(expr.family) === undefined);
    return this.defined(expr, at, depth) ?? (mayBeConstant ? 1 : undefined);
  }

  /** A derivative by the formula that a step gives for any member, `\partial E/\partial w_{kj} = \delta_k z_j`, or that its chain goes on to. */
  private byFormula({ of, wrt }: Expr & { kind: 'partial' }, at: ReadonlyMap<IndexId, number>, depth: number): number | undefined {
    if (wrt.kind !== 'ref' || of.kind !== 'ref' || of.slots.length > 0) return undefined;
    for (const { lhs, rhs } of this.values.derivativesBy(wrt.family)) {
      if (lhs.kind !== 'partial' || lhs.wrt.kind !== 'ref' || lhs.of.kind !== 'ref' || lhs.of.family !== of.family) continue;
      const inner = new Map<IndexId, number>();
      for (const [position, term] of lhs.wrt.slots.entries()) {
        const value = slotValue(wrt.slots[position], at);
        if (value !== undefined && term.kind === 'index' && term.shift === 0) inner.set(term.id, value);
      }
      if (inner.size !== wrt.slots.length) continue;
      for (const body of [rhs, ...this.further(rhs)]) {
        if (isNumeric(body) || walk(body).some(({ kind }) => kind === 'partial')) continue;
        const value = this.number(body, inner, depth + 1);
        if (value === undefined) continue;
        this.isClaimed = true;
        return value;
      }
    }
    return undefined;
  }

  /** A member by the formula of its family: the definition, or where that is a derivative, a formula that its chain goes on to. */
  private defined(expr: Expr & { kind: 'ref' }, at: ReadonlyMap<IndexId, number>, depth: number): number | undefined {
    const definition = this.environment(expr.family);
    if (definition?.meaning.kind !== 'formula') return undefined;
    const inner = new Map<IndexId, number>();
    for (const [position, id] of definition.head.entries()) {
      const value = slotValue(expr.slots[position], at);
      if (value === undefined) return undefined;
      inner.set(id, value);
    }
    // The numbers that the chain of what is asked for goes on to are what is being checked.
    const isAsked = depth === 0 && keyOf(expr, at) === this.head;
    const { body } = definition.meaning;
    for (const one of [body, ...this.further(body).filter((member) => !isAsked || !isNumeric(member))]) {
      const value = this.number(one, inner, depth + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private further(body: Expr): readonly Expr[] {
    const chain = this.worlds.meaning.members.find((members) => members.includes(body));
    return (
      chain
        ?.slice(chain.indexOf(body) + 1)
        .filter((member) => !walk(member).some((node) => node.kind === 'partial' || node.kind === 'hole')) ?? []
    );
  }

  private applied(name: string, args: readonly number[] | undefined): number | undefined {
    const [a, b] = args ?? [];
    return a === undefined ? undefined : functionByName.get(name)?.value(a, b ?? 0);
  }

  private called(expr: Expr & { kind: 'call' }, at: ReadonlyMap<IndexId, number>, depth: number): number | undefined {
    const args = expr.args.map((arg) => this.number(arg, at, depth));
    if (expr.order > 0 || expr.slots.length > 0 || args.includes(undefined)) return undefined;
    const definition = this.environment(expr.fn);
    if (definition === undefined) return this.applied(standardName(expr.fn), args as number[]);
    if (definition.meaning.kind === 'function') return this.applied(definition.meaning.name, args as number[]);
    const { params, meaning } = definition;
    if (meaning.kind !== 'formula' || params?.length !== args.length || params.some((param) => param.slots.length > 0)) return undefined;
    const given = new Map(this.given);
    for (const [position, param] of params.entries()) given.set(`${param.family}:`, args[position] as number);
    return new Work(this.values, this.worlds, this.environment, given).number(meaning.body, new Map(), depth + 1);
  }

  private reduced(expr: Expr & { kind: 'reduce' }, at: ReadonlyMap<IndexId, number>, depth: number): number | undefined {
    const { start, named } = this.worlds.meaning.axes.ofIndex(expr.index);
    const extent = this.values.extentOf(expr.index);
    if ((named === undefined && extent === undefined) || expr.conditions.length > 0 || (expr.op !== 'sum' && expr.op !== 'product'))
      return undefined;
    const { lower, upper } = expr.bounds;
    if (lower?.kind === 'index' || upper?.kind === 'index') return undefined;
    const first = lower?.kind === 'value' ? lower.value : start;
    const last = upper?.kind === 'value' ? upper.value : extent === undefined ? (named as number) : start + extent - 1;
    let total = expr.op === 'sum' ? 0 : 1;
    for (let value = first; value <= last; value++) {
      const part = this.number(expr.body, new Map(at).set(expr.index, value), depth);
      if (part === undefined) return undefined;
      total = expr.op === 'sum' ? total + part : total * part;
    }
    return total;
  }
}

/** Half a unit in the last place of a number as it is shown. */
export function halfUnit(expr: Expr): number {
  if (expr.kind === 'negate') return halfUnit(expr.of);
  return expr.kind === 'number' && expr.decimals > 0 ? 0.5 * 10 ** -expr.decimals : 0;
}

/** `(x, y) = (1, 2)`: the names without indices in a list, with the numbers in the other. */
export function pointIn(lhs: Expr, rhs: Expr): readonly (readonly [name: Expr & { kind: 'ref' }, value: number, shown: Expr])[] {
  if (lhs.kind !== 'list' || rhs.kind !== 'list' || lhs.items.length !== rhs.items.length) return [];
  return flatMap(lhs.items, (name, at): ReturnType<typeof pointIn> => {
    const shown = rhs.items[at] as Expr;
    const value = constantOf(shown);
    return name.kind === 'ref' && name.slots.length === 0 && value !== undefined ? [[name, value, shown]] : [];
  });
}

/** One key for one member: a family with a value in every slot, or a derivative of and by such. */
function keyOf(expr: Expr, at: ReadonlyMap<IndexId, number>): string | undefined {
  if (expr.kind === 'partial') {
    const whole = valued(expr, at);
    return walk(whole).every((node) => node.kind !== 'ref' || node.slots.every((term) => term.kind === 'value'))
      ? print(whole, String)
      : undefined;
  }
  if (expr.kind !== 'ref') return undefined;
  const slots = expr.slots.map((term) => slotValue(term, at));
  return slots.includes(undefined) ? undefined : `${expr.family}:${slots.join()}`;
}

/** The member 0 of a layer, by custom the constant input 1 that stands for a bias. */
function isConstantInput(key: string): boolean {
  return key.endsWith(':0');
}

/** A member with the values of its indices put in. */
function valued(expr: Expr, at: ReadonlyMap<IndexId, number>): Expr {
  if (expr.kind === 'partial') return { ...expr, of: valued(expr.of, at), wrt: valued(expr.wrt, at) };
  if (expr.kind !== 'ref') return expr;
  return {
    ...expr,
    slots: expr.slots.map((term) => {
      const value = slotValue(term, at);
      return value === undefined ? term : { kind: 'value', value };
    }),
  };
}

function slotValue(term: IndexTerm | undefined, at: ReadonlyMap<IndexId, number>): number | undefined {
  if (term?.kind === 'value') return term.value;
  const value = term?.kind === 'index' ? at.get(term.id) : undefined;
  return value === undefined ? undefined : value + (term?.kind === 'index' ? term.shift : 0);
}
