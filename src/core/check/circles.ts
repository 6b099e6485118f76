import type { FamilyKey } from '../expr/expr.ts';
import type { Sections } from '../meaning/sections.ts';
import { type Definition, environmentAt, isOpenIn } from './definition.ts';
import { mentioned } from './mentioned.ts';

/** How many circles are opened in one note. */
const mostCircles = 16;

/**
 * Opens the circles that definitions of several sections make, of which none does in its own: `A = W^\top` says under one heading what `W = A^{-1}`
 * says the other way round under another. Each of them then counts under its own heading alone, and elsewhere the names are free.
 * Returns what each became.
 */
export function openCircles(definitions: Map<FamilyKey, Definition[]>, sections: Sections): ReadonlyMap<Definition, Definition> {
  const opened = new Map<Definition, Definition>();
  if (sections.length === 1) return opened;
  for (let count = 0; count < mostCircles; count++) {
    const circle = circleIn(definitions, sections);
    if (circle === undefined) break;
    for (const definition of circle) {
      const local: Definition = { ...definition, isLocal: true };
      opened.set([...opened].find(([, now]) => now === definition)?.[0] ?? definition, local);
      definitions.set(
        definition.family,
        (definitions.get(definition.family) ?? []).map((other) => (other === definition ? local : other)),
      );
    }
  }
  return opened;
}

/** The definitions of several sections that lead back to the first of them where that stands, if there are such. */
function circleIn(definitions: ReadonlyMap<FamilyKey, readonly Definition[]>, sections: Sections): readonly Definition[] | undefined {
  for (const definition of [...definitions.values()].flat()) {
    if (definition.meaning.kind !== 'formula' || definition.isLocal || definition.isPrivate) continue;
    const circle = circleFrom(definition, definitions, sections);
    if (circle?.some(({ section }) => !isOpenIn(sections, section, definition.section))) return circle;
  }
  return undefined;
}

/** The way from a definition back to itself through those in force where it stands. */
function circleFrom(
  start: Definition,
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
  sections: Sections,
): readonly Definition[] | undefined {
  const environment = environmentAt(definitions, sections, start.section, start.order + 1);
  const seen = new Set<FamilyKey>();
  const way: Definition[] = [];
  const isReached = (at: Definition): boolean => {
    if (at.meaning.kind !== 'formula') return false;
    way.push(at);
    for (const family of mentioned(at.meaning.body)) {
      const next = environment(family);
      if (next === start) return true;
      if (next === undefined || seen.has(family)) continue;
      seen.add(family);
      if (isReached(next)) return true;
    }
    way.pop();
    return false;
  };
  return isReached(start) ? way : undefined;
}
