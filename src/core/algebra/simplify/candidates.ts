import { priceOf } from '../build.ts';
import type { Sum } from '../normal.ts';
import { Inexact } from '../rational.ts';
import { isOpenable, openBrackets, openedBelow, withBestBrackets } from './brackets.ts';
import type { Context } from './context.ts';
import { clearedBrackets, dividedThrough, isNoWider, overOneLine, withQuotients, withRootsAbove, withRootsBelow } from './fractions.ts';
import { mergedSums, pushedIn, splitSums } from './merging.ts';
import { settle } from './settled.ts';

/** How often one form is improved on. */
const mostRounds = 6;

/** The form that costs least of those that are found, one change after another. */
export function improved(context: Context, sum: Sum): Sum {
  if (context.ring.effort.isScarce) return sum;
  let best = sum;
  let cost = priceOf(sum);
  for (let round = 0; round < mostRounds; round++) {
    const before = cost;
    try {
      for (const other of candidates(context, best)) {
        if (context.ring.effort.isScarce) return best;
        const price = priceOf(other);
        context.ring.effort.spend(4 + (price >> 4));
        if (price < cost - 1e-9) [best, cost] = [other, price];
      }
    } catch (error) {
      // A form with numbers that are too long is none to look at.
      if (!(error instanceof Inexact)) throw error;
    }
    if (before <= cost) break;
  }
  return best;
}

/** Other forms of a sum, one kind of change after another. */
function* candidates(context: Context, sum: Sum): Generator<Sum> {
  if (sum.length < 2 && (sum[0]?.factors.size ?? 0) < 2 && context.rules.length === 0) return;
  yield* arranged(context, sum);
  const open = openBrackets(context, sum, isOpenable);
  if (open && open !== sum) yield* arranged(context, open);
  const whole = overOneLine(context, sum);
  if (whole) yield* arranged(context, whole);
  const shares = pushedIn(context, sum);
  if (shares) yield* arranged(context, shares);
  const through = dividedThrough(context, sum);
  if (through) yield* arranged(context, through);
  const quotients = withQuotients(context, sum);
  if (quotients) yield* arranged(context, quotients);
  const cleared = clearedBrackets(context, sum);
  if (cleared) yield* arranged(context, cleared);
  const below = openedBelow(context, sum);
  if (below) yield below;
  const rooted = withRootsAbove(context, sum);
  if (rooted) yield* arranged(context, rooted);
  const divided = withRootsBelow(context, sum);
  if (divided) yield* arranged(context, divided);
  const merged = mergedSums(context, sum);
  if (merged) yield* arranged(context, merged);
  const split = context.rules.length > 0 ? splitSums(context, open ?? sum) : undefined;
  const deeper = withBestBrackets(context, sum);
  if (deeper) yield* arranged(context, deeper);
  for (const [base, rule] of (split ? [sum, split] : [sum]).flatMap((base) => context.rules.map((rule) => [base, rule] as const))) {
    const shorter = rule.apply(base);
    if (shorter === undefined || !(rule.isSafe || isNoWider(context, shorter, sum))) continue;
    const settled = context.ring.add(...shorter.map((term) => settle(context, [term])));
    yield* arranged(context, settled);
    const opened = openBrackets(context, settled, isOpenable);
    if (opened) yield* arranged(context, opened);
    const fraction = overOneLine(context, settled);
    if (fraction) yield* arranged(context, fraction);
  }
}

/** A sum as it is, with what all its terms have in common in front, and with what most of them have in common. */
function* arranged(context: Context, sum: Sum): Generator<Sum> {
  yield sum;
  if (sum.length < 2) return;
  // What has nothing in common is written in brackets as it is without.
  const parts = context.ring.content(sum);
  if (parts.rest !== sum) yield [context.ring.inBrackets(parts)];
  if (2 < sum.length) for (const grouped of groupedTerms(context, sum)) yield grouped;
}

/** Terms that share a factor in one bracket, for each factor that several have. */
function* groupedTerms(context: Context, sum: Sum): Generator<Sum> {
  const counts = new Map<string, number>();
  for (const { factors } of sum) for (const [key, { exponent }] of factors) if (0 < exponent) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [key, count] of counts) {
    if (count < 2 || count === sum.length) continue;
    const inside = sum.filter(({ factors }) => (factors.get(key)?.exponent ?? 0) > 0);
    yield context.ring.add(
      [context.ring.together(inside)],
      sum.filter((term) => !inside.includes(term)),
    );
  }
}
