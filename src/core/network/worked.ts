import { Budget } from '../check/budget.ts';
import { isNumeric, type Step } from '../check/classify.ts';
import type { Environment } from '../check/definition.ts';
import { attempt, constantOf, isRefusal, World } from '../check/world.ts';
import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { termsOf, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { defines } from '../meaning/comparisons.ts';
import type { NotePlace } from '../training/plan.ts';
import type { Candidate } from './candidates.ts';
import { Dependence } from './dependence.ts';
import { GivenGround } from './given-ground.ts';
import { slotsOf } from './layout.ts';
import type { Trainable } from './network.ts';
import { placeOf } from './places.ts';

/** One forward and backward pass from the numbers that notes give. */
export interface WorkedExample {
  /** What the notes give: weights, inputs, targets, and values that they do not say where they come from. */
  readonly given: readonly { readonly tex: string; readonly value: number }[];
  /** What they work out, in their order. */
  readonly rows: readonly WorkedRow[];
}

/** A number of a worked example. */
export interface WorkedRow {
  readonly tex: string;
  /** The formula that it is worked out by. */
  readonly formula: string;
  readonly shown: number;
  /** What the formula comes to from the numbers that are given. */
  readonly computed: number;
  /** A step of it is reported not to hold. */
  readonly isBlamed: boolean;
  readonly where: NotePlace;
}

/** How many values an index of a worked example may have. */
const mostValues = 16;

/** The worked example behind a loss; undefined where the notes give no numbers for it. */
export function workedExample({ decider, isBlamed }: Trainable, { definition, step }: Candidate): WorkedExample | undefined {
  const { meaning, worlds, judge } = decider;
  const inForce = worlds.environmentOf(step);
  const on = new Dependence(meaning, inForce);
  const loss: Expr = { kind: 'ref', family: definition.family, slots: definition.head.map((id) => ({ kind: 'index', id, shift: 0 })) };
  const behind = on.of(loss);
  const shownOf = (family: FamilyKey, at: readonly number[]): number | undefined => judge.values.of(member(family, at))?.value;
  const sizes = new Map<number, number>();
  for (const family of [...behind.leaves, ...behind.families]) {
    const axes = slotsOf(family, meaning.axes);
    for (const at of members(axes.map(({ start }) => [start, start + mostValues - 1])))
      if (shownOf(family, at) !== undefined)
        for (const [position, axis] of axes.entries())
          sizes.set(axis.id, Math.max(sizes.get(axis.id) ?? 1, (at[position] as number) - axis.start + 1));
  }
  const axes = meaning.axes.resized(sizes);
  const cellsOf = (family: FamilyKey): readonly (readonly number[])[] =>
    members(slotsOf(family, axes).map(({ start, size }) => [start, start + size - 1]));
  const isGiven = (family: FamilyKey): boolean => cellsOf(family).every((at) => shownOf(family, at) !== undefined);
  const isPartlyGiven = (family: FamilyKey): boolean => cellsOf(family).some((at) => shownOf(family, at) !== undefined);
  const ground = new GivenGround(axes, 1, 1);
  const held = new Set<FamilyKey>();
  const given: WorkedExample['given'][number][] = [];
  const hold = (family: FamilyKey): void => {
    held.add(family);
    const leaf = ground.give(family, false);
    const starts = slotsOf(family, axes).map(({ start }) => start);
    for (const at of cellsOf(family)) {
      const value = shownOf(family, at) ?? Number.NaN;
      leaf.values[
        leaf.strides.reduce((sum, stride, position) => sum + stride * ((at[position] as number) - (starts[position] as number)), 0)
      ] = value;
      if (!Number.isNaN(value)) given.push({ tex: print(member(family, at), () => ''), value });
    }
  };
  for (const family of behind.leaves) hold(family);
  // What can't be worked out from the leaves is taken as it is shown.
  for (const family of behind.families)
    if (![...on.of(member(family, cellsOf(family)[0] ?? [])).leaves].every(isGiven) && isPartlyGiven(family)) hold(family);
  if (given.length === 0) return undefined;
  const environment: Environment = (family) => (held.has(family) ? undefined : inForce(family));
  const world = new World({
    ground,
    reshape: new Map(),
    environment,
    lossInputs: new Map(),
    passed: new Set(),
    opaque: meaning.opaque,
    budget: new Budget(1_000_000),
  });
  const known = new Dependence(meaning, environment);
  const worksOutTo = (expr: Expr): number | undefined => {
    const scope = world.scope([]);
    const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
    const values = isRefusal(node) ? node : attempt(() => world.tape.valueOf(node));
    return isRefusal(values) || values.length !== 1 || !Number.isFinite(values[0]) ? undefined : values[0];
  };
  const chains = new Map<number, Step[]>();
  for (const one of meaning.steps) chains.set(one.chain.id, [...(chains.get(one.chain.id) ?? []), one]);
  const rows = [...chains.values()].flatMap((steps): readonly WorkedRow[] => {
    const [first, last] = [steps[0], steps.at(-1)];
    const shown = last && constantOf(last.rhs);
    if (first === undefined || last === undefined || shown === undefined || first.role === 'update') return [];
    if (!steps.every(({ sign }) => defines(sign)) || !isOneMember(first.lhs)) return [];
    const symbolic = [first.lhs, ...steps.map(({ rhs }) => rhs)].filter((expr) => !isNumeric(expr)).at(-1);
    const isData = symbolic === first.lhs && first.lhs.kind === 'ref' && held.has(first.lhs.family);
    const rests = symbolic && known.of(symbolic);
    if (symbolic === undefined || isData || ![...(rests?.leaves ?? [])].every((leaf) => held.has(leaf))) return [];
    const computed = worksOutTo(symbolic);
    if (computed === undefined) return [];
    const tex = print(first.lhs, () => '');
    return [
      {
        tex,
        formula: print(symbolic, () => ''),
        shown,
        computed,
        isBlamed: steps.some(isBlamed),
        where: placeOf(meaning.note, last),
      },
    ];
  });
  return rows.length === 0 ? undefined : { given, rows };
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
