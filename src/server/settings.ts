import type { DiagnosticSeverity } from 'vscode-languageserver';

export interface Settings {
  readonly enable: boolean;
  readonly languages: readonly string[];
  readonly diagnosticSeverity: DiagnosticSeverity;
  readonly reportUndetermined: boolean;
  readonly macros: Readonly<Record<string, string>>;
}

/** Settings from whatever the client has under `backproof` and `markdown.math.macros`; what is not of the right type counts as not set. */
export function settingsFrom(own: unknown, macros: unknown): Settings {
  const given = isRecord(own) ? own : {};
  return {
    enable: given.enable !== false,
    languages: Array.isArray(given.languages) ? given.languages.filter((name) => typeof name === 'string') : defaultLanguages,
    diagnosticSeverity: severities.get(given.diagnosticSeverity) ?? 1,
    reportUndetermined: given.reportUndetermined === true,
    macros: isRecord(macros) ? Object.fromEntries(Object.entries(macros).filter(isText)) : {},
  };
}

export const defaultLanguages: readonly string[] = ['markdown', 'quarto', 'rmd'];

const severities: ReadonlyMap<unknown, DiagnosticSeverity> = new Map([
  ['error', 1],
  ['warning', 2],
  ['information', 3],
  ['hint', 4],
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
