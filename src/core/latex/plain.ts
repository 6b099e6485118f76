import type { Range } from '../text/range.ts';

const marks = /\\(?:tag|label)\*?\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])|\\\\\*?(?:\[-?[\d.]+ ?[a-z]{2}\])?|\\&|&/g;
const environment = /\\begin\{(cases|[a-zA-Z]*matrix|array)\}/;

/**
 * The author's text of a stretch of a formula for a report: without marks of alignment, row ends, numbers and labels, white space as typed.
 * Rows and cells of matrices and cases are kept, since they mean something.
 */
export function plain(tex: string, { start, end }: Range): string {
  const text = tex.slice(start, end);
  if (environment.test(text)) return text.trim();
  return text.replace(marks, (mark) => (mark === '\\&' ? mark : '')).trim();
}
