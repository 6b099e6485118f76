import type { Axes } from '../check/axes/axes.ts';
import type { FamilyKey } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { encoded } from '../training/batch.ts';
import type { DataLeaf, Encoding } from '../training/plan.ts';
import { generator, normal } from '../training/random.ts';
import type { Compared } from './compared.ts';
import type { GivenLeaf } from './given-ground.ts';
import { type Layout, slotsOf } from './layout.ts';
import type { Roles } from './roles.ts';

/** How classes stand in the targets of a network. */
function encodingOf({ how, isToInput }: Compared, { outputs }: Layout, classes: number): Encoding {
  if (isToInput) return 'input';
  if (classes === 0) return 'number';
  if (how === 'label') return 'label';
  if (1 < outputs) return 'one-hot';
  return how === 'margin' ? 'plus-minus' : 'zero-one';
}

/** The leaves of a network that are filled from data. */
export interface DataLeaves {
  readonly inputs: readonly Omit<DataLeaf, 'place'>[];
  readonly targets: readonly Omit<DataLeaf, 'place'>[];
  readonly encoding: Encoding;
}

/** All of them, for batches of so many points. */
export function dataLeaves(
  { inputs, targets, isInTime }: Roles,
  leafOf: (family: FamilyKey) => GivenLeaf,
  compared: Compared,
  layout: Layout,
  { batch, classes }: { readonly batch: number; readonly classes: number },
  axes: Axes,
): DataLeaves {
  const encoding = encodingOf(compared, layout, classes);
  let column = 0;
  return {
    inputs: inputs.map((family) => {
      const leaf = dataLeaf(leafOf(family), layout, batch, axes);
      const taken = { ...leaf, ...(column === 0 ? {} : { column }) };
      column = (column + leaf.size - (leaf.one === undefined ? 0 : 1)) % layout.columns;
      return taken;
    }),
    targets: targets.map((family, n) => ({
      ...dataLeaf(leafOf(family), layout, batch, axes, encoding),
      ...(isInTime || n === 0 ? {} : { entry: n }),
    })),
    encoding,
  };
}

/** How a leaf is filled from data; with an encoding it is a target. The place of its node is not known yet. */
function dataLeaf(leaf: GivenLeaf, layout: Layout, batch: number, axes: Axes, encoding?: Encoding): Omit<DataLeaf, 'place'> {
  const { family, sizes, strides, varies } = leaf;
  const classes = slotsOf(family, axes);
  const each = varies ? batch : 1;
  const own = classes.findIndex(({ id }) => id !== layout.sample?.id);
  const sample = classes.findIndex(({ id }) => id === layout.sample?.id);
  return {
    tex: printName(family, []),
    size: own < 0 ? 1 : (sizes[own] as number),
    component: own < 0 ? 0 : (strides[own] as number) * each,
    point: varies ? 1 : sample < 0 ? 0 : (strides[sample] as number),
    ...(encoding === undefined && layout.one !== undefined ? { one: layout.one } : {}),
    ...(encoding === 'label' && layout.output ? { first: layout.output.start } : {}),
  };
}

/** Writes values at which claims are compared with gradients: random weights and inputs, and targets as they will be. */
export function fillLeaves(
  leaves: ReadonlyMap<FamilyKey, GivenLeaf>,
  roles: Roles,
  { inputs, targets, encoding }: DataLeaves,
  batch: number,
  classes: number,
  randomSeed: number,
): void {
  const random = generator(randomSeed);
  const valuesOf = (family: FamilyKey): Float64Array => leaves.get(family)?.values ?? new Float64Array(0);
  for (const family of [...roles.inputs, ...roles.parameters]) {
    const { values, sizes } = leaves.get(family) as GivenLeaf;
    // As large as they are in training, so that nothing is at its end.
    const scale = roles.inputs.includes(family) ? 1 : spreadOf(sizes);
    for (let n = 0; n < values.length; n++) values[n] = scale * normal(random);
  }
  for (let n = 0; n < batch; n++) {
    for (const [at, { one, component, point }] of inputs.entries())
      if (one !== undefined) valuesOf(roles.inputs[at] as FamilyKey)[n * point + one * component] = 1;
    const label = encoding === 'number' ? random() : Math.floor(random() * Math.max(2, classes));
    for (const [at, { size, component, point, entry = 0, first = 0 }] of targets.entries()) {
      const values = valuesOf(roles.targets[at] as FamilyKey);
      for (let c = 0; c < size; c++) values[n * point + c * component] = encoded(label, entry + c, encoding, first);
    }
  }
}

/** Half the width of the interval from which weights are drawn. Source: Glorot and Bengio 2010. */
export function spreadOf(sizes: readonly number[]): number {
  return Math.sqrt(6 / (sizes.reduce((sum, size) => sum + size, 0) + (sizes.length < 2 ? 1 : 0)));
}
