import type { BigOperatorSyntax, SumSyntax, Syntax } from '../latex/syntax.ts';
import { partsOf } from '../latex/walk.ts';
import { boundLetters } from './scripts.ts';
import { isIndexSymbol, pieces } from './symbols.ts';

/**
 * Some terms, of which the first sum that reaches further than its own term takes in all behind it: `\sum_k a_k - b_k` where nothing
 * else binds k. The node itself if no sum does. `isTaken`: whether a letter has a meaning outside.
 */
export function withReach(node: SumSyntax, isTaken: (letter: string) => boolean): Syntax {
  const nodes = node.terms.map((term) => term.node);
  const open = nodes.findIndex((term, position) => reachesFurther(term, nodes.slice(position + 1), isTaken));
  return open < 0 ? node : extended(node, open);
}

/** Whether the terms behind a sum without brackets belong to it: they name its letter, which nothing else there binds or leaves free. */
function reachesFurther(term: Syntax, behind: readonly Syntax[], isTaken: (letter: string) => boolean): boolean {
  if (term.kind !== 'big-operator' || term.operator !== 'sum' || behind.length === 0) return false;
  const letters = boundLetters(term.over).filter((letter) => !isTaken(letter));
  return letters.some((letter) => behind.every((rest) => namesFree(rest, letter)));
}

/** A sum whose body takes in the terms behind it. */
function extended(node: SumSyntax, open: number): Syntax {
  const head = node.terms[open] as SumSyntax['terms'][number];
  const operator = head.node as BigOperatorSyntax;
  const inside = [{ ...head, sign: '+' as const, node: operator.body }, ...node.terms.slice(open + 1)];
  const range = { start: operator.body.range.start, end: node.range.end };
  const whole: Syntax = {
    ...operator,
    body: { kind: 'sum', terms: inside, range },
    range: { start: operator.range.start, end: node.range.end },
  };
  const terms = [...node.terms.slice(0, open), { ...head, node: whole }];
  return terms.length === 1 && head.sign === '+' ? whole : { ...node, terms };
}

/** Whether a letter stands in a subscript of a formula outside of a sum that binds it. */
function namesFree(node: Syntax, letter: string): boolean {
  if (node.kind === 'big-operator' && boundLetters(node.over).includes(letter)) return false;
  if (node.kind === 'scripts' && node.sub && pieces(node.sub).some((piece) => isIndexSymbol(piece) && piece.letter === letter)) return true;
  return partsOf(node).some((part) => namesFree(part, letter));
}
