import { Budget } from '../check/budget.ts';
import type { Step } from '../check/classify.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import type { Scope } from '../check/ground.ts';
import { attempt, isRefusal, World } from '../check/world.ts';
import { programOf } from '../engine/program.ts';
import type { Axis, NodeId } from '../engine/tape.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { print, printName, printUpToIds } from '../expr/print.ts';
import { defines } from '../meaning/comparisons.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Message, message } from '../text/message.ts';
import { toSource, toSourceRange } from '../text/source-map.ts';
import type { DataLeaf, Encoding, Named, NotePlace, Parameter, Plan, Prediction, Standing } from '../training/plan.ts';
import { generator, normal } from '../training/random.ts';
import { AsWritten, isGeneral, type Resolved } from './as-written.ts';
import type { Candidate } from './candidates.ts';
import { type Claim, Claims, updatesIn } from './claims.ts';
import { Dependence } from './dependence.ts';
import { GivenGround, type GivenLeaf } from './given-ground.ts';
import { type Layout, layoutOf, mostBatch, sampleAxis, slotsOf, type Wishes } from './layout.ts';
import { type Compared, type Roles, rolesOf, usesIn } from './roles.ts';
import { ruleOf } from './rule.ts';
import { aroundActivation, aroundLoss, type Smallest } from './smallest.ts';

/** A note under its reading, with the verdicts of its steps. */
export interface Trainable {
  readonly decider: Decider;
  /** Whether a step is reported not to hold. */
  readonly isBlamed: (step: Step) => boolean;
}

export interface PlanOptions extends Wishes {
  /** The function for activations that the notes leave open. */
  readonly activation?: string;
  /** Values for numbers that the notes leave open, by how they are written. */
  readonly constants?: Readonly<Record<string, number>>;
  readonly randomSeed: number;
}

/** Why a network can't be trained. */
export interface NoPlan {
  readonly refused: Message;
}

/** What functions stand for that notes never fix, if nothing else is said. */
export const usualActivation = 'tanh';

/** Numbers that notes leave to be chosen, if nothing else is said. */
const usualConstants: readonly (readonly [letters: RegExp, value: number])[] = [
  [/^\\lambda$/, 0.001],
  [/^\\(?:rho|alpha)$/, 0.1],
  [/^(?:\\epsilon|\\varepsilon)$/, 1e-6],
];

/** Work that evaluating a network may take, in formulas. */
const evaluationWork = 5_000_000;

/** The network behind a loss, with its gradients as the notes write them and as they are. */
export function planNetwork(note: Trainable, candidate: Candidate, options: PlanOptions): Plan | NoPlan {
  if (mostBatch < options.batch) return { refused: message('train-large-batch', { limit: mostBatch }) };
  const found = attempt(() => new Planner(note, candidate, options).plan());
  return isRefusal(found) && found.refused.id === 'too-large-formula' ? { refused: message('train-too-large') } : found;
}

class Planner {
  private readonly note: Trainable;
  private readonly candidate: Candidate;
  private readonly options: PlanOptions;
  private readonly assumed: Message[] = [];

  constructor(note: Trainable, candidate: Candidate, options: PlanOptions) {
    this.note = note;
    this.candidate = candidate;
    this.options = options;
  }

  plan(): Plan | NoPlan {
    const { meaning, worlds } = this.note.decider;
    const uses = usesIn(meaning);
    const inForce = worlds.environmentOf(this.candidate.step);
    const smallest = this.smallest(inForce);
    if (smallest === undefined && this.candidate.compared === undefined) return { refused: message('train-no-network') };
    const functions = this.openFunctions(inForce, smallest);
    const environment: Environment = (family) => smallest?.definitions.get(family) ?? functions.get(family) ?? inForce(family);
    const on = new Dependence(meaning, environment);
    const { family, definition } = smallest?.loss ?? this.candidate;
    const compared = (smallest?.compared ?? this.candidate.compared) as Compared;
    const loss: Expr = { kind: 'ref', family, slots: definition.head.map(plain) };
    const { refused } = on.of(loss);
    if (refused) return { refused };
    const sample = smallest ? undefined : sampleAxis(compared, on, uses, meaning.axes);
    const roles = this.roles(loss, compared, on, smallest, (leaf) => sample !== undefined && slotsOf(leaf, meaning.axes).includes(sample));
    const [input] = roles.inputs;
    const steps = input === undefined ? [] : roles.constants.filter((leaf) => partsOfKey(leaf).base === partsOfKey(input).base);
    if (steps.length > 0) return { refused: message('train-recurrent') };
    const layout = layoutOf(loss, compared, roles, on, meaning.axes, sample, this.options);
    if ('id' in layout) return { refused: layout };
    this.assumed.push(...layout.assumed, ...(smallest?.assumed ?? []).map((one) => named(one)));

    const axes = meaning.axes.resized(layout.sizes);
    const samples = layout.sample === undefined ? this.options.batch : 1;
    const ground = new GivenGround(axes, samples, this.options.randomSeed);
    const leaves = this.leavesOf(ground, roles);
    const worldOf = (other: Environment): World =>
      new World({ ground, environment: other, lossInputs: new Map(), passed: new Set(), opaque: meaning.opaque, budget: new Budget(evaluationWork) });
    const world = worldOf(environment);
    const encoding = this.encoding(compared, layout);
    const targets = [this.dataLeaf(leaves.get(roles.target) as GivenLeaf, layout, encoding)];
    const inputs = roles.inputs.map((leaf) => this.dataLeaf(leaves.get(leaf) as GivenLeaf, layout, undefined));
    this.fill(leaves, roles, targets, encoding, layout);

    const scope = world.scope(definition.head);
    if (isRefusal(scope)) return { refused: scope.refused };
    const own = world.evaluate(loss, scope);
    if (isRefusal(own)) return { refused: own.refused };
    const total = meanOver(world, own);
    const valued = attempt(() => ground.tape.valueOf(total));
    if (isRefusal(valued)) return { refused: valued.refused };

    const claims = new Claims(meaning);
    const rates = new Map(updatesIn(meaning).flatMap(({ rate }) => (rate === undefined ? [] : [[rate, one(rate)] as const])));
    const written = new AsWritten({
      meaning,
      claims,
      axes,
      environment: (name) => rates.get(name) ?? environment(name),
      environmentOf: (step) => worlds.environmentOf(step),
      added: new Set([...(smallest?.definitions.keys() ?? []), ...functions.keys(), ...rates.keys()]),
      on: new Dependence(meaning, (name) => rates.get(name) ?? environment(name)),
      leaves: new Set(leaves.keys()),
      isBlamed: this.note.isBlamed,
      world,
      worldOf,
    });
    const updates = updatesIn(meaning);
    const parts = roles.parameters.map((name) => {
      const leaf = leaves.get(name) as GivenLeaf;
      const exact = ground.tape.adjoint(total, leaf.node) ?? ground.tape.broadcast(ground.tape.constant(0), leaf.axes);
      const all = [
        ...claims.about({ kind: 'partial', of: loss, wrt: { kind: 'ref', family: name, slots: [] } }),
        ...updates.flatMap((update) => (update.family === name && update.claim && definition.head.length === 0 ? [update.claim(loss)] : [])),
      ].sort((a, b) => a.order - b.order);
      const own = all.filter((claim) => written.isInForce(claim));
      // "Nothing else has to be changed": what was said of another loss counts if it is as right for this one.
      const claimed = own.length > 0 ? own : all.filter((claim) => written.isRightHere(claim));
      const chain = smallest?.chains.get(name);
      const added: readonly Claim[] = chain ? [{ head: chain.head, values: [{ expr: chain.value, steps: [], conditions: [] }], section: 0, order: 0 }] : [];
      return { name, leaf, exact, ...this.written(written, [...claimed, ...added], leaf, exact, chain !== undefined) };
    });
    for (const letter of written.loose) this.assumed.push(message('train-first-member', { letter }));
    const prediction = this.prediction(world, compared, layout);
    const values = [...on.of(loss).families].flatMap((name) => this.named(world, name, environment, total));
    const program = programOf(
      ground.tape,
      [
        total,
        ...parts.flatMap(({ exact, node }) => [exact, node]),
        ...(prediction ? [prediction.node] : []),
        ...values.flatMap(({ node, adjoint }) => (adjoint === undefined ? [node] : [node, adjoint])),
      ],
      new Set([...leaves.values()].map(({ node }) => node)),
    );
    const place = (node: NodeId): number => program.places.get(node) as number;
    const constants = roles.constants.map((name) => ({ ...this.constant(name), place: place((leaves.get(name) as GivenLeaf).node) }));
    return {
      loss: { tex: texOf(family), place: place(total), ...this.where(definition) },
      program: program.data,
      batch: this.options.batch,
      data: { dimension: layout.columns, classes: this.options.classes },
      inputs: inputs.map(({ node, ...rest }) => ({ ...rest, place: place(node) })),
      targets: targets.map(({ node, ...rest }) => ({ ...rest, place: place(node) })),
      encoding,
      constants,
      parameters: parts.map(({ name, leaf, exact, node, standing, formula, claims: used }): Parameter => ({
        tex: texOf(name),
        place: place(leaf.node),
        sizes: leaf.sizes,
        strides: leaf.strides,
        spread: roles.biases.has(name) ? 0 : spreadOf(leaf.sizes),
        exact: place(exact),
        written: place(node),
        standing,
        claims: used,
        ...(formula === undefined ? {} : { formula }),
      })),
      ...(prediction ? { prediction: { ...prediction.rest, place: place(prediction.node) } } : {}),
      values: values.map(({ node, adjoint, rest }): Named => ({ ...rest, place: place(node), ...(adjoint === undefined ? {} : { adjoint: place(adjoint) }) })),
      hidden: layout.hidden.map(({ family: name, size, isStated }) => ({ tex: texOf(name), size, isStated })),
      rule: ruleOf(this.note.decider, new Set(roles.parameters)),
      assumed: this.assumed,
    };
  }

  private smallest(inForce: Environment): Smallest | undefined {
    const { axes } = this.note.decider.meaning;
    const { compared } = this.candidate;
    if (compared === undefined) return aroundActivation(this.candidate, axes);
    const isOpen = compared.prediction.kind === 'ref' && inForce(compared.prediction.family) === undefined;
    return isOpen ? aroundLoss(this.candidate, axes) : undefined;
  }

  /** Functions that the notes never fix become the activation that was chosen. */
  private openFunctions(inForce: Environment, smallest: Smallest | undefined): ReadonlyMap<FamilyKey, Definition> {
    const { definition, family } = this.candidate;
    const on = new Dependence(this.note.decider.meaning, (name) => smallest?.definitions.get(name) ?? inForce(name));
    const { activation = usualActivation } = this.options;
    const found = new Map<FamilyKey, Definition>();
    for (const fn of on.of({ kind: 'ref', family, slots: [] }).functions) {
      found.set(fn, { ...definition, id: -1000 - found.size, family: fn, head: [], meaning: { kind: 'function', name: activation } });
      this.assumed.push(message('train-activation', { name: texOf(fn), activation }));
    }
    return found;
  }

  private roles(loss: Expr, compared: Compared, on: Dependence, smallest: Smallest | undefined, isSample: (family: FamilyKey) => boolean): Roles {
    const found = rolesOf(loss, compared, on, usesIn(this.note.decider.meaning), isSample);
    if (smallest === undefined) return found;
    const { input, parameters, biases } = smallest;
    const own = new Set([input, ...parameters, compared.target]);
    const constants = [...on.of(loss).leaves].filter((leaf) => !own.has(leaf));
    return { inputs: [input], target: compared.target, parameters, biases, constants };
  }

  private leavesOf(ground: GivenGround, { inputs, target, parameters, constants }: Roles): ReadonlyMap<FamilyKey, GivenLeaf> {
    const isForEach = ground.tape.samples > 1;
    for (const family of [...inputs, target]) ground.give(family, isForEach);
    for (const family of [...parameters, ...constants]) ground.give(family, false);
    return ground.given;
  }

  /** How classes stand in targets. */
  private encoding({ how }: Compared, { output, outputs }: Layout): Encoding {
    if (this.options.classes === 0) return 'number';
    if (how === 'label') return 'label';
    if (output !== undefined && 1 < outputs) return 'one-hot';
    return how === 'margin' ? 'plus-minus' : 'zero-one';
  }

  /** How a leaf is filled from data. */
  private dataLeaf(leaf: GivenLeaf, layout: Layout, encoding: Encoding | undefined): Omit<DataLeaf, 'place'> & { readonly node: NodeId } {
    const { axes: slots, family, sizes, strides, node } = leaf;
    const { axes } = this.note.decider.meaning;
    const classes = slotsOf(family, axes);
    const each = leaf.varies ? this.options.batch : 1;
    const own = slots.findIndex((_, at) => classes[at]?.id !== layout.sample?.id);
    const sample = slots.findIndex((_, at) => layout.sample !== undefined && classes[at]?.id === layout.sample.id);
    return {
      tex: texOf(family),
      node,
      size: own < 0 ? 1 : (sizes[own] as number),
      component: own < 0 ? 0 : (strides[own] as number) * each,
      point: leaf.varies ? 1 : sample < 0 ? 0 : (strides[sample] as number),
      ...(encoding === undefined && layout.one !== undefined ? { one: layout.one } : {}),
      ...(encoding === 'label' && layout.output ? { first: layout.output.start } : {}),
    };
  }

  /** Values at which claims are compared with the gradient: random weights, and data as they will be. */
  private fill(leaves: ReadonlyMap<FamilyKey, GivenLeaf>, roles: Roles, targets: readonly Omit<DataLeaf, 'place'>[], encoding: Encoding, layout: Layout): void {
    const random = generator(this.options.randomSeed);
    for (const family of [...roles.inputs, ...roles.parameters]) {
      const { values } = leaves.get(family) as GivenLeaf;
      for (let n = 0; n < values.length; n++) values[n] = normal(random);
    }
    for (const family of roles.constants) (leaves.get(family) as GivenLeaf).values.fill(this.constant(family).value);
    const target = leaves.get(roles.target) as GivenLeaf;
    const [{ size, component, point, first = 0 } = { size: 1, component: 0, point: 0 }] = targets as readonly DataLeaf[];
    for (let n = 0; n < this.options.batch; n++) {
      const label = encoding === 'number' ? random() : Math.floor(random() * Math.max(2, this.options.classes));
      for (let c = 0; c < size; c++)
        target.values[n * point + c * component] =
          encoding === 'one-hot' ? Number(c === label) : encoding === 'plus-minus' ? 2 * label - 1 : label + first;
    }
    const [input] = roles.inputs;
    const ones = input === undefined ? undefined : this.dataLeaf(leaves.get(input) as GivenLeaf, layout, undefined);
    if (ones?.one !== undefined && input !== undefined)
      for (let n = 0; n < this.options.batch; n++) (leaves.get(input) as GivenLeaf).values[n * ones.point + ones.one * ones.component] = 1;
  }

  private constant(family: FamilyKey): { readonly tex: string; readonly value: number; readonly isStated: boolean } {
    const tex = texOf(family);
    const { judge, meaning } = this.note.decider;
    const shown = judge.values.of({ kind: 'ref', family, slots: [] });
    // `\\delta > 0` says of what sign it is.
    const isSaid = shown !== undefined && meaning.steps.some(({ order, sign }) => order === shown.order && defines(sign));
    const stated = isSaid ? shown.value : undefined;
    const usual = usualConstants.find(([letters]) => letters.test(partsOfKey(family).base))?.[1] ?? 1;
    return { tex, value: this.options.constants?.[tex] ?? stated ?? usual, isStated: stated !== undefined };
  }

  /** The gradient by a parameter as the notes write it: by a claim for all of it, and by claims for single members over that. */
  private written(
    written: AsWritten,
    claims: readonly Claim[],
    leaf: GivenLeaf,
    exact: NodeId,
    isAdded: boolean,
  ): { readonly node: NodeId; readonly standing: Standing; readonly formula?: string; readonly claims: readonly NotePlace[] } {
    const { worlds } = this.note.decider;
    const { tape } = written.world;
    const groups = new Map<string, Claim[]>();
    for (const claim of claims) groups.set(formOf(claim), [...(groups.get(formOf(claim)) ?? []), claim]);
    const whole = written.choose(groups.get(wholeForm) ?? []);
    const isClaimed = !isAdded || claims.some(({ values }) => values.some(({ expr, steps }) => steps.length > 0 || written.isClaimed(expr)));
    let node = whole.resolved && this.overLeaf(written.world, whole.resolved, leaf);
    let standing: Standing = whole.resolved ? (whole.resolved.isRight ? 'right' : 'wrong') : whole.isUnused ? 'unused' : 'unclaimed';
    if (standing === 'right' && !isClaimed) standing = 'unclaimed';
    const used = whole.resolved ? [whole.resolved] : [];
    for (const [form, group] of groups) {
      if (form === wholeForm) continue;
      const { resolved } = written.choose(group);
      // What is said of all members says it of each; only where one of them is wrong does it count for itself.
      if (resolved === undefined || (whole.resolved !== undefined && resolved.isRight)) continue;
      if (!resolved.isRight) {
        const off = this.deviation(written.world, resolved, leaf);
        if (off === undefined) continue;
        node = tape.add(node ?? exact, off);
      }
      used.push(resolved);
      standing = resolved.isRight && standing !== 'wrong' ? 'right' : 'wrong';
    }
    const shown = used.find(({ isRight }) => !isRight) ?? used[0];
    return {
      node: node === undefined ? exact : tape.broadcast(node, leaf.axes),
      standing,
      claims: used.flatMap(({ step }) => (step ? this.placeOf(step) : [])),
      ...(shown?.step ? { formula: worlds.texOf(shown.step.chain, shown.step.position).trim() } : {}),
    };
  }

  /** The value of a claim over the axes of the leaf that it is about, the mean over all other indices of its head. */
  private overLeaf(world: World, { claim, node }: Resolved, leaf: GivenLeaf): NodeId | undefined {
    const scope = world.scope(freeIndices(claim.head));
    const { head } = claim;
    if (isRefusal(scope) || head.kind !== 'partial' || head.wrt.kind !== 'ref') return undefined;
    const { tape } = world;
    const from: Axis[] = [];
    const to: Axis[] = [];
    for (const [at, term] of head.wrt.slots.entries()) {
      if (term.kind !== 'index') continue;
      from.push(scope.indices.get(term.id) as Axis);
      to.push(leaf.axes[at] as Axis);
    }
    const others = [...scope.indices.values()].filter((axis) => !from.includes(axis));
    const mean = others.reduce((sum, axis) => tape.divide(tape.sum(sum, axis), tape.constant(tape.sizeOf(axis))), node);
    const found = attempt(() => tape.relabel(mean, from, to));
    return isRefusal(found) ? undefined : found;
  }

  /** What a claim about some members of a leaf adds to the gradient: there the difference from it, else nothing. */
  private deviation(world: World, { claim: { head }, node, truth }: Resolved, leaf: GivenLeaf): NodeId | undefined {
    const scope = world.scope(freeIndices(head));
    if (isRefusal(scope) || head.kind !== 'partial' || head.wrt.kind !== 'ref') return undefined;
    const { tape } = world;
    const { axes } = this.note.decider.meaning;
    let off = tape.subtract(node, truth);
    const [from, to]: [Axis[], Axis[]] = [[], []];
    for (const [at, term] of head.wrt.slots.entries()) {
      const axis = leaf.axes[at] as Axis;
      if (term.kind === 'index' && term.shift === 0 && !from.includes(scope.indices.get(term.id) as Axis)) {
        from.push(scope.indices.get(term.id) as Axis);
        to.push(axis);
        continue;
      }
      const place = world.evaluate({ kind: 'position', term }, scope);
      if (isRefusal(place)) return undefined;
      const isHere = tape.equal(tape.add(tape.iota(axis), tape.constant(axes.ofSlot(leaf.family, at).start)), place);
      off = tape.where(isHere, off, tape.constant(0));
    }
    const others = [...scope.indices.values()].filter((axis) => !from.includes(axis));
    const mean = others.reduce((sum, axis) => tape.divide(tape.sum(sum, axis), tape.constant(tape.sizeOf(axis))), off);
    const found = attempt(() => tape.relabel(mean, from, to));
    return isRefusal(found) ? undefined : found;
  }

  /** What the network says of a point. */
  private prediction(
    world: World,
    { prediction, how }: Compared,
    layout: Layout,
  ): { readonly node: NodeId; readonly rest: Omit<Prediction, 'place'> } | undefined {
    const ids = [...freeIndices(prediction)];
    const scope = world.scope(ids);
    if (isRefusal(scope)) return undefined;
    const node = world.evaluate(prediction, scope);
    if (isRefusal(node)) return undefined;
    const { tape } = world;
    const { axes } = world.ground;
    const axisOf = (id: number | undefined): Axis | undefined => {
      const found = ids.find((one) => axes.ofIndex(one).id === id);
      return found === undefined ? undefined : scope.indices.get(found);
    };
    const [output, sample] = [axisOf(layout.output?.id), axisOf(layout.sample?.id)];
    const all = [output, sample].filter((axis): axis is Axis => axis !== undefined);
    const whole = tape.broadcast(node, all);
    if (tape.axesOf(whole).length !== all.length) return undefined;
    const stride = strideIn(whole, scope, tape);
    const each = tape.node(whole).samples;
    const threshold = how === 'difference' || how === 'log' ? 0.5 : 0;
    return {
      node: whole,
      rest: {
        tex: print(prediction, (id) => this.note.decider.meaning.letters[id] || 'k'),
        size: output === undefined ? 1 : tape.sizeOf(output),
        component: output === undefined ? 0 : stride(output) * each,
        point: sample === undefined ? (each === 1 ? 0 : 1) : stride(sample),
        threshold,
      },
    };
  }

  /** A name of the network with its value and what the loss changes with it. */
  private named(world: World, family: FamilyKey, environment: Environment, total: NodeId) {
    const definition = environment(family);
    if (definition === undefined || walk(definition.meaning.kind === 'formula' ? definition.meaning.body : one(family).meaning.body).some(({ kind }) => kind === 'partial')) return [];
    const scope = world.scope(definition.head);
    if (isRefusal(scope)) return [];
    const node = world.evaluate({ kind: 'ref', family, slots: definition.head.map(plain) }, scope);
    if (isRefusal(node)) return [];
    const adjoint = world.tape.adjoint(total, node);
    const sizes = definition.head.map((id) => world.ground.axes.ofIndex(id).size);
    return [{ node, adjoint, rest: { tex: texOf(family), sizes, ...this.where(definition) } }];
  }

  private where({ order }: Definition): { readonly where?: NotePlace } {
    const step = this.note.decider.meaning.steps.find((other) => other.order === order && other.definition !== undefined);
    const [where] = step ? this.placeOf(step) : [];
    return where ? { where } : {};
  }

  private placeOf({ chain, position }: Step): readonly NotePlace[] {
    const { spans } = this.note.decider.meaning.note;
    const [left, right] = [chain.members[position - 1], chain.members[position]];
    const span = right && spans[right.span];
    if (span === undefined || right === undefined) return [];
    const { end } = toSourceRange(span.map, right.range);
    const start = left?.span === right.span && !right.continues ? toSource(span.map, left.range.start) : toSourceRange(span.map, right.range).start;
    return [{ part: span.part, range: { start, end } }];
  }
}

const wholeForm = '';

/** What claims about one parameter have in common that are about the same members of it, under the same conditions. */
function formOf({ head, values }: Claim): string {
  const conditions = values.at(-1)?.conditions ?? [];
  const isWhole = head.kind === 'partial' && isGeneral(head.wrt) && conditions.length === 0;
  return isWhole ? wholeForm : `${printUpToIds(head)} ${conditions.map((condition) => printUpToIds({ kind: 'indicator', condition })).join()}`;
}

/** The mean of a node over all its axes. */
function meanOver({ tape }: World, node: NodeId): NodeId {
  return tape.axesOf(node).reduce((sum, axis) => tape.divide(tape.sum(sum, axis), tape.constant(tape.sizeOf(axis))), node);
}

function strideIn(node: NodeId, _scope: Scope, tape: World['tape']): (axis: Axis) => number {
  const axes = tape.axesOf(node);
  return (axis) => axes.slice(axes.indexOf(axis) + 1).reduce((cells, inner) => cells * tape.sizeOf(inner), 1);
}

/** Half the width of the interval from which weights are drawn. Source: Glorot and Bengio 2010. */
function spreadOf(sizes: readonly number[]): number {
  return Math.sqrt(6 / (sizes.reduce((sum, size) => sum + size, 0) + (sizes.length < 2 ? 1 : 0)));
}

function texOf(family: FamilyKey): string {
  return printName(family, []);
}

/** A message whose name is a key of a family. */
function named({ id, params }: Message): Message {
  return { id, params: typeof params.name === 'string' ? { ...params, name: texOf(params.name) } : params };
}

/** A name as the number 1. */
function one(family: FamilyKey): Definition & { readonly meaning: { readonly kind: 'formula'; readonly body: Expr } } {
  return { id: -2000, family, head: [], meaning: { kind: 'formula', body: { kind: 'number', value: 1, decimals: 0 } }, section: 0, order: 0 };
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}
