import type { Phrases } from './phrases.ts';

export const fr: Phrases = {
  is: ["(?:est|désigne|soit)\\s+(?:le |la |un |une |l’|l')?(?:fonction )?(?:usuelle )?"],
  rowVector: ['vecteurs? lignes?'],
  vector: ['\\bvecteurs?\\b'],
  matrix: ['\\bmatrices?\\b'],
  scalar: ['\\bscalaires?\\b', '\\best un (?:nombre|réel)\\b'],
  derivativeOf: ['dérivée de'],
  ascent: ['montée de gradient', 'maximis'],
  descent: ['descente de gradient', 'minimis'],
  loosely: ['stochastique', 'un seul exemple'],
  cases: ['\\b(?:sinon|autrement|diagonale|même indice)\\b', '\\bpour (?:la bonne classe|les autres classes)\\b'],
  sumsToOne: ['one[\\s-]?hot', '(?:vecteur|distribution|loi) de probabilité'],
  held: ['(?<!\\p{L})(?:fixé|constant)e?s?(?!\\p{L})'],
  symmetric: ['(?<![a-z-])symétrique'],
  disowned: [
    'erreur (?:courante|fréquente|classique)',
    '\\b(?:faux|incorrect)\\s*[:：]\\s*$',
    'on pourrait (?:croire|penser)',
    'il est faux',
  ],
  disownedBehind: ['(?:est|serait) (?:faux|fausse|incorrect)'],
  corrected: ['\\b(?:mais|correct|en fait|plutôt|juste)\\b'],
  expansion: ['\\bTaylor', '\\blinéaris', 'développement limité'],
  notSymmetric: ['(?:pas |non[- ])symétrique'],
  therefore: ['\\b(?:donc|ainsi)(?:,? on (?:a|obtient))?,?\\s*$', '\\b(?:en substituant|en remplaçant)\\b[^.;:]{0,40}$'],
  functions: { logistique: 'sigmoid', 'tangente hyperbolique': 'tanh' },
};
