import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { BestReading } from '../check/search.ts';
import { isStandard, standardName } from '../check/standard.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { toSource } from '../text/source-map.ts';
import type { Place, ReadingReport, SymbolReport } from './report.ts';

/** How the symbols of a note were read: what each is, how many values its indices have in the samples, and where it is given a meaning. */
export function readingOf(read: ReadNote, { decider, reading, isCut }: BestReading): ReadingReport {
  const { meaning } = decider;
  const found = new Map<FamilyKey, 'name' | 'function'>();
  for (const [family, use] of meaning.members.flat().flatMap(symbolsIn)) if (found.get(family) !== 'function') found.set(family, use);
  const inOrder = [...found].sort(([a], [b]) => printName(a, []).localeCompare(printName(b, []), 'en'));
  const symbols = inOrder.map(([family, use]): SymbolReport => {
    const { arity } = partsOfKey(family);
    const sizes = Array.from({ length: arity }, (_, at) => meaning.axes.ofSlot(family, at).size);
    const definitions = (meaning.definitions.get(family) ?? []).flatMap((definition) => place(read, decider, definition.order));
    const size = meaning.axes.valueOfSize(family);
    return {
      family,
      tex: printName(family, []),
      what: use === 'function' ? 'function' : size === undefined ? (['number', 'vector', 'matrix'][arity] ?? 'array') : 'size',
      sizes,
      definitions,
      ...(definitions.length === 0 && use === 'function' && isStandard(family) ? { standard: standardName(family) } : {}),
      ...(size === undefined ? {} : { value: size }),
    };
  });
  const choices = [...reading].map(([key, option]) => ({ key, option }));
  const at = new Map(inOrder.map(([family], number) => [family, number]));
  const uses = meaning.steps.flatMap((step) => {
    const within = new Set([step.lhs, step.rhs].flatMap(symbolsIn).flatMap(([family]) => at.get(family) ?? []));
    return placeOf(read, step, step.position).map((where) => ({ ...where, symbols: [...within] }));
  });
  return { symbols, choices, isCut: isCut || meaning.lowered?.shapes.isCut === true, uses };
}

type Use = readonly [family: FamilyKey, use: 'name' | 'function'];

/** The symbols of an expression in its order, some more than once. */
function symbolsIn(expr: Expr): readonly Use[] {
  return walk(expr).flatMap((node): readonly Use[] => {
    if (node.kind === 'call') return [[node.fn, 'function']];
    return node.kind === 'ref' && !node.family.startsWith('set(') ? [[node.family, 'name']] : [];
  });
}

/** Where the definition that is the step with a number stands. */
function place(read: ReadNote, decider: Decider, order: number): readonly Place[] {
  const step = decider.meaning.steps.find((other) => other.order === order && other.definition !== undefined);
  return step ? placeOf(read, step, step.position - 1) : [];
}

/** Where a member of the chain of a step begins. */
function placeOf(read: ReadNote, { chain }: Step, position: number): readonly Place[] {
  const member = chain.members[position];
  const span = member && read.spans[member.span];
  return span && member ? [{ part: span.part, offset: toSource(span.map, member.range.start) }] : [];
}
