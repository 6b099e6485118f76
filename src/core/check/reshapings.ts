import type { FamilyKey } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { atEachLayer } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import { type Premise, sumToOne, targetsOf } from './assumptions.ts';
import type { Reshape } from './ground.ts';
import type { Meaning } from './meaning.ts';

/** What a premise says, without where it is said. */
export type Bare = Pick<Premise, 'reshape' | 'conditions' | 'equation' | 'paragraph' | 'caseAt' | 'sums' | 'puts' | 'shifts'>;

/** What the notes use as targets, and give no formula for. */
export function unstatedTargets(meaning: Meaning): readonly FamilyKey[] {
  const again = flatMap(meaning.steps, ({ definition }) => definition ?? []);
  return [...targetsOf([...[...meaning.definitions.values()].flat(), ...again])].filter((family) => !meaning.definitions.has(family));
}

/** That a family sums to one, at every layer or step where it has some. */
export function summing(family: FamilyKey, { axes, vocabulary }: Meaning): Bare {
  const all = atEachLayer(family, vocabulary).all.filter((one) => one === family || axes.has(one));
  const reshape = new Map(
    all.map((one) => {
      const { start, first } = axes.ofSlot(one, partsOfKey(one).arity - 1);
      return [one, sumToOne(first - start)];
    }),
  );
  return { reshape, conditions: [], sums: all };
}

export function reshaping(family: FamilyKey, reshape: Reshape): Bare {
  return { reshape: new Map([[family, reshape]]), conditions: [] };
}

export function sumTex(family: FamilyKey): string {
  return `\\sum_k ${printName(family, ['m', 'n', 'k'].slice(-partsOfKey(family).arity))} = 1`;
}
