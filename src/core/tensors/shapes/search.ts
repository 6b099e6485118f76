import type { Expr } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import type { Kind } from '../typing.ts';
import type { EquationCosts } from './equation-costs.ts';
import { rounding } from './equation-costs.ts';
import type { Equation } from './equations.ts';
import type { Names } from './names.ts';
import { doubtsOf, setKinds, type Variable } from './variable.ts';

const mostSteps = 200;
/** How many names that go entry by entry from one to the next are changed together at the most. */
const mostImages = 4;
/** What an equation has to cost to be worth mending, and a change to save. */
export const worth = 1;
const worthPairs = 2.5;
export const leastSaved = 0.01;

/** Kinds for some names, and what they save. */
export interface Change {
  readonly variables: readonly Variable[];
  readonly kinds: readonly Kind[];
  readonly saved: number;
}

/** Which kinds some names take together, by the kinds that each may well be. */
export type Choice = (candidates: readonly (readonly Kind[])[]) => readonly (readonly Kind[])[];

/** Looks for kinds of the names at which the equations cost less, by the best change of a few names at a time. */
export class Search {
  readonly costs: EquationCosts;
  readonly names: Names;
  /** The names that may well be of more than one kind. */
  readonly open: Variable[] = [];
  private readonly equations: readonly Equation[];
  /** For each name those that are a function of it entry by entry. */
  private images: ReadonlyMap<Variable, readonly Variable[]> | undefined;

  constructor(equations: readonly Equation[], names: Names, costs: EquationCosts, open: readonly Variable[]) {
    this.equations = equations;
    this.names = names;
    this.costs = costs;
    this.open.push(...open);
  }

  /** Mends the equation that costs most, by the best change of one of its names, else of two, until none can be mended. */
  run(variables: readonly Variable[]): void {
    const free = new Set(variables);
    const stuck = new Set<number>();
    for (let step = 0; step < mostSteps; step++) {
      const at = this.worst(stuck);
      if (at === undefined || this.costs.isSpent) break;
      const best = this.mending(at, free);
      if (best === undefined) stuck.add(at);
      else for (const changed of this.take(best)) stuck.delete(changed);
    }
  }

  /** The best change of names of an equation. */
  private mending(at: number, free: ReadonlySet<Variable>): Change | undefined {
    const names = this.costs.variablesOf(at).filter((variable) => free.has(variable));
    const single = this.bestOf(names.map((name) => [name]));
    if (single || (this.costs.now[at] as number) < worthPairs) return single;
    const withImages = (): readonly (readonly Variable[])[] => flatMap(names, (name) => this.withImages(name, free));
    return this.bestOf(pairsOf(names)) ?? this.bestOf(withImages(), alikeKinds);
  }

  /** The change of some names that saves most, or undefined where none saves anything. */
  bestOf(groups: readonly (readonly Variable[])[], choice: Choice = combinations): Change | undefined {
    const { costs } = this;
    let best: Change | undefined;
    for (const variables of groups) {
      if (costs.isSpent) break;
      const before = variables.map(({ kind }) => kind);
      const affected = costs.usersOf(variables);
      let now = doubtsOf(variables);
      for (const at of affected) now += costs.now[at] as number;
      for (const kinds of choice(variables.map((variable) => variable.candidates))) {
        if (costs.isSpent) break;
        if (kinds.some((kind, n) => kind === before[n])) continue;
        setKinds(variables, kinds);
        const most = now - (best?.saved ?? leastSaved);
        const doubt = doubtsOf(variables);
        if (costs.isAbove(most + rounding, doubt, affected)) continue;
        const total = costs.totalOf(affected, doubt);
        if (total < most) best = { variables, kinds, saved: now - total };
      }
      setKinds(variables, before);
    }
    return best;
  }

  /** Makes a change, and returns the equations that it is of. */
  take({ variables, kinds }: Change): readonly number[] {
    setKinds(variables, kinds);
    const changed = this.costs.usersOf(variables);
    this.costs.renew(changed);
    return changed;
  }

  private worst(stuck: ReadonlySet<number>): number | undefined {
    const { now } = this.costs;
    let worst: number | undefined;
    for (const [at, cost] of now.entries())
      if (worth <= cost && !stuck.has(at) && (worst === undefined || (now[worst] as number) < cost)) worst = at;
    return worst;
  }

  /** A name with those that are a function of it entry by entry, and of those in turn (`A = \tanh(Z)`), which are what it is. */
  private withImages(name: Variable, free: ReadonlySet<Variable>): readonly (readonly Variable[])[] {
    this.images ??= imagesIn(this.equations, this.names);
    const group = new Set([name]);
    for (const each of group)
      for (const image of this.images.get(each) ?? []) if (free.has(image) && group.size < mostImages) group.add(image);
    return group.size < 2 ? [] : [[...group]];
  }
}

function pairsOf(names: readonly Variable[]): readonly (readonly Variable[])[] {
  return flatMap(names, (one, n) => names.slice(n + 1).map((two) => [one, two]));
}

function combinations([first, ...rest]: readonly (readonly Kind[])[]): readonly (readonly Kind[])[] {
  if (first === undefined) return [[]];
  const others = combinations(rest);
  return flatMap(first, (kind) => others.map((each) => [kind, ...each]));
}

/** One kind for all, where all may be of it. */
function alikeKinds([first = [], ...others]: readonly (readonly Kind[])[]): readonly (readonly Kind[])[] {
  return first.filter((kind) => others.every((kinds) => kinds.includes(kind))).map((kind) => [kind, ...others.map(() => kind)]);
}

/** `A = \sigma(Z)`: for each name those that a function of it alone makes. */
function imagesIn(equations: readonly Equation[], names: Names): ReadonlyMap<Variable, readonly Variable[]> {
  const found = new Map<Variable, Variable[]>();
  for (const [at, { members }] of equations.entries()) {
    const [head, body, ...more] = members;
    const [arg, ...others] = argumentsOf(body);
    if (head?.kind !== 'ref' || arg?.kind !== 'ref' || others.length + more.length + head.slots.length + arg.slots.length > 0) continue;
    const from = names.of(arg.family, at);
    found.set(from, [...(found.get(from) ?? []), names.of(head.family, at)]);
  }
  return found;
}

function argumentsOf(body: Expr | undefined): readonly Expr[] {
  return body?.kind === 'apply' ? body.args : [];
}
