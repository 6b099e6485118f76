import type { Axes } from '../check/axes.ts';
import type { FamilyKey } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import type { DataLeaf, Encoding } from '../training/plan.ts';
import { generator, normal } from '../training/random.ts';
import type { GivenLeaf } from './given-ground.ts';
import { type Layout, slotsOf } from './layout.ts';
import type { Compared, Roles } from './roles.ts';

/** How classes stand in the targets of a network. */
export function encodingOf({ how }: Compared, { output, outputs }: Layout, classes: number): Encoding {
  if (classes === 0) return 'number';
  if (how === 'label') return 'label';
  if (output !== undefined && 1 < outputs) return 'one-hot';
  return how === 'margin' ? 'plus-minus' : 'zero-one';
}

/** How a leaf is filled from data; with an encoding it is a target. The place of its node is not known yet. */
export function dataLeaf(leaf: GivenLeaf, layout: Layout, batch: number, axes: Axes, encoding?: Encoding): Omit<DataLeaf, 'place'> {
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
  {
    input,
    target,
    encoding,
  }: { readonly input: Omit<DataLeaf, 'place'>; readonly target: Omit<DataLeaf, 'place'>; readonly encoding: Encoding },
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
  const [first] = roles.inputs;
  const [inputs, targets] = [valuesOf(first ?? ''), valuesOf(roles.target)];
  for (let n = 0; n < batch; n++) {
    if (input.one !== undefined) inputs[n * input.point + input.one * input.component] = 1;
    const label = encoding === 'number' ? random() : Math.floor(random() * Math.max(2, classes));
    for (let c = 0; c < target.size; c++)
      targets[n * target.point + c * target.component] =
        encoding === 'one-hot' ? Number(c === label) : encoding === 'plus-minus' ? 2 * label - 1 : label + (target.first ?? 0);
  }
}

/** Half the width of the interval from which weights are drawn. Source: Glorot and Bengio 2010. */
export function spreadOf(sizes: readonly number[]): number {
  return Math.sqrt(6 / (sizes.reduce((sum, size) => sum + size, 0) + (sizes.length < 2 ? 1 : 0)));
}
