import type { FamilyKey } from '../expr/expr.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { baseName, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { keptFor } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { namedBeside } from './beside.ts';
import type { Meaning } from './meaning.ts';

const behind = phrase('constantBehind');
const inFront = phrase('constantInFront');

/** The names that the notes say to be constants, which nobody differentiates by: “`c` is a constant”, “for a fixed `\lambda`”. */
const saidConstant = keptFor(
  ({ note }: Meaning): ReadonlySet<string> =>
    new Set(
      flatMap(note.sentences, (sentence) => {
        const { spans, text } = sentence;
        const [isBehind, isInFront] = [behind.test(text), inFront.test(text)];
        if (!isBehind && !isInFront) return [];
        const meant = namedBeside(note, sentence).filter(({ span }) => (span < spans ? isBehind : isInFront));
        return flatMap(meant, ({ node }) => symbolOf(node) ?? []).map(baseName);
      }),
    ),
);

/** Whether the notes say that a name is a constant, and do not differentiate by it. */
export function isSaidConstant(meaning: Meaning, family: FamilyKey): boolean {
  const { base } = partsOfKey(family);
  return saidConstant(meaning).has(base) && !meaning.vocabulary.varied.has(base);
}
