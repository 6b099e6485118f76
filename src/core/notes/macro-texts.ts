import { macroEnd } from './macros.ts';
import type { MathItem, Note } from './note.ts';

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
  return texts.flatMap((text) => definitionsIn(text).filter(({ tex }) => !isAlias.test(tex))).slice(0, most);
}

/** `\let\name=\other` says nothing that could stand on its own. */
const isAlias = /^\\let(?![a-zA-Z])/;

/** The macro definitions in a text, as they are written. */
function definitionsIn(text: string): readonly MacroText[] {
  return [...text.matchAll(/\\(?:[a-zA-Z]*command|[egx]?def|let|DeclareMathOperator)(?![a-zA-Z])/g)].flatMap(({ index }) => {
    const end = macroEnd(text, index, text.length);
    const tex = end < 0 ? '' : text.slice(index, end);
    const name = /^\\[a-zA-Z]+\*?\s*\{?\s*(\\[a-zA-Z@]+)/.exec(tex)?.[1];
    return name === undefined ? [] : [{ name, tex }];
  });
}

/** A formula of which only the macros are left that it defines; undefined where it defines none. */
export function macrosAlone(item: MathItem): MathItem | undefined {
  const texts = definitionsIn(item.span.tex).map(({ tex }) => tex);
  return texts.length === 0 ? undefined : { ...item, span: { ...item.span, tex: texts.join('\n') } };
}
