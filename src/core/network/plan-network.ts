import { Budget } from '../check/budget.ts';
import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import { World } from '../check/world/world.ts';
import { Program, programOf } from '../engine/program.ts';
import type { Axis, NodeId, Tape } from '../engine/tape.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { defines } from '../meaning/comparisons.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { message, render } from '../text/message.ts';
import type { Constant, Named, NotePlace, Plan, PointsAlong } from '../training/plan.ts';
import { rangeOf } from '../training/range.ts';
import { denseOf } from '../training/recognise.ts';
import { AsWritten, keyOf } from './as-written.ts';
import type { Candidate } from './candidates.ts';
import { ChainRule } from './chain-rule.ts';
import { type Claim, Claims, updatesIn } from './claims.ts';
import { type DataLeaves, dataLeaves, fillLeaves, spreadOf } from './data-leaves.ts';
import { Dependence } from './dependence.ts';
import { GivenGround, type GivenLeaf } from './given-ground.ts';
import { type Gradient, Gradients } from './gradients.ts';
import { mostBatch } from './layout.ts';
import { type Network, type NoPlan, networkOf, type PlanOptions, plain, type Trainable, texOf } from './network.ts';
import { placeOf } from './places.ts';
import { predictionOf } from './prediction.ts';
import { ruleOf } from './rule.ts';

/** Numbers that notes leave to be chosen, if nothing else is said; all others are 1. */
const usualConstants: readonly (readonly [letters: RegExp, value: number])[] = [
  [/^\\lambda$/, 0.001],
  [/^\\(?:rho|alpha)$/, 0.1],
  [/^(?:\\epsilon|\\varepsilon)$/, 1e-6],
];

const ascending = phrase('ascent');
const descending = phrase('descent');

/** How many points claims are compared with gradients at: so many that no coin falls on one side at all of them, where a gradient has two branches. */
const probes = 16;

/** Work that evaluating a network may take, in formulas. */
const evaluationWork = 5_000_000;

/** The network behind a loss, with its gradients as the notes write them and as they are. */
export function planNetwork(note: Trainable, candidate: Candidate, options: PlanOptions): Plan | NoPlan {
  if (mostBatch < options.batch) return { refused: message('train-large-batch', { limit: mostBatch }) };
  const found = attempt(() => planned(note, candidate, options));
  return isRefusal(found) && found.refused.id === 'too-large-formula' ? { refused: message('train-too-large') } : found;
}

function planned(note: Trainable, candidate: Candidate, options: PlanOptions): Plan | NoPlan {
  const network = networkOf(note, candidate, options);
  if ('refused' in network) return network;
  const { activation: _, loss: __, ...plainly } = options;
  const asNoted = network.activation === undefined ? undefined : networkOf(note, candidate, plainly);
  const trusted = asNoted && !('refused' in asNoted) ? new Compiler(note, asNoted, plainly).rightClaims() : undefined;
  const plan = new Compiler(note, network, options, trusted).plan();
  if ('refused' in plan) return plan;
  const within = plan.encoding === 'input' ? rangeOf(plan) : undefined;
  if (within === undefined) return denseIn(plan);
  const [low, high] = within;
  const said = message('train-within', { low, high });
  return denseIn({ ...plan, data: { ...plan.data, within }, assumed: [...plan.assumed, said] });
}

/** A plan with what it is as dense layers. */
function denseIn(plan: Plan): Plan {
  const dense = denseOf(plan);
  return dense ? { ...plan, dense } : plan;
}

/** Makes a program of a network. */
class Compiler {
  private readonly decider: Decider;
  private readonly isBlamed: (step: Step) => boolean;
  private readonly network: Network;
  private readonly options: PlanOptions;
  private readonly ground: GivenGround;
  private readonly tape: Tape;
  /** Evaluates with the definitions in force. */
  private readonly world: World;
  /** Step sizes, which are 1 where updates are read as claims; and the definitions in force with these. */
  private readonly rates: ReadonlyMap<FamilyKey, Definition>;
  private readonly environment: Environment;
  /** Claims that are right in the network as the notes have it, where this is another one. */
  private readonly trusted: ReadonlySet<string>;

  constructor({ decider, isBlamed }: Trainable, network: Network, options: PlanOptions, trusted: ReadonlySet<string> = new Set()) {
    this.decider = decider;
    this.isBlamed = isBlamed;
    this.network = network;
    this.options = options;
    this.trusted = trusted;
    const { layout, roles, environment } = network;
    const samples = layout.sample === undefined ? probes : 1;
    this.ground = new GivenGround(decider.meaning.axes.resized(layout.sizes), samples, options.randomSeed);
    this.tape = this.ground.tape;
    for (const family of [...roles.inputs, ...roles.targets]) this.ground.give(family, 1 < samples);
    for (const family of [...roles.parameters, ...roles.constants, ...roles.states]) this.ground.give(family, false);
    this.world = this.worldOf(environment);
    const rates = new Map(updatesIn(decider.meaning).flatMap(({ rate }) => (rate === undefined ? [] : [[rate, one(rate)] as const])));
    this.rates = rates;
    this.environment = (name) => rates.get(name) ?? environment(name);
  }

  plan(): Plan | NoPlan {
    const { loss, definition, roles, layout, on, assumed } = this.network;
    const { batch, classes, loss: chosen } = this.options;
    const { inputs, targets, encoding } = this.leavesFor(batch);
    const constants = this.fill();
    const own = this.total();
    if (typeof own !== 'number') return own;
    const isRaised = this.isRaised();
    const found = this.gradients(own, isRaised);
    const letters = this.decider.meaning.letters;
    const prediction = predictionOf(this.network, this.world, encoding, this.options, (id) => letters[id] || 'k');
    const losses = prediction?.others?.names ?? [];
    if (chosen !== undefined && !losses.includes(chosen)) return { refused: message('train-unfit-loss', { name: chosen }) };
    const other = chosen === undefined ? undefined : prediction?.others?.by(chosen);
    const total = other ?? (isRaised ? this.tape.negate(own) : own);
    const { loose } = found.written;
    const gradients = chosen === undefined ? found.gradients : found.gradients.map((one) => this.elsewhere(one, total));
    const broken = gradients.filter(({ node }) => !this.tape.valueOf(node).every(Number.isFinite));
    const said = [
      ...assumed,
      ...(isRaised && chosen === undefined ? [message('train-raised', { name: texOf(loss.family) })] : []),
      ...[...loose].map((letter) => message('train-first-member', { letter })),
      ...broken.map(({ leaf: { family } }) => message('train-past-end', { name: texOf(family) })),
    ];
    const values = [...on.of(loss).families].flatMap((family) => this.named(family, total));
    const outputs = [
      total,
      ...gradients.flatMap(({ exact, node }) => [exact, node]),
      ...(prediction ? [prediction.node] : []),
      ...values.flatMap(({ node, adjoint }) => (adjoint === undefined ? [node] : [node, adjoint])),
    ];
    const program = programOf(this.tape, outputs, new Set([...this.ground.given.values()].map(({ node }) => node)));
    // Nothing in it rests on how many points there are, where they are no axis of their own.
    const data = { ...program.data, samples: layout.sample === undefined ? batch : 1 };
    if (Program.mostValues < Program.size(data)) return { refused: message('train-too-large') };
    const place = (node: NodeId): number => program.places.get(node) as number;
    const placed = <T extends { readonly family: FamilyKey }>({ family, ...rest }: T) => ({
      ...rest,
      place: place(this.leaf(family).node),
    });
    return {
      loss:
        chosen === undefined
          ? { tex: `${isRaised ? '-' : ''}${texOf(loss.family)}`, place: place(total), ...this.where(definition) }
          : { tex: `\\text{${chosen}}`, place: place(total), insteadOf: texOf(loss.family) },
      program: data,
      batch,
      data: {
        dimension: layout.columns,
        classes: encoding === 'input' ? 0 : classes,
        ...(layout.output?.isStated ? { stated: layout.output.size } : {}),
      },
      inputs: inputs.map((leaf, n) => placed({ ...leaf, family: roles.inputs[n] as FamilyKey })),
      targets: targets.map((leaf, n) => placed({ ...leaf, family: roles.targets[n] as FamilyKey })),
      encoding,
      constants: constants.map(placed),
      parameters: gradients.map(({ leaf, exact, node, ...rest }) => ({
        ...rest,
        tex: texOf(leaf.family),
        place: place(leaf.node),
        sizes: leaf.sizes,
        strides: leaf.strides,
        spread: roles.biases.has(leaf.family) ? 0 : spreadOf(leaf.sizes),
        exact: place(exact),
        written: place(node),
      })),
      ...(prediction ? { prediction: { ...prediction.rest, place: place(prediction.node) } } : {}),
      values: values.map(({ node, adjoint, rest }): Named => {
        return { ...rest, place: place(node), ...(adjoint === undefined ? {} : { adjoint: place(adjoint) }) };
      }),
      hidden: layout.hidden.map(({ family, size, isStated }) => ({ tex: texOf(family), size, isStated })),
      rule: ruleOf(this.decider, new Set(roles.parameters), on.of(loss).leaves),
      choices: { losses, hasActivation: this.network.hasActivation },
      ...(this.network.activation === undefined ? {} : { otherActivation: this.network.activation }),
      assumed: said,
    };
  }

  /** The claims of the notes that are right in this network. */
  rightClaims(): ReadonlySet<string> {
    this.fill();
    const own = this.total();
    return typeof own === 'number' ? this.gradients(own, this.isRaised()).written.right : new Set();
  }

  /** The leaves that data are put in, for so many points at once. */
  private leavesFor(points: number): DataLeaves {
    const { compared, roles, layout } = this.network;
    const { classes } = this.options;
    return dataLeaves(roles, (family) => this.leaf(family), compared, layout, { batch: points, classes }, this.decider.meaning.axes);
  }

  /** Puts values in all leaves; those of the constants. */
  private fill(): readonly (Omit<Constant, 'place'> & { readonly family: FamilyKey })[] {
    const { roles, layout } = this.network;
    const { batch, classes, randomSeed } = this.options;
    const { samples } = this.tape;
    const points = layout.sample === undefined ? samples : batch;
    fillLeaves(this.ground.given, roles, this.leavesFor(samples), points, classes, randomSeed);
    const constants = [
      ...roles.constants.map((family) => ({ family, ...this.constant(family) })),
      ...roles.states.map((family) => ({ family, tex: texOf(family), value: 0, isStated: true })),
    ];
    for (const { family, value } of constants) this.leaf(family).values.fill(value);
    return constants;
  }

  /** A gradient where another loss was chosen: what the notes claim stays, and what they do not claim is the true one of that loss. */
  private elsewhere<T extends Gradient & { readonly leaf: GivenLeaf; readonly exact: NodeId }>(gradient: T, total: NodeId): T {
    const { tape } = this;
    const { leaf, node, standing } = gradient;
    const exact = tape.adjoint(total, leaf.node) ?? tape.broadcast(tape.constant(0), leaf.axes);
    if (standing === 'unclaimed' || standing === 'unused' || standing === 'unfit') return { ...gradient, exact, node: exact };
    const isSame = tape.valueOf(tape.subtract(node, exact)).every((value) => Math.abs(value) <= 1e-9);
    return { ...gradient, exact, standing: standing === 'right' && !isSame ? 'elsewhere' : standing };
  }

  /**
   * Whether the notes let grow what they differentiate, as a likelihood: an update that holds moves along the derivative, or words near the
   * loss speak of that.
   */
  private isRaised(): boolean {
    const { loss, definition } = this.network;
    const { meaning } = this.decider;
    const world = this.worldOf(this.environment);
    for (const { step } of definition.head.length === 0 ? updatesIn(meaning) : []) {
      const { lhs, rhs } = step;
      if (lhs.kind !== 'ref' || !this.ground.given.has(lhs.family) || this.isBlamed(step)) continue;
      const scope = world.scope(freeIndices(lhs));
      if (isRefusal(scope)) continue;
      const moved: Expr = { kind: 'add', terms: [rhs, { kind: 'negate', of: lhs }] };
      const along = world.evaluate({ kind: 'multiply', factors: [moved, { kind: 'partial', of: loss, wrt: lhs }] }, scope);
      const values = isRefusal(along) ? along : attempt(() => this.tape.valueOf(along));
      if (isRefusal(values)) continue;
      if (values.every((value) => 0 <= value) && values.some((value) => 0 < value)) return true;
      if (values.every((value) => value <= 0) && values.some((value) => value < 0)) return false;
    }
    const { chain } = this.network.step;
    const near = meaning.note.sentences.filter(
      ({ section, paragraph }) => section === chain.section && Math.abs(paragraph - chain.paragraph) <= 1,
    );
    return near.some(({ text }) => ascending.test(text)) && !near.some(({ text }) => descending.test(text));
  }

  private leaf(family: FamilyKey): GivenLeaf {
    const found = this.ground.given.get(family);
    if (found === undefined) throw new Error(`${family} is no leaf of the network`);
    return found;
  }

  private worldOf(environment: Environment): World {
    const { opaque } = this.decider.meaning;
    const budget = new Budget(evaluationWork);
    return new World({ ground: this.ground, reshape: new Map(), environment, lossInputs: new Map(), passed: new Set(), opaque, budget });
  }

  /** The loss, the mean over its own indices. */
  private total(): NodeId | NoPlan {
    const { loss, definition } = this.network;
    const own = this.valueOver(loss, definition);
    if (typeof own !== 'number') return this.firstUnworked() ?? own;
    const { tape } = this;
    const mean = tape.axesOf(own).reduce((sum, axis) => tape.divide(tape.sum(sum, axis), tape.constant(tape.sizeOf(axis))), own);
    const value = attempt(() => tape.valueOf(mean));
    if (isRefusal(value)) return value;
    return value.every(Number.isFinite) ? mean : { refused: message('train-no-value', { name: texOf(loss.family) }) };
  }

  /** The value of a name over its own indices; refused where it has others, and so is not what its definition says. */
  private valueOver(name: Expr & { kind: 'ref' }, { head }: Definition): NodeId | NoPlan {
    const scope = this.world.scope(head);
    if (isRefusal(scope)) return scope;
    const value = this.world.evaluate(name, scope);
    if (isRefusal(value)) return value;
    const own = new Set(scope.indices.values());
    const isWhole = this.tape.axesOf(value).every((axis) => own.has(axis));
    return isWhole ? value : { refused: message('train-no-number', { name: texOf(name.family) }) };
  }

  /** The first name behind the loss that has no value of its own shape, and where it stands. */
  private firstUnworked(): NoPlan | undefined {
    const { loss, on, environment } = this.network;
    for (const family of on.of(loss).families) {
      const definition = environment(family);
      if (definition?.meaning.kind !== 'formula') continue;
      const value = this.valueOver({ kind: 'ref', family, slots: definition.head.map(plain) }, definition);
      if (typeof value === 'number') continue;
      const { refused } = value;
      const isSeveral = refused.id === 'train-no-number' || (refused.id === 'unbound-index' && definition.head.length === 0);
      const name = texOf(family);
      const said = isSeveral ? message('train-no-number', { name }) : message('train-unworked-name', { name, why: render(refused) });
      return { refused: said, ...this.where(definition) };
    }
    return undefined;
  }

  /** For each parameter the true gradient and the one as written, and what was found of the claims on the way. */
  private gradients(own: NodeId, isRaised: boolean) {
    const { roles } = this.network;
    const { meaning } = this.decider;
    const { rates, environment } = this;
    const written = new AsWritten({
      meaning,
      claims: new Claims(meaning),
      axes: this.ground.axes,
      environment,
      environmentOf: (step) => this.decider.worlds.environmentOf(step),
      added: new Set([...this.network.added, ...rates.keys()]),
      on: new Dependence(meaning, environment),
      leaves: new Set(this.ground.given.keys()),
      isBlamed: this.isBlamed,
      isTrusted: (claim) => this.trusted.has(keyOf(claim)),
      world: this.world,
      worldOf: (other) => this.worldOf(other),
    });
    const all = new Gradients(this.decider, this.isBlamed, written);
    const claims = this.claimsFor(written, isRaised);
    const gradients = roles.parameters.map((family) => {
      const leaf = this.leaf(family);
      const exact = this.tape.adjoint(own, leaf.node) ?? this.tape.broadcast(this.tape.constant(0), leaf.axes);
      const found = all.of(claims.get(family) ?? [], leaf, exact);
      return isRaised ? { leaf, ...found, exact: this.tape.negate(exact), node: this.tape.negate(found.node) } : { leaf, exact, ...found };
    });
    return { gradients, written };
  }

  /** What the notes claim of the gradient by each parameter; where they claim nothing of any, what their other derivatives of the loss make of it. */
  private claimsFor(written: AsWritten, isRaised: boolean): ReadonlyMap<FamilyKey, readonly Claim[]> {
    const { roles, loss, smallest } = this.network;
    const own = new Map(roles.parameters.map((family) => [family, this.claimsAbout(family, written, isRaised)] as const));
    if (smallest || [...own.values()].some((claims) => claims.length > 0)) return own;
    const chain = new ChainRule(loss, this.ground.axes);
    const claims = written.claims.all.filter((claim) => written.isInForce(claim));
    const through = (family: FamilyKey): readonly Claim[] => claims.flatMap((claim) => chain.through(claim, family));
    return new Map(roles.parameters.map((family) => [family, through(family).filter((claim) => written.isRightHere(claim))] as const));
  }

  /** What the notes claim of the gradient by a parameter, in their order. */
  private claimsAbout(family: FamilyKey, written: AsWritten, isRaised: boolean): readonly Claim[] {
    const { loss, definition, smallest } = this.network;
    const { meaning } = this.decider;
    const updates = updatesIn(meaning).filter((update) => update.family === family && definition.head.length === 0);
    const wrt: Expr = { kind: 'ref', family, slots: [] };
    const all = [
      ...written.claims.about({ kind: 'partial', of: loss, wrt }),
      ...updates.flatMap(({ claim }) => claim?.(loss, isRaised) ?? []),
    ];
    const inOrder = all.sort((a, b) => a.order - b.order);
    const own = inOrder.filter((claim) => written.isInForce(claim));
    const chain = smallest?.chains.get(family);
    const added: readonly Claim[] = chain
      ? [{ head: chain.head, values: [{ expr: chain.value, steps: [], conditions: [] }], section: 0, order: 0 }]
      : [];
    // "Nothing else has to be changed": what was said of another loss counts if it is as right for this one.
    return [...(own.length > 0 ? own : inOrder.filter((claim) => written.isRightHere(claim))), ...added];
  }

  private constant(family: FamilyKey): Omit<Constant, 'place'> {
    const { judge, meaning } = this.decider;
    const tex = texOf(family);
    const shown = judge.values.of({ kind: 'ref', family, slots: [] });
    // `\delta > 0` says of what sign it is.
    const isSaid = shown !== undefined && meaning.steps.some(({ order, sign }) => order === shown.order && defines(sign));
    const usual = usualConstants.find(([letters]) => letters.test(partsOfKey(family).base))?.[1] ?? 1;
    return { tex, value: this.options.constants?.[tex] ?? (isSaid ? shown.value : usual), isStated: isSaid };
  }

  /** A name of the network with its value and what the loss changes with it; none for a name of a derivative. */
  private named(family: FamilyKey, total: NodeId) {
    const definition = this.network.environment(family);
    if (definition?.meaning.kind !== 'formula' || walk(definition.meaning.body).some(({ kind }) => kind === 'partial')) return [];
    const scope = this.world.scope(definition.head);
    const node = isRefusal(scope) ? scope : this.world.evaluate({ kind: 'ref', family, slots: definition.head.map(plain) }, scope);
    if (isRefusal(node)) return [];
    const isOfPoints = (id: IndexId): boolean => this.ground.axes.ofIndex(id).id === this.network.layout.sample?.id;
    const sizes = definition.head.filter((id) => !isOfPoints(id)).map((id) => this.ground.axes.ofIndex(id).size);
    const id = definition.head.find(isOfPoints);
    const axis = id === undefined || isRefusal(scope) ? undefined : scope.indices.get(id);
    const adjoint = this.tape.adjoint(total, node);
    const [points, adjointPoints] = [node, adjoint].map((each) => this.pointsAlong(each, axis));
    const along = { ...(points ? { points } : {}), ...(adjointPoints ? { adjointPoints } : {}) };
    return [{ node, adjoint, rest: { tex: texOf(family), sizes, ...along, ...this.where(definition) } }];
  }

  /** How the points lie among the values of a step; undefined where these are the same for all. */
  private pointsAlong(node: NodeId | undefined, axis: Axis | undefined): PointsAlong | undefined {
    const { tape } = this;
    const all = node === undefined ? [] : tape.axesOf(node);
    if (axis === undefined || !all.includes(axis)) return undefined;
    const inner = all.slice(all.indexOf(axis) + 1);
    return { count: tape.sizeOf(axis), stride: inner.reduce((cells, other) => cells * tape.sizeOf(other), 1) };
  }

  private where({ order }: Definition): { readonly where?: NotePlace } {
    const { steps, note } = this.decider.meaning;
    const step = steps.find((other) => other.order === order && other.definition !== undefined);
    return step ? { where: placeOf(note, step) } : {};
  }
}

/** A name as the number 1. */
function one(family: FamilyKey): Definition {
  return {
    id: -2000,
    family,
    head: [],
    meaning: { kind: 'formula', body: { kind: 'number', value: 1, decimals: 0 } },
    section: 0,
    order: 0,
  };
}
