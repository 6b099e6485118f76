import type { Phrases } from './phrases.ts';

export const es: Phrases = {
  is: ['(?:es|denota|sea|significa)\\s+(?:el |la |un |una )?(?:función )?(?:habitual )?'],
  rowVector: ['vector(?:es)? fila'],
  vector: ['\\bvector(?:es)?\\b'],
  matrix: ['\\bmatri(?:z|ces)\\b'],
  scalar: ['\\bescalar(?:es)?\\b', '\\bes un número\\b'],
  derivativeOf: ['derivada de'],
  ascent: ['ascenso', 'maximiza'],
  descent: ['descenso', 'minimiza'],
  loosely: ['estocástic', 'un solo ejemplo', 'um (?:único|só) exemplo'],
  cases: [
    '\\b(?:en otro caso|en caso contrario|caso contrario|diagonal|mismo índice)\\b',
    '\\bpara (?:la clase correcta|las (?:otras|demás) clases)\\b',
  ],
  sumsToOne: ['one[\\s-]?hot', '(?:vector|distribución) de probabilidad'],
  held: ['\\b(?:fij[oa]|constante)s?\\b'],
  posed: ['\\b(?:supongamos|si|cuando|resolver|encontrar|ahora)\\b'],
  branch: ['\\b(?:positiv[oa]|negativ[oa]|activ[oa]|dentro|fuera|mayor|menor)\\b'],
  symmetric: ['(?<![a-z-])simétric'],
  disowned: ['error (?:común|frecuente|habitual)', '\\b(?:incorrecto|falso|mal)\\s*[:：]\\s*$', '(?:se )?podría (?:pensar|creer)'],
  disownedBehind: ['(?:es|sería) (?:incorrect|fals)'],
  corrected: ['\\b(?:pero|sino|correcto|en realidad)\\b'],
  expansion: ['\\bTaylor', '\\blineali[sz]'],
  notSymmetric: ['(?:no (?:es )?|a)simétric'],
  therefore: ['\\b(?:luego|por (?:lo )?tanto)(?:,? (?:tenemos|queda))?,?\\s*$', '\\bsustituyendo\\b[^.;:]{0,40}$'],
  functions: { logística: 'sigmoid', 'tangente hiperbólica': 'tanh' },
};
