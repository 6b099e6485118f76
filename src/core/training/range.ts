import type { Interval, Plan } from './plan.ts';
import type { Points, Split } from './points.ts';
import { probesOf } from './probes.ts';

/** Where all that a network can say lies, the narrowest first. */
const ranges: readonly Interval[] = [
  [0, 1],
  [-1, 1],
];

/**
 * The interval in which the data of a plan have to be where their own columns are to come out: that which its outputs never leave, at usual weights and
 * at large ones. What is never negative comes near to all numbers from 0 to 1.
 */
export function rangeOf(plan: Plan): Interval | undefined {
  const said = probesOf(plan).flatMap(({ said: all }) => all.flatMap((values) => [...values].filter(Number.isFinite)));
  const [low, high] = [said.reduce((least, value) => Math.min(least, value), 0), said.reduce((most, value) => Math.max(most, value), 0)];
  return said.length === 0 ? undefined : ranges.find(([least, most]) => least <= low && (least === 0 || high <= most));
}

/** Points as a plan takes them: each column from one end of an interval to the other, the same for those to train on and the others. */
export function fitted({ data: { within } }: Plan, { train, test }: Split): Split {
  if (within === undefined) return { train, test };
  const { dimension } = train;
  const ends = Array.from({ length: dimension }, (_, column) => extentOf([train, test], column));
  return { train: moved(train, ends, within), test: moved(test, ends, within) };
}

function moved(points: Points, ends: readonly Interval[], [least, most]: Interval): Points {
  const inputs = points.inputs.map((value, at) => {
    const [low, high] = ends[at % points.dimension] as Interval;
    return low === high ? (least + most) / 2 : least + ((most - least) * (value - low)) / (high - low);
  });
  return { ...points, inputs };
}

/** The least and the largest number of a column. */
function extentOf(parts: readonly Points[], column: number): Interval {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { inputs, dimension } of parts)
    for (let at = column; at < inputs.length; at += dimension) {
      low = Math.min(low, inputs[at] as number);
      high = Math.max(high, inputs[at] as number);
    }
  return [low, high];
}
