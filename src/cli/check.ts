import { readNote } from '../core/notes/read-note.ts';
import { checkNote } from '../core/pipeline/check-note.ts';
import { loadProver } from '../core/pipeline/derive.ts';
import { emptySummary, summaryOf } from '../service/summary.ts';
import { explanation } from './explanation.ts';
import { findNotes } from './find-notes.ts';
import type { Host } from './host.ts';
import { jsonFile, jsonReport } from './json-report.ts';
import { readSource, Unreadable } from './source.ts';
import { visible } from './terminal.ts';
import { summaryLine, textReport } from './text-report.ts';

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

/** Milliseconds of silence before a terminal is told what is going on. */
const patience = 1000;

/** Exit status of `check`; the reports go to standard output, what could not be read to standard error. */
export async function check(paths: readonly string[], format: Format, host: Host, explain = false): Promise<number> {
  const began = host.now();
  const total = emptySummary();
  const files: object[] = [];
  let read = 0;
  let status = 0;
  const fail = (path: string, what: string) => {
    host.err(`backproof: ${visible(path)}: ${visible(what)}\n`);
    status = 2;
  };
  const { notes, problems } = await findNotes(paths, host.directory);
  for (const { path, message } of problems) fail(path, message);
  const explained = explain ? { explain, prover: await loadProver() } : {};
  for (const [index, path] of notes.entries()) {
    const shown = host.progress && patience < host.now() - began;
    if (shown) host.err(`\r\x1b[K${index + 1}/${notes.length} ${visible(path).slice(0, 60)}`);
    try {
      const source = await readSource(path, host);
      const report = checkNote(readNote(source.parts), explained);
      if (shown) host.err('\r\x1b[K');
      if (format === 'json') files.push(jsonFile(source, report));
      else host.out(textReport(source, report, host.look) + explanation(source, report, host.look));
      read++;
      const counts = summaryOf(report);
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += counts[key];
    } catch (error) {
      if (shown) host.err('\r\x1b[K');
      if (error instanceof Unreadable) fail(path, error.message);
      else fail(path, `internal error, please report it: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (format === 'json') host.out(jsonReport(files, total));
  else if (0 < read) host.out(summaryLine(read, total, host.look));
  return status === 0 && 0 < total.mismatch ? 1 : status;
}
