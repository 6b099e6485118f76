import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Part } from '../core/notes/note.ts';
import { readNotebook } from '../core/notes/notebook.ts';
import { formatOf } from '../core/notes/read-note.ts';
import { render } from '../core/text/message.ts';
import type { Edit, Range } from '../core/text/range.ts';
import { type SourceMap, toSource } from '../core/text/source-map.ts';
import type { Host } from './host.ts';
import { Lines } from './lines.ts';

/** Bytes up to which a file is read. */
export const sizeLimit = 4 * 1024 * 1024;

/** Why a file is no note; the message ends the line `backproof: PATH: …`. */
export class Unreadable extends Error {}

/**
 * A file as it lies on disk, and the parts of the note in it: one, or one for each Markdown cell of a notebook.
 * A byte order mark is no part of the text, as in an editor.
 */
export interface Source {
  readonly path: string;
  readonly lines: Lines;
  readonly parts: readonly Part[];
  /** For each cell of a notebook the way back to the JSON; absent in other files, whose one part is the file. */
  readonly cells?: readonly SourceMap[];
}

/** The file at a path, or standard input for `-`. Errors: `Unreadable` with a sentence for a person. */
export async function readSource(path: string, host: Host): Promise<Source> {
  return sourceOf(path, await readBytes(path === '-' ? host.stdin : createReadStream(resolve(host.directory, path))));
}

/** The text of a file. Errors: `Unreadable` with a sentence for a person. */
export async function readText(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  return decode(await readBytes(stream));
}

/** The source that some bytes are. Errors: `Unreadable` if they are no text or no notebook. */
export function sourceOf(path: string, bytes: Uint8Array): Source {
  const text = decode(bytes);
  const lines = new Lines(text);
  if (!/\.ipynb$/i.test(path)) return { path, lines, parts: [{ text, format: formatOf(path) }] };
  const { cells, problems } = readNotebook(text);
  if (problems[0] !== undefined) throw new Unreadable(render(problems[0].message));
  return { path, lines, parts: cells.map((cell) => ({ text: cell.text, format: 'markdown' })), cells: cells.map((cell) => cell.map) };
}

/** The stretch of the file in which a stretch of a part stands. */
export function rangeInFile(source: Source, part: number, { start, end }: Range): Range {
  const map = source.cells?.[part];
  if (map === undefined) return { start, end };
  return { start: start < end ? toSource(map, start) : unitEnd(source, map, start), end: unitEnd(source, map, end) };
}

/** The change to the file that a change of a part is: inside a notebook the new text is written as JSON. */
export function editInFile(source: Source, part: number, { range, newText }: Edit): Edit {
  return { range: rangeInFile(source, part, range), newText: source.cells === undefined ? newText : JSON.stringify(newText).slice(1, -1) };
}

/** Why the system could not open or read a file, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EISDIR') return 'this is a folder';
  return error instanceof Error ? error.message : String(error);
}

/** Where the unit before an offset of a cell ends in the JSON: behind the whole escape, where it is one. */
function unitEnd(source: Source, map: SourceMap, offset: number): number {
  if (offset === 0) return toSource(map, 0);
  const { text } = source.lines;
  const at = toSource(map, offset - 1);
  if (text[at] !== '\\') return at + 1;
  return at + (text[at + 1] === 'u' ? 6 : 2);
}

async function readBytes(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
      length += bytes.length;
      if (sizeLimit < length) throw new Unreadable(`larger than ${sizeLimit / 1024 / 1024} MB, the most that is read of a file`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(reasonOf(error));
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new Unreadable('UTF-16 text; save it as UTF-8');
  if (bytes.includes(0)) throw new Unreadable('binary data, not a text file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('not UTF-8 text');
  }
}
