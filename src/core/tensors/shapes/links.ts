import type { FamilyKey } from '../../expr/expr.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { sampleLabel, stepLabel, type Vocabulary } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { slotsOf } from './fit.ts';
import type { Names } from './names.ts';
import type { Variable } from './variable.ts';

/** What the search is told of samples and steps. */
export type Samples = Pick<Vocabulary, 'sampled' | 'sampledApart' | 'stepped'>;

/** A name without indices, and the name of its members; `more`: how many slots more the whole has than a member. */
export interface Link {
  readonly whole: FamilyKey;
  readonly member: FamilyKey;
  readonly more: 0 | 1;
  /** Whether the members are samples of which the whole is one, or all together. */
  readonly isSample?: boolean;
}

/** What it costs that a name has not one index less than its members. */
const unlinked = 4;
/** What it costs that a name without the number of a sample is all samples together, and not one of them. */
const together = 0.4;

/** The names without indices among some, each with the name of its members that carry one; `handed`: what a function takes the members of in the place of the whole. */
export function linksIn(known: readonly Variable[], names: Names, samples: Samples, handed: ReadonlySet<string>): readonly Link[] {
  const { sampled, stepped } = samples;
  return flatMap(known, ({ name: family }) => {
    const { base, label, arity } = partsOfKey(family);
    if (arity !== 0) return [];
    // A name without the number of a sample is one of the samples, and else all members together.
    const all = label === '' ? sampleLabel(samples, base) || (stepped.has(base) ? stepLabel : '') : '';
    const isOne = sampled.has(base) && all === '';
    // A function of `x` takes a sample in the place of it, and so `x` is no other thing than that.
    const isHanded = handed.has(base);
    const members: readonly Link[] = [
      { whole: family, member: familyKey(base, label, 1), more: isOne || isHanded ? 0 : 1, isSample: isOne && !isHanded },
      ...(all === '' ? [] : [{ whole: family, member: familyKey(base, all, 1), more: 0 } satisfies Link]),
    ];
    return members.filter(({ member }) => names.named(member).doubts !== undefined);
  });
}

/** What it costs that a whole and its members are of the kinds that they have. */
export function costOfLink({ whole, member, more: wanted, isSample }: Link, names: Names): number {
  const more = slotsOf(names.named(whole).kind) - slotsOf(names.named(member).kind);
  return more === wanted ? 0 : more === 1 && isSample ? together : unlinked;
}

/** Lets wholes begin as what their members make of them, where they may well be that. */
export function beginLinked(links: readonly Link[], names: Names): void {
  for (const { whole, member, more } of links) {
    if (more === 0) continue;
    const wanted = names.named(member).kind === 'scalar' ? 'column' : 'matrix';
    if (names.named(whole).candidates.includes(wanted)) names.named(whole).kind = wanted;
  }
}
