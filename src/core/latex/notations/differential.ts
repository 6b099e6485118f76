import type { Tape } from '../arrange.ts';
import { adjacent } from '../token.ts';

const upright = new Set(['\\mathrm', '\\rm', '\\operatorname', '\\mathsf', '\\mathit', '\\mathbf', '\\mathop']);
const fractions = new Set(['\\frac', '\\dfrac', '\\tfrac', '\\cfrac', '\\nicefrac', '\\sfrac']);

/** Index behind the `d` or `\partial` at `at`, upright or in braces too; -1 if none is there. */
export function behindDifferential(tape: Tape, at: number, end: number): number {
  const t = tape.tokens[at];
  if (t === undefined || end <= at) return -1;
  if (t.text === '\\partial' || (t.kind === 'letter' && t.text === 'd')) return at + 1;
  if (t.kind === 'words' && t.text.trim() === 'd') return at + 1;
  if (t.kind === 'command' && upright.has(t.text)) return behindDifferential(tape, at + 1, end);
  const close = t.kind === '{' ? (tape.partner[at] as number) : -1;
  if (close < 0 || end <= close || at + 4 < close) return -1;
  return behindDifferential(tape, at + 1, close) === close ? close + 1 : -1;
}

/** Whether a fraction whose numerator begins with a differential stands at `at`. */
export function startsLeibniz(tape: Tape, at: number, end: number): boolean {
  const t = tape.tokens[at];
  if (t?.kind !== 'command') return false;
  if (t.text === '\\partial') return true;
  if (!fractions.has(t.text)) return false;
  return 0 <= behindDifferential(tape, tape.tokens[at + 1]?.kind === '{' ? at + 2 : at + 1, end);
}

/** Whether `dx` stands at `at`: behind `\cos x` a factor, not a part of the operand. */
export function startsDifferential(tape: Tape, at: number, end: number): boolean {
  const behind = behindDifferential(tape, at, end);
  const next = tape.tokens[behind];
  if (behind < 0 || end <= behind || next === undefined || tape.tokens[at]?.text === '\\partial') return false;
  return next.space === adjacent && (next.kind === 'letter' || (next.kind === 'command' && tape.signs[behind] === undefined));
}
