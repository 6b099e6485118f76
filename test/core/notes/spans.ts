import { expect, test } from 'vitest';
import type { Format, Note, Span } from '../../../src/core/notes/note.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { toSource } from '../../../src/core/text/source-map.ts';

/**
 * A text and the math in it, each as its kind and its source with delimiters (`inline $x$`); where `tex` is not what stands between the
 * delimiters, as a pair with the `tex`. What is never closed is `unclosed` and its mark. Last the reason for the row.
 */
export type Row = readonly [text: string, math: readonly (string | readonly [string, string])[], why: string];

export function reads(format: Format, rows: readonly Row[]): void {
  test.each(rows.map(([text, math, why]) => ({ text, math, why })))('$why: $text', ({ text, math }) => {
    const note = readNote([{ text, format }]);
    const found = spansOf(note).map((span) => ({ at: span.range.start, shown: shown(text, span) }));
    const unclosed = note.problems.map(({ range }) => ({ at: range.start, shown: [`unclosed ${text.slice(range.start, range.end)}`] }));
    const inOrder = [...found, ...unclosed].sort((a, b) => a.at - b.at).map((entry) => entry.shown);
    expect(inOrder).toEqual(math.map((entry) => (typeof entry !== 'string' ? [...entry] : between(entry))));
    checkMaps(note);
  });
}

export function spansOf(note: Note): readonly Span[] {
  return note.items.flatMap((item) => (item.kind === 'math' ? [item.span] : []));
}

/** Every character of a derived text is the one that its map points at, and ranges are in order and apart. */
export function checkMaps(note: Note): void {
  let part = 0;
  let end = 0;
  for (const item of note.items) {
    const piece = item.kind === 'math' ? item.span : item;
    if (part !== piece.part) end = 0;
    part = piece.part;
    const source = note.parts[part]?.text ?? '';
    if (item.kind === 'heading') {
      expect(end).toBeLessThanOrEqual(item.range.start);
      end = item.range.start;
      continue;
    }
    const derived = item.kind === 'math' ? item.span.tex : item.text;
    const map = (item.kind === 'math' ? item.span.map : item.map) ?? [{ at: 0, source: piece.range.start, length: derived.length }];
    let covered = 0;
    for (const { at, length } of map) {
      expect(at).toBe(covered);
      covered += length;
    }
    expect(covered).toBe(derived.length);
    const mapped = Array.from({ length: derived.length }, (_, at) => toSource(map, at));
    expect(mapped.map((at) => source[at]).join('')).toBe(derived);
    expect(end).toBeLessThanOrEqual(piece.range.start);
    expect(piece.range.start).toBeLessThanOrEqual(mapped[0] ?? 0);
    expect(mapped.at(-1) ?? 0).toBeLessThan(piece.range.end);
    end = piece.range.end;
  }
}

function shown(text: string, { kind, tex, range }: Span): string[] {
  return [`${kind} ${text.slice(range.start, range.end)}`, tex];
}

function between(entry: string): string[] {
  if (entry.startsWith('unclosed')) return [entry];
  const source = entry.slice(entry.indexOf(' ') + 1);
  const marks = [/^(?:\$|\{math\})(`+)(.*)\1\$?$/s, /^\$\$(.*)\$\$$/s, /^\$(.*)\$$/s, /^\\\\?[[(](.*?)\\\\?[\])]$/s];
  for (const mark of marks) {
    const content = mark.exec(source);
    if (content) return [entry, content.at(-1) as string];
  }
  return [entry, source];
}
