import { stat } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { reasonOf } from './source.ts';

/** Endings of the files that are read as notes when a folder is named; a file named itself may have any. */
const noteEndings: readonly string[] = ['md', 'markdown', 'mdx', 'qmd', 'rmd', 'ipynb', 'tex'];

export interface Found {
  /** Paths as a person would write them, each file once: in the order of the arguments, inside a folder by name. */
  readonly notes: readonly string[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** The notes that the arguments name: files, folders (searched to the bottom), globs, and `-` for standard input. */
export async function findNotes(args: readonly string[], directory: string): Promise<Found> {
  const notes = new Map<string, string>();
  const problems: { path: string; message: string }[] = [];
  for (const path of args) {
    const add = (found: readonly string[], none: string) => {
      if (found.length === 0) problems.push({ path, message: none });
      for (const note of found) if (!notes.has(resolve(directory, note))) notes.set(resolve(directory, note), note);
    };
    if (path === '-') {
      notes.set('-', '-');
      continue;
    }
    try {
      const isFolder = (await stat(resolve(directory, path))).isDirectory();
      if (isFolder)
        add(await notesBelow(path, directory), `no notes in this folder (looked for ${noteEndings.map((end) => `.${end}`).join(' ')})`);
      else add([path], '');
    } catch (error) {
      if (isDynamicPattern(path)) add(await matching(path, directory), 'no file matches');
      else problems.push({ path, message: reasonOf(error) });
    }
  }
  return { notes: [...notes.values()], problems };
}

async function notesBelow(folder: string, directory: string): Promise<string[]> {
  const names = await matching(`**/*.{${noteEndings.join(',')}}`, join(resolve(directory, folder)));
  return names.map((name) => posix.join(folder, name));
}

/** Folders whose name begins with a dot are left out by default. Links are not followed, so that no search runs in circles. */
async function matching(pattern: string, cwd: string): Promise<string[]> {
  const names = await glob(pattern, {
    cwd,
    ignore: '**/node_modules/**',
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return names.sort((a, b) => (a < b ? -1 : 1));
}
