import type { SymbolReport } from '../core/pipeline/report.ts';

/** What a symbol was taken to be, in words: `matrix, 3 × 2`. */
export function symbolText({ what, sizes, value }: SymbolReport): string {
  if (value !== undefined) return `size, tried as ${value}`;
  return sizes.length === 0 ? what : `${what}, ${sizes.join(' × ')}`;
}
