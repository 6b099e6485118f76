import type { FamilyKey } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import type { ReadNote, Sentence } from '../meaning/chains.ts';
import { phrase, sourceOf } from '../meaning/phrases/index.ts';
import { baseName, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { atEachLayer } from '../meaning/vocabulary.ts';
import { keptFor, once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { among, orthonormal, type Premise, symmetric, triangular } from './assumptions.ts';
import { namedBeside, type Spoken } from './beside.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { type Bare, reshaping, summing, sumTex, unstatedTargets } from './reshapings.ts';

const symmetricWords = phrase('symmetric');
const notSymmetric = phrase('notSymmetric');
const zerosAndOnes = phrase('zerosAndOnes');
const not = phrase('not');
const posed = phrase('posed');
const ifWords = phrase('ifWords');
const isWords = new RegExp(`^\\s*,?\\s*(?:${sourceOf('is')})`, 'u');

/** “`t` is one-hot”, “`A` is symmetric”: what the words say of the families that are named beside them. */
export function saidInWords(meaning: Meaning): readonly Premise[] {
  const { note } = meaning;
  const premises: Premise[] = [];
  for (const { words, families, premise, tex, mayBePosed, isKind } of sayings) {
    const meant = once(() => families(meaning));
    for (const sentence of note.sentences) {
      if (!words.test(sentence.text) || (words === symmetricWords && notSymmetric.test(sentence.text))) continue;
      if (words === zerosAndOnes && not.test(sentence.text)) continue;
      for (const spoken of namedBeside(note, sentence)) {
        const { node, span } = spoken;
        // “`t` is a vector of zeros and ones, `w` the weights”
        if (words === zerosAndOnes && span === sentence.spans && !isAtEnd(words, sentence.text)) continue;
        if (isKind && !isCalled(words, sentence, spoken)) continue;
        const symbol = symbolOf(node);
        if (symbol === undefined) continue;
        for (const family of meant()) {
          if (partsOfKey(family).base !== baseName(symbol)) continue;
          premises.push({
            ...premise(family, meaning),
            id: `said:${span}:${atEachLayer(family, meaning.vocabulary).general}`,
            tex: tex(atEachLayer(family, meaning.vocabulary).general),
            stated: { span, at: 0 },
            section: sentence.section,
            order: -1,
            // “When `A` is triangular” is said of what is next to it.
            ...(mayBePosed && isPosed(note, span) ? { paragraph: sentence.paragraph } : {}),
            ...(isCase(note, span) ? { isCase: true } : {}),
          });
        }
      }
    }
  }
  return premises;
}

/** “`A` is not symmetric”: the names right in front of such words, or behind them. */
export const saidNotSymmetric = keptFor(({ note }: Meaning): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { text, spans } of note.sentences) {
    if (!notSymmetric.test(text)) continue;
    for (const { node, span } of note.loose) {
      const symbol = span === spans - 1 || span === spans ? symbolOf(node) : undefined;
      if (symbol) found.add(baseName(symbol));
    }
  }
  return found;
});

/** Words that say of a name beside them what its entries are like. */
const sayings: readonly {
  readonly words: RegExp;
  readonly families: (meaning: Meaning) => readonly FamilyKey[];
  readonly premise: (family: FamilyKey, meaning: Meaning) => Bare;
  readonly tex: (family: FamilyKey) => string;
  readonly mayBePosed?: true;
  /** They say it of what else they say only by what kind of thing it is, and so only of what they call so. */
  readonly isKind?: true;
}[] = [
  {
    words: phrase('sumsToOne'),
    families: unstatedTargets,
    premise: summing,
    tex: sumTex,
  },
  {
    words: symmetricWords,
    families: matricesIn,
    premise: (family) => reshaping(family, symmetric),
    tex: (family) => `${printName(family, ['i', 'j'])} = ${printName(family, ['j', 'i'])}`,
  },
  {
    words: phrase('symmetricKind'),
    families: matricesIn,
    premise: (family) => reshaping(family, symmetric),
    tex: (family) => `${printName(family, [])}^\\top = ${printName(family, [])}`,
    isKind: true,
  },
  {
    words: phrase('orthonormal'),
    families: matricesIn,
    // `u_k` is a vector of a row of them, `U` a matrix of columns.
    premise: (family, { vocabulary }) =>
      reshaping(family, orthonormal(vocabulary.arities.get(partsOfKey(family).base)?.get('')?.has(1) ? 1 : 0)),
    tex: (family) => `${printName(family, [])}^\\top ${printName(family, [])} = I`,
  },
  {
    words: zerosAndOnes,
    families: membersIn,
    premise: (family) => reshaping(family, among([0, 1])),
    tex: (family) => `${printName(family, ['i', 'j', 'k'].slice(0, partsOfKey(family).arity))} \\in \\{0, 1\\}`,
  },
  {
    words: phrase('lowerTriangular'),
    families: matricesIn,
    premise: (family) => reshaping(family, triangular('lower')),
    tex: (family) => `${printName(family, ['i', 'j'])} = 0 \\quad (i < j)`,
    mayBePosed: true,
  },
  {
    words: phrase('upperTriangular'),
    families: matricesIn,
    premise: (family) => reshaping(family, triangular('upper')),
    tex: (family) => `${printName(family, ['i', 'j'])} = 0 \\quad (j < i)`,
    mayBePosed: true,
  },
];

/** Whether the words in front of a name say that something is put up of it for once. */
function isPosed({ sentences }: ReadNote, span: number): boolean {
  return sentences.some(({ spans, text }) => spans === span && posed.test(text.slice(-lastWord)));
}

/** How many letters in front of a name are looked at for that. */
const lastWord = 16;

/** “If `A` is symmetric, …”: whether the words in front of a name say that what is said of it is one case. */
function isCase({ sentences }: ReadNote, span: number): boolean {
  return sentences.some(({ spans, text }) => spans === span && ifWords.test(text.slice(-lastWords)));
}

/** How many letters in front of a name are looked at for that, with what it is called between. */
const lastWords = 32;

/** “`\Sigma` is the covariance matrix”, “the covariance matrix `\Sigma`”: whether words call a name what they say, and not something that it belongs to. */
function isCalled(words: RegExp, { spans, text }: Sentence, { span }: Spoken): boolean {
  return span < spans ? isWords.test(text) : isAtEnd(words, text);
}

/** The families with two slots that nothing defines. */
function matricesIn(meaning: Meaning): readonly FamilyKey[] {
  return membersIn(meaning).filter((family) => partsOfKey(family).arity === 2);
}

/** The families with slots that nothing defines. */
function membersIn({ members, definitions }: Meaning): readonly FamilyKey[] {
  const all = new Set(flatMap(members.flat(), (member) => [...mentioned(member)]));
  return [...all].filter((family) => 0 < partsOfKey(family).arity && !definitions.has(family));
}

/** Whether some words are the last of a text. */
function isAtEnd(words: RegExp, text: string): boolean {
  return [...text.matchAll(new RegExp(words.source, `${words.flags.replace('g', '')}g`))].some(({ index, 0: found }) =>
    /^[\s\p{L}]{0,12}$/u.test(text.slice(index + found.length)),
  );
}
