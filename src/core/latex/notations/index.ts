import { codePrefix } from '../code.ts';
import type { Prefix } from '../notation.ts';
import type { Token } from '../token.ts';
import { bigOperators } from './big-operators.ts';
import { bars, braced, braces, brackets } from './brackets.ts';
import { codeFunction } from './code.ts';
import { derivatives } from './derivatives.ts';
import { environments } from './environments.ts';
import { accents, faces } from './faces.ts';
import { fractions } from './fractions.ts';
import { functionCommand, functionNamed, functionPrefixes } from './functions.ts';
import { dots, letters, numbers, placeholder, symbols } from './symbols.ts';
import { failure, names, unread } from './unread.ts';
import { words } from './words.ts';

/** What begins with a command or a character of its own. */
export const triggered: readonly Prefix[] = [
  ...fractions,
  ...derivatives,
  ...bigOperators,
  ...functionPrefixes,
  ...faces,
  ...accents,
  symbols,
  dots,
  placeholder,
  braced,
  names,
];

/** What begins with a kind of token. */
export const byKind: Readonly<Partial<Record<Token['kind'], Prefix>>> = {
  letter: letters,
  number: numbers,
  words,
  open: brackets,
  bar: bars,
  '{': braces,
  begin: environments,
  end: environments,
  failure,
};

/** Every record that begins a factor: documentation and tests iterate over them. */
export const prefixes: readonly Prefix[] = [...triggered, ...Object.values(byKind), functionCommand, codeFunction, unread];

const byTrigger: ReadonlyMap<string, Prefix> = new Map(
  triggered.flatMap((prefix) => prefix.triggers.map((trigger): [string, Prefix] => [trigger, prefix])),
);

/** The record that reads a factor beginning with this token. */
export function prefixOf(t: Token): Prefix {
  const own = byKind[t.kind];
  if (own !== undefined) return own;
  const found = byTrigger.get(t.text);
  if (found !== undefined) return found;
  if (t.text.startsWith(codePrefix)) return codeFunction;
  return t.kind === 'command' && functionNamed(t.text) !== undefined ? functionCommand : unread;
}
