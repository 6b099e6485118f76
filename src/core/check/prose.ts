import type { FamilyKey } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { functionPhrases, sourceOf } from '../meaning/phrases/index.ts';
import { baseName, familyKey, symbolOf } from '../meaning/symbols.ts';
import type { Vocabulary } from '../meaning/vocabulary.ts';
import { flatMap } from '../text/lists.ts';
import type { Definition } from './definition.ts';

/** Words between a symbol and the name of a function that say it is that function. */
const isWords = new RegExp(`^\\s*${sourceOf('is')}`, 'iu');

/** Definitions that words give: “where `h` is tanh”. */
export function proseDefinitions(note: ReadNote, _vocabulary: Vocabulary): Map<FamilyKey, Definition[]> {
  const definitions = new Map<FamilyKey, Definition[]>();
  for (const { node, span } of note.loose) {
    const symbol = symbolOf(node);
    const sentence = note.sentences.find((candidate) => candidate.spans === span + 1);
    if (symbol === undefined || node.kind !== 'symbol' || sentence === undefined) continue;
    const said = isWords.exec(sentence.text);
    const name = said ? functionIn(sentence.text.slice(said[0].length)) : undefined;
    if (name === undefined) continue;
    const family = familyKey(baseName(symbol), '', 0);
    const order = flatMap(note.chains, (chain) => (chain.section <= sentence.section ? chain.orders : [])).length;
    const definition: Definition = {
      id: definitions.size,
      family,
      head: [],
      params: [{ family: familyKey('x', '', 0), slots: [] }],
      meaning: { kind: 'function', name },
      section: sentence.section,
      order,
    };
    definitions.set(family, [...(definitions.get(family) ?? []), definition]);
  }
  return definitions;
}

/** How many letters the name of a function in words has at the most. */
const longestName = 60;

function functionIn(text: string): string | undefined {
  const start = text.slice(0, longestName).toLowerCase();
  for (const [words, name] of functionPhrases) if (start.startsWith(words)) return name;
  const word = /^[a-z]+/.exec(start)?.[0];
  return word !== undefined && functionByName.has(word) ? word : undefined;
}
