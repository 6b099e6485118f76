import type { Expr, FamilyKey } from '../expr/expr.ts';
import type { ReadNote } from '../meaning/chains.ts';
import type { Step } from './classify/step.ts';
import { type Definition, isOpenIn } from './definition.ts';
import { domainsOf } from './sampling.ts';

/**
 * Makes the formulas of names that select a class under another heading count under their own alone: the outputs `y_i = \sigma(s_i)` of one section
 * are not the labels of another (`j \neq y_i`), which are whole numbers. Returns what each became.
 */
export function labelsApart(
  { chains, sections }: ReadNote,
  members: readonly (readonly Expr[])[],
  definitions: Map<FamilyKey, Definition[]>,
  steps: readonly Step[],
): ReadonlyMap<Definition, Definition> {
  const found = new Map<Definition, Definition>();
  if (sections.length === 1) return found;
  for (const { id, section } of chains) {
    for (const [family, domain] of domainsOf(members[id] ?? [])) {
      if (domain !== 'label') continue;
      const known = definitions.get(family) ?? [];
      const restated = steps.flatMap(({ definition }) => (definition?.family === family ? [definition] : []));
      for (const each of [...known, ...restated])
        if (each.meaning.kind === 'formula' && !each.isLocal && !found.has(each) && !isOpenIn(sections, each.section, section))
          found.set(each, { ...each, isLocal: true });
      if (known.some((each) => found.has(each)))
        definitions.set(
          family,
          known.map((each) => found.get(each) ?? each),
        );
    }
  }
  return found;
}
