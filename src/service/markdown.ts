import { type Message, messages } from '../core/text/message.ts';
import { plainParameter } from './sentence.ts';

/** The sentence of a message in Markdown: parameters are text of the note, so they are escaped, those between backticks made code. */
export function markdownOf({ id, params }: Message): string {
  return messages[id].replace(/`\{(\w+)\}`|\{(\w+)\}/g, (whole, quoted?: string, bare?: string) => {
    const value = params[quoted ?? bare ?? ''];
    if (value === undefined) return whole;
    return quoted === undefined ? escapeMarkdown(plainParameter(value)) : code(String(value));
  });
}

/** The text such that a Markdown reader shows just its characters: no markup, HTML, link, icon or new paragraph comes of it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<&|~@]|\$(?=\()|!(?=\[)|:(?=\/\/)|(?<=w)\./g, (sign) => entities.get(sign) ?? `\\${sign}`)
    .replace(/^( ?\d*)([-+#>=.)])/, '$1\\$2');
}

const entities: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['&', '&amp;'],
]);

/** A code span that holds just this text, whatever backticks are in it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const fence = fenceFor(line, 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A block of LaTeX: an editor that can typeset shows a formula, the others show the source. */
export function latexBlock(tex: string): string {
  const fence = fenceFor(tex, 3);
  return `${fence}latex\n${tex.trim()}\n${fence}`;
}

function fenceFor(text: string, shortest: number): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length);
  let length = shortest;
  for (const run of runs) if (length <= run) length = run + 1;
  return '`'.repeat(length);
}
