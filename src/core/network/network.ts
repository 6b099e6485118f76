import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Message, message } from '../text/message.ts';
import type { NotePlace } from '../training/plan.ts';
import type { Candidate } from './candidates.ts';
import { type Compared, letters, usesIn } from './compared.ts';
import { Dependence } from './dependence.ts';
import { withActivation } from './hidden-activation.ts';
import { type Layout, layoutOf, sampleAxis, slotsOf, type Wishes } from './layout.ts';
import { type Roles, rolesOf } from './roles.ts';
import { chanceOf, openScore, scoreFormula, scoresFormula } from './score-function.ts';
import { aroundActivation, aroundLoss, type Smallest } from './smallest.ts';
import { unreadName } from './unread.ts';

/** A note under its reading, with the verdicts of its steps. */
export interface Trainable {
  readonly decider: Decider;
  /** Whether a step is reported not to hold. */
  readonly isBlamed: (step: Step) => boolean;
}

export interface PlanOptions extends Wishes {
  /** The function for activations: those that the notes leave open, else those of all layers below the outputs. */
  readonly activation?: string;
  /** A loss of the table in the place of the notes' own. */
  readonly loss?: string;
  /** Values for numbers that the notes leave open, by how they are written. */
  readonly constants?: Readonly<Record<string, number>>;
  readonly randomSeed: number;
}

/** Why a network can't be trained. */
export interface NoPlan {
  readonly refused: Message;
  /** The formula that it is about, where that is not the loss. */
  readonly where?: NotePlace;
  /** A formula that may be assumed where the notes leave a function open. */
  readonly missing?: string;
}

/** What functions stand for that notes never fix, if nothing else is said, and what they may stand for. */
const usualActivation = 'tanh';
export const activations: readonly string[] = ['tanh', 'sigmoid', 'relu', 'leakyrelu', 'softplus', 'elu', 'gelu', 'silu', 'sin'];

/** What the notes say of a network, before it has sizes. */
export interface Network {
  readonly loss: Expr & { readonly kind: 'ref' };
  readonly definition: Definition;
  readonly step: Step;
  readonly compared: Compared;
  readonly roles: Roles;
  readonly environment: Environment;
  readonly on: Dependence;
  readonly layout: Layout;
  /** Names that have a meaning from the network alone. */
  readonly added: ReadonlySet<FamilyKey>;
  readonly smallest: Smallest | undefined;
  /** Whether a layer below the outputs has a function that the notes fix. */
  readonly hasActivation: boolean;
  /** The function that was chosen for it. */
  readonly activation?: string;
  readonly assumed: readonly Message[];
}

/** The network behind a candidate: what its leaves are and how many values its axes have. */
export function networkOf(
  { decider }: { readonly decider: Pick<Decider, 'meaning' | 'worlds'> },
  candidate: Candidate,
  options: PlanOptions,
): Network | NoPlan {
  const { meaning, worlds } = decider;
  const uses = usesIn(meaning);
  const inForce = worlds.environmentOf(candidate.step);
  const smallest = smallestOf(candidate, inForce, decider);
  const { family, definition } = smallest?.loss ?? candidate;
  const compared = smallest?.compared ?? candidate.compared;
  if (compared === undefined) return { refused: message('train-no-network') };
  const loss: Expr & { kind: 'ref' } = { kind: 'ref', family, slots: definition.head.map(plain) };
  // A label is one of the data, whatever the notes work out under its name elsewhere.
  const withSmallest: Environment = (name) =>
    compared.how === 'label' && name === compared.target ? undefined : (smallest?.definitions.get(name) ?? inForce(name));
  const { activation = usualActivation } = options;
  const before = new Dependence(meaning, withSmallest);
  const posed = { loss, compared, on: before, meaning, uses };
  const score = smallest ? undefined : openScore(posed);
  if (score !== undefined) {
    const missing = scoreFormula(score, posed);
    return { refused: message('train-open-function', { name: texOf(score.fn) }), ...(missing === undefined ? {} : { missing }) };
  }
  const open = smallest ? undefined : openOutput(compared, before);
  const scores = open === undefined ? undefined : scoresFormula(open, posed);
  if (open !== undefined && scores !== undefined)
    return { refused: message('train-open-function', { name: texOf(open) }), missing: scores };
  const functions = openFunctions(loss, definition, before, activation);
  const asNoted: Environment = (name) => functions.get(name) ?? withSmallest(name);
  const fixed = functions.size > 0 ? new Map() : withActivation(compared, new Dependence(meaning, asNoted), asNoted, activation);
  const chosen: ReadonlyMap<FamilyKey, Definition> = options.activation === undefined ? new Map() : fixed;
  const environment: Environment = (name) => chosen.get(name) ?? asNoted(name);
  const on = new Dependence(meaning, environment);
  const { refused, unread } = on.of(loss);
  if (refused) return unread ? unreadName(meaning, unread, refused) : { refused };
  const sample = smallest ? undefined : sampleAxis(compared, on, uses, meaning.axes);
  const isSample = (leaf: FamilyKey): boolean => sample !== undefined && slotsOf(leaf, meaning.axes).includes(sample);
  const found = rolesOf(loss, compared, on, uses, isSample);
  const roles = smallest ? rolesIn(smallest, on.of(loss).leaves) : found;
  const layout = layoutOf(loss, compared, roles, on, meaning.axes, sample, options);
  if ('id' in layout) return { refused: layout };
  const assumed = [
    ...[...functions.keys()].map((name) => message('train-activation', { name: texOf(name), activation })),
    ...layout.assumed,
    ...timeIn(roles),
    ...(smallest?.assumed ?? []).map(({ id, params }) => message(id, { ...params, name: texOf(String(params.name)) })),
  ];
  const added = new Set([...(smallest?.definitions.keys() ?? []), ...functions.keys(), ...chosen.keys()]);
  const own = { loss, definition, step: candidate.step, compared, roles, environment, on, layout, added, smallest, assumed };
  return { ...own, hasActivation: fixed.size > 0, ...(chosen.size > 0 ? { activation } : {}) };
}

/** What is assumed of a network that goes through several steps in time. */
function timeIn({ inputs, states, targets, isInTime }: Roles): readonly Message[] {
  return [
    ...(states.length > 0 ? [message('train-steps', { count: inputs.length, state: states.map(texOf).join(', ') })] : []),
    ...(isInTime && 1 < targets.length ? [message('train-each-step')] : []),
  ];
}

function smallestOf(candidate: Candidate, inForce: Environment, { meaning }: Pick<Decider, 'meaning'>): Smallest | undefined {
  const { compared, definition } = candidate;
  if (compared === undefined) return aroundActivation(candidate, meaning.axes);
  if (definition.meaning.kind !== 'formula') return undefined;
  const on = new Dependence(meaning, inForce);
  const output = openOutput(compared, on);
  return output === undefined ? undefined : aroundLoss(candidate, output, chanceOf(output, definition.meaning.body, on), meaning.axes);
}

/** What a prediction is where the notes leave it open, or the scores that alone are behind it, as `s_k` behind a softmax. */
function openOutput({ prediction, target, isToInput }: Compared, on: Dependence): FamilyKey | undefined {
  if (isToInput) return undefined;
  const { leaves, functions, refused } = on.of(prediction);
  if (refused) return undefined;
  if (prediction.kind === 'ref' && on.bodyOf(prediction.family) === undefined) return prediction.family;
  const [only, ...others] = [...leaves].filter((family) => family !== target);
  const { base } = partsOfKey(only ?? target);
  const isScore = only !== undefined && others.length === 0 && functions.size === 0 && !letters.weight.test(base);
  return isScore && prediction.kind === 'ref' ? only : undefined;
}

function rolesIn({ input, compared: { target }, parameters, biases }: Smallest, leaves: ReadonlySet<FamilyKey>): Roles {
  const own = new Set([input, target, ...parameters]);
  return {
    inputs: [input],
    targets: [target],
    states: [],
    isInTime: false,
    parameters,
    biases,
    constants: [...leaves].filter((leaf) => !own.has(leaf)),
  };
}

/** Functions that the notes never fix, as the activation that was chosen. */
function openFunctions(loss: Expr, like: Definition, on: Dependence, activation: string): ReadonlyMap<FamilyKey, Definition> {
  const found = [...on.of(loss).functions];
  const meaning = { kind: 'function', name: activation } as const;
  return new Map(found.map((family, n) => [family, { ...like, id: -1000 - n, family, head: [], meaning }]));
}

/** A name as it is written, without its indices. */
export function texOf(family: FamilyKey): string {
  return printName(family, []);
}

export function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}
