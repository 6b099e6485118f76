import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { type Derivative, type NoteDeriver, openDeriver } from '../../../src/core/pipeline/derive.ts';
import { render } from '../../../src/core/text/message.ts';
import type { Known } from './functions.ts';

/** The text of a note with some displays; words stand as they are. */
export function noteOf(pieces: readonly string[]): string {
  return pieces.map((piece) => (/^[$#]/.test(piece) ? piece : `$$${piece}$$`)).join('\n\n');
}

export async function deriverFor(pieces: readonly string[]): Promise<NoteDeriver> {
  return openDeriver(readNote([{ text: noteOf(pieces), format: 'markdown' }]));
}

/** What the note of some displays says of a derivative: the derivative, or the sentence that says why there is none. */
export async function derived(pieces: readonly string[], of: string, by: string): Promise<Derivative | string> {
  const deriver = await deriverFor(pieces);
  const candidate = deriver.names.candidate(of);
  if ('refused' in candidate) return render(candidate.refused);
  const variable = deriver.names.variable(by);
  if ('refused' in variable) return render(variable.refused);
  const found = deriver.derive(candidate, variable);
  return 'refused' in found ? render(found.refused) : found;
}

/** The derivative of a row of the table. Errors: a sentence where there is none. */
export async function derivativeOf({ note, of, by }: Known): Promise<Derivative> {
  const found = await derived(note, of, by);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

/** A derivation as it is written below a formula. */
export function written({ head, rows }: Derivative): string {
  return `$$\n\\begin{aligned}\n${head} ${rows.map(({ tex }) => `&= ${tex}`).join(' \\\\\n')}\n\\end{aligned}\n$$`;
}

/** What pieces of generated TypeScript export, each run as a module of its own; the files are there for as long as that takes. */
export async function modulesOf<T>(sources: readonly string[]): Promise<readonly Readonly<Record<string, T>>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-'));
  try {
    return await Promise.all(
      sources.map((source, n) => {
        const file = join(folder, `f${n}.mjs`);
        writeFileSync(file, transformSync(source, { loader: 'ts', format: 'esm' }).code);
        return import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<Readonly<Record<string, T>>>;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
