import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { macroTexts } from '../core/notes/macro-texts.ts';
import { readNote } from '../core/notes/read-note.ts';
import { checkAndKeep } from '../core/pipeline/check-note.ts';
import { guideOf, type NoteGuide } from '../core/pipeline/derive.ts';
import { NoteTrainer } from '../core/pipeline/train.ts';
import type { Checker } from './note-server.ts';
import { serve } from './serve.ts';

const check: Checker = function* (parts, options) {
  const note = readNote(parts);
  const checked = yield* checkAndKeep(note, { ...options, explain: true });
  const { report, reading } = checked;
  let opened: Promise<NoteGuide> | undefined;
  let trainer: NoteTrainer | undefined;
  return {
    report,
    macros: macroTexts(note),
    guide: () => {
      opened ??= guideOf(reading);
      return opened;
    },
    trainer: () => {
      trainer ??= new NoteTrainer(note, checked, options);
      return trainer;
    },
  };
};

/** The language server as a process of its own: `--node-ipc`, or `--stdio` for other editors. */
serve(createConnection(ProposedFeatures.all), check, () => new Promise((resolve) => setImmediate(resolve)));
