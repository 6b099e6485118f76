import type { Decider } from '../check/decide.ts';
import { isStandard, standardName } from '../check/world.ts';
import type { FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { toSource } from '../text/source-map.ts';
import type { Place, ReadingReport, SymbolReport } from './report.ts';

/** How the symbols of a note were read: what each is, how many values its indices have in the samples, and where it is given a meaning. */
export function readingOf(read: ReadNote, decider: Decider, taken: ReadonlyMap<string, string>): ReadingReport {
  const { meaning } = decider;
  const found = new Map<FamilyKey, 'name' | 'function'>();
  for (const node of meaning.members.flat().flatMap(walk)) {
    if (node.kind === 'ref' && !node.family.startsWith('set(')) found.set(node.family, found.get(node.family) ?? 'name');
    if (node.kind === 'call') found.set(node.fn, 'function');
  }
  const symbols = [...found].map(([family, use]): SymbolReport => {
    const { arity } = partsOfKey(family);
    const sizes = Array.from({ length: arity }, (_, at) => meaning.axes.ofSlot(family, at).size);
    const definitions = (meaning.definitions.get(family) ?? []).flatMap((definition) => place(read, decider, definition.order) ?? []);
    const size = meaning.axes.valueOfSize(family);
    return {
      tex: printName(family, []),
      what: use === 'function' ? 'function' : size === undefined ? (['number', 'vector', 'matrix'][arity] ?? 'array') : 'size',
      sizes,
      definitions,
      ...(definitions.length === 0 && use === 'function' && isStandard(family) ? { standard: standardName(family) } : {}),
      ...(size === undefined ? {} : { value: size }),
    };
  });
  const choices = [...taken].map(([key, option]) => ({ key, option }));
  return { symbols: symbols.sort((a, b) => a.tex.localeCompare(b.tex, 'en')), choices };
}

/** Where the step with a number stands. */
function place(read: ReadNote, decider: Decider, order: number): Place | undefined {
  const step = decider.meaning.steps.find((other) => other.order === order && other.definition !== undefined);
  const left = step?.chain.members[step.position - 1];
  const span = left && read.spans[left.span];
  return span && left ? { part: span.part, offset: toSource(span.map, left.range.start) } : undefined;
}
