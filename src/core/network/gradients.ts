import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Scope } from '../check/ground.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import type { World } from '../check/world/world.ts';
import type { Axis, NodeId } from '../engine/tape.ts';
import { freeIndices } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import type { NotePlace, Parameter } from '../training/plan.ts';
import { type AsWritten, isGeneral, type Resolved } from './as-written.ts';
import type { Claim } from './claims.ts';
import type { GivenLeaf } from './given-ground.ts';
import { isSamePlace, placeOf } from './places.ts';

/** The gradient by one parameter as the notes write it, over the axes of its leaf. */
export interface Gradient extends Pick<Parameter, 'standing' | 'formula' | 'claims' | 'faults'> {
  readonly node: NodeId;
}

/** Puts the gradients of a network together from what the notes claim of all and of single members of parameters. */
export class Gradients {
  private readonly decider: Decider;
  private readonly isBlamed: (step: Step) => boolean;
  private readonly written: AsWritten;
  private readonly world: World;

  constructor(decider: Decider, isBlamed: (step: Step) => boolean, written: AsWritten) {
    this.decider = decider;
    this.isBlamed = isBlamed;
    this.written = written;
    this.world = written.world;
  }

  /** The claim for all members of a parameter, and over it those for single members; without one the true gradient stands in its place. */
  of(claims: readonly Claim[], leaf: GivenLeaf, exact: NodeId): Gradient {
    const { tape } = this.world;
    const groups = new Map<string, Claim[]>();
    for (const claim of claims) groups.set(formOf(claim), [...(groups.get(formOf(claim)) ?? []), claim]);
    const whole = this.written.choose(groups.get(wholeForm) ?? []);
    let node = whole.resolved && this.overLeaf(whole.resolved, leaf);
    const used = whole.resolved ? [whole.resolved] : [];
    for (const [form, group] of groups) {
      const { resolved } = form === wholeForm ? { resolved: undefined } : this.written.choose(group);
      // What is said of all members says it of each; only where one of them is wrong does it count for itself.
      if (resolved === undefined || (whole.resolved !== undefined && resolved.isRight)) continue;
      const off = resolved.isRight ? undefined : this.deviation(resolved, leaf);
      if (!resolved.isRight && off === undefined) continue;
      if (off !== undefined) node = tape.add(node ?? exact, off);
      used.push(resolved);
    }
    const standing = this.standing(used, whole.isUnused, claims);
    const own = node === undefined ? exact : tape.broadcast(node, leaf.axes);
    // What is right of each member is not called so of a whole that is something else.
    const isOff = standing === 'right' && !this.isNear(own, exact);
    if (used.length === 0 || isOff) return { node: exact, standing: isOff ? 'unused' : standing, ...this.unusedSources(claims) };
    return { node: own, standing, ...this.sources(used) };
  }

  /** Whether a gradient is the true one, as measured. */
  private isNear(own: NodeId, exact: NodeId): boolean {
    const { tape } = this.world;
    const largest = tape.valueOf(exact).reduce((scale, value) => Math.max(scale, Math.abs(value)), 0);
    return tape.valueOf(tape.subtract(own, exact)).every((value) => Math.abs(value) <= nearness * Math.max(largest, 1));
  }

  private standing(used: readonly Resolved[], isUnused: boolean, claims: readonly Claim[]): Parameter['standing'] {
    const others = used.filter(({ isRight }) => !isRight);
    if (others.length > 0) return others.some(({ steps }) => steps.some(this.isBlamed)) ? 'wrong' : 'elsewhere';
    if (used.length === 0) return !isUnused ? 'unclaimed' : this.blamedIn(claims).length > 0 ? 'unfit' : 'unused';
    // A chain that was put around what the notes say is theirs only where they say something of its links.
    const isTheirs = claims.some(({ values }) => values.some(({ expr, steps }) => steps.length > 0 || this.written.isClaimed(expr)));
    return isTheirs ? 'right' : 'unclaimed';
  }

  private blamedIn(claims: readonly Claim[]): readonly Step[] {
    return claims.flatMap(({ values }) => values.at(-1)?.steps ?? []).filter(this.isBlamed);
  }

  /** Of what is not used, where it stands, and the steps that are wrong. */
  private unusedSources(claims: readonly Claim[]): Omit<Gradient, 'node' | 'standing'> {
    const faults = this.blamedIn(claims).map((step) => this.faultOf(step));
    return { claims: claims.flatMap(({ values }) => this.placesOf(values.at(-1)?.steps.at(-1))), faults };
  }

  private faultOf(step: Step): Parameter['faults'][number] {
    const { worlds, meaning } = this.decider;
    return { formula: worlds.texOf(step.chain, step.position).trim(), where: placeOf(meaning.note, step) };
  }

  /** The formulas that a gradient is made of, and the steps that make it wrong. */
  private sources(used: readonly Resolved[]): Omit<Gradient, 'node' | 'standing'> {
    const shown = used.find(({ isRight }) => !isRight) ?? used[0];
    const blamed = new Set(used.flatMap(({ isRight, steps }) => (isRight ? [] : steps.filter(this.isBlamed))));
    const faults = [...blamed].map((step) => this.faultOf(step));
    return {
      // The one that is shown in front.
      claims: [...new Set(shown ? [shown, ...used] : [])].flatMap(({ step }) => this.placesOf(step)),
      // Read once for each layer, a step stands in one place.
      faults: faults.filter(({ where }, n) => faults.findIndex((other) => isSamePlace(other.where, where)) === n),
      ...(shown?.step ? { formula: this.faultOf(shown.step).formula } : {}),
    };
  }

  private placesOf(step: Step | undefined): readonly NotePlace[] {
    return step ? [placeOf(this.decider.meaning.note, step)] : [];
  }

  /** The value of a claim about all members over the axes of the leaf, the mean over all other indices of its head. */
  private overLeaf({ claim: { head }, node }: Resolved, leaf: GivenLeaf): NodeId | undefined {
    const scope = this.scopeOf(head);
    if (scope === undefined || head.kind !== 'partial' || head.wrt.kind !== 'ref') return undefined;
    const from = head.wrt.slots.map((term) => (term.kind === 'index' ? scope.indices.get(term.id) : undefined) as Axis);
    return this.moved(node, scope, from, leaf.axes);
  }

  /** What a claim about some members of a leaf adds to the gradient: there the difference from it, else nothing. */
  private deviation({ claim: { head }, node, truth }: Resolved, leaf: GivenLeaf): NodeId | undefined {
    const scope = this.scopeOf(head);
    if (scope === undefined || head.kind !== 'partial' || head.wrt.kind !== 'ref') return undefined;
    const { tape } = this.world;
    let off = tape.subtract(node, truth);
    const [from, to]: [Axis[], Axis[]] = [[], []];
    for (const [at, term] of head.wrt.slots.entries()) {
      const axis = leaf.axes[at] as Axis;
      const own = term.kind === 'index' && term.shift === 0 ? scope.indices.get(term.id) : undefined;
      if (own !== undefined && !from.includes(own)) {
        from.push(own);
        to.push(axis);
        continue;
      }
      const place = this.world.evaluate({ kind: 'position', term }, scope);
      if (isRefusal(place)) return undefined;
      const { start } = this.decider.meaning.axes.ofSlot(leaf.family, at);
      const isHere = tape.equal(tape.add(tape.iota(axis), tape.constant(start)), place);
      off = tape.where(isHere, off, tape.constant(0));
    }
    return this.moved(off, scope, from, to);
  }

  private scopeOf(head: Claim['head']): Scope | undefined {
    const scope = this.world.scope(freeIndices(head));
    return isRefusal(scope) ? undefined : scope;
  }

  /** A node with some axes of a scope renamed, and the mean over the others. */
  private moved(node: NodeId, scope: Scope, from: readonly Axis[], to: readonly Axis[]): NodeId | undefined {
    const { tape } = this.world;
    const others = [...scope.indices.values()].filter((axis) => !from.includes(axis));
    const mean = others.reduce((sum, axis) => tape.divide(tape.sum(sum, axis), tape.constant(tape.sizeOf(axis))), node);
    const found = attempt(() => tape.relabel(mean, from, to));
    return isRefusal(found) ? undefined : found;
  }
}

const wholeForm = '';

/** How far a gradient that is called right may be from the true one, relative to the largest component of that. */
const nearness = 1e-6;

/** What claims about one parameter have in common that are about the same members of it, under the same conditions. */
function formOf({ head, values }: Claim): string {
  const conditions = values.at(-1)?.conditions ?? [];
  const isWhole = head.kind === 'partial' && isGeneral(head.wrt) && conditions.length === 0;
  return isWhole
    ? wholeForm
    : `${printUpToIds(head)} ${conditions.map((condition) => printUpToIds({ kind: 'indicator', condition })).join()}`;
}
