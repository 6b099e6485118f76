import type { MacroText } from '../core/notes/macro-texts.ts';

/** Markdown whose `latex` blocks begin with the definitions of those macros of the note that they use, so that each can be typeset by itself. */
export function withMacros(markdown: string, macros: readonly MacroText[]): string {
  if (macros.length === 0) return markdown;
  return markdown.replace(
    /^(`{3,}latex\n)([\s\S]*?)(?=\n`{3,}$)/gm,
    (_, fence: string, tex: string) => fence + definitionsFor(tex, macros) + tex,
  );
}

function definitionsFor(tex: string, macros: readonly MacroText[]): string {
  const used = new Set<MacroText>();
  let texts = [tex];
  // A macro may use others.
  while (texts.length > 0) {
    const names = new Set(texts.flatMap((text) => text.match(/\\[a-zA-Z@]+/g) ?? []));
    const found = macros.filter((macro) => names.has(macro.name) && !used.has(macro));
    for (const macro of found) used.add(macro);
    texts = found.map((macro) => macro.tex);
  }
  return macros
    .filter((macro) => used.has(macro))
    .map((macro) => `${macro.tex}\n`)
    .join('');
}
