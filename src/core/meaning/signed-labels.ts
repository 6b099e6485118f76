import type { GroupSyntax, Member, Syntax } from '../latex/syntax.ts';
import { nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { sentenceEnd } from '../text/sentences.ts';
import type { Chain, ReadNote } from './chains.ts';
import { phrase } from './phrases/index.ts';
import { baseName, symbolOf } from './symbols.ts';

/** Letters by which labels are called. */
export const labelLetters: ReadonlySet<string> = new Set(['y', 't']);

const labelWords = phrase('labels');

const givenWords = phrase('given');

const placeWords = phrase('places');

/** How many letters of the words in front of a name are looked at. */
const mostWords = 60;

/**
 * A note in which labels that are said to be `\pm 1` are in the set of the two. `x = \pm 1` of anything else may as well be what solves an
 * equation.
 */
export function withSignedLabels(note: ReadNote): ReadNote {
  const candidates = note.chains.filter(({ members }) => members[1]?.relation?.sign === '=' && isOfBothSigns(members));
  if (candidates.length === 0) return note;
  const moved = new Set(flatMap(note.statements, differentiatedIn));
  const meant = new Set(candidates.filter((chain) => isLabel(note, chain, moved)).map(({ members }) => members[1]?.node));
  if (meant.size === 0) return note;
  const inSet = <M extends Member>(members: readonly M[]): readonly M[] =>
    meant.has(members[1]?.node) ? withBothSigns(members, '=') : members;
  const sectionOf = new Map([...note.sectionOf].map(([one, section]) => [{ ...one, members: inSet(one.members) }, section]));
  const chains = note.chains.map((chain) => ({ ...chain, members: [...inSet(chain.members)] }));
  return { ...note, chains, sectionOf, statements: [...sectionOf.keys()] };
}

/** `y \in \{\pm 1\}` or `y \in \pm 1` as `y \in \{-1, 1\}`, or the same behind another sign: which values a name may have. */
export function withBothSigns<M extends Member>(members: readonly M[], sign = '\\in'): readonly M[] {
  const [head, body] = members;
  if (head === undefined || body?.relation?.sign !== sign || !isOfBothSigns(members)) return members;
  const { node, relation } = body;
  const list: Syntax = { kind: 'list', items: bothSigns(node) ?? [], separators: [','], range: node.range };
  const set: GroupSyntax = { kind: 'group', open: '{', close: '}', body: list, range: node.range };
  return [head, { ...body, relation: { ...relation, sign: '\\in', written: relation.sign }, node: set }];
}

/** Whether a name is said to be a number with either sign, and nothing else is said of it. */
function isOfBothSigns([head, body, ...rest]: readonly Member[]): boolean {
  const isName = head?.node.kind === 'symbol' || head?.node.kind === 'scripts';
  return isName && rest.length === 0 && body !== undefined && bothSigns(body.node) !== undefined;
}

/** The two numbers that `\pm 1` or `\{\pm 1\}` stands for. */
function bothSigns(node: Syntax): readonly Syntax[] | undefined {
  const inner = node.kind === 'group' && node.open === '{' ? node.body : node;
  const [term, ...others] = inner.kind === 'sum' ? inner.terms : [];
  if (term?.node.kind !== 'number' || others.length > 0 || (term.sign !== '\\pm' && term.sign !== '\\mp')) return undefined;
  return [{ kind: 'sum', terms: [{ ...term, sign: '-' }], range: inner.range }, term.node];
}

/** Whether a name is a label by the words in front of it, or by its letter where it is given, and is not differentiated. */
function isLabel({ sentences }: ReadNote, { members: [head] }: Chain, moved: ReadonlySet<string>): boolean {
  const symbol = head && symbolOf(head.node);
  if (symbol === undefined || moved.has(baseName(symbol))) return false;
  const text = sentences.filter(({ spans }) => spans === head?.span).at(-1)?.text ?? '';
  return isSaidLabel(text, symbol.letter, head?.node.kind === 'scripts' && head.node.sub !== undefined);
}

/** Whether the words in front of a letter that has both signs make it a label, a class or a spin, and not a place at which something is. */
export function isSaidLabel(text: string, letter: string, isNumbered: boolean): boolean {
  const words = text.split(sentenceEnd).at(-1)?.slice(-mostWords) ?? '';
  if (placeWords.test(words)) return false;
  return labelWords.test(words) || (labelLetters.has(letter) && (isNumbered || givenWords.test(words)));
}

/** The names that a statement differentiates, or differentiates by. */
function differentiatedIn(statement: ReadNote['statements'][number]): readonly string[] {
  return flatMap(nodesOf(statement), (node) => {
    const inside =
      node.kind === 'partial' ? [...node.wrt, ...(node.of ? [node.of] : [])] : node.kind === 'nabla' && node.wrt ? [node.wrt] : [];
    return flatMap(inside, (part) => {
      const symbol = symbolOf(part);
      return symbol ? [baseName(symbol)] : [];
    });
  });
}
