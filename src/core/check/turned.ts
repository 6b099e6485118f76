import type { FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Choice } from '../meaning/readings.ts';
import { flatMap } from '../text/lists.ts';
import type { Step, Unread } from './classify/step.ts';
import type { Definition } from './definition.ts';
import { mentioned } from './mentioned.ts';

/** Which of two names rests on the other where the notes give each by the other, `s = \ln \sigma^2` and so `\sigma = e^{s/2}`. */
export const turnChoice: Choice = { key: 'turned', scope: 'document', options: ['first', 'second'] };

/** Two formulas that give two names by each other, of which the notes differentiate by the one that comes first. */
export interface Turned {
  readonly given: FamilyKey;
  readonly solved: Definition;
}

/** The names of which the notes give each by the other. */
export function turnedIn(steps: readonly Step[], definitions: ReadonlyMap<FamilyKey, readonly Definition[]>): readonly Turned[] {
  const solved = flatMap(steps, ({ definition }) => (definition?.isCircular ? [definition] : []));
  if (solved.length === 0) return [];
  const varied = new Set(
    flatMap(steps, ({ lhs, rhs }) =>
      flatMap([lhs, rhs], (side) => walk(side)).flatMap((node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : [])),
    ),
  );
  return flatMap(solved, (definition): Turned[] => {
    const { meaning, family } = definition;
    if (meaning.kind !== 'formula' || definitions.has(family)) return [];
    const given = [...mentioned(meaning.body)].find((name) => {
      const [only, ...more] = definitions.get(name) ?? [];
      return varied.has(name) && more.length === 0 && only?.meaning.kind === 'formula' && mentioned(only.meaning.body).has(family);
    });
    return given === undefined ? [] : [{ given, solved: definition }];
  });
}

/** Puts the second formula of each pair in the place of the first; answers what of other meanings is then left unread. */
export function turn(pairs: readonly Turned[], definitions: Map<FamilyKey, Definition[]>, unread: readonly Unread[]): readonly Unread[] {
  for (const { given, solved } of pairs) {
    const { isCircular: _, ...definition } = solved;
    definitions.delete(given);
    definitions.set(definition.family, [definition]);
  }
  return unread.filter(({ order }) => !pairs.some(({ solved }) => solved.order === order));
}
