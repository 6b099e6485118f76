import { printName } from '../expr/print.ts';
import { sourceOf } from '../meaning/phrases/index.ts';
import { isSaidLabel, labelLetters } from '../meaning/signed-labels.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import { among, type Premise } from './assumptions.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { partialsIn } from './partials.ts';

/** `y = ±1`, `y_i ∈ {-1, +1}` in the text around formulas. */
const sign = /(?<![\p{L}\p{N}\\_^])(\p{L})(?:_?([a-z]))?\s{0,2}(=|∈)\s{0,2}(?:\{?±\s?1(?!\.?\d)\}?|\{[-−–]1\s?,\s?\+?1\})/gu;

/** “For x = ±1”: a case in front of a name. */
const inCase = new RegExp(`(?<!\\p{L})${sourceOf('when')}\\s*$`, 'u');

/** What the text around formulas says of names that are one or minus one, such as labels; a name that is differentiated by is not one of two values alone. */
export function signsInText(meaning: Meaning): readonly Premise[] {
  return flatMap(meaning.note.sentences, ({ text, spans, section }) =>
    flatMap([...text.matchAll(sign)], ({ index, 1: letter = '', 2: number, 3: relation }) => {
      const words = text.slice(0, index);
      const isCase = number === undefined && !(relation === '∈' && labelLetters.has(letter)) && inCase.test(words);
      if (isCase || !isSaidLabel(words, letter, number !== undefined)) return [];
      return namesOf(meaning, letter).map((family): Premise => {
        const { arity } = partsOfKey(family);
        return {
          id: `signs:${spans}:${family}`,
          tex: `${printName(family, ['i', 'j', 'k'].slice(0, arity))} \\in \\{-1, 1\\}`,
          reshape: new Map([[family, among([-1, 1])]]),
          conditions: [],
          section,
          order: -1,
          stated: { span: spans, at: 0 },
        };
      });
    }),
  );
}

/** The names of a letter that nothing defines; none where anything is differentiated by one of the letter. */
function namesOf({ members, definitions }: Meaning, letter: string): readonly string[] {
  const all = members.flat();
  const moved = flatMap(all, (member) => flatMap(partialsIn(member), ({ wrt }) => [...mentioned(wrt)]));
  if (moved.some((family) => partsOfKey(family).base === letter)) return [];
  const named = new Set(flatMap(all, (member) => [...mentioned(member)]));
  return [...named].filter((family) => partsOfKey(family).base === letter && !definitions.has(family));
}
