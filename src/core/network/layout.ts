import type { Axes } from '../check/axes/axes.ts';
import type { AxisClass } from '../check/axes/axis-class.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Message, message } from '../text/message.ts';
import { type Compared, letters, type Uses } from './compared.ts';
import type { Dependence } from './dependence.ts';
import { indicesOf, type Roles } from './roles.ts';

/** What the axes of a network run over, and how many values they have. */
export interface Layout {
  readonly sizes: ReadonlyMap<number, number>;
  /** The axis of the data points, where the notes have one. */
  readonly sample: AxisClass | undefined;
  /** The axis of the entries of an input, and which entry is always 1. */
  readonly feature: AxisClass | undefined;
  readonly one: number | undefined;
  /** Columns of the data that are used. */
  readonly columns: number;
  /** The axis of the outputs; undefined where there is one output without an index. */
  readonly output: AxisClass | undefined;
  readonly outputs: number;
  readonly hidden: readonly { readonly axis: AxisClass; readonly family: FamilyKey; readonly size: number; readonly isStated: boolean }[];
  readonly assumed: readonly Message[];
}

/** What the data are like and which sizes are wished for. */
export interface Wishes {
  readonly dimension: number;
  /** 0 where a number is predicted. */
  readonly classes: number;
  readonly batch: number;
  /** Sizes of the hidden layers, the last one for all further ones. */
  readonly hidden?: readonly number[];
}

/** How many units a hidden layer has where the notes leave it open, and how many at most. */
export const usualHidden = 8;
export const mostHidden = 256;
export const mostBatch = 4096;

/** The axis of a target that no parameter has, and an input does: that of the data points. */
export function sampleAxis({ target, prediction, isToInput }: Compared, on: Dependence, uses: Uses, axes: Axes): AxisClass | undefined {
  const below = [...on.of(prediction).leaves].filter((family) => family !== target);
  const isInput = (family: FamilyKey): boolean =>
    !uses.updated.has(family) &&
    !letters.weight.test(baseOf(family)) &&
    (!uses.differentiated.has(family) || letters.input.test(baseOf(family)));
  const isMatrix = (family: FamilyKey): boolean => letters.weight.test(baseOf(family)) && partsOfKey(family).arity === 2;
  const isMoved = (family: FamilyKey): boolean =>
    !isInput(family) && (uses.updated.has(family) || uses.differentiated.has(family) || isMatrix(family));
  const has = (family: FamilyKey, axis: AxisClass): boolean => slotsOf(family, axes).includes(axis);
  // Of an input that is the target too, all axes are those of a target, and that of the points is the one that nothing else has.
  if (isToInput) return slotsOf(target, axes).find((axis) => !below.some((leaf) => has(leaf, axis)));
  return slotsOf(target, axes).find(
    (axis) => below.some((leaf) => isInput(leaf) && has(leaf, axis)) && !below.some((leaf) => isMoved(leaf) && has(leaf, axis)),
  );
}

function baseOf(family: FamilyKey): string {
  return partsOfKey(family).base;
}

/** The axis of each slot of a name. */
export function slotsOf(family: FamilyKey, axes: Axes): readonly AxisClass[] {
  return Array.from({ length: partsOfKey(family).arity }, (_, position) => axes.ofSlot(family, position));
}

/** Why an input has too many indices: often that of the points is an index of a weight too, where its letter means something else. */
function manyAxes(input: FamilyKey, { targets, parameters }: Roles, axes: Axes): Message {
  const ofPoints = targets.flatMap((target) => slotsOf(target, axes)).filter((axis) => slotsOf(input, axes).includes(axis));
  const shared = parameters.find((family) => slotsOf(family, axes).some((axis) => ofPoints.includes(axis)));
  const [name, other] = [input, shared].map((family) => family && printName(family, []));
  return other === undefined
    ? message('train-many-axes', { name: name ?? '' })
    : message('train-shared-index', { name: name ?? '', other });
}

/** What is assumed where inputs are numbers with names of their own, and not as many as the data have columns. */
function columnsFor(count: number, dimension: number, isInTime: boolean): readonly Message[] {
  if (count === 1 && 1 < dimension) return [message('train-first-column')];
  if (count < dimension) return [message('train-first-columns', { count })];
  return dimension < count && !isInTime ? [message('train-columns-again', { count })] : [];
}

/** Why data of so many classes are none for a loss and so many outputs. */
function unfitClasses(classes: number, outputs: number, how: Compared['how']): Message | undefined {
  if (classes === 0 && (how === 'log' || how === 'label' || how === 'margin')) return message('train-needs-classes');
  if (2 < classes && outputs === 1) return message('train-one-output', { count: classes });
  if (outputs < classes && 1 < outputs) return message('train-few-outputs', { outputs, count: classes });
  return undefined;
}

/** The sizes of a network for some data, or why there are none. */
export function layoutOf(
  loss: Expr,
  compared: Compared,
  roles: Roles,
  on: Dependence,
  axes: Axes,
  sample: AxisClass | undefined,
  wishes: Wishes,
): Layout | Message {
  const { prediction, how, isToInput } = compared;
  const { inputs, targets, states, isInTime } = roles;
  const assumed: Message[] = [];
  const sizes = new Map<number, number>();
  if (sample) sizes.set(sample.id, wishes.batch);
  const [input] = inputs;
  if (input === undefined) return message('train-no-input');
  const features = slotsOf(input, axes).filter((axis) => axis !== sample);
  const [feature] = features;
  if (1 < features.length) return manyAxes(input, roles, axes);
  const isAlone = inputs.length === 1;
  const hasOne = feature !== undefined && isAlone && roles.biases.size === 0 && !isToInput;
  const one = !hasOne ? undefined : feature.start === 0 ? 0 : wishes.dimension;
  const columns = feature === undefined ? Math.min(inputs.length, wishes.dimension) : wishes.dimension;
  if (feature === undefined) assumed.push(...columnsFor(inputs.length, wishes.dimension, states.length > 0));
  if (feature) sizes.set(feature.id, columns + (one === undefined ? 0 : 1));
  if (feature?.isStated && feature.size < columns + (one === undefined ? 0 : 1))
    return message('train-stated-inputs', { count: feature.size, wanted: wishes.dimension });
  if (one !== undefined) assumed.push(message(one === 0 ? 'train-one-first' : 'train-one-last'));

  const ofTarget = targets.flatMap((target) => slotsOf(target, axes)).filter((axis) => axis !== sample);
  const ofPrediction = indicesOf(prediction)
    .map((id) => axes.ofIndex(id))
    .filter((axis) => axis !== sample);
  const numbered =
    prediction.kind === 'ref'
      ? prediction.slots.flatMap((term, position) => (term.kind === 'value' ? [axes.ofSlot(prediction.family, position)] : []))
      : [];
  const output = how === 'label' ? ofPrediction[0] : (ofPrediction[0] ?? ofTarget[0] ?? numbered[0]);
  const isSingle = how !== 'label' && (ofPrediction.length === 0 || wishes.classes === 0);
  const apart = isInTime ? 1 : targets.length;
  const ofClasses = 1 < apart ? apart : output === undefined || isSingle ? 1 : wishes.classes;
  const outputs = isToInput ? columns : ofClasses;
  const unfit = isToInput ? undefined : unfitClasses(wishes.classes, outputs, how);
  if (unfit) return unfit;
  if (isToInput) assumed.push(message('train-to-input', { name: printName(input, []) }));
  for (const axis of [...ofTarget, ...ofPrediction, ...numbered]) if (!sizes.has(axis.id)) sizes.set(axis.id, 1 < apart ? 1 : outputs);

  const open: { readonly axis: AxisClass; readonly family: FamilyKey }[] = [];
  const all = on.of(loss);
  // `\\sum_{\\forall X}` runs over the data, which come one by one.
  for (const family of all.leaves) if (family.startsWith('set(')) for (const axis of slotsOf(family, axes)) sizes.set(axis.id, 1);
  for (const family of [...all.families, ...all.leaves])
    for (const axis of slotsOf(family, axes)) {
      if (sizes.has(axis.id) || open.some((other) => other.axis === axis)) continue;
      open.push({ axis, family });
    }
  // What is to come out as it went in has to go through fewer numbers somewhere.
  const narrowest = isToInput ? Math.floor(open.length / 2) : -1;
  const hidden = open.map(({ axis, family }, n) => {
    const wished = wishes.hidden?.[n] ?? wishes.hidden?.at(-1);
    const usual = n === narrowest ? Math.max(1, columns - 1) : usualHidden;
    return { axis, family, size: axis.isStated ? axis.size : (wished ?? usual), isStated: axis.isStated === true };
  });
  if (hidden.some(({ size }) => mostHidden < size)) return message('train-too-many-units', { limit: mostHidden });
  for (const { axis, size } of hidden) sizes.set(axis.id, size);
  return { sizes, sample, feature, one, columns, output, outputs, hidden, assumed };
}
