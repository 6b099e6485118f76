import type { ReadNote } from './chains.ts';
import { phrase, sourceOf } from './phrases/index.ts';

const inFront = phrase('disowned');
const behind = new RegExp(`^[\\s)\\]"”»,]*${sourceOf('disownedBehind')}`, 'u');
const corrected = new RegExp(sourceOf('corrected'), 'gu');
const sentenceEnd = /[.!?](?=\s)|[。！？；;]|\n\s*\n/g;

/** The spans whose formulas the words of their sentence call wrong: “a common mistake is …”, “… is wrong”. */
export function disownedIn({ sentences }: ReadNote): ReadonlySet<number> {
  let found = known.get(sentences);
  if (found === undefined) {
    found = find(sentences);
    known.set(sentences, found);
  }
  return found;
}

const known = new WeakMap<ReadNote['sentences'], ReadonlySet<number>>();

function find(sentences: ReadNote['sentences']): ReadonlySet<number> {
  const found = new Set<number>();
  let isDisowned = false;
  let paragraph = -1;
  for (const sentence of sentences) {
    const ends = [...sentence.text.matchAll(sentenceEnd)];
    const clause = sentence.text.slice(ends.at(-1)?.index ?? 0);
    if (ends.length > 0 || sentence.paragraph !== paragraph) isDisowned = false;
    const isSaid = inFront.test(clause);
    // What the words behind a correction say counts.
    const last = isSaid || isDisowned ? [...clause.matchAll(corrected)].at(-1) : undefined;
    if (last) isDisowned = false;
    if (isSaid && inFront.test(clause.slice(last?.index ?? 0))) isDisowned = true;
    if (isDisowned) found.add(sentence.spans);
    if (sentence.paragraph === paragraph && behind.test(sentence.text)) found.add(sentence.spans - 1);
    paragraph = sentence.paragraph;
  }
  return found;
}
