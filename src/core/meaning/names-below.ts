import type { Statement, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { boundLetters, runs } from './scripts.ts';
import { baseName, isIndexSymbol, pieces, wordIn } from './symbols.ts';
import { aloneIn } from './vocabulary.ts';
import { withFormulas } from './with-formulas.ts';

/**
 * By base, the letters below it that are a name: `hh` of `W_{hh}`, whose entries are `W_{hh,ij}`, and `h` of `b_h` and `b_{h,i}`.
 * As indices they would have no meaning, since no sum runs over them and other things are called so.
 */
export type NamesBelow = ReadonlyMap<string, ReadonlySet<string>>;

const none: NamesBelow = new Map();

/** Whether something stands below a name in front of a comma, as all such names and words do somewhere. */
function hasListBelow(statement: Statement): boolean {
  return nodesOf(statement).some((node) => node.kind === 'scripts' && node.sub?.kind === 'list');
}

/** The names that stand below others in some statements, alone as well as in front of indices. */
export function namesBelow(statements: readonly Statement[]): NamesBelow {
  if (!statements.some(hasListBelow)) return none;
  const wholes = new Map<string, Set<string>>();
  const fronts = new Map<string, Set<string>>();
  const names = aloneIn(statements);
  const summed = new Set<string>();
  const visit = (node: Syntax): void => {
    if (node.kind === 'big-operator') for (const letter of boundLetters(node.over)) summed.add(letter);
    if (node.kind !== 'scripts' || node.base.kind !== 'symbol') return;
    const { sub, base } = node;
    const [front, ...behind] = sub?.kind === 'list' ? sub.items : [sub];
    const spelled = front && lettersOf(front);
    if (spelled === undefined) return;
    const found =
      sub?.kind !== 'list' ? wholes : flatMap(behind, (item) => (item ? pieces(item) : [])).some(isIndexSymbol) ? fronts : undefined;
    found?.set(baseName(base), (found.get(baseName(base)) ?? new Set()).add(spelled));
  };
  for (const statement of statements) for (const node of nodesOf(statement)) visit(node);
  const isName = (letter: string, _: number, { length }: readonly string[]): boolean =>
    names.has(letter) && !summed.has(letter) && (length > 1 ? !/[i-np]/.test(letter) : !runs(letter));
  const named = flatMap([...fronts], ([base, words]) => {
    const all = [...(wholes.get(base) ?? [])].filter((word) => [...word].every(isName));
    return all.some((word) => words.has(word)) ? [[base, new Set(all)] as const] : [];
  });
  return new Map(named);
}

/** A note in which the names below others are words, as are the runs of letters in front of indices that spell one (`W_{out,ij}`). */
export function withNamesBelow(note: ReadNote): ReadNote {
  const names = namesBelow(note.statements);
  if (names === none) return { ...note, namesBelow: names };
  return { ...withFormulas(note, (node) => asNamed(node, names)), namesBelow: names };
}

/** A formula in which the names below others are words. */
export function asNamed(node: Syntax, names: NamesBelow): Syntax {
  const inside = mapParts(node, (part) => asNamed(part, names));
  if (inside.kind !== 'scripts' || inside.base.kind !== 'symbol' || inside.sub === undefined) return inside;
  const { sub } = inside;
  const own = names.get(baseName(inside.base));
  const asWord = (part: Syntax): Syntax | undefined => {
    const spelled = lettersOf(part);
    const word =
      spelled !== undefined && own?.has(spelled) ? spelled : sub.kind === 'list' && part.kind === 'product' ? wordIn(part) : undefined;
    return word === undefined ? undefined : { kind: 'text', text: word, range: part.range };
  };
  if (sub.kind !== 'list') {
    const word = asWord(sub);
    return word ? { ...inside, sub: word } : inside;
  }
  const [front, ...behind] = sub.items;
  const word = front && asWord(front);
  return word ? { ...inside, sub: { ...sub, items: [word, ...behind] } } : inside;
}

/** The letters that a formula is a run of. */
function lettersOf(node: Syntax): string | undefined {
  const letters = pieces(node);
  return letters.every(isIndexSymbol) ? letters.map(({ letter }) => letter).join('') : undefined;
}
