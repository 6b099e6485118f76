import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range as OffsetRange } from '../core/text/range.ts';
import type { NoteDiagnostic } from '../service/diagnostics.ts';
import type { Settings } from './settings.ts';

/** A range of offsets as lines and characters of its document. */
export function toRange(document: TextDocument, { start, end }: OffsetRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** A range of lines and characters as offsets. */
export function toOffsets(document: TextDocument, { start, end }: Range): OffsetRange {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

/** A mark of the service as the protocol has it. */
export function toDiagnostic(document: TextDocument, mark: NoteDiagnostic, settings: Settings): Diagnostic {
  const severity = {
    mismatch: settings.diagnosticSeverity,
    undetermined: DiagnosticSeverity.Hint,
    problem: DiagnosticSeverity.Warning,
  }[mark.kind];
  return { range: toRange(document, mark.range), severity, source: diagnosticSource, code: mark.code, message: mark.message };
}

export const diagnosticSource = 'backproof';
