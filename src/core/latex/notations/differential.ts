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

/**
 * Where the differentials of an integral whose sign stands in front of `from` begin: the first that belong to no other integral in between;
 * -1 if there are none at this level.
 */
export function differentialOf(tape: Tape, from: number, limit: number): number {
  const end = Math.min(limit, from + longestIntegrand);
  let inner = 0;
  for (let at = from; at < end; at = Math.max(at, tape.partner[at] as number) + 1) {
    const role = tape.signs[at]?.role;
    if (role === 'relation' || role === 'arrow' || role === 'stop') return -1;
    if (integrals.has(tape.tokens[at]?.text ?? '')) inner++;
    else if (variableOf(tape, at, end) !== undefined && inner-- === 0) return at;
  }
  return -1;
}

/** Where the variable of the differential at `at` stands, if there is one. */
export function variableOf(tape: Tape, at: number, end: number): number | undefined {
  const behind = behindDifferential(tape, at, end);
  const next = tape.tokens[behind];
  if (behind < 0 || end <= behind || next === undefined || tape.tokens[at]?.text === '\\partial') return undefined;
  return next.kind === 'letter' || (next.kind === 'command' && tape.signs[behind] === undefined) ? behind : undefined;
}

/** How many tokens an integrand has at most. */
const longestIntegrand = 500;

const integrals: ReadonlySet<string> = new Set(['\\int', '\\iint', '\\oint']);

/** Whether `dx` stands at `at`, or `d x` with nothing behind it: behind `\cos x` a factor, not a part of the operand. */
export function startsDifferential(tape: Tape, at: number, end: number): boolean {
  const behind = behindDifferential(tape, at, end);
  const next = tape.tokens[behind];
  if (behind < 0 || end <= behind || next === undefined || tape.tokens[at]?.text === '\\partial') return false;
  const isLast = end <= behind + 1 || tape.signs[behind + 1] !== undefined || 0 <= behindDifferential(tape, behind + 1, end);
  if (next.space !== adjacent && !isLast) return false;
  return next.kind === 'letter' || (next.kind === 'command' && tape.signs[behind] === undefined);
}
