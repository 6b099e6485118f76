import type { Statement, Syntax } from '../latex/syntax.ts';
import { formulasOf, mapParts, partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { boundLetters, lettersIn, runs } from './scripts.ts';
import { isIndexSymbol } from './symbols.ts';

/** A note in which letters below names that are names themselves stand as words: the `o` of `u_o = \sum_j v_j h_j` and of `y_o = f(u_o)`. */
export function withLetterNames(note: ReadNote): ReadNote {
  const letters = letterNamesIn(note.statements);
  if (letters.size === 0) return note;
  const read = (node: Syntax): Syntax => withWords(node, letters);
  const readStatement = (statement: Statement): Statement => ({
    ...statement,
    members: statement.members.map((member) => ({ ...member, node: read(member.node) })),
    conditions: statement.conditions.map(read),
    reasons: statement.reasons.map(readStatement),
  });
  return {
    ...note,
    statements: note.statements.map(readStatement),
    loose: note.loose.map((one) => ({ ...one, node: read(one.node) })),
    chains: note.chains.map((chain) => ({
      ...chain,
      members: chain.members.map((member) => ({ ...member, node: read(member.node), conditions: member.conditions.map(read) })),
    })),
  };
}

/**
 * Letters by which no index is called, that stand below names only, each time alone, that nothing runs over, and below the head of some
 * definition by a sum over another index which has none of them: all members would be equal, if they were the letter of an index.
 */
function letterNamesIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set(
    flatMap(statements, ({ members: [head, body] }) => {
      const letter = head && letterBelow(head.node);
      if (letter === undefined || runs(letter) || body === undefined || !defines(body.relation?.sign)) return [];
      return addsUp(body.node) && !lettersIn(body.node).includes(letter) ? [letter] : [];
    }),
  );
  if (found.size === 0) return found;
  const visit = (node: Syntax): void => {
    if (isIndexSymbol(node)) found.delete(node.letter);
    if (node.kind === 'big-operator') for (const letter of boundLetters(node.over)) found.delete(letter);
    for (const part of partsOf(node)) if (!(node.kind === 'scripts' && part === node.sub && isIndexSymbol(part))) visit(part);
  };
  for (const statement of statements) for (const formula of formulasOf(statement)) visit(formula);
  return found;
}

/** The one letter below a name. */
function letterBelow(node: Syntax): string | undefined {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && node.sub && isIndexSymbol(node.sub) ? node.sub.letter : undefined;
}

/** Whether a formula has a sum that binds an index of a name. */
function addsUp(node: Syntax): boolean {
  return walkSyntax(node).some(
    (inner) =>
      inner.kind === 'big-operator' &&
      inner.operator === 'sum' &&
      boundLetters(inner.over).some((letter) => lettersIn(inner.body).includes(letter)),
  );
}

function withWords(node: Syntax, letters: ReadonlySet<string>): Syntax {
  return mapParts(node, (part) => {
    const isName = node.kind === 'scripts' && part === node.sub && isIndexSymbol(part) && letters.has(part.letter);
    return isName ? { kind: 'text', text: part.letter, range: part.range } : withWords(part, letters);
  });
}
