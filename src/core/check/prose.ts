import type { FamilyKey } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import type { Syntax } from '../latex/syntax.ts';
import { nodesOf } from '../latex/walk.ts';
import type { ReadNote, Sentence } from '../meaning/chains.ts';
import { isEqual } from '../meaning/general-term.ts';
import { readName } from '../meaning/names.ts';
import { argumentsOf } from '../meaning/outcomes.ts';
import { inAnyCase } from '../meaning/phrases/any-case.ts';
import { functionPhrases, sourceOf } from '../meaning/phrases/index.ts';
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
  for (const { family, name, sentence } of normalsIn(note, vocabulary)) add(family, name, sentence);
  return definitions;
}

/**
 * “with a standard normal `p_Z`”, “the standard normal distribution function `\Phi` and its density `\varphi`”: names that the notes apply, behind
 * what they are of that law.
 */
function normalsIn(note: ReadNote, vocabulary: Vocabulary): readonly { family: FamilyKey; name: string; sentence: Sentence }[] {
  const { sentences, loose, statements } = note;
  return flatMap(loose, ({ node, span }) => {
    const sentence = sentences.filter(({ spans }) => spans === span).at(-1);
    if (sentence === undefined || !(node.kind === 'symbol' || node.kind === 'scripts')) return [];
    const read = readName(node, vocabulary);
    if (!read || read.slots.length > 0 || read.power || read.primes > 0) return [];
    const law = lawsInFront.find(
      ({ whole, own, letters, usual }) =>
        (letters.test(read.base) && whole.test(sentence.text)) ||
        (usual.test(read.base) && own.test(sentence.text) && isOfNormal(note, sentence)),
    );
    if (law === undefined) return [];
    const isApplied = statements.some((statement) =>
      nodesOf(statement).some((inner) => inner.kind === 'call' && isEqual(inner.head, node)),
    );
    return isApplied ? [{ family: familyKey(read.base, read.label, 0), name: law.name, sentence }] : [];
  });
}

const behind = (words: string): RegExp => new RegExp(`${words}\\s*$`, 'u');
const normal = sourceOf('standardNormal');
const normalCdfs = functionPhrases.flatMap(([words, name]) => (name === 'normcdf' ? [inAnyCase(words)] : []));
/** Words that speak of the standard normal law, or name its distribution function as a whole: “Gaussian CDF”. */
const normalWords = new RegExp([normal, ...normalCdfs].join('|'), 'u');
const [distribution, density] = [sourceOf('distributionFunction'), sourceOf('density')];

/** What stands in front of a name of a function of the standard normal law: with the name of the law, or where its paragraph speaks of that. */
const lawsInFront = [
  {
    name: 'normcdf',
    whole: behind(`${normal}\\p{L}*[\\s-]*${distribution}\\p{L}*`),
    own: behind(`${distribution}\\p{L}*`),
    letters: /^(?:[FGPQ]|\\Phi)$/,
    usual: /^\\Phi$/,
  },
  {
    name: 'normpdf',
    whole: behind(`${normal}\\p{L}*(?:\\s+${density}\\p{L}*)?`),
    own: behind(`${density}\\p{L}*`),
    letters: /^(?:[fgnpq]|\\(?:phi|varphi|pi|rho))$/,
    usual: /^\\(?:phi|varphi)$/,
  },
];

const ofLaw = (said: string): RegExp =>
  new RegExp(`^[\\s:—–(,]*(?:${sourceOf('is')}|${sourceOf('determiner')}(?![a-z]))[\\s\\p{L}-]{0,40}?${said}`, 'u');
const lawFunctions: readonly (readonly [RegExp, string])[] = [
  [ofLaw(distribution), 'normcdf'],
  [ofLaw(density), 'normpdf'],
];
/** The function of the standard normal law that words behind a name say it is, where their paragraph speaks of that law. */
function normalIn(note: ReadNote, sentence: Sentence): string | undefined {
  const { text, spans } = sentence;
  const name = lawFunctions.find(([words]) => words.test(text))?.[1];
  if (name === undefined || !isOfNormal(note, sentence)) return undefined;
  // “`\Phi`, the law with the density `\varphi`”
  const isOfNext = lawsInFront.some(({ own }) => own.test(text)) && note.loose.some(({ node, span }) => span === spans && symbolOf(node));
  return isOfNext ? undefined : name;
}

/** Whether the paragraph of a sentence speaks of the standard normal law. */
function isOfNormal({ sentences, loose }: ReadNote, { section, paragraph }: Sentence): boolean {
  const near = sentences.filter((one) => one.section === section && one.paragraph === paragraph);
  if (near.some((one) => normalWords.test(one.text))) return true;
  const isNear = (span: number): boolean => near.some(({ spans }) => spans === span || spans === span + 1);
  return loose.some(({ node, span }) => isNear(span) && isStandardNormal(node));
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
