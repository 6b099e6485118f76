import { arrange } from './arrange.ts';
import { expand, type MacroTable } from './macros.ts';
import { Reader, type Words } from './reader.ts';
import { readStatements } from './statements.ts';
import type { Block } from './syntax.ts';
import { tokenize } from './token.ts';

export { emptyMacros, type Macro, type MacroTable, macrosFrom, readMacros } from './macros.ts';
export { plain } from './plain.ts';
export { readListing } from './read-listing.ts';

export interface ReadOptions {
  /** The macros known in front of the span. */
  readonly macros: MacroTable;
  /** Runs of letters that the document uses as one name: `nclass`, `dW`. */
  readonly words?: Words;
  /** The document writes `0,5` for one half. */
  readonly hasDecimalCommas?: boolean;
}

const noWords: Words = new Set<string>();

/**
 * The statements of a span, what could not be read, and the macros known behind it.
 *
 * Errors: none; an unreadable place is a hole.
 * Ranges are offsets in `tex`; what a macro brought in has the range of its call, arguments keep their own.
 */
export function readMath(
  tex: string,
  { macros: known, words = noWords, hasDecimalCommas = false }: ReadOptions,
): Block & { macros: MacroTable } {
  const { tokens, macros } = expand(tokenize(tex, hasDecimalCommas), known);
  const reader = new Reader(arrange(tokens), words);
  const statements = readStatements(reader, tex);
  return { statements, holes: reader.holes, macros };
}
