import type { Phrases } from './phrases.ts';

export const en: Phrases = {
  is: ['(?:is|denotes|be|stands for|means)\\s+(?:the |a |an )?(?:usual |standard |logistic )?'],
  rowVector: ['\\brow[- ]vectors?', '\\bis a row\\b', '\\bform a row\\b'],
  vector: ['\\b(?:column[- ])?vectors?\\b', '\\bis a column\\b'],
  matrix: ['\\bmatri(?:x|ces)\\b'],
  scalar: ['\\bscalars?\\b', '\\bis a (?:real )?number\\b'],
  derivativeOf: ['derivative of'],
  ascent: ['\\bascen[td]', 'maximi[sz]', '\\blikelihood', '\\breward'],
  descent: ['\\bdescen[td]', 'minimi[sz]', '\\bnegative log'],
  loosely: ['\\bstochastic', '\\bSGD\\b', '\\b(?:one|single|each) (?:example|sample)', '\\bonline\\b', '\\babsorb'],
  cases: [
    '\\b[a-z] *(?:=|≠|!=|==) *[a-z]\\b',
    '\\b(?:otherwise|else|(?:off-)?diagonal|equals?|are equal|differ|(?:same|different|equal) ind(?:ex|ices)|case \\d)\\b',
  ],
  sumsToOne: ['one[\\s-]?hot', 'probability (?:vector|distribution)', 'sums? to (?:one|1)\\b'],
  held: [
    '\\b(?:hold|keep|kept|held)\\w*\\b.*\\b(?:constant|fixed)',
    '\\bfor (?:a |any )?fixed\\b',
    '\\b(?:as|is|are) (?:a )?(?:constant|fixed)',
  ],
  posed: ['\\b(?:suppose|assume|if|when|solve|find|choose|instead|now|which)\\b'],
  symmetric: ['(?<![a-z-])symmetric'],
  functions: { logistic: 'sigmoid', 'hyperbolic tangent': 'tanh' },
};
