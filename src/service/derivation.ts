import type { Derivative } from '../core/pipeline/derive.ts';

/** Rows of a derivation, and equations, that stand below each other at their first sign: LaTeX for inside of a display. */
export function alignedRows(rows: readonly string[], gap = ''): string {
  if (rows.length < 2) return (rows[0] ?? '').replace(' &= ', ' = ');
  return `\\begin{aligned}\n${rows.join(` \\\\${gap}\n`)}\n\\end{aligned}`;
}

/** The same with air between fractions, to be looked at. */
export function airyRows(rows: readonly string[]): string {
  return alignedRows(rows.map(withLargeCases), '[5pt]');
}

/** Fractions within cases as large as any other. */
function withLargeCases(row: string): string {
  return row.replace(/\\begin\{cases\}.*?\\end\{cases\}/gs, (cases) =>
    cases.includes('\\frac') ? cases.replaceAll('\\frac', '\\dfrac').replaceAll('\\\\ ', '\\\\[2pt] ') : cases,
  );
}

/** The rows of one derivation, the first with what is derived in front. */
export function derivationRows({ head, rows }: Pick<Derivative, 'head' | 'rows'>): readonly string[] {
  return rows.map(({ tex }, at) => `${at === 0 ? `${head} ` : ''}&= ${tex}`);
}

/** A derivative as one equation. */
export function equationRow({ head, tex }: Pick<Derivative, 'head' | 'tex'>): string {
  return `${head} &= ${tex}`;
}
