import { Budget } from '../check/budget.ts';
import type { Step } from '../check/classify/step.ts';
import { constantOf, isNumeric } from '../check/constants.ts';
import type { Environment } from '../check/definition.ts';
import { halfUnit } from '../check/values.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import { World } from '../check/world/world.ts';
import type { NodeId } from '../engine/tape.ts';
import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { termsOf, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { defines } from '../meaning/comparisons.ts';
import type { NotePlace } from '../training/plan.ts';
import type { Candidate } from './candidates.ts';
import { Dependence } from './dependence.ts';
import { GivenGround, type GivenLeaf } from './given-ground.ts';
import { slotsOf } from './layout.ts';
import type { Trainable } from './network.ts';
import { placeOf } from './places.ts';

/** One forward and backward pass from the numbers that notes give. */
export interface WorkedExample {
  /** What the notes give: weights, inputs, targets, and values that they do not say where they come from. */
  readonly given: readonly { readonly tex: string; readonly value: number }[];
  /** Each member of each name that the loss is made of, in the order in which they are worked out. */
  readonly nodes: readonly WorkedNode[];
  /** What they work out, in their order. */
  readonly rows: readonly WorkedRow[];
}

/** A node of the network with its value and what the loss changes with it. */
export interface WorkedNode {
  readonly tex: string;
  readonly value: number;
  readonly isGiven: boolean;
  readonly adjoint?: number;
  /** What the notes work out for the value and for the adjoint, where they do. */
  readonly inNotes: { readonly value?: ShownNumber; readonly adjoint?: ShownNumber };
}

/** How a number of the notes stands to what its formula comes to. */
export type Likeness =
  /** The same to the digits that the notes show. */
  | 'same'
  /** Another last digit, as rounding on the way makes it. */
  | 'rounded'
  /** A step of it is reported not to hold. */
  | 'wrong';

/** A number as the notes show it. */
export interface ShownNumber {
  readonly shown: number;
  /** How many of them it is written with. */
  readonly decimals: number;
  readonly likeness: Likeness;
}

/** A number of a worked example. */
export interface WorkedRow extends ShownNumber {
  readonly tex: string;
  /** The formula of the notes that it is worked out by. */
  readonly formula: string;
  /** What the formula comes to from the numbers that are given. */
  readonly computed: number;
  /** A step of it is reported not to hold. */
  readonly isBlamed: boolean;
  /** Whether it belongs to the way forward, or to the way back. */
  readonly isForward: boolean;
  readonly where: NotePlace;
}

/** How many values an index of a worked example may have. */
const mostValues = 16;

/** The worked example behind a loss; undefined where the notes give no numbers for it. */
export function workedExample(note: Trainable, candidate: Candidate): WorkedExample | undefined {
  const example = new Example(note, candidate);
  if (example.given.length === 0) return undefined;
  const rows = example.rows();
  return rows.length === 0 ? undefined : { given: example.given, nodes: example.nodes(rows), rows };
}

/** A loss with the numbers of the notes in the places of its leaves. */
class Example {
  readonly given: WorkedExample['given'][number][] = [];
  private readonly note: Trainable;
  private readonly loss: Expr;
  private readonly inForce: Environment;
  private readonly axes: GivenGround['axes'];
  private readonly ground: GivenGround;
  private readonly held = new Map<FamilyKey, GivenLeaf>();
  private readonly families: readonly FamilyKey[];
  private readonly known: Dependence;
  private readonly world: World;

  constructor(note: Trainable, { definition, step }: Candidate) {
    const { meaning, worlds } = note.decider;
    this.note = note;
    this.inForce = worlds.environmentOf(step);
    const on = new Dependence(meaning, this.inForce);
    this.loss = { kind: 'ref', family: definition.family, slots: definition.head.map((id) => ({ kind: 'index', id, shift: 0 })) };
    const { leaves, families } = on.of(this.loss);
    this.families = [...families];
    this.axes = meaning.axes.resized(this.sizesOf([...leaves, ...families]));
    this.ground = new GivenGround(this.axes, 1, 1);
    for (const family of leaves) this.hold(family);
    const isGiven = (family: FamilyKey): boolean => this.cellsOf(family).every((at) => this.shown(member(family, at)) !== undefined);
    const isPartlyGiven = (family: FamilyKey): boolean => this.cellsOf(family).some((at) => this.shown(member(family, at)) !== undefined);
    // What can't be worked out from the leaves is taken as it is shown.
    for (const family of families)
      if (![...on.of(member(family, this.cellsOf(family)[0] ?? [])).leaves].every(isGiven) && isPartlyGiven(family)) this.hold(family);
    const environment: Environment = (family) => (this.held.has(family) ? undefined : this.inForce(family));
    this.known = new Dependence(meaning, environment);
    this.world = new World({
      ground: this.ground,
      reshape: new Map(),
      environment,
      lossInputs: new Map(),
      passed: new Set(),
      opaque: meaning.opaque,
      budget: new Budget(1_000_000),
    });
  }

  /** The numbers that the notes work out, each beside what its formula comes to. */
  rows(): readonly WorkedRow[] {
    const chains = new Map<number, Step[]>();
    for (const one of this.note.decider.meaning.steps) chains.set(one.chain.id, [...(chains.get(one.chain.id) ?? []), one]);
    const all = [...chains.values()].flatMap((steps) => this.row(steps) ?? []);
    // What is said again, word for word, is listed once.
    const keyOf = ({ tex, formula, shown }: WorkedRow): string => `${tex} ${formula} ${shown}`;
    return [...new Map([...all].reverse().map((row) => [keyOf(row), row])).values()].reverse();
  }

  /** Each name between the leaves and the loss, as far as it can be worked out. */
  nodes(rows: readonly WorkedRow[]): readonly WorkedNode[] {
    const said = new Map(rows.map(({ tex, shown, decimals, likeness }) => [tex, { shown, decimals, likeness }]));
    const scope = this.world.scope([]);
    const total = isRefusal(scope) ? scope : this.world.evaluate(this.loss, scope);
    const loss = isRefusal(total) || isRefusal(attempt(() => this.ground.tape.valueOf(total))) ? undefined : total;
    return this.families.flatMap((family) => this.nodesOf(family, loss, said));
  }

  private nodesOf(family: FamilyKey, loss: NodeId | undefined, said: ReadonlyMap<string, ShownNumber>): readonly WorkedNode[] {
    const { tape } = this.ground;
    const leaf = this.held.get(family);
    const definition = this.inForce(family);
    if (definition?.meaning.kind !== 'formula' || walk(definition.meaning.body).some(({ kind }) => kind === 'partial')) return [];
    const scope = this.world.scope(definition.head);
    if (isRefusal(scope)) return [];
    const slots = definition.head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
    const node = leaf?.node ?? this.world.evaluate({ kind: 'ref', family, slots }, scope);
    if (isRefusal(node)) return [];
    const axes = leaf?.axes ?? definition.head.flatMap((id) => scope.indices.get(id) ?? []);
    const valuesOf = (of: NodeId | undefined): readonly number[] | undefined => {
      const found = of === undefined ? undefined : attempt(() => tape.valueOf(tape.broadcast(of, axes)));
      return found === undefined || isRefusal(found) ? undefined : [...found];
    };
    const values = valuesOf(node);
    const adjoints = loss === undefined ? undefined : valuesOf(tape.adjoint(loss, node));
    // A node of a tape has its axes in their order, whatever the order of the slots.
    const ascending = [...axes].sort((a, b) => a - b);
    const strides = axes.map((axis) =>
      ascending.slice(ascending.indexOf(axis) + 1).reduce((cells, inner) => cells * tape.sizeOf(inner), 1),
    );
    const starts = slotsOf(family, this.axes).map(({ start }) => start);
    const names = this.namesOfAdjoint(family);
    return this.cellsOf(family).flatMap((at): readonly WorkedNode[] => {
      const cell = at.reduce((sum, value, n) => sum + (strides[n] ?? 0) * (value - (starts[n] ?? 0)), 0);
      const [value, adjoint] = [values?.[cell], adjoints?.[cell]];
      if (value === undefined || !Number.isFinite(value)) return [];
      const isKnown = adjoint !== undefined && Number.isFinite(adjoint);
      const own = member(family, at);
      const back: readonly Expr[] = [{ kind: 'partial', of: this.loss, wrt: own }, ...names.map((name) => name(at))];
      const saidOf = (exprs: readonly Expr[]): ShownNumber | undefined =>
        exprs.map((expr) => said.get(print(expr, () => ''))).find((number) => number !== undefined);
      const [shown, shownBack] = [saidOf([own]), isKnown ? saidOf(back) : undefined];
      return [
        {
          tex: print(own, () => ''),
          value,
          isGiven: leaf !== undefined,
          ...(isKnown ? { adjoint } : {}),
          inNotes: { ...(shown ? { value: shown } : {}), ...(shownBack ? { adjoint: shownBack } : {}) },
        },
      ];
    });
  }

  /** What the notes call the adjoint of a name: of each such name the member that belongs to a member of that. */
  private namesOfAdjoint(family: FamilyKey): readonly ((at: readonly number[]) => Expr)[] {
    const { definitions } = this.note.decider.meaning;
    const { loss } = this;
    return [...definitions.values()].flat().flatMap(({ family: name, head, meaning }) => {
      const body = meaning.kind === 'formula' ? meaning.body : undefined;
      if (body?.kind !== 'partial' || body.of.kind !== 'ref' || loss.kind !== 'ref' || body.of.family !== loss.family) return [];
      if (body.wrt.kind !== 'ref' || body.wrt.family !== family || body.wrt.slots.length !== head.length) return [];
      const places = head.map((id) => termsOf(body.wrt).findIndex((term) => term.kind === 'index' && term.id === id && term.shift === 0));
      if (places.includes(-1)) return [];
      return [
        (at: readonly number[]) =>
          member(
            name,
            places.map((place) => at[place] as number),
          ),
      ];
    });
  }

  private row(steps: readonly Step[]): WorkedRow | undefined {
    const { decider, isBlamed } = this.note;
    const [first, last] = [steps[0], steps.at(-1)];
    const shown = last && constantOf(last.rhs);
    if (first === undefined || last === undefined || shown === undefined || first.role === 'update') return undefined;
    if (!steps.every(({ sign }) => defines(sign)) || !isOneMember(first.lhs)) return undefined;
    const symbolic = [first.lhs, ...steps.map(({ rhs }) => rhs)].filter((expr) => !isNumeric(expr)).at(-1);
    const isData = symbolic === first.lhs && first.lhs.kind === 'ref' && this.held.has(first.lhs.family);
    const rests = symbolic && this.known.of(symbolic);
    if (symbolic === undefined || isData || ![...(rests?.leaves ?? [])].every((leaf) => this.held.has(leaf))) return undefined;
    const computed = this.worksOutTo(symbolic);
    if (computed === undefined) return undefined;
    const isWrong = steps.some(isBlamed);
    const isSame = Math.abs(computed - shown) <= Math.max(halfUnit(last.rhs), 1e-9 * Math.abs(shown)) * (1 + 1e-9);
    return {
      tex: print(first.lhs, () => ''),
      formula: this.formulaOf(symbolic, steps),
      shown,
      decimals: decimalsOf(last.rhs),
      computed,
      isBlamed: isWrong,
      likeness: isWrong ? 'wrong' : isSame ? 'same' : 'rounded',
      isForward: first.lhs.kind === 'ref' && this.families.includes(first.lhs.family),
      where: placeOf(decider.meaning.note, last),
    };
  }

  /** As it stands in the notes: in the chain, or where the name of it is defined. */
  private formulaOf(symbolic: Expr, steps: readonly Step[]): string {
    const { meaning, worlds } = this.note.decider;
    const order = symbolic.kind === 'ref' ? this.inForce(symbolic.family)?.order : undefined;
    const own =
      steps.find(({ rhs }) => rhs === symbolic) ?? meaning.steps.find((step) => step.order === order && step.definition !== undefined);
    return own ? worlds.texOf(own.chain, own.position).trim() : print(symbolic, () => '');
  }

  private worksOutTo(expr: Expr): number | undefined {
    const scope = this.world.scope([]);
    const node = isRefusal(scope) ? scope : this.world.evaluate(expr, scope);
    const values = isRefusal(node) ? node : attempt(() => this.world.tape.valueOf(node));
    return isRefusal(values) || values.length !== 1 || !Number.isFinite(values[0]) ? undefined : values[0];
  }

  private shown(expr: Expr): number | undefined {
    return this.note.decider.judge.values.of(expr)?.value;
  }

  /** As large as the members are to which the notes give numbers. */
  private sizesOf(families: readonly FamilyKey[]): ReadonlyMap<number, number> {
    const sizes = new Map<number, number>();
    for (const family of families) {
      const axes = slotsOf(family, this.note.decider.meaning.axes);
      for (const at of members(axes.map(({ start }) => [start, start + mostValues - 1])))
        if (this.shown(member(family, at)) !== undefined)
          for (const [position, axis] of axes.entries())
            sizes.set(axis.id, Math.max(sizes.get(axis.id) ?? 1, (at[position] as number) - axis.start + 1));
    }
    return sizes;
  }

  private cellsOf(family: FamilyKey): readonly (readonly number[])[] {
    return members(slotsOf(family, this.axes).map(({ start, size }) => [start, start + size - 1]));
  }

  /** Gives a name the numbers of the notes. */
  private hold(family: FamilyKey): void {
    const leaf = this.ground.give(family, false);
    this.held.set(family, leaf);
    const starts = slotsOf(family, this.axes).map(({ start }) => start);
    for (const at of this.cellsOf(family)) {
      const value = this.shown(member(family, at)) ?? Number.NaN;
      const cell = leaf.strides.reduce((sum, stride, n) => sum + stride * ((at[n] as number) - (starts[n] as number)), 0);
      leaf.values[cell] = value;
      if (!Number.isNaN(value)) this.given.push({ tex: print(member(family, at), () => ''), value });
    }
  }
}

function decimalsOf(expr: Expr): number {
  const half = halfUnit(expr);
  return half === 0 ? 0 : Math.round(-Math.log10(2 * half));
}

/** A member of a family, or a derivative by one, and no whole one. */
function isOneMember(expr: Expr): boolean {
  if (expr.kind !== 'ref' && expr.kind !== 'partial') return false;
  return walk(expr).every((node) => termsOf(node).every(({ kind }) => kind === 'value'));
}

function member(family: FamilyKey, at: readonly number[]): Expr {
  return { kind: 'ref', family, slots: at.map((value): IndexTerm => ({ kind: 'value', value })) };
}

/** Every choice of a number within each of some ranges. */
function members(ranges: readonly (readonly [number, number] | readonly number[])[]): readonly (readonly number[])[] {
  return ranges.reduce<readonly (readonly number[])[]>(
    (before, [from = 0, to = 0]) => before.flatMap((one) => Array.from({ length: to - from + 1 }, (_, n) => [...one, from + n])),
    [[]],
  );
}
