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
    const name = (said ? functionIn(sentence.text.slice(said[0].length)) : undefined) ?? normalIn(note, sentence, span);
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
        (usual.test(read.base) && own.test(sentence.text) && isOfNormal(note, sentence, span, own)),
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

/** What stands in front of a name of a function of the standard normal law: with the name of the law, or where its clause has that. */
const lawsInFront = [
  {
    name: 'normcdf',
    whole: behind(`(?:${[`${normal}\\p{L}*[\\s-]*${distribution}\\p{L}*`, ...normalCdfs].join('|')})`),
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
  new RegExp(
    `^[\\s:—–(,]*(?:${sourceOf('is')}|${sourceOf('determiner')}(?![a-z]))[\\s\\p{L}-]{0,40}?${said}\\p{L}*([^.,;:()。；：，]*)`,
    'u',
  );
const lawFunctions: readonly (readonly [RegExp, string])[] = [
  [ofLaw(distribution), 'normcdf'],
  [ofLaw(density), 'normpdf'],
];
/** The function of the standard normal law that words behind a name say it is, where their clause has that law, and they no other. */
function normalIn(note: ReadNote, sentence: Sentence, span: number): string | undefined {
  const { text, spans } = sentence;
  const [words, name] = lawFunctions.find(([candidate]) => candidate.test(text)) ?? [];
  if (words === undefined) return undefined;
  const { front, behind: after, whole } = clauseOf(note, sentence, span);
  const [said, rest] = words.exec(after) ?? [];
  if (said === undefined || rest === undefined || otherLaw.test(whole) || comparing.test(front + said)) return undefined;
  const isOwn = normalWords.test(said.slice(0, said.length - rest.length)) || governsFromBehind.test(rest);
  if (!isOwn && !(rest.trim() === '' && governs.test(front))) return undefined;
  // “`\Phi`, the law with the density `\varphi`”
  const isOfNext = lawsInFront.some(({ own }) => own.test(text)) && note.loose.some(({ node, span: at }) => at === spans && symbolOf(node));
  return isOfNext ? undefined : name;
}

const otherLaw = new RegExp(sourceOf('otherLaw'), 'u');
const comparing = new RegExp(sourceOf('comparing'), 'u');
const few = `(?:\\p{L}{1,4}\\s+){0,2}(?:${sourceOf('determiner')}\\p{L}?\\s+)?`;
const eitherFunction = `(?:${distribution}|${density})\\p{L}*`;
/** What may stand between the name of the law and its function: “ law with the distribution function `\Phi` and its ”. */
const governs = new RegExp(
  `(?:${normalWords.source})\\p{L}*(?:\\s+${sourceOf('law')}\\p{L}*)?(?:\\s+${eitherFunction})?(?:\\s*\\$)?,?\\s*${few}(?:${eitherFunction}\\s*\\$,?\\s*${few})?$`,
  'u',
);
const governsFromBehind = new RegExp(`^\\s*${few}(?:${normalWords.source})`, 'u');

/** Whether a function of a law behind its name in words is one of the standard normal law: its clause has that law, and nothing between. */
function isOfNormal(note: ReadNote, sentence: Sentence, span: number, own: RegExp): boolean {
  const { front, behind: after, whole } = clauseOf(note, sentence, span);
  if (otherLaw.test(whole) || comparing.test(front)) return false;
  return governs.test(front.replace(own, '')) || governsFromBehind.test(after);
}

/** The words of a paragraph, and those from the beginning of a clause up to a formula in it, and behind that; `$` stands for other formulas. */
function clauseOf(
  { sentences, loose }: ReadNote,
  { section, paragraph }: Sentence,
  span: number,
): Record<'front' | 'behind' | 'whole', string> {
  const near = sentences.filter((one) => one.section === section && one.paragraph === paragraph);
  const laws = new Set(loose.filter(({ node }) => isStandardNormal(node)).map((one) => one.span));
  const joined = (pieces: readonly Sentence[]): string =>
    pieces.map(({ text, spans }, at) => (at === 0 ? text : `${laws.has(spans - 1) ? 'standard normal' : '$'}${text}`)).join('');
  const front = joined(near.filter(({ spans }) => spans <= span));
  const after = near.filter(({ spans }) => spans > span);
  return { front: front.slice(front.search(/[^.;:!?。；：！？]*$/u)), behind: joined(after), whole: joined(near) };
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
