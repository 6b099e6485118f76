import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { macroTexts } from '../core/notes/macro-texts.ts';
import { readNote } from '../core/notes/read-note.ts';
import { checkAndKeep } from '../core/pipeline/check-note.ts';
import { guideOf, type NoteGuide } from '../core/pipeline/derive.ts';
import type { Checker } from './note-server.ts';
import { serve } from './serve.ts';

const check: Checker = function* (parts, options) {
  const note = readNote(parts);
  const { report, reading } = yield* checkAndKeep(note, { ...options, explain: true });
  let opened: Promise<NoteGuide> | undefined;
  return {
    report,
    macros: macroTexts(note),
    guide: () => {
      opened ??= guideOf(reading);
      return opened;
    },
  };
};

/** The language server as a process of its own: `--node-ipc`, or `--stdio` for other editors. */
serve(createConnection(ProposedFeatures.all), check, () => new Promise((resolve) => setImmediate(resolve)));
