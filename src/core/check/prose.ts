import type { FamilyKey } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { nodesOf } from '../latex/walk.ts';
import type { ReadNote, Sentence } from '../meaning/chains.ts';
import { isEqual } from '../meaning/general-term.ts';
import { readName } from '../meaning/names.ts';
import { argumentsOf } from '../meaning/outcomes.ts';
import { functionPhrases, phrase, sourceOf } from '../meaning/phrases/index.ts';
import { baseName, familyKey, symbolOf } from '../meaning/symbols.ts';
import type { Vocabulary } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import type { Definition } from './definition.ts';

/** Words between a symbol and the name of a function that say it is that function. */
const isWords = new RegExp(`^\\s*${sourceOf('is')}`, 'iu');

/** Definitions that words give: “where `h` is tanh”. */
export function proseDefinitions(note: ReadNote, vocabulary: Vocabulary): Map<FamilyKey, Definition[]> {
  const definitions = new Map<FamilyKey, Definition[]>();
  const add = (family: FamilyKey, name: string, { section }: Sentence): void => {
    const order = flatMap(note.chains, (chain) => (chain.section <= section ? chain.orders : [])).length;
    const definition: Definition = {
      id: definitions.size,
      family,
      head: [],
      params: [{ family: familyKey('x', '', 0), slots: [] }],
      meaning: { kind: 'function', name },
      section,
      order,
    };
    definitions.set(family, [...(definitions.get(family) ?? []), definition]);
  };
  for (const { node, span } of note.loose) {
    const named = node.kind === 'call' && argumentsOf(node).every(({ kind }) => kind === 'symbol') ? node.head : node;
    const symbol = symbolOf(named);
    const sentence = note.sentences.find((candidate) => candidate.spans === span + 1);
    if (symbol === undefined || named.kind !== 'symbol' || sentence === undefined) continue;
    const said = isWords.exec(sentence.text);
    const name = (said ? functionIn(sentence.text.slice(said[0].length)) : undefined) ?? normalIn(note, sentence);
    if (name === undefined) continue;
    add(familyKey(baseName(symbol), '', 0), name, sentence);
  }
  for (const { family, sentence } of normalsIn(note, vocabulary)) add(family, 'normpdf', sentence);
  return definitions;
}

/** “with a standard normal `p_Z`”: names of densities that the notes apply, behind the name of that law. */
function normalsIn(
  { sentences, loose, statements }: ReadNote,
  vocabulary: Vocabulary,
): readonly { family: FamilyKey; sentence: Sentence }[] {
  return flatMap(loose, ({ node, span }) => {
    const sentence = sentences.filter(({ spans }) => spans === span).at(-1);
    if (sentence === undefined || !behindNormal.test(sentence.text) || !(node.kind === 'symbol' || node.kind === 'scripts')) return [];
    const name = readName(node, vocabulary);
    if (!name || name.slots.length > 0 || name.power || name.primes > 0 || !densityLetters.test(name.base)) return [];
    const isApplied = statements.some((statement) =>
      nodesOf(statement).some((inner) => inner.kind === 'call' && isEqual(inner.head, node)),
    );
    return isApplied ? [{ family: familyKey(name.base, name.label, 0), sentence }] : [];
  });
}

/** Letters by which notes call densities. */
const densityLetters = /^(?:[fgnpq]|\\(?:phi|varphi|pi|rho))$/;

const ofLaw = (said: 'distributionFunction' | 'density'): RegExp =>
  new RegExp(`^[\\s:—–(,]*(?:${sourceOf('is')}|${sourceOf('determiner')})[\\s\\p{L}-]{0,40}?${sourceOf(said)}`, 'u');
const lawFunctions: readonly (readonly [RegExp, string])[] = [
  [ofLaw('distributionFunction'), 'normcdf'],
  [ofLaw('density'), 'normpdf'],
];
const normalWords = phrase('standardNormal');
const behindNormal = new RegExp(`${sourceOf('standardNormal')}\\p{L}*(?:\\s+${sourceOf('density')}\\p{L}*)?\\s*$`, 'u');

/** The function of the standard normal law that words behind a name say it is, where their paragraph speaks of that law. */
function normalIn({ sentences, loose }: ReadNote, { text, section, paragraph }: Sentence): string | undefined {
  const name = lawFunctions.find(([words]) => words.test(text))?.[1];
  if (name === undefined) return undefined;
  const near = sentences.filter((one) => one.section === section && one.paragraph === paragraph);
  if (near.some((one) => normalWords.test(one.text))) return name;
  const isNear = (span: number): boolean => near.some(({ spans }) => spans === span || spans === span + 1);
  return loose.some(({ node, span }) => isNear(span) && isStandardNormal(node)) ? name : undefined;
}

/** `\mathcal N(0, 1)` */
function isStandardNormal(node: Syntax): boolean {
  if (node.kind !== 'call' || symbolOf(node.head)?.letter !== 'N') return false;
  const [mean, variance, ...more] = argumentsOf(node).map((item) => (item.kind === 'number' ? item.value : undefined));
  return mean === 0 && variance === 1 && more.length === 0;
}

/** How many letters the name of a function in words has at the most. */
const longestName = 60;

function functionIn(text: string): string | undefined {
  const start = text.slice(0, longestName).toLowerCase();
  for (const [words, name] of functionPhrases) if (start.startsWith(words)) return name;
  const word = /^[a-z]+/.exec(start)?.[0];
  return word !== undefined && functionByName.has(word) ? word : undefined;
}
