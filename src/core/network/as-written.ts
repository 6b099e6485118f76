import { refreshed, renamed } from '../algebra/rename.ts';
import type { Axes } from '../check/axes/axes.ts';
import type { Step } from '../check/classify/step.ts';
import type { Definition, Environment } from '../check/definition.ts';
import type { Meaning } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import type { World } from '../check/world/world.ts';
import type { NodeId } from '../engine/tape.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, substitute, walk, withTerm } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import type { Claim, Claims } from './claims.ts';
import type { Dependence } from './dependence.ts';
import { type Slip, slipsIn } from './slips.ts';
import { type Match, unify } from './unify.ts';

/** What a claim comes to in the network. */
export interface Resolved {
  readonly claim: Claim;
  readonly expr: Expr;
  readonly node: NodeId;
  /** The same as the engine finds it. */
  readonly truth: NodeId;
  /** Whether it is what the engine finds, to rounding. */
  readonly isRight: boolean;
  /** Whether it has a value at every member: an index may run past the end of something. */
  readonly isWhole: boolean;
  /** The step whose right side it is; none where the network was put around what the notes say. */
  readonly step: Step | undefined;
  /** The steps that it rests on; where it fails for a slip in the formula of a name, with those that show the slip. */
  readonly steps: readonly Step[];
}

/** The claims about one thing in one form, and the one that stands for it. */
interface Chosen {
  readonly resolved: Resolved | undefined;
  /** There are claims, of which none can be used. */
  readonly isUnused: boolean;
}

export interface Written {
  readonly meaning: Meaning;
  readonly claims: Claims;
  readonly axes: Axes;
  /** The definitions in force in the network, and those where a step stands. */
  readonly environment: Environment;
  readonly environmentOf: (step: Step) => Environment;
  /** Names that the notes leave open and the network gives a meaning. */
  readonly added: ReadonlySet<FamilyKey>;
  readonly on: Dependence;
  /** The leaves that the network gives values. */
  readonly leaves: ReadonlySet<FamilyKey>;
  /** Whether a step is said not to hold. */
  readonly isBlamed: (step: Step) => boolean;
  /** Whether a claim is right in the network as the notes have it, so that it is run as it is where another one was chosen. */
  readonly isTrusted?: (claim: Claim) => boolean;
  /** Evaluates with the definitions in force; of derivatives, the true ones. */
  readonly world: World;
  /** A world in which other definitions are in force. */
  readonly worldOf: (environment: Environment) => World;
}

/** How far two gradients may be apart that are equal, relative to the larger one. */
const tolerance = 1e-9;

/**
 * Derivatives as the notes write them. What a formula mentions is again as written: a name for a derivative has the author's formula, and a
 * derivative of which the notes claim something wrong is what they claim. A claim that fails is used only where a step of it is found not to
 * hold, so that nothing is run that may only be misread.
 */
export class AsWritten {
  /** Evaluates with what the notes claim. Only to be asked for what was resolved. */
  readonly world: World;
  /** The letters of indices that stand for one member where nothing says which. */
  readonly loose = new Set<string>();
  readonly claims: Claims;
  /** The claims that were found to be right, by their keys. */
  readonly right = new Set<string>();
  private readonly given: Written;
  private readonly overrides = new Map<FamilyKey, Definition>();
  private readonly families = new Map<FamilyKey, { readonly steps: readonly Step[] } | 'under-way'>();
  private readonly groups = new Map<string, Chosen | 'under-way'>();
  private readonly slips: readonly Slip[];
  private nextIndex = 30_000_000;

  constructor(given: Written) {
    this.given = given;
    this.claims = given.claims;
    this.slips = slipsIn(given.claims, given.isBlamed);
    this.world = given.worldOf((family) => this.overrides.get(family) ?? given.environment(family));
  }

  /**
   * The claim about a derivative that stands for it: the last one that is wrong, else the last one that is right. One that has no value at some
   * member only stands where there is no right one.
   */
  choose(claims: readonly Claim[]): Chosen {
    const found = claims.flatMap((claim) => this.resolve(claim) ?? []);
    const { isBlamed, isTrusted = () => false } = this.given;
    const wrong = found.filter(({ isRight, steps, claim }) => !isRight && (steps.some(isBlamed) || isTrusted(claim)));
    for (const { claim, isRight } of found) if (isRight) this.right.add(keyOf(claim));
    const right = found.filter(({ isRight }) => isRight);
    const resolved = wrong.filter(({ isWhole }) => isWhole).at(-1) ?? right.at(-1) ?? wrong.at(-1);
    return { resolved, isUnused: resolved === undefined && claims.length > 0 };
  }

  /** The last member of a claim that can be worked out in the network. */
  private resolve(claim: Claim): Resolved | undefined {
    for (const { expr, steps, conditions } of [...claim.values].reverse()) {
      const used: Step[] = [...steps];
      const written = this.rewritten(this.closed(expr, claim.head), used);
      const truth = this.evaluate(this.given.world, claim.head, claim.head);
      if (truth === undefined) return undefined;
      const node = written && this.evaluate(this.world, written, claim.head, conditions, truth);
      if (written === undefined || node === undefined) continue;
      const isRight = this.agree(node, truth);
      if (!isRight && !used.some(this.given.isBlamed)) used.push(...this.slipBehind(expr, claim.head, truth));
      return {
        claim,
        expr: written,
        node,
        truth,
        isRight,
        isWhole: this.world.tape.valueOf(node).every(Number.isFinite),
        step: steps.at(-1),
        steps: used,
      };
    }
    return undefined;
  }

  /** The steps by which a name in a formula is found to be wrong, if the formula holds with what the name is said to be. */
  private slipBehind(expr: Expr, head: Expr, truth: NodeId): readonly Step[] {
    const names = mentioned(expr);
    for (const { family, meant, steps } of this.slips) {
      if (!names.has(family)) continue;
      const world = this.given.worldOf((name) => (name === family ? meant : this.given.environment(name)));
      const node = this.evaluate(world, this.closed(expr, head), head);
      if (node !== undefined && this.agree(node, truth)) return steps;
    }
    return [];
  }

  /** Whether a claim about something that has another meaning where it stands holds in the network, if the derivatives in it are true. */
  isRightHere(claim: Claim): boolean {
    const last = claim.values.at(-1);
    if (last === undefined || last.steps.some(this.given.isBlamed)) return false;
    const [truth, node] = [claim.head, this.closed(last.expr, claim.head)].map((expr) => this.evaluate(this.given.world, expr, claim.head));
    return truth !== undefined && node !== undefined && this.agree(node, truth);
  }

  /** Whether the notes claim something of a derivative in a formula. */
  isClaimed(expr: Expr): boolean {
    return outermostDerivatives(expr).some((node) => this.given.claims.about(node).some((claim) => this.isInForce(claim)));
  }

  /** The value of a formula over the free indices of a head, and another one where conditions are not met; undefined where it has none. */
  private evaluate(world: World, expr: Expr, head: Expr, conditions: readonly Condition[] = [], otherwise?: NodeId): NodeId | undefined {
    if (!this.isKnown(expr, head)) return undefined;
    const scope = world.scope(freeIndices(head));
    if (isRefusal(scope)) return undefined;
    let node = world.evaluate(expr, scope);
    for (const condition of conditions) {
      const mask = world.mask(condition, scope);
      if (isRefusal(mask) || isRefusal(node)) return undefined;
      node = world.tape.where(mask, node, otherwise ?? world.tape.constant(0));
    }
    return isRefusal(node) || isRefusal(attempt(() => world.tape.valueOf(node as NodeId))) ? undefined : node;
  }

  /** Whether a formula rests on nothing but what the network gives values, and what its head is of: `\\sigma'(z)`. */
  private isKnown(expr: Expr, head: Expr): boolean {
    const { on, leaves: known } = this.given;
    const { leaves, functions, refused } = on.of(expr);
    const own = on.of(head).leaves;
    return refused === undefined && functions.size === 0 && [...leaves].every((leaf) => known.has(leaf) || own.has(leaf));
  }

  private agree(one: NodeId, other: NodeId): boolean {
    const { tape } = this.world;
    const difference = tape.valueOf(tape.subtract(one, other));
    // An axis that only one of them has.
    const values = [...tape.valueOf(one), ...tape.valueOf(other)].map(Math.abs).filter(Number.isFinite);
    const scale = values.reduce((largest, value) => Math.max(largest, value), 0);
    return difference.every((value) => Math.abs(value) <= tolerance * Math.max(scale, 1e-12));
  }

  /** An index of which the left side knows nothing stands for its first member. */
  private closed(expr: Expr, head: Expr): Expr {
    const own = freeIndices(head);
    const { axes, meaning } = this.given;
    return [...freeIndices(expr)].reduce((whole, id) => {
      if (own.has(id)) return whole;
      const { size, start } = axes.ofIndex(id);
      if (1 < size) this.loose.add(meaning.letters[id] || '·');
      return withTerm(whole, id, { kind: 'value', value: start });
    }, expr);
  }

  /** A formula with what is claimed of the derivatives in it; the steps that this rests on are added to `used`. Undefined where that leads back to it. */
  private rewritten(expr: Expr, used: Step[]): Expr | undefined {
    for (const family of mentioned(expr)) if (!this.resolveFamily(family, used)) return undefined;
    let whole = expr;
    for (const node of outermostDerivatives(expr)) {
      const claimed = this.claimedFor(node, used);
      if (claimed) whole = substitute(whole, node, claimed);
    }
    return whole;
  }

  /** Brings the author's formula for a name of a derivative into force, and for all names behind it. */
  private resolveFamily(family: FamilyKey, used: Step[]): boolean {
    const known = this.families.get(family);
    if (known === 'under-way') return false;
    if (known === undefined) {
      this.families.set(family, 'under-way');
      const steps: Step[] = [];
      const definition = this.given.environment(family);
      const isSound = definition?.meaning.kind !== 'formula' || this.override(definition, definition.meaning.body, steps);
      this.families.set(family, { steps });
      used.push(...steps);
      return isSound;
    }
    used.push(...known.steps);
    return true;
  }

  private override(definition: Definition, body: Expr, steps: Step[]): boolean {
    const { family, head } = definition;
    for (const name of mentioned(body)) if (name !== family && !this.resolveFamily(name, steps)) return false;
    if (!walk(body).some(isDerivative)) return true;
    const slots = head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
    const name: Expr = { kind: 'ref', family, slots };
    const { resolved } = this.choose(this.given.claims.about(name).filter((claim) => isGeneral(claim.head) && this.isInForce(claim)));
    if (resolved !== undefined && !resolved.isRight) {
      const ids =
        resolved.claim.head.kind === 'ref' ? resolved.claim.head.slots.flatMap((term) => (term.kind === 'index' ? [term.id] : [])) : [];
      steps.push(...resolved.steps);
      this.overrides.set(family, { ...definition, head: ids, meaning: { kind: 'formula', body: resolved.expr } });
      return true;
    }
    const written = this.rewritten(body, steps);
    if (written !== undefined && written !== body)
      this.overrides.set(family, { ...definition, meaning: { kind: 'formula', body: written } });
    return true;
  }

  /** What the notes claim of a derivative in the place of it, if that is wrong. */
  private claimedFor(node: Expr, used: Step[]): Expr | undefined {
    const branches: { value: Expr; condition: Condition }[] = [];
    const groups = new Map<string, Claim[]>();
    for (const claim of this.given.claims.about(node)) {
      if (!this.isInForce(claim)) continue;
      const form = `${printUpToIds(claim.head)} ${JSON.stringify(claim.values.at(-1)?.conditions.map((one) => (one.kind === 'index-relation' ? one.relation : one.kind)))}`;
      groups.set(form, [...(groups.get(form) ?? []), claim]);
    }
    for (const [form, claims] of groups) {
      const { resolved } = this.chosen(form, claims);
      if (resolved === undefined || resolved.isRight) continue;
      const match = unify(resolved.claim.head, node, (family) => this.given.environment(family) === undefined);
      if (match === undefined) continue;
      const value = this.put(resolved.expr, match);
      const conditions = [...match.conditions, ...(resolved.claim.values.at(-1)?.conditions ?? []).map((one) => this.putInto(one, match))];
      used.push(...resolved.steps);
      if (conditions.length === 0) return value;
      const [condition] = conditions;
      if (conditions.length === 1 && condition) branches.push({ value, condition });
    }
    return branches.length === 0 ? undefined : { kind: 'cases', branches: [...branches, { value: node }] };
  }

  private chosen(form: string, claims: readonly Claim[]): Chosen {
    const known = this.groups.get(form);
    if (known === 'under-way') return { resolved: undefined, isUnused: true };
    if (known !== undefined) return known;
    this.groups.set(form, 'under-way');
    const found = this.choose(claims);
    this.groups.set(form, found);
    return found;
  }

  /** Whether what a claim is about has the same meanings in the network. */
  isInForce({ head, values }: Claim): boolean {
    const [step] = values[0]?.steps ?? [];
    if (step === undefined) return false;
    const { environment, environmentOf, added, on } = this.given;
    const there = environmentOf(step);
    const behind = new Set([...mentioned(head), ...on.of(head).families]);
    return [...behind].every((family) => added.has(family) || there(family) === environment(family));
  }

  /** A formula of a claim at what its head was matched with, with indices of its own. */
  private put(expr: Expr, { ids, terms, names }: Match): Expr {
    const fresh = (like: IndexId): IndexId => {
      const id = this.nextIndex++;
      this.given.axes.alike(id, like);
      return id;
    };
    const moved = renamed(refreshed(expr, fresh), ids, terms);
    return names.reduce(
      (whole, [family, by]) =>
        walk(whole).reduce((inner, node) => (node.kind === 'ref' && node.family === family ? substitute(inner, node, by) : inner), whole),
      moved,
    );
  }

  private putInto(condition: Condition, { ids, terms }: Match): Condition {
    const moved = renamed({ kind: 'indicator', condition }, ids, terms);
    return moved.kind === 'indicator' ? moved.condition : condition;
  }
}

/** What a claim is called in every network of its note. */
export function keyOf({ head, order }: Claim): string {
  return `${order} ${printUpToIds(head)}`;
}

function isDerivative(node: Expr): boolean {
  return node.kind === 'partial' || ((node.kind === 'call' || node.kind === 'apply') && 0 < node.order);
}

/** The derivatives in a formula that stand in no other one. */
function outermostDerivatives(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  const inside = new Set<Expr>();
  for (const node of walk(expr)) {
    if (inside.has(node) || !isDerivative(node)) continue;
    found.push(node);
    for (const inner of walk(node)) inside.add(inner);
  }
  return found;
}

/** Whether every slot of a head has an index of its own. */
export function isGeneral(head: Expr): boolean {
  const ids = walk(head).flatMap((node) =>
    node.kind === 'ref' ? node.slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1)) : [],
  );
  return !ids.includes(-1) && new Set(ids).size === ids.length;
}
