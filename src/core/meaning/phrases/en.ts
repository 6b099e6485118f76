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
    '\\b(?:for|if|at|of) (?:the |all |any )?(?:correct|true|right|wrong|incorrect|other|remaining) class(?:es)?\\b',
  ],
  sumsToOne: ['one[\\s-]?hot', 'probability (?:vector|distribution)', 'sums? to (?:one|1)\\b'],
  held: [
    '\\b(?:hold|keep|kept|held)\\w*\\b.*\\b(?:constant|fixed)',
    '\\bfor (?:a |any )?fixed\\b',
    '\\b(?:as|is|are) (?:a )?(?:constant|fixed)',
  ],
  posed: ['\\b(?:suppose|assume|if|when|solve|find|choose|instead|now|which)\\b'],
  branch: [
    '\\b(?:positive|negative|active|inside|outside|within|violat\\w+|misclassified|non-?zero|not zero|greater|larger|less|smaller|exceeds?)\\b',
  ],
  symmetric: ['(?<![a-z-])symmetric'],
  disowned: [
    'common (?:mistake|error|pitfall)',
    '\\bmistake(?:nly)?\\b',
    '\\b(?:wrong|incorrect|false)(?:\\*|_)*\\s*[:：](?:\\*|_)*\\s*$',
    '\\b(?:wrong|incorrect)ly\\b',
    '\\bis (?:wrong|incorrect|false|not (?:true|correct|right))(?: to \\w+)?,?(?: that)?\\s*$',
    "\\b(?:do not|don't|never|must not|should not|cannot) (?:write|confuse|say|assume|conclude)\\b",
    '\\b(?:one|you|we) (?:might|may|could) (?:think|expect|guess|be tempted)',
    '\\btempt(?:ing|ed) to\\b',
    '[❌✗✘]\\s*$',
  ],
  disownedBehind: [
    '(?:is|are|was|would be|looks right but is) (?:clearly |obviously |simply )?(?:wrong|incorrect|false|not (?:true|correct|right))\\b',
    '\\(?(?:wrong|incorrect)\\b',
    '[❌✗✘]',
  ],
  corrected: ['(?<!\\bnot )\\b(?:but|instead|rather|correct(?:ly)?|right|in fact|actually)\\b'],
  expansion: ['\\bTaylor', '\\b(?:first|second)[- ]order (?:expansion|approximation)', '\\blineari[sz]', '\\blinear approximation'],
  notSymmetric: ['(?:\\bnot (?:\\w+ )?|\\bnon-?|\\ba|\\bun)symmetric'],
  therefore: [
    '\\b(?:so|thus|hence|therefore)(?:,? we (?:get|have|obtain|find))?,?\\s*$',
    '\\b(?:substitut\\w+|plugg\\w+ in|expand\\w+)\\b[^.;:]{0,40}$',
  ],
  functions: { logistic: 'sigmoid', 'hyperbolic tangent': 'tanh' },
};
