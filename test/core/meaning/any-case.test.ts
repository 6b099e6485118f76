import { expect, test } from 'vitest';
import { inAnyCase } from '../../../src/core/meaning/phrases/any-case.ts';

const r = String.raw;

const rows: readonly (readonly [source: string, text: string, found: string | undefined, why: string])[] = [
  ['taylor', 'by Taylor', 'Taylor', 'a capital for a small letter'],
  ['Taylor', 'by taylor', 'taylor', 'a small letter for a capital'],
  [r`\bis a (?:row|column)\b`, 'IS A Row', 'IS A Row', 'letters in groups, and an escape that stays what it is'],
  [r`f[uü]r`, 'FÜR', 'FÜR', 'letters in a class'],
  [r`(?<![a-z])vector`, 'EigenVector', undefined, 'a range in a class'],
  [r`[^a-z]x`, 'Yx', undefined, 'a range in the complement of a class'],
  [r`one[\s-]?hot`, 'One-Hot', 'One-Hot', 'a hyphen at the end of a class is no range'],
  ['one-hot', 'ONE-HOT', 'ONE-HOT', 'a hyphen outside of classes is no range'],
  [r`производн\p{L}+`, 'Производная f', 'Производная', 'a property of characters keeps its letter'],
  ['矩阵', '是矩阵', '矩阵', 'letters that have no case'],
  ['groß', 'GROß', 'GROß', 'a letter whose capital is two'],
];

test.each(rows)('%s in “%s”: %s (%s)', (source, text, found) => {
  expect(new RegExp(inAnyCase(source), 'u').exec(text)?.[0]).toBe(found);
});
