import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { standardNames } from '../meaning/standard-names.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { defines, sampleLabel, stepLabel, type Vocabulary } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import { entriesIn } from './entrywise.ts';
import { FormCosts, formOf } from './equation-form.ts';
import { type Doubts, type Evidence, firstDoubts, ofSpace } from './evidence.ts';
import { type FunctionShape, namesOf, Typer, type TyperContext } from './typer.ts';
import { costs, entryIn, type Kind, kindOf, priceOf, type Typing } from './typing.ts';

/** Formulas that are said to be equal, in order. */
export interface Equation {
  readonly members: readonly Expr[];
  readonly signs: readonly string[];
  /** The part of the note that it stands in. */
  readonly part: number;
}

/** What every name is as a whole, by the number of the equation that it stands in: notes use a letter for a number here and for a vector there. */
export interface Shapes {
  kindOf(family: FamilyKey, equation: number): Kind;
  functionOf(fn: FamilyKey): FunctionShape | undefined;
  /** Whether the notes say of a function that it takes vectors or matrices. */
  isMapping(fn: FamilyKey): boolean;
  /** Whether a name is set in bold. */
  isBold(family: FamilyKey): boolean;
  /** Whether a name is known, or has indices and so is a number. */
  knows(family: FamilyKey): boolean;
  /** Whether a name could as well be something else. */
  isUnclear(family: FamilyKey, equation: number): boolean;
  /** Whether the search for better ones was cut short. */
  readonly isCut: boolean;
}

/** What a formula costs that no reading fits. */
const impossible = 10;
/** What it costs that a number is set equal to a vector. */
export const unequal = 6;
/** By how much one shape of a name has to fit better than any other to be beyond doubt. */
const margin = 1.5;
/** How much more it costs that a name for a derivative does not fit it, for that is what tells its shape. */
const settled = 1.3;
/** What it costs that a name is something else in a part of the note. */
const apart = 0.5;
/** What it costs that a name has not one index less than its members. */
const unlinked = 4;
/** What it costs that a name without the number of a sample is all samples together, and not one of them. */
const together = 0.4;
const mostSteps = 200;
/** How many names that go entry by entry from one to the next are changed together at the most. */
const mostImages = 4;
/** How many names are made vectors together at the most. */
const mostGroup = 12;
/** How often the cost of an equation is worked out at the most. */
const mostWork = 6000;
/** What an equation has to cost to be worth mending, and a change to save. */
const worth = 1;
const worthPairs = 2.5;
const leastSaved = 0.01;
/** What sums of costs in another order may differ by. */
const rounding = 1e-9;
/** How many kinds are told apart by a number. */
const mostDigits = 26;

/** The kinds of all names that fit the equations at the least cost, found by changing one name at a time, or two of one equation. */
export function shapesOf(
  equations: readonly Equation[],
  elementwise: ReadonlySet<string>,
  evidence: Evidence,
  alike: (family: FamilyKey) => FamilyKey,
  vocabulary: Samples,
): Shapes {
  return new Solver(equations, elementwise, evidence, alike, vocabulary).solve();
}

/** How the members of an equation fit together: one shape, with the reading of each member. */
export interface Fit {
  readonly cost: number;
  readonly kind: Kind;
  readonly fits: readonly (Typing | undefined)[];
}

/** The readings of the members of an equation that cost the least together. */
export function fitOf(all: readonly (readonly Typing[])[]): Fit {
  const { cost, kind } = cheapestKind(all);
  return { cost, kind, fits: all.map((readings) => fitTo(readings, kind)) };
}

const targets: readonly Kind[] = ['scalar', 'column', 'row', 'matrix'];

/** The shape in which the members of an equation cost the least. */
function cheapestKind(all: readonly (readonly Typing[])[]): { readonly cost: number; readonly kind: Kind } {
  let best: { cost: number; kind: Kind } | undefined;
  for (const kind of targets) {
    if (!all.some((readings) => readings.some((typing) => kindOf(typing) === kind))) continue;
    let cost = 0;
    for (const readings of all) {
      let least: number | undefined;
      for (const typing of readings) {
        const own = priceTo(typing, kind);
        if (own !== undefined && (least === undefined || own < least)) least = own;
      }
      cost += least ?? impossible;
    }
    if (best === undefined || cost < best.cost) best = { cost, kind };
  }
  return best ?? { cost: impossible * all.length, kind: 'scalar' };
}

/** What a reading of a member costs in the shape of its equation. */
function priceTo(typing: Typing, kind: Kind): number | undefined {
  const price = priceOf(typing, kind, unequal, false);
  const isSpread = kind === 'matrix' && kindOf(typing) !== 'matrix' && kindOf(typing) !== 'scalar';
  return price === undefined || !isSpread ? price : price + unequal - costs.spread;
}

/** The cheapest reading of a member in the shape of its equation. */
export function fitTo(readings: readonly Typing[], kind: Kind): Typing | undefined {
  let best: Typing | undefined;
  let least = 0;
  for (const typing of readings) {
    const cost = priceTo(typing, kind);
    if (cost === undefined || (best !== undefined && least <= cost)) continue;
    best = typing;
    least = cost;
  }
  return best && { ...best, cost: least, entry: entryIn(best, kind) };
}

type Samples = Pick<Vocabulary, 'sampled' | 'sampledApart' | 'stepped'>;

/** A name as the search sees it: a family, or one that is of its own in an equation or a part of the note. */
class Variable {
  readonly name: string;
  /** What speaks against each kind; undefined for a name of which nothing is known, which is a number. */
  doubts: Doubts | undefined;
  /** The equations that it stands in. */
  readonly using: number[] = [];
  private ownKind: Kind = 'scalar';
  private ownDigit = 0;

  constructor(name: string, doubts?: Doubts) {
    this.name = name;
    this.doubts = doubts;
  }

  get kind(): Kind {
    return this.ownKind;
  }

  set kind(kind: Kind) {
    this.ownKind = kind;
    this.ownDigit = targets.indexOf(kind);
  }

  /** The kind as a digit in a number for those of several names. */
  get digit(): number {
    return this.ownDigit;
  }

  /** What speaks against the kind that it has. */
  get doubt(): number {
    return this.doubts?.[this.ownKind] ?? 0;
  }

  /** The kinds that it may well be. */
  get candidates(): readonly Kind[] {
    return this.doubts ? candidates(this.doubts) : [];
  }
}

/** A name without indices, and the name of its members; `more`: how many slots more the whole has than a member. */
interface Link {
  readonly whole: FamilyKey;
  readonly member: FamilyKey;
  readonly more: 0 | 1;
  /** Whether the members are samples of which the whole is one, or all together. */
  readonly isSample?: boolean;
}

class Solver {
  private readonly equations: readonly Equation[];
  private readonly elementwise: ReadonlySet<string>;
  private readonly evidence: Evidence;
  /** The name that stands for all layers of a name. */
  private readonly alike: (family: FamilyKey) => FamilyKey;
  private readonly variables = new Map<string, Variable>();
  /** The names that mean something of their own in an equation: the parameters of a function, or all where a part of the note has its own. */
  private readonly own: Map<FamilyKey, Variable>[] = [];
  private readonly functions: ReadonlyMap<FamilyKey, readonly Variable[]>;
  /** What each equation costs by the kinds of its names, and how often that was worked out. */
  private readonly memos: Map<number | string, number>[] = [];
  private readonly forms: FormCosts[] = [];
  private readonly deciders: (readonly Variable[] | undefined)[] = [];
  /** What each equation means by its names. */
  private readonly meant: (Map<FamilyKey, Variable> | undefined)[] = [];
  /** The equations that make a name one for a derivative. */
  private readonly defining: ReadonlySet<number>;
  private readonly allNames = new Map<FamilyKey, Variable>();
  private work = 0;
  private current = 0;
  /** How often users of names were looked for, and when each equation was last found to be one. */
  private looks = 0;
  private readonly lookedAt: number[] = [];
  /** Names without indices, each with the name of its members that carry one. */
  private readonly links: readonly Link[];
  /** For each name those that are a function of it entry by entry. */
  private images: ReadonlyMap<Variable, readonly Variable[]> | undefined;
  private readonly costs: number[] = [];
  private readonly open: Variable[] = [];
  private readonly typer: Typer;

  constructor(
    equations: readonly Equation[],
    elementwise: ReadonlySet<string>,
    evidence: Evidence,
    alike: (family: FamilyKey) => FamilyKey,
    vocabulary: Samples,
  ) {
    this.equations = equations;
    this.elementwise = elementwise;
    this.alike = alike;
    this.evidence = evidence;
    for (const [family, doubts] of evidence.doubts) this.variables.set(family, new Variable(family, doubts));
    this.functions = this.functionsIn();
    this.defining = new Set([...definingIn(equations)].filter((at) => equations[at]?.members[1]?.kind === 'partial'));
    const handedOver = new Set(this.handedOver());
    const known = [...this.variables.values()].filter(({ doubts }) => doubts !== undefined);
    for (const variable of known) this.add(variable);
    this.links = flatMap(known, ({ name: family }) => {
      const { base, label, arity } = partsOfKey(family);
      if (arity !== 0) return [];
      // A name without the number of a sample is one of the samples, and else all members together.
      const all = label === '' ? sampleLabel(vocabulary, base) || (vocabulary.stepped.has(base) ? stepLabel : '') : '';
      const isOne = vocabulary.sampled.has(base) && all === '';
      // A function of `x` takes a sample in the place of it, and so `x` is no other thing than that.
      const isHanded = handedOver.has(base);
      const members: readonly Link[] = [
        { whole: family, member: familyKey(base, label, 1), more: isOne || isHanded ? 0 : 1, isSample: isOne && !isHanded },
        ...(all === '' ? [] : [{ whole: family, member: familyKey(base, all, 1), more: 0 } satisfies Link]),
      ];
      return members.filter(({ member }) => this.named(member).doubts !== undefined);
    });
    for (const { whole, member, more } of this.links) {
      if (more === 0) continue;
      const wanted = this.named(member).kind === 'scalar' ? 'column' : 'matrix';
      if (this.named(whole).candidates.includes(wanted)) this.named(whole).kind = wanted;
    }
    for (const [at, { members }] of equations.entries()) this.use(namesIn(members), at);
    for (const [n, { whole, member }] of this.links.entries()) this.use([whole, member], equations.length + n);
    const context: TyperContext = {
      kindOf: (family) => this.kindHere(family),
      functionOf: (fn) => this.functionOf(fn),
      isMapping: (fn) => this.evidence.mappings.has(fn),
      isBold: (family) => this.isBold(family),
      isElementwise: (of, wrt) => elementwise.has(`${of} ${wrt}`),
      joined: () => 0,
      layout: 'mixed',
      // What a name is added to is found before what is added.
      bias: costs.spread,
      fresh: () => ({ kind: 'index', id: -1, shift: 0 }),
      stateOf: (families) => this.stateOf(families),
    };
    this.typer = new Typer(context);
  }

  solve(): Shapes {
    for (let at = 0; at < this.equations.length + this.links.length; at++) this.costs[at] = this.costOf(at);
    this.search(this.open);
    this.widen();
    this.layDown();
    this.separate();
    const unclear = this.unclear();
    return {
      kindOf: (family, equation) => this.kindOf(family, equation),
      functionOf: (fn) => this.functionOf(fn),
      isMapping: (fn) => this.evidence.mappings.has(fn),
      isBold: (family) => this.isBold(family),
      knows: (family) => this.ofAll(family).doubts !== undefined || 0 < partsOfKey(family).arity,
      isUnclear: (family, equation) => unclear.has(this.variableOf(family, equation)),
      isCut: this.isSpent,
    };
  }

  private kindOf(family: FamilyKey, equation: number): Kind {
    return this.variableOf(family, equation).kind;
  }

  private kindHere(family: FamilyKey): Kind {
    return this.here(family).kind;
  }

  /** What a name is in the current equation. */
  private here(family: FamilyKey): Variable {
    this.meant[this.current] ??= new Map();
    const meant = this.meant[this.current] as Map<FamilyKey, Variable>;
    let variable = meant.get(family);
    if (variable === undefined) {
      variable = this.variableOf(family, this.current);
      meant.set(family, variable);
    }
    return variable;
  }

  private variableOf(family: FamilyKey, equation: number): Variable {
    return this.own[equation]?.get(family) ?? this.ofAll(family);
  }

  /** A family as it is wherever nothing else is said. */
  private ofAll(family: FamilyKey): Variable {
    let variable = this.allNames.get(family);
    if (variable === undefined) {
      variable = this.named(this.alike(family));
      this.allNames.set(family, variable);
    }
    return variable;
  }

  private named(name: string): Variable {
    let variable = this.variables.get(name);
    if (variable === undefined) {
      variable = new Variable(name);
      this.variables.set(name, variable);
    }
    return variable;
  }

  private functionOf(fn: FamilyKey): FunctionShape | undefined {
    return this.functions.get(fn)?.map(({ kind }) => kind);
  }

  private isBold(family: FamilyKey): boolean {
    return this.evidence.bold.has(this.ofAll(family).name);
  }

  /** What some names and the parameters of the functions among them are in the current equation. */
  private stateOf(families: readonly FamilyKey[]): string {
    let state = '';
    for (const family of families) {
      state += this.here(family).digit;
      for (const { digit } of this.functions.get(family) ?? []) state += digit;
    }
    return state;
  }

  /** All that tells what the current equation costs, but for how it is written. */
  private wholeStateOf(families: Iterable<FamilyKey>): string {
    let state = '';
    for (const family of families) {
      state += `${this.here(family).digit}${this.isBold(family) ? 'b' : ''}${this.evidence.mappings.has(family) ? 'm' : ''}`;
      const params = this.functions.get(family);
      if (params) state += `(${params.map(({ digit }) => digit).join('')})`;
    }
    return state;
  }

  /** Whether no more equations are to be read in search of better shapes. */
  private get isSpent(): boolean {
    return mostWork < this.work;
  }

  private add(variable: Variable): void {
    variable.kind = variable.candidates[0] ?? 'scalar';
    if (variable.candidates.length > 1) this.open.push(variable);
  }

  private use(families: Iterable<FamilyKey>, at: number): void {
    for (const family of families) this.variableOf(family, at).using.push(at);
  }

  /** The functions that some equation defines by a formula, with their parameters; one of a formula of itself alone is a name of its own. */
  private functionsIn(): ReadonlyMap<FamilyKey, readonly Variable[]> {
    const found = new Map<FamilyKey, readonly Variable[]>();
    const apart = componentsIn(this.equations);
    for (const [at, { members, signs }] of this.equations.entries()) {
      for (const [position, member] of members.entries()) {
        const head = definedBy(member);
        const body = members[position + 1];
        if (head?.kind !== 'call' || head.args.length === 0 || found.has(head.fn) || !defines(signs[position + 1]) || !body) continue;
        const params = head.args.map((arg) => (arg.kind === 'ref' ? arg.family : undefined));
        // `\sigma(z) = \sigma(w x + b)` says nothing of the function.
        if (params.includes(undefined) || (body.kind === 'call' && body.fn === head.fn)) continue;
        const names = namesIn(members.slice(position));
        // A component of it at the very names of its parameters speaks of these names.
        const isOfNames = apart.has(`${head.fn}(${params.join()})`);
        const isClosed = !isOfNames && [...names].every((name) => name === head.fn || params.includes(name));
        const variables = (params as FamilyKey[]).map((param) => (isClosed ? this.ownName(param, at) : this.named(param)));
        found.set(head.fn, variables);
      }
    }
    for (const [fn, kinds] of this.evidence.mappings) found.set(fn, this.saidParams(fn, found.get(fn), kinds));
    return found;
  }

  /** The parameters of a function of which the notes say what they are, `f: \mathbb R^n \to \mathbb R`: those of its formula, if it has one. */
  private saidParams(fn: FamilyKey, own: readonly Variable[] | undefined, kinds: readonly Kind[]): readonly Variable[] {
    if (own && own.length !== kinds.length) return own;
    return kinds.map((kind, at) => {
      const variable = own?.[at] ?? this.named(`${fn}@${at}`);
      variable.doubts = ofSpace(kind, own ? variable.doubts : undefined);
      return variable;
    });
  }

  /** `f(x) = …` and `f(x_i)`: names that are the parameter of a function which takes their members in that place, so that each of them is like it. */
  private handedOver(): readonly string[] {
    const calls = flatMap(this.equations, ({ members }) =>
      flatMap(members, (member) => walk(member).filter((node) => node.kind === 'call')),
    );
    return flatMap(calls, ({ fn, args, slots }) => {
      const { base, label } = partsOfKey(fn);
      // A component `f(x_i)_j` is of the same function.
      const params = this.functions.get(fn) ?? (slots.length === 1 ? this.functions.get(familyKey(base, label, 0)) : undefined) ?? [];
      return flatMap(args, (arg, at) => {
        const { base, label, arity } = partsOfKey(arg.kind === 'ref' ? arg.family : '');
        return arity === 1 && params[at]?.name === familyKey(base, label, 0) ? [base] : [];
      });
    });
  }

  private ownName(family: FamilyKey, at: number): Variable {
    const variable = this.named(`${family}@${at}`);
    const own = this.own[at] ?? new Map<FamilyKey, Variable>();
    this.own[at] = own.set(family, variable);
    variable.doubts = firstDoubts(family);
    return variable;
  }

  /** Mends the equation that costs most, by the best change of one of its names, else of two, until none can be mended. */
  private search(variables: readonly Variable[]): void {
    const free = new Set(variables);
    const stuck = new Set<number>();
    for (let step = 0; step < mostSteps; step++) {
      const at = this.worst(stuck);
      if (at === undefined) break;
      const names = this.namesOf(at).filter((variable) => free.has(variable));
      if (this.isSpent) return;
      const single = this.bestOf(names.map((name) => [name]));
      const isWorth = worthPairs <= (this.costs[at] as number);
      const pair = single ?? (isWorth ? this.bestOf(pairsOf(names)) : undefined);
      const best =
        pair ??
        (isWorth
          ? this.bestOf(
              flatMap(names, (name) => this.withImages(name, free)),
              alikeKinds,
            )
          : undefined);
      if (best === undefined) {
        stuck.add(at);
        continue;
      }
      for (const changed of this.take(best)) stuck.delete(changed);
    }
  }

  /** Makes a change, and returns the equations that it is of. */
  private take({ variables, kinds }: Change): readonly number[] {
    setKinds(variables, kinds);
    const changed = this.usersOf(variables);
    for (const at of changed) this.costs[at] = this.costOf(at);
    return changed;
  }

  /**
   * Makes a matrix and a vector of a vector and a number that stand beside one another in a product (`U h`), if that fits better: each alone would fit worse, and
   * both together are only changed for an equation that costs much.
   */
  private widen(): void {
    const open = new Set(this.open);
    for (const [at, { members }] of this.equations.entries())
      for (const [one, two] of flatMap(members, neighboursIn)) {
        const pair = [this.variableOf(one, at), this.variableOf(two, at)];
        if (this.isSpent || !pair.every((variable) => open.has(variable)) || pair[0] === pair[1]) continue;
        if (slotsOf((pair[0] as Variable).kind) !== 1 || slotsOf((pair[1] as Variable).kind) !== 0) continue;
        const change = this.bestOf([pair], (candidates) =>
          widenedKinds.filter((kinds) => kinds.every((kind, n) => candidates[n]?.includes(kind))),
        );
        if (change) this.take(change);
      }
  }

  /** A name with those that are a function of it entry by entry, and of those in turn (`A = \tanh(Z)`), which are what it is. */
  private withImages(name: Variable, free: ReadonlySet<Variable>): readonly (readonly Variable[])[] {
    this.images ??= imagesIn(this.equations, (family, at) => this.variableOf(family, at));
    const group = new Set([name]);
    for (const each of group)
      for (const image of this.images.get(each) ?? []) if (free.has(image) && group.size < mostImages) group.add(image);
    return group.size < 2 ? [] : [[...group]];
  }

  /** The names whose kinds decide what an equation costs: its own, and the parameters of its functions. */
  private deciding(at: number): readonly Variable[] {
    let found = this.deciders[at];
    if (found === undefined) {
      const names = [...namesIn((this.equations[at] as Equation).members)];
      found = flatMap(names, (family) => [this.variableOf(family, at), ...(this.functions.get(family) ?? [])]);
      this.deciders[at] = found;
    }
    return found;
  }

  private worst(stuck: ReadonlySet<number>): number | undefined {
    let worst: number | undefined;
    for (const [at, cost] of this.costs.entries())
      if (worth <= cost && !stuck.has(at) && (worst === undefined || (this.costs[worst] as number) < cost)) worst = at;
    return worst;
  }

  private namesOf(at: number): readonly Variable[] {
    const link = this.links[at - this.equations.length];
    if (link) return [this.named(link.whole), this.named(link.member)];
    return [...namesIn((this.equations[at] as Equation).members)].map((family) => this.variableOf(family, at));
  }

  /** The equations in which some names stand, each once. */
  private usersOf(variables: readonly Variable[]): readonly number[] {
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

  /** The change of some names that saves most, or undefined where none saves anything. */
  private bestOf(groups: readonly (readonly Variable[])[], kindsOf: typeof combinations = combinations): Change | undefined {
    let best: Change | undefined;
    for (const variables of groups) {
      if (this.isSpent) break;
      const before = variables.map(({ kind }) => kind);
      const affected = this.usersOf(variables);
      let now = doubtsOf(variables);
      for (const at of affected) now += this.costs[at] as number;
      for (const kinds of kindsOf(variables.map((variable) => variable.candidates))) {
        if (this.isSpent) break;
        if (kinds.some((kind, n) => kind === before[n])) continue;
        setKinds(variables, kinds);
        const most = now - (best?.saved ?? leastSaved);
        const doubt = doubtsOf(variables);
        if (this.isAbove(most + rounding, doubt, affected)) continue;
        const total = this.totalOf(affected, doubt);
        if (total < most) best = { variables, kinds, saved: now - total };
      }
      setKinds(variables, before);
    }
    return best;
  }

  /** What some equations cost, and what is added to that. */
  private totalOf(equations: readonly number[], more: number): number {
    let total = more;
    for (const at of equations) total += this.costOf(at);
    return total;
  }

  /** Whether some equations together cost more than that; what is known already may tell that the rest need not be worked out. */
  private isAbove(most: number, doubt: number, equations: readonly number[]): boolean {
    const open: number[] = [];
    let least = doubt;
    for (const at of equations) {
      const known = this.knownCostOf(at);
      if (known === undefined) open.push(at);
      else least += known;
      if (most < least) return true;
    }
    for (const at of open) {
      least += this.costOf(at);
      if (most < least) return true;
    }
    return false;
  }

  /**
   * Makes vectors of all that goes with one that is said to have one row or one column (`Y \in \mathbb R^{1 \times m}` beside `A - Y` where
   * `A = \sigma(W X)`), if the formulas fit better then: changing one name, or two, would not get there.
   */
  private layDown(): void {
    for (const kind of ['row', 'column'] as const) {
      const group = this.goingWith(kind).filter((variable) => variable.kind !== kind);
      if (group.length === 0 || mostGroup < group.length) continue;
      const doubt = (): number => sumOf(this.open, (variable) => variable.doubt);
      const kinds = [...this.variables.values()].map((variable) => [variable, variable.kind] as const);
      const before = { kinds, costs: [...this.costs], total: sumOf(this.costs, (cost) => cost) + doubt() };
      const letters = group.map((variable) => [variable, variable.doubts as Doubts] as const);
      for (const [variable, doubts] of letters) {
        // A letter by which notes call matrices speaks no more against one row of them.
        variable.doubts = { ...doubts, [kind]: Math.min(doubts[kind], doubts.matrix) };
        variable.kind = kind;
      }
      for (const at of this.usersOf(group)) this.costs[at] = this.costOf(at);
      this.search(this.open.filter((variable) => !group.includes(variable)));
      if (sumOf(this.costs, (cost) => cost) + doubt() < before.total - leastSaved) continue;
      for (const [variable, doubts] of letters) variable.doubts = doubts;
      for (const [variable, known] of before.kinds) variable.kind = known;
      for (const [at, cost] of before.costs.entries()) this.costs[at] = cost;
    }
  }

  /** The names that are rows, or columns, if those are which are said to be: what is added to them, what goes into them entry by entry, and the weights in front of (or behind) a product for them. */
  private goingWith(kind: 'row' | 'column'): readonly Variable[] {
    const isCapital = (family: FamilyKey): boolean => /^[A-Z]\^/.test(family);
    const mayBe = (family: FamilyKey): boolean => candidates(this.ofAll(family).doubts ?? firstDoubts(family)).includes(kind);
    const isSaid = (family: FamilyKey): boolean => {
      const { doubts } = this.ofAll(family);
      return doubts !== undefined && isCapital(family) && candidates(doubts).join() === kind;
    };
    const all = this.equations.map(({ members }) => [...namesIn(members)].filter(isCapital));
    const found = new Set(all.flat().filter(isSaid));
    if (found.size === 0) return [];
    const isNumber = ([head]: readonly Expr[]): boolean => head?.kind === 'ref' && this.isNumber(head.family);
    const together = flatMap(this.equations, ({ members, signs }) => [
      ...flatMap(members, (member) => flatMap(walk(member), (node) => (node.kind === 'add' ? [wholesIn(node)] : []))),
      ...(isNumber(members) ? flatMap(members, (member) => flatMap(walk(member), innerIn)) : []),
      ...(defines(signs[1]) && members[0]?.kind === 'ref' && members[1] ? [[members[0].family, ...besides(members[1], kind)]] : []),
    ]).map((families) => families.filter((family) => isCapital(family) && mayBe(family)));
    // A set goes on to what is added to it.
    for (const family of found) for (const group of together) if (group.includes(family)) for (const other of group) found.add(other);
    return [...new Set([...found].map((family) => this.ofAll(family)))];
  }

  /** Whether a name of which something is known is a number wherever nothing else is said. */
  private isNumber(family: FamilyKey): boolean {
    const { kind, doubts } = this.ofAll(family);
    return doubts !== undefined && kind === 'scalar';
  }

  /** Gives the parts of the note in which the formulas do not fit names of their own, with the evidence of that part alone. */
  private separate(): void {
    const parts = new Map<number, number[]>();
    for (const [at, { part }] of this.equations.entries()) parts.set(part, [...(parts.get(part) ?? []), at]);
    if (parts.size < 2) return;
    const renewed = renewing(this.equations);
    for (const [part, inside] of parts) {
      const before = inside.reduce((sum, at) => sum + (this.costs[at] as number), 0);
      if (!renewed.has(part) || before < unequal) continue;
      const all = inside.map((at) => (this.equations[at] as Equation).members);
      const local = this.evidence.within(all);
      const news: Variable[] = [];
      for (const family of new Set(flatMap(all, (members) => [...namesIn(members)]))) {
        const { name, kind: global, doubts: known } = this.ofAll(family);
        if (known === undefined) continue;
        const variable = this.named(`${name}@@${part}`);
        const doubts = local.get(name) ?? firstDoubts(family);
        const isNew = variable.doubts === undefined;
        variable.doubts = Object.fromEntries(
          Object.entries(doubts).map(([kind, doubt]) => [kind, doubt + (kind === global ? 0 : apart)]),
        ) as Doubts;
        if (isNew) {
          this.add(variable);
          news.push(variable);
        }
        for (const at of inside)
          if (!this.own[at]?.has(family)) this.own[at] = (this.own[at] ?? new Map<FamilyKey, Variable>()).set(family, variable);
      }
      for (const at of inside) {
        this.forget(at);
        this.use(namesIn((this.equations[at] as Equation).members), at);
        this.costs[at] = this.costOf(at);
      }
      this.search(news.filter((variable) => this.open.includes(variable)));
      const after = inside.reduce((sum, at) => sum + (this.costs[at] as number), 0);
      if (after + unequal <= before) continue;
      for (const at of inside) {
        for (const [family, variable] of this.own[at] ?? [])
          if (variable.name === `${this.ofAll(family).name}@@${part}`) this.own[at]?.delete(family);
        this.forget(at);
        this.costs[at] = this.costOf(at);
      }
    }
  }

  /** Takes in that the names of an equation mean something else. */
  private forget(at: number): void {
    this.deciders[at] = undefined;
    this.meant[at] = undefined;
  }

  private costOf(at: number): number {
    const link = this.links[at - this.equations.length];
    if (link) {
      const more = slotsOf(this.named(link.whole).kind) - slotsOf(this.named(link.member).kind);
      return more === link.more ? 0 : more === 1 && link.isSample ? together : unlinked;
    }
    const key = this.keyOf(at);
    this.memos[at] ??= new Map();
    const memo = this.memos[at] as Map<number | string, number>;
    let cost = memo.get(key);
    if (cost === undefined) {
      this.current = at;
      this.work++;
      const { members } = this.equations[at] as Equation;
      this.forms[at] ??= new FormCosts(formOf(members, (of, wrt) => this.elementwise.has(`${of} ${wrt}`)));
      cost = this.forms[at].of(
        this.wholeStateOf(namesIn(members)),
        () => cheapestKind(members.map((member) => this.typer.readings(member))).cost,
      );
      if (unequal <= cost && this.defining.has(at)) cost *= settled;
      memo.set(key, cost);
    }
    return cost;
  }

  /** The kinds of the names that decide what an equation costs: as a number, as long as that can be told from all others. */
  private keyOf(at: number): number | string {
    const deciding = this.deciding(at);
    if (mostDigits < deciding.length) return deciding.map(({ digit }) => digit).join('');
    let key = 0;
    for (const { digit } of deciding) key = key * targets.length + digit;
    return key;
  }

  private knownCostOf(at: number): number | undefined {
    return at < this.equations.length ? this.memos[at]?.get(this.keyOf(at)) : this.costOf(at);
  }

  /** The names that another kind would fit about as well, or might, where the search was cut short. */
  private unclear(): ReadonlySet<Variable> {
    const unmended = this.isSpent ? [...this.costs.keys()].filter((at) => worth <= (this.costs[at] as number)) : [];
    const found = new Set(flatMap(unmended, (at) => this.namesOf(at)));
    for (const variable of this.open) {
      if (found.has(variable)) continue;
      const own = variable.kind;
      const affected = variable.using;
      const now = affected.reduce((sum, at) => sum + (this.costs[at] as number), variable.doubt);
      for (const kind of variable.candidates) {
        // Whether a vector stands or lies makes no difference to its values.
        if (slotsOf(kind) === slotsOf(own)) continue;
        variable.kind = kind;
        const { doubt } = variable;
        if (!this.isAbove(now + margin + rounding, doubt, affected) && this.totalOf(affected, doubt) < now + margin) found.add(variable);
        variable.kind = own;
      }
    }
    return found;
  }
}

/** What speaks against the kinds that some names have. */
function doubtsOf(variables: readonly Variable[]): number {
  let total = 0;
  for (const { doubt } of variables) total += doubt;
  return total;
}

function setKinds(variables: readonly Variable[], kinds: readonly Kind[]): void {
  for (let n = 0; n < variables.length; n++) (variables[n] as Variable).kind = kinds[n] as Kind;
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** The names without indices of which a formula takes each entry by itself. */
function wholesIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(entriesIn(expr), ({ family, slots }) => (slots.length === 0 ? [family] : []));
}

/** The names that an inner product, as far as it is one, takes the entries of: `\log(A) Y^\top`, `Y^\top \log(A)`. */
function innerIn(expr: Expr): readonly (readonly FamilyKey[])[] {
  if (expr.kind !== 'multiply') return [];
  const inner = (factor: Expr | undefined): Expr | undefined =>
    factor?.kind === 'tensor' && factor.op === 'transpose' ? factor.args[0] : undefined;
  return flatMap(expr.factors, (factor, at) => {
    const next = expr.factors[at + 1];
    const [left, right] = [inner(factor), inner(next)];
    if (next === undefined || (left === undefined) === (right === undefined)) return [];
    return [[...wholesIn(left ?? factor), ...wholesIn(right ?? next)]];
  });
}

/** The names that have one row if a formula for a name has: those that it takes the entries of, and the first factors of its products; the last ones for columns. */
function besides(expr: Expr, kind: 'row' | 'column'): readonly FamilyKey[] {
  if (expr.kind === 'add') return flatMap(expr.terms, (term) => besides(term, kind));
  if (expr.kind !== 'multiply') return wholesIn(expr);
  const end = expr.factors.at(kind === 'row' ? 0 : -1);
  return end === undefined || expr.signs?.some((sign) => sign !== '' && sign !== 'juxtaposed') ? wholesIn(expr) : wholesIn(end);
}

/** The parts of a note that give a meaning to a name which another part gives one too. */
function renewing(equations: readonly Equation[]): ReadonlySet<number> {
  const heads = new Map<FamilyKey, Set<number>>();
  for (const { members, signs, part } of equations) {
    const [head] = members;
    if (head?.kind === 'ref' && defines(signs[1])) heads.set(head.family, (heads.get(head.family) ?? new Set()).add(part));
  }
  return new Set(flatMap([...heads.values()], (parts) => (parts.size > 1 ? [...parts] : [])));
}

/** Kinds for some names, and what they save. */
interface Change {
  readonly variables: readonly Variable[];
  readonly kinds: readonly Kind[];
  readonly saved: number;
}

function pairsOf(names: readonly Variable[]): readonly (readonly Variable[])[] {
  return flatMap(names, (one, n) => names.slice(n + 1).map((two) => [one, two]));
}

/** What a vector and a number beside one another in a product may be instead. */
const widenedKinds: readonly (readonly Kind[])[] = [['matrix', 'column']];

/** The names without indices that stand beside one another in the products of a formula. */
function neighboursIn(expr: Expr): readonly (readonly [FamilyKey, FamilyKey])[] {
  return flatMap(walk(expr), (node) =>
    node.kind !== 'multiply'
      ? []
      : flatMap(node.factors, (factor, at) => {
          const next = node.factors[at + 1];
          const areNames = factor.kind === 'ref' && next?.kind === 'ref' && factor.slots.length + next.slots.length === 0;
          return areNames ? [[factor.family, next.family] as const] : [];
        }),
  );
}

/** One kind for all, where all may be of it. */
function alikeKinds([first = [], ...others]: readonly (readonly Kind[])[]): readonly (readonly Kind[])[] {
  return first.filter((kind) => others.every((kinds) => kinds.includes(kind))).map((kind) => [kind, ...others.map(() => kind)]);
}

/** `A = \sigma(Z)`: for each name those that a function of it alone makes. */
function imagesIn(
  equations: readonly Equation[],
  variableOf: (family: FamilyKey, at: number) => Variable,
): ReadonlyMap<Variable, readonly Variable[]> {
  const found = new Map<Variable, Variable[]>();
  for (const [at, { members }] of equations.entries()) {
    const [head, body, ...more] = members;
    const [arg, ...others] = body?.kind === 'apply' ? body.args : [];
    if (head?.kind !== 'ref' || arg?.kind !== 'ref' || others.length + more.length + head.slots.length + arg.slots.length > 0) continue;
    const from = variableOf(arg.family, at);
    found.set(from, [...(found.get(from) ?? []), variableOf(head.family, at)]);
  }
  return found;
}

function combinations([first, ...rest]: readonly (readonly Kind[])[]): readonly (readonly Kind[])[] {
  if (first === undefined) return [[]];
  const others = combinations(rest);
  return flatMap(first, (kind) => others.map((each) => [kind, ...each]));
}

function slotsOf(kind: Kind): number {
  return kind === 'scalar' ? 0 : kind === 'matrix' ? 2 : 1;
}

/** The kinds that a name may well be, the likeliest first. */
function candidates(doubts: Doubts): readonly Kind[] {
  let found = likely.get(doubts);
  if (found === undefined) {
    found = likeliest(doubts);
    likely.set(doubts, found);
  }
  return found;
}

const likely = new WeakMap<Doubts, readonly Kind[]>();

function likeliest(doubts: Doubts): readonly Kind[] {
  const all = (Object.keys(doubts) as Kind[]).sort((a, b) => doubts[a] - doubts[b]);
  const [first] = all;
  return all.filter((kind) => doubts[kind] - doubts[first as Kind] < impossible / 2);
}

/** The names of families and functions in some formulas. */
export function namesIn(members: readonly Expr[]): ReadonlySet<FamilyKey> {
  return new Set(flatMap(members, (member) => namesOf(member).families));
}

/** The names that some equation defines entry by entry by those of another (`h = o \odot \tanh(c)`), as `one other`. */
export function elementwiseIn(equations: readonly Equation[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of equations) {
    const [head, body] = members;
    const entries = new Set(head?.kind === 'ref' && body ? entriesIn(body) : []);
    if (head?.kind !== 'ref' || body === undefined || entries.size === 0) continue;
    const parts = walk(body).filter((node) => node.kind === 'ref');
    for (const node of entries) {
      const isWhole = parts.some((other) => other.family === node.family && !entries.has(other));
      if (!isWhole) found.add(`${head.family} ${node.family}`);
    }
  }
  return found;
}

/** The functions of which a component stands somewhere, `f(x; W)_j`, each without the index of that and with the names that it is taken at, and those of which they are members. */
function componentsIn(equations: readonly Equation[]): ReadonlySet<string> {
  const calls = flatMap(equations, ({ members }) => flatMap(members, (member) => walk(member).filter((node) => node.kind === 'call')));
  return new Set(
    flatMap(calls, ({ fn, args }) => {
      const { base, label, arity } = partsOfKey(fn);
      const names = args.map((arg) => (arg.kind === 'ref' ? arg.family : ''));
      const wholes = names.map((name) => (partsOfKey(name).arity === 1 ? wholeOf(name) : name));
      return arity === 0 ? [] : [names, wholes].map((each) => `${familyKey(base, label, arity - 1)}(${each.join()})`);
    }),
  );
}

/** The name without its index: `x` for `x_i`. */
function wholeOf(family: FamilyKey): FamilyKey {
  const { base, label } = partsOfKey(family);
  return familyKey(base, label, 0);
}

/** The name or the function at its parameters that a member defines in front of a formula, if need be under a logarithm (`\log Z(\theta) = …`). */
function definedBy(member: Expr): (Expr & { readonly kind: 'ref' | 'call' }) | undefined {
  if (member.kind === 'ref') return member;
  if (member.kind === 'call') return member.order === 0 ? member : undefined;
  const inside = member.kind === 'apply' && member.fn === 'log' && member.order === 0 ? member.args[0] : undefined;
  // `\log \sigma(x) = \dots` is an identity of a function that all know.
  return inside?.kind === 'call' && inside.order === 0 && !standardNames.has(partsOfKey(inside.fn).base) ? inside : undefined;
}

/** The equations that give a name its first meaning. */
export function definingIn(equations: readonly Equation[]): ReadonlySet<number> {
  const known = new Set<FamilyKey>();
  const found = new Set<number>();
  for (const [at, { members, signs }] of equations.entries()) {
    const [first, ...rest] = members;
    const head = first && definedBy(first);
    const family = head?.kind === 'ref' ? head.family : head?.fn;
    if (family === undefined || known.has(family) || !defines(signs[1]) || rest.some((member) => names(member, family))) continue;
    known.add(family);
    found.add(at);
  }
  return found;
}

function names(expr: Expr, family: FamilyKey): boolean {
  return namesOf(expr).families.includes(family);
}
