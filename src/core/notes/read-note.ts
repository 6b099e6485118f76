import { readMarkdown } from './markdown.ts';
import type { Format, Note, Part } from './note.ts';
import { NoteBuilder } from './note-builder.ts';
import { readTex } from './tex.ts';

/** The note that the parts make: headings, words and math in order. Any text can be read; what is never closed is a problem. */
export function readNote(parts: readonly Part[]): Note {
  const builder = new NoteBuilder();
  for (const { text, format } of parts) {
    builder.startPart();
    readers[format](builder, text);
  }
  const { items, problems, macroSources } = builder;
  return { parts, items, problems, macroSources };
}

/** How a file of that name is read. */
export function formatOf(path: string): Format {
  return path.toLowerCase().endsWith('.tex') ? 'tex' : 'markdown';
}

const readers: Readonly<Record<Format, (builder: NoteBuilder, text: string) => void>> = { markdown: readMarkdown, tex: readTex };
