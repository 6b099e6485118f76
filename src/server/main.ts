import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readNote } from '../core/notes/read-note.ts';
import { checkSections } from '../core/pipeline/check-note.ts';
import { serve } from './serve.ts';

/** The language server as a process of its own: `--node-ipc`, or `--stdio` for other editors. */
serve(
  createConnection(ProposedFeatures.all),
  (parts, options) => checkSections(readNote(parts), { ...options, explain: true }),
  () => new Promise((resolve) => setImmediate(resolve)),
);
