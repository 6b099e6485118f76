import { flatMap } from '../../text/lists.ts';
import { inAnyCase } from './any-case.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Phrases } from './phrases.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

/** The languages that notes are read in. A new one is one file and one entry. */
const languages: readonly Phrases[] = [en, zh, de, fr, es, ru];

type Said = Exclude<keyof Phrases, 'functions'>;

/** What some words of any language mean, as the source of a regular expression with the flag `u`. */
export function sourceOf(said: Said): string {
  return inAnyCase(`(?:${[...new Set(flatMap(languages, (language) => language[said]))].join('|')})`);
}

/** A pattern that finds some words of any language. */
export function phrase(said: Said): RegExp {
  return new RegExp(sourceOf(said), 'u');
}

/** Functions of the table by names that words give them. */
export const functionPhrases: readonly (readonly [words: string, name: string])[] = flatMap(languages, ({ functions }) =>
  Object.entries(functions).map(([words, name]): [string, string] => [words.toLowerCase(), name]),
);
