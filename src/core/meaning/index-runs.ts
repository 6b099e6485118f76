import type { ListSyntax, ScriptsSyntax, Statement, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { knownWords } from './name-words.ts';
import { boundLetters, lettersBelow, subscriptOf } from './scripts.ts';
import { baseName, pieces, wordIn } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/**
 * A note in which runs of letters below a name are indices (`W_{hed}`) and no word where a formula shows it: a sum runs over one of the letters,
 * and the others stand below other names there.
 */
export function withIndexRuns(note: ReadNote): ReadNote {
  const found = new Set(flatMap(note.statements, runsOfIndices));
  if (found.size === 0) return note;
  const visit = (node: Syntax): Syntax => {
    const run = runIn(node);
    if (run === undefined || !found.has(run.name)) return mapParts(node, visit);
    const scripts = node as ScriptsSyntax;
    const sub: ListSyntax = { kind: 'list', items: run.letters, separators: run.letters.slice(1).map(() => ','), range: run.sub.range };
    return { ...scripts, sub };
  };
  return withFormulas(note, visit);
}

/** Letters below a name that may be a word or indices. */
interface Run {
  /** The name that they stand below, and they themselves. */
  readonly name: string;
  readonly sub: Syntax;
  readonly letters: readonly Syntax[];
  readonly spelled: readonly string[];
}

function runIn(node: Syntax): Run | undefined {
  if (node.kind !== 'scripts' || node.base.kind !== 'symbol' || node.sub?.kind !== 'product') return undefined;
  const word = wordIn(node.sub);
  if (word === undefined || !/^[a-z]+$/.test(word) || knownWords.has(word)) return undefined;
  return { name: `${baseName(node.base)} ${word}`, sub: node.sub, letters: pieces(node.sub), spelled: [...word] };
}

/** The runs of a statement that are no words: those with the letter of a sum, and beside them all others of letters that are indices there. */
function runsOfIndices(statement: Statement): readonly string[] {
  const nodes = nodesOf(statement);
  const runs = flatMap(nodes, (node) => runIn(node) ?? []);
  if (runs.length === 0) return [];
  const bound = new Set(flatMap(nodes, (node) => (node.kind === 'big-operator' ? boundLetters(node.over) : [])));
  const alone = new Set(flatMap(nodes, (node) => lettersBelow(subscriptOf(node))));
  const isIndex = (letter: string, own: Run): boolean =>
    bound.has(letter) || alone.has(letter) || runs.some(({ name, spelled }) => name !== own.name && spelled.includes(letter));
  const likely = runs.filter((run) => run.spelled.every((letter) => isIndex(letter, run)));
  return likely.some(({ spelled }) => spelled.some((letter) => bound.has(letter))) ? likely.map(({ name }) => name) : [];
}
