import { groupEnd } from './delimiters.ts';

/** The end of the macro definition that begins at `at` (a backslash), or -1. */
export function macroEnd(text: string, at: number, to: number): number {
  head.lastIndex = at;
  const command = head.exec(text)?.[1];
  if (command === undefined) return -1;
  const signature = command.endsWith('let') ? assignment : command.endsWith('def') ? parameters : declaration;
  signature.lastIndex = head.lastIndex;
  if (!signature.test(text) || to < signature.lastIndex) return -1;
  return signature === assignment ? signature.lastIndex : groupEnd(text, signature.lastIndex, to);
}

const head = /\\(?:global\s*\\)?((?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|[egx]?def|let)(?![A-Za-z])\*?/y;
/** `{\name}[2][default]`, up to the body. */
const declaration =
  /\s{0,9}(?:\{\s{0,9}\\(?:[A-Za-z@]+|.)\s{0,9}\}|\\(?:[A-Za-z@]+|.))\s{0,9}(?:\[\d\]\s{0,9})?(?:\[[^\]]{0,99}\]\s{0,9})?(?=\{)/y;
/** `\name#1#2`, up to the body. */
const parameters = /\s{0,9}\\(?:[A-Za-z@]+|.)[^{}\\]{0,40}(?=\{)/y;
/** `\name=\other`. */
const assignment = /\s{0,9}\\(?:[A-Za-z@]+|.)\s{0,9}=?\s{0,9}(?:\\(?:[A-Za-z@]+|.)|\S)/y;
