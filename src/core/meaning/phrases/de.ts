import type { Phrases } from './phrases.ts';

export const de: Phrases = {
  is: ['(?:ist|sei|bezeichnet|bedeutet)\\s+(?:der |die |das |ein |eine )?(?:übliche |logistische )?'],
  rowVector: ['Zeilenvektor'],
  vector: ['(?:Spalten)?vektor(?:en)?\\b'],
  matrix: ['\\bMatri(?:x|zen)\\b'],
  scalar: ['\\bSkalar', '\\bist eine (?:reelle )?Zahl\\b'],
  derivativeOf: ['Ableitung (?:von|der)'],
  ascent: ['Gradientenaufstieg', 'maximier'],
  descent: ['Gradientenabstieg', 'minimier'],
  loosely: ['stochastisch', 'ein(?:em|zelnes) Beispiel'],
  cases: ['\\b(?:sonst|andernfalls|gleiche[nr]? Ind(?:ex|izes)|Diagonale)\\b'],
  sumsToOne: ['one[\\s-]?hot', 'Wahrscheinlichkeits(?:vektor|verteilung)', 'summier\\w+ sich zu (?:eins|1)'],
  held: ['\\b(?:fest|konstant)\\s+(?:gehalten|halten)', '\\bfür feste[sn]?\\b', '\\bals konstant'],
  posed: ['\\b(?:angenommen|wenn|falls|löse|finde|nun|jetzt)\\b'],
  symmetric: ['(?<![a-z-])symmetrisch'],
  functions: { 'logistische Funktion': 'sigmoid', 'Tangens hyperbolicus': 'tanh' },
};
