import type { NodeId } from '../engine/tape.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withTerm } from '../expr/expr.ts';
import type { Chain } from '../meaning/chains.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import { innerMap } from '../text/maps.ts';
import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Premise } from './assumptions.ts';
import type { Budget } from './budget.ts';
import type { Step } from './classify/step.ts';
import { type Comparison, compare } from './compare.ts';
import { constantOf } from './constants.ts';
import type { Drawn } from './decision.ts';
import { type Definition, type Environment, environmentAt, isBounded, isOpenIn } from './definition.ts';
import { Ground, type Reshape, type Scope } from './ground.ts';
import type { Meaning } from './meaning.ts';
import { mentioned, restsOn } from './mentioned.ts';
import { isOfLetters } from './named-point.ts';
import { partialsIn } from './partials.ts';
import { letterCode } from './premises.ts';
import { rangesOf } from './ranges.ts';
import { movedApart } from './rates.ts';
import { domainsOf, hasPieces } from './sampling.ts';
import { isStandard } from './standard.ts';
import { attempt, isRefusal, type Refusal } from './world/refusal.ts';
import { World } from './world/world.ts';

/** Under what a step is judged: which premises are made true, and which meaning of a name is taken that has two. */
export interface Circumstances extends Drawn {
  readonly premises?: readonly Premise[];
  readonly positive?: boolean;
  readonly rival?: Rival;
  /** Families that are taken as they are, against their formulas. */
  readonly held?: readonly FamilyKey[];
  /** Families that are taken as any functions of others, against their formulas, with those others. */
  readonly functions?: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  /** Families that are drawn from all reals, though formulas elsewhere take a logarithm or a root of them. */
  readonly unbounded?: readonly FamilyKey[];
  /** Fewer points are drawn, each of which may have more values. */
  readonly large?: boolean;
}

/** Another meaning of a family than the one in force, or none. */
export interface Rival {
  readonly family: FamilyKey;
  readonly definition?: Definition;
}

/** A name with the formula that defines it. */
interface Formula {
  readonly family: FamilyKey;
  readonly body: Expr;
}

/** What lies behind the formulas of the steps with the same definitions in force, until a name is given another meaning. */
interface Behind {
  /** Which definitions those are. */
  readonly signature: string;
  /** The world that they make, as it is drawn where nothing else is asked for. */
  world?: World;
  readonly environment: Environment;
  readonly formulas: Map<Expr, readonly Formula[]>;
  readonly bodies: Map<Expr, readonly Expr[]>;
  readonly leaves: Map<Expr, ReadonlySet<FamilyKey>>;
}

/** What is drawn, and the worlds in which that is evaluated. */
interface Standing {
  readonly ground: Ground;
  readonly worlds: Map<string, World>;
  /** The first of them since a name was given another meaning: what its definitions share with others is evaluated once. */
  first?: World;
}

/** Sides that cannot be compared, and why. */
interface Incomparable {
  readonly kind: 'refused';
  readonly why: Message;
}

/** Two changes to what is drawn of one leaf, one after the other. */
function inOrder(first: Reshape | undefined, then: Reshape): Reshape {
  if (first === undefined) return then;
  return (values, sizes, samples) => {
    first(values, sizes, samples);
    then(values, sizes, samples);
  };
}

const plainly: Circumstances = {};
const none: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>> = new Map();

const samplesPerWorld = 12;
const samplesPerDenseWorld = 60;
const mostValues = 2 ** 18;

/** A formula of many indices has so many values that fewer samples tell as much: for a step that needs it these are drawn, for more values at each. */
const timesFewer = 4;
const mostValuesOfLarge = 2 ** 20;

/** The worlds in which the steps of a note are judged; steps with the same definitions in force share one. */
export class Worlds {
  readonly meaning: Meaning;
  private readonly budget: Budget;
  private readonly randomSeed: number;
  private readonly grounds = new Map<string, Standing>();
  private readonly domains;
  private readonly behind = new Map<Step, Behind>();
  private readonly behindAll = new Map<string, Behind>();
  private readonly values = new Map<World, Map<Expr, NodeId | Message>>();
  private readonly compared = new Map<Ground, Map<string, Comparison | Incomparable>>();
  /** Steps whose formulas have many values, and those that were found to have too many. */
  private readonly large = new Set<Step>();
  private readonly tooLarge = new Set<Step>();
  private renewalsSoFar = 0;
  private bound: ReadonlySet<string> | undefined;
  /** The parameters of functions by their formulas. */
  private parameters: Map<Expr, ReadonlySet<FamilyKey>> | undefined;
  private manifold: readonly FamilyKey[] | undefined;
  private readonly scopes = new Map<Ground, (Scope | Refusal)[]>();
  private users: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>> | undefined;
  private losses: Map<FamilyKey, { of: Expr; order: number }[]> | undefined;

  constructor(meaning: Meaning, budget: Budget, randomSeed: number) {
    this.meaning = meaning;
    this.budget = budget;
    this.randomSeed = randomSeed;
    const bodies = flatMap([...meaning.definitions.values()].flat(), (each) =>
      each.meaning.kind === 'formula' ? [each.meaning.body] : [],
    );
    this.domains = domainsOf([...bodies, ...meaning.members.flat()]);
  }

  /** The letter of an index. */
  readonly letters = (id: IndexId): string => this.meaning.letters[id] ?? '?';

  /** A member of a chain as it is written. */
  texOf({ members }: Chain, at: number): string {
    const member = members[at];
    return (member && this.meaning.note.spans[member.span]?.tex.slice(member.range.start, member.range.end)) ?? '';
  }

  /** The text of a part of a member. */
  texAt({ members }: Chain, at: number, part: Range | undefined): string {
    const member = members[at];
    return (member && part && this.meaning.note.spans[member.span]?.tex.slice(part.start, part.end)) ?? '';
  }

  /** Whether a family, where nothing defines it, is drawn among whole numbers. */
  isCounted(family: FamilyKey): boolean {
    const domain = this.domains.get(family);
    return domain === 'member' || domain === 'label';
  }

  /** The definitions in force where a step stands. */
  environmentOf(step: Step): Environment {
    return this.behindOf(step).environment;
  }

  private behindOf(step: Step): Behind {
    let behind = this.behind.get(step);
    if (behind === undefined) {
      const inForce = environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order);
      const signature = this.signatureOf(inForce);
      behind = this.behindAll.get(signature);
      if (behind === undefined) {
        behind = { signature, environment: remembered(inForce), formulas: new Map(), bodies: new Map(), leaves: new Map() };
        this.behindAll.set(signature, behind);
      }
      this.behind.set(step, behind);
    }
    return behind;
  }

  /** The world in which a step is judged. */
  of(step: Step, circumstances: Circumstances = plainly): World {
    const behind = this.behindOf(step);
    const moved = movedApart(this, step);
    if (moved.length > 0)
      return this.worldOf(behind, { ...circumstances, large: this.large.has(step), held: [...(circumstances.held ?? []), ...moved] });
    if (this.large.has(step)) return this.worldOf(behind, { ...circumstances, large: true });
    if (circumstances !== plainly) return this.worldOf(behind, circumstances);
    behind.world ??= this.worldOf(behind, plainly);
    return behind.world;
  }

  private worldOf(behind: Behind, circumstances: Circumstances): World {
    const { premises = [], rival, held = [], functions = none, ...drawn } = circumstances;
    const { environment: inForce, signature } = behind;
    const reshaping = premises.filter(({ reshape }) => reshape.size > 0);
    const freed = [...held, ...functions.keys()];
    const isInForce = rival === undefined && freed.length === 0;
    const environment: Environment = isInForce
      ? inForce
      : (family) => (freed.includes(family) ? undefined : family === rival?.family ? rival.definition : inForce(family));
    const standing = this.standingOn(drawn);
    const names = isInForce
      ? signature
      : [rival?.family, rival?.definition?.id, ...held, ...signatureOfFunctions(functions), this.signatureOf(environment)].join();
    const key = reshaping.length === 0 ? names : `${reshaping.map(({ id }) => id)};${names}`;
    let world = standing.worlds.get(key);
    if (world === undefined) {
      const { opaque, inputs, passed } = this.meaning;
      // Which meanings are in force may change later on, but not for this world.
      const settled = new Map(this.redefined().map((family) => [family, environment(family)]));
      const inWorld: Environment = (family) => (settled.has(family) ? settled.get(family) : environment(family));
      const reshape = new Map<FamilyKey, Reshape>();
      for (const premise of reshaping)
        for (const [family, change] of premise.reshape) reshape.set(family, inOrder(reshape.get(family), change));
      // What is held depends on nothing, though the notes differentiate it.
      const lossInputs = freed.length === 0 ? inputs : new Map([...[...inputs].filter(([family]) => !held.includes(family)), ...functions]);
      const plan = { ground: standing.ground, reshape, environment: inWorld, lossInputs, functions, passed, opaque, budget: this.budget };
      const like = isInForce
        ? reshaping.length > 0
          ? { world: this.worldOf(behind, drawn), but: this.dependentOn(reshape.keys()) }
          : standing.first && { world: standing.first, but: this.dependentOn(this.differing(standing.first, settled)) }
        : {
            world: this.worldOf(behind, { ...drawn, premises: reshaping }),
            but: this.dependentOn(rival ? [rival.family, ...freed] : freed),
          };
      world = new World(like ? { ...plan, like } : plan);
      standing.first ??= world;
      standing.worlds.set(key, world);
    }
    return world;
  }

  /** The families of which a world has another definition. */
  private differing(world: World, settled: ReadonlyMap<FamilyKey, Definition | undefined>): readonly FamilyKey[] {
    return flatMap([...settled], ([family, definition]) => (world.definitionOf(family) === definition ? [] : [family]));
  }

  /** Some families with all that any formula of the notes makes of them. */
  private dependentOn(families: Iterable<FamilyKey>): ReadonlySet<FamilyKey> {
    this.users ??= usersIn(this.meaning);
    const found = new Set(families);
    // A set goes on to what is added to it.
    for (const family of found) for (const user of this.users.get(family) ?? []) found.add(user);
    return found;
  }

  /** What is sampled, and the worlds that stand on it. */
  private standingOn({ positive = false, dense = false, unbounded = [], large = false, scaled = false }: Circumstances): Standing {
    const key = `${positive} ${dense} ${large} ${scaled} ${unbounded}`;
    let found = this.grounds.get(key);
    if (found === undefined) {
      const { randomSeed } = this;
      const samples = (dense ? samplesPerDenseWorld : samplesPerWorld) / (large ? timesFewer : 1);
      const limit = large ? mostValuesOfLarge : mostValues;
      const domains = unbounded.length === 0 ? this.domains : new Map([...this.domains].filter(([family]) => !unbounded.includes(family)));
      const sampling = { samples, mostValues: limit, randomSeed, domains, positive, scaled };
      found = { ground: new Ground(this.meaning.axes, sampling), worlds: new Map() };
      this.grounds.set(key, found);
    }
    return found;
  }

  /** The families that have more than one meaning, or one that counts in its section alone. */
  private redefined(): readonly FamilyKey[] {
    this.manifold ??= [...this.meaning.definitions].filter(([, all]) => all.length > 1 || isBounded(all[0])).map(([family]) => family);
    return this.manifold;
  }

  /** The definitions that an environment has of the families with more than one. */
  private signatureOf(environment: Environment): string {
    return this.redefined()
      .map((family) => environment(family)?.id ?? '-')
      .join();
  }

  /** Whether a step had too many values for the points that were drawn for it, and has other points from now on. */
  enlarged(step: Step): boolean {
    if (this.large.has(step) || !this.tooLarge.has(step)) return false;
    this.large.add(step);
    return true;
  }

  /** Compares two formulas of a step in a world. */
  compare(world: World, step: Step, lhs: Expr, rhs: Expr, conditions: readonly Condition[]): Comparison | Incomparable {
    const found = this.comparisonOf(world, step, lhs, rhs, conditions);
    if (found.kind === 'refused' && found.why.id === 'too-large-formula') this.tooLarge.add(step);
    return found;
  }

  private comparisonOf(world: World, step: Step, lhs: Expr, rhs: Expr, conditions: readonly Condition[]): Comparison | Incomparable {
    const scope = this.scopeOf(world, step.chain);
    if (isRefusal(scope)) return { kind: 'refused', why: scope.refused };
    const left = this.value(world, scope, lhs);
    if (typeof left !== 'number') return { kind: 'refused', why: left };
    const right = this.value(world, scope, rhs);
    if (typeof right !== 'number') return { kind: 'refused', why: right };
    const mask = this.maskOf(world, scope, [...conditions, ...this.rangesOf(world, scope, step, lhs, rhs)]);
    if (isRefusal(mask)) return { kind: 'refused', why: mask.refused };
    const isLiteral = constantOf(lhs) !== undefined || constantOf(rhs) !== undefined;
    // Another meaning of a name often leaves both sides as they were.
    const known = innerMap(this.compared, world.ground);
    const pair = `${left} ${right} ${mask} ${isLiteral}`;
    let found = known.get(pair);
    if (found === undefined) {
      const made = attempt(() => compare(world, left, right, mask, isLiteral));
      found = isRefusal(made) ? { kind: 'refused', why: made.refused } : made;
      known.set(pair, found);
    }
    return found;
  }

  /** The values of a formula at the sample points of a step, or undefined where it has none. */
  valuesOf(step: Step, expr: Expr): Float64Array | undefined {
    const world = this.of(step);
    const scope = this.scopeOf(world, step.chain);
    const node = isRefusal(scope) ? undefined : this.value(world, scope, expr);
    const values = typeof node === 'number' ? attempt(() => world.tape.valueOf(node)) : undefined;
    return isRefusal(values) ? undefined : values;
  }

  /** The free indices of a chain as axes. */
  scopeOf(world: World, chain: Chain): Scope | Refusal {
    const known = this.scopes.get(world.ground) ?? [];
    let scope = known[chain.id];
    if (scope === undefined) {
      const ids = new Set<IndexId>();
      for (const expr of this.meaning.members[chain.id] ?? []) freeIndices(expr, ids);
      scope = world.scope(ids);
      known[chain.id] = scope;
      this.scopes.set(world.ground, known);
    }
    return scope;
  }

  /** The ranges of the free indices of a step that its own sums tell. */
  rangesOf(world: World, scope: Scope, step: Step, lhs: Expr, rhs: Expr): readonly Condition[] {
    if (scope.indices.size === 0) return [];
    const bodies = new Set([lhs, rhs, ...this.bodiesBehind(step, lhs), ...this.bodiesBehind(step, rhs)]);
    return rangesOf(world, scope, [...bodies], step.conditions);
  }

  /** How often a name was given another meaning. */
  get renewals(): number {
    return this.renewalsSoFar;
  }

  /** Takes note that a name was given another meaning. */
  renewed(): void {
    this.renewalsSoFar++;
    this.manifold = undefined;
    this.users = undefined;
    this.behind.clear();
    this.behindAll.clear();
    for (const standing of this.grounds.values()) delete standing.first;
  }

  /** The mask of some conditions, or undefined where there are none. */
  maskOf(world: World, scope: Scope, conditions: readonly Condition[]): NodeId | undefined | Refusal {
    return attempt(() => this.joinedMask(world, scope, conditions));
  }

  private joinedMask(world: World, scope: Scope, conditions: readonly Condition[]): NodeId | undefined | Refusal {
    let mask: NodeId | undefined;
    for (const id of scope.indices.keys()) {
      const ordinary = world.ordinary(id, scope);
      if (ordinary !== undefined) mask = mask === undefined ? ordinary : world.tape.multiply(mask, ordinary);
    }
    for (const condition of conditions) {
      const next = world.mask(this.resolved(condition, scope), scope);
      if (isRefusal(next)) return next;
      mask = mask === undefined ? next : world.tape.multiply(mask, next);
    }
    return mask;
  }

  /** The bodies of the definitions that a formula depends on where a step stands. */
  bodiesBehind(step: Step, expr: Expr): readonly Expr[] {
    const known = this.behindOf(step).bodies;
    let bodies = known.get(expr);
    if (bodies === undefined) {
      bodies = this.findBehind(step, expr);
      known.set(expr, bodies);
    }
    return bodies;
  }

  private findBehind(step: Step, expr: Expr): readonly Expr[] {
    const behind = this.behindOf(step);
    const bodies: Expr[] = [];
    const seen = new Set<FamilyKey>();
    const visit = (inner: Expr): void => {
      for (const { family, body } of formulasIn(behind, inner)) {
        if (seen.has(family)) continue;
        seen.add(family);
        bodies.push(body);
        visit(body);
      }
    };
    visit(expr);
    return bodies;
  }

  /** Whether a name is differentiated and has no formula where a step stands. */
  isOpenLoss(step: Step, family: FamilyKey): boolean {
    return this.meaning.lossInputs.has(family) && this.environmentOf(step)(family) === undefined;
  }

  /** The undefined families that a formula depends on where a step stands. */
  leavesOf(step: Step, expr: Expr): ReadonlySet<FamilyKey> {
    const known = this.behindOf(step).leaves;
    let leaves = known.get(expr);
    if (leaves === undefined) {
      leaves = this.findLeaves(step, expr, (_, family) => this.isBoundElsewhere(family));
      known.set(expr, leaves);
    }
    return leaves;
  }

  /** The same with those that are called as the parameter of a function is, but stand outside of it: all that has to have a value. */
  inputsOf(step: Step, expr: Expr): ReadonlySet<FamilyKey> {
    return this.findLeaves(step, expr, (body, family) => this.isParameterOf(body, family));
  }

  private findLeaves(step: Step, expr: Expr, isBound: (body: Expr, family: FamilyKey) => boolean): ReadonlySet<FamilyKey> {
    const environment = this.environmentOf(step);
    const found = new Set<FamilyKey>();
    const seen = new Set<FamilyKey>();
    const direct = mentioned(expr);
    for (const body of [expr, ...this.bodiesBehind(step, expr)]) {
      for (const family of mentioned(body)) {
        if (seen.has(family) || (!direct.has(family) && isBound(body, family))) continue;
        seen.add(family);
        if (isStandard(family) && !this.meaning.vocabulary.bases.has(partsOfKey(family).base)) continue;
        if (environment(family) === undefined) found.add(family);
      }
    }
    return found;
  }

  /**
   * Families that a step in pieces (a maximum, cases) depends on and that only other formulas keep positive, which could hide a piece.
   * Without pieces an equality of analytic functions on an interval is one everywhere (identity theorem).
   * `isNear`: whether those formulas stand in a section that is open where the step stands.
   */
  keptPositive(step: Step, expected: Expr, written: Expr): { readonly families: readonly FamilyKey[]; readonly isNear: boolean } {
    const sides = [expected, written];
    const bodies = flatMap(sides, (side) => this.bodiesBehind(step, side));
    if (!bodies.some(hasPieces) && !sides.some(hasPieces)) return { families: [], isNear: false };
    const own = domainsOf([...sides, ...bodies]);
    const leaves = new Set(flatMap(sides, (side) => [...this.leavesOf(step, side)]));
    const families = [...leaves].filter((family) => this.domains.get(family) === 'unit' && !own.has(family));
    const { chains, sections } = this.meaning.note;
    const open = chains.filter((chain) => isOpenIn(sections, chain.section, step.chain.section));
    const near = families.length === 0 ? own : domainsOf(flatMap(open, (chain) => this.meaning.members[chain.id] ?? []));
    return { families, isNear: families.some((family) => near.has(family)) };
  }

  /** Whether a name in the formula of a function stands for what the notes apply it to. */
  private isParameterOf(body: Expr, family: FamilyKey): boolean {
    if (this.parameters === undefined) {
      this.parameters = new Map();
      for (const { meaning, params } of [...this.meaning.definitions.values()].flat())
        if (meaning.kind === 'formula' && params) this.parameters.set(meaning.body, new Set(params.map((param) => param.family)));
    }
    return this.parameters.get(body)?.has(family) === true && this.isBoundElsewhere(family);
  }

  /** Whether a name is the parameter of a function that the notes also apply to something else, so that it stands for that. */
  private isBoundElsewhere(family: FamilyKey): boolean {
    if (this.bound === undefined) {
      const bound = new Set<string>();
      const applied = [...this.meaning.definitions].filter(([, all]) => all.some(({ params }) => params)).map(([fn]) => fn);
      const applying = this.meaning.members.flat().filter((member) => applied.some((fn) => mentioned(member).has(fn)));
      const calls = flatMap(applying, (member) => walk(member).filter((node) => node.kind === 'call'));
      for (const call of calls) {
        for (const definition of this.meaning.definitions.get(call.fn) ?? []) {
          for (const [position, param] of (definition.params ?? []).entries()) {
            const given = call.args[position];
            const arg = given?.kind === 'array' ? given.body : given;
            const { base } = partsOfKey(param.family);
            const isOwn = arg?.kind === 'ref' && partsOfKey(arg.family).base === base;
            // `q(\lambda^\star)` is at a point, if a formula of the letters of `q` says at which.
            const points = isOwn && arg.family !== param.family && arg.slots.length === 0 ? this.meaning.definitions.get(arg.family) : [];
            const isPoint = points?.some(({ meaning }) => meaning.kind === 'formula' && isOfLetters(meaning.body, definition)) === true;
            if (arg && (!isOwn || isPoint)) bound.add(param.family);
          }
        }
      }
      this.bound = bound;
    }
    return this.bound.has(family);
  }

  /** The names without indices that the steps of the note differentiate by a family, with the steps. */
  lossesBy(family: FamilyKey): readonly { readonly of: Expr; readonly order: number }[] {
    if (this.losses === undefined) {
      this.losses = new Map();
      for (const { lhs, rhs, order } of this.meaning.steps) {
        for (const { of, wrt } of [...partialsIn(lhs), ...partialsIn(rhs)]) {
          if (wrt.kind !== 'ref' || !isWholeLoss(of)) continue;
          const known = this.losses.get(wrt.family);
          if (known === undefined) this.losses.set(wrt.family, [{ of, order }]);
          else known.push({ of, order });
        }
      }
    }
    return this.losses.get(family) ?? [];
  }

  /** The value of a formula in a scope; kept, since members are compared more than once. */
  private value(world: World, scope: Scope, expr: Expr): NodeId | Message {
    const known = innerMap(this.values, world);
    let value = known.get(expr);
    if (value === undefined) {
      const found = world.evaluate(expr, scope);
      value = isRefusal(found) ? found.refused : found;
      known.set(expr, value);
    }
    return value;
  }

  /** Letters of a condition said in prose become the indices of the step. */
  private resolved(condition: Condition, scope: Scope): Condition {
    if (condition.kind === 'unread') return condition;
    const ofLetter = (id: IndexId): IndexId =>
      id < 0 ? ([...scope.indices.keys()].find((own) => -1 - letterCode(this.letters(own)) === id) ?? id) : id;
    if (condition.kind === 'relation') {
      const inside = (side: Expr): Expr =>
        [...freeIndices(side)].reduce(
          (open, id) => (id < 0 ? withTerm(open, id, { kind: 'index', id: ofLetter(id), shift: 0 }) : open),
          side,
        );
      return { ...condition, left: inside(condition.left), right: inside(condition.right) };
    }
    const here = (term: IndexTerm): IndexTerm => {
      if (term.kind === 'by' && term.of.kind === 'ref') return { ...term, of: { ...term.of, slots: term.of.slots.map(here) } };
      return term.kind === 'index' ? { ...term, id: ofLetter(term.id) } : term;
    };
    return { ...condition, left: here(condition.left), right: here(condition.right) };
  }
}

/** The names in a formula that have one of their own. */
function formulasIn({ formulas, environment }: Behind, expr: Expr): readonly Formula[] {
  let found = formulas.get(expr);
  if (found === undefined) {
    found = flatMap([...mentioned(expr)], (family) => {
      const meaning = environment(family)?.meaning;
      return meaning?.kind === 'formula' ? [{ family, body: meaning.body }] : [];
    });
    formulas.set(expr, found);
  }
  return found;
}

function signatureOfFunctions(functions: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>): readonly string[] {
  return [...functions].map(([family, inputs]) => `${family}(${[...inputs].join()})`);
}

/** The families that a family is named in a formula for, or that are losses of it which nothing defines. */
function usersIn({ definitions, inputs }: Meaning): ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>> {
  const users = new Map<FamilyKey, Set<FamilyKey>>();
  const note = (user: FamilyKey, used: Iterable<FamilyKey>): void => {
    for (const family of used) users.set(family, (users.get(family) ?? new Set()).add(user));
  };
  for (const [user, all] of definitions) for (const { meaning } of all) if (meaning.kind === 'formula') note(user, restsOn(meaning.body));
  for (const [user, among] of inputs) note(user, among);
  return users;
}

/** An environment that looks up every family once. */
function remembered(environment: Environment): Environment {
  const known = new Map<FamilyKey, Definition | undefined>();
  return (family) => {
    const found = known.get(family);
    if (found !== undefined || known.has(family)) return found;
    const definition = environment(family);
    known.set(family, definition);
    return definition;
  };
}

/** Whether what is differentiated is a name without indices, or such a function at some argument. */
function isWholeLoss(of: Expr): boolean {
  return (of.kind === 'ref' || (of.kind === 'call' && of.order === 0)) && of.slots.length === 0;
}
