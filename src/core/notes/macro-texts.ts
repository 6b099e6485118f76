import { macroEnd } from './macros.ts';
import type { Note } from './note.ts';

/** The source of a macro definition and the command that it defines. */
export interface MacroText {
  readonly name: string;
  readonly tex: string;
}

/** Definitions that are kept. */
const most = 500;

/** The macro definitions of a note in order, in its words and in its math, as they are written. */
export function macroTexts({ macroSources, items }: Note): readonly MacroText[] {
  const texts = [...macroSources.map(({ tex }) => tex), ...items.flatMap((item) => (item.kind === 'math' ? [item.span.tex] : []))];
  const found: MacroText[] = [];
  for (const text of texts) {
    for (const { index } of text.matchAll(/\\(?:[a-zA-Z]*command|[egx]?def|DeclareMathOperator)(?![a-zA-Z])/g)) {
      const end = macroEnd(text, index, text.length);
      const tex = end < 0 ? '' : text.slice(index, end);
      const name = /^\\[a-zA-Z]+\*?\s*\{?\s*(\\[a-zA-Z@]+)/.exec(tex)?.[1];
      if (name !== undefined && found.length < most) found.push({ name, tex });
    }
  }
  return found;
}
