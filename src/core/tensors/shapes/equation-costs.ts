import type { FamilyKey } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FunctionShape } from '../typer/context.ts';
import { Typer } from '../typer/typer.ts';
import { costs } from '../typing.ts';
import { definingIn, type Equation, namesIn } from './equations.ts';
import { allKinds, cheapestKind, unequal } from './fit.ts';
import { FormCosts, formOf } from './form-costs.ts';
import type { Parameters } from './functions.ts';
import { costOfLink, type Link } from './links.ts';
import type { Names } from './names.ts';
import type { Variable } from './variable.ts';

/** How much more it costs that a name for a derivative does not fit it, for that is what tells its shape. */
const settled = 1.3;
/** How often the cost of an equation is worked out at the most. */
const mostWork = 6000;
/** How many kinds are told apart by a number. */
const mostDigits = 26;
/** What sums of costs in another order may differ by. */
export const rounding = 1e-9;

/** What is asked for shapes. */
export interface Problem {
  readonly equations: readonly Equation[];
  /** The links of wholes with their members, which count as equations behind the others. */
  readonly links: readonly Link[];
  readonly names: Names;
  readonly functions: Parameters;
  readonly evidence: Evidence;
  /** Pairs of names of which the one is made of the other entry by entry. */
  readonly elementwise: ReadonlySet<string>;
}

/** What the equations and links cost as the names are, each worked out once for the kinds of the names that decide it. */
export class EquationCosts {
  /** What each costs now, as far as it was told to be renewed. */
  readonly now: number[] = [];
  private readonly problem: Problem;
  private readonly typer: Typer;
  private readonly memos: Map<number | string, number>[] = [];
  private readonly forms: FormCosts[] = [];
  private readonly deciders: (readonly Variable[] | undefined)[] = [];
  /** What each equation means by its names. */
  private readonly meant: (Map<FamilyKey, Variable> | undefined)[] = [];
  /** The equations that make a name one for a derivative. */
  private readonly defining: ReadonlySet<number>;
  private work = 0;
  /** The equation that is being read. */
  private current = 0;
  /** How often users of names were looked for, and when each equation was last found to be one. */
  private looks = 0;
  private readonly lookedAt: number[] = [];

  constructor(problem: Problem) {
    this.problem = problem;
    const { equations, links, names, evidence, elementwise } = problem;
    this.defining = new Set([...definingIn(equations)].filter((at) => equations[at]?.members[1]?.kind === 'partial'));
    this.typer = new Typer({
      kindOf: (family) => this.here(family).kind,
      functionOf: (fn) => this.functionOf(fn),
      isMapping: (fn) => evidence.mappings.has(fn),
      isBold: (family) => this.isBold(family),
      isElementwise: (of, wrt) => elementwise.has(`${of} ${wrt}`),
      joined: () => 0,
      layout: 'mixed',
      // What a name is added to is found before what is added.
      bias: costs.spread,
      fresh: () => ({ kind: 'index', id: -1, shift: 0 }),
      stateOf: (families) => this.stateOf(families),
    });
    for (const [at, { members }] of equations.entries()) this.use(namesIn(members), at);
    for (const [n, { whole, member }] of links.entries())
      for (const family of [whole, member]) names.ofAll(family).using.push(equations.length + n);
    for (let at = 0; at < equations.length + links.length; at++) this.now[at] = this.of(at);
  }

  /** Whether no more equations are to be read in search of better shapes. */
  get isSpent(): boolean {
    return mostWork < this.work;
  }

  functionOf(fn: FamilyKey): FunctionShape | undefined {
    return this.problem.functions.get(fn)?.map(({ kind }) => kind);
  }

  /** Whether a name is set in bold. */
  isBold(family: FamilyKey): boolean {
    return this.problem.evidence.bold.has(this.problem.names.ofAll(family).name);
  }

  /** The variables of an equation, or of a link. */
  variablesOf(at: number): readonly Variable[] {
    const { equations, links, names } = this.problem;
    const link = links[at - equations.length];
    if (link) return [names.named(link.whole), names.named(link.member)];
    return [...namesIn((equations[at] as Equation).members)].map((family) => names.of(family, at));
  }

  /** The equations in which some names stand, each once. */
  usersOf(variables: readonly Variable[]): readonly number[] {
    const look = ++this.looks;
    const found: number[] = [];
    for (const { using } of variables)
      for (const at of using) {
        if (this.lookedAt[at] === look) continue;
        this.lookedAt[at] = look;
        found.push(at);
      }
    return found;
  }

  /** What some equations cost now. */
  nowOf(all: readonly number[]): number {
    let total = 0;
    for (const at of all) total += this.now[at] as number;
    return total;
  }

  /** Works out anew what some equations cost now. */
  renew(all: readonly number[]): void {
    for (const at of all) this.now[at] = this.of(at);
  }

  /** Takes in that names of some equations mean something else there. */
  renameIn(all: readonly number[]): void {
    for (const at of all) {
      this.deciders[at] = undefined;
      this.meant[at] = undefined;
    }
  }

  /** Adds an equation to those that its names stand in. */
  use(families: Iterable<FamilyKey>, at: number): void {
    for (const family of families) this.problem.names.of(family, at).using.push(at);
  }

  /** What some equations cost, and what is added to that. */
  totalOf(all: readonly number[], more: number): number {
    let total = more;
    for (const at of all) total += this.of(at);
    return total;
  }

  /** Whether some equations together cost more than that; what is known already may tell that the rest need not be worked out. */
  isAbove(most: number, more: number, all: readonly number[]): boolean {
    const open: number[] = [];
    let least = more;
    for (const at of all) {
      const known = this.knownOf(at);
      if (known === undefined) open.push(at);
      else least += known;
      if (most < least) return true;
    }
    for (const at of open) {
      least += this.of(at);
      if (most < least) return true;
    }
    return false;
  }

  /** What an equation or a link costs as the names are. */
  private of(at: number): number {
    const { equations, links, names, elementwise } = this.problem;
    const link = links[at - equations.length];
    if (link) return costOfLink(link, names);
    const key = this.keyOf(at);
    this.memos[at] ??= new Map();
    const memo = this.memos[at] as Map<number | string, number>;
    let cost = memo.get(key);
    if (cost === undefined) {
      this.current = at;
      this.work++;
      const { members } = equations[at] as Equation;
      this.forms[at] ??= new FormCosts(formOf(members, (of, wrt) => elementwise.has(`${of} ${wrt}`)));
      cost = this.forms[at].of(
        this.wholeStateOf(namesIn(members)),
        () => cheapestKind(members.map((member) => this.typer.readings(member))).cost,
      );
      if (unequal <= cost && this.defining.has(at)) cost *= settled;
      memo.set(key, cost);
    }
    return cost;
  }

  private knownOf(at: number): number | undefined {
    return at < this.problem.equations.length ? this.memos[at]?.get(this.keyOf(at)) : this.of(at);
  }

  /** The kinds of the names that decide what an equation costs: as a number, as long as that can be told from all others. */
  private keyOf(at: number): number | string {
    const deciding = this.deciding(at);
    if (mostDigits < deciding.length) return deciding.map(({ digit }) => digit).join('');
    let key = 0;
    for (const { digit } of deciding) key = key * allKinds.length + digit;
    return key;
  }

  /** The names whose kinds decide what an equation costs: its own, and the parameters of its functions. */
  private deciding(at: number): readonly Variable[] {
    const { equations, names, functions } = this.problem;
    this.deciders[at] ??= flatMap([...namesIn((equations[at] as Equation).members)], (family) => [
      names.of(family, at),
      ...(functions.get(family) ?? []),
    ]);
    return this.deciders[at];
  }

  /** What a name is in the current equation. */
  private here(family: FamilyKey): Variable {
    this.meant[this.current] ??= new Map();
    const meant = this.meant[this.current] as Map<FamilyKey, Variable>;
    let variable = meant.get(family);
    if (variable === undefined) {
      variable = this.problem.names.of(family, this.current);
      meant.set(family, variable);
    }
    return variable;
  }

  /** What some names and the parameters of the functions among them are in the current equation. */
  private stateOf(families: readonly FamilyKey[]): string {
    let state = '';
    for (const family of families) {
      state += this.here(family).digit;
      for (const { digit } of this.problem.functions.get(family) ?? []) state += digit;
    }
    return state;
  }

  /** All that tells what the current equation costs, but for how it is written. */
  private wholeStateOf(families: Iterable<FamilyKey>): string {
    const { evidence, functions } = this.problem;
    let state = '';
    for (const family of families) {
      state += `${this.here(family).digit}${this.isBold(family) ? 'b' : ''}${evidence.mappings.has(family) ? 'm' : ''}`;
      const params = functions.get(family);
      if (params) state += `(${params.map(({ digit }) => digit).join('')})`;
    }
    return state;
  }
}
