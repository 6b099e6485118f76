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
  cases: ['\\b(?:sinon|autrement|diagonale|même indice)\\b'],
  sumsToOne: ['one[\\s-]?hot', '(?:vecteur|distribution|loi) de probabilité'],
  held: ['(?<!\\p{L})(?:fixé|constant)e?s?(?!\\p{L})'],
  posed: ['\\b(?:supposons|si|quand|résoudre|trouver|maintenant)\\b'],
  symmetric: ['(?<![a-z-])symétrique'],
  functions: { logistique: 'sigmoid', 'tangente hyperbolique': 'tanh' },
};
