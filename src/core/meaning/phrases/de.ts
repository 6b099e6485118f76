import type { Phrases } from './phrases.ts';

export const de: Phrases = {
  is: ['(?:ist|sei|bezeichnet|bedeutet)\\s+(?:der |die |das |ein |eine )?(?:übliche |logistische )?'],
  rowVector: ['Zeilenvektor'],
  vector: ['(?:Spalten)?vektor(?:en)?\\b'],
  matrix: ['\\bMatri(?:x|zen)\\b'],
  scalar: ['\\bSkalar', '\\bist eine (?:reelle )?Zahl\\b'],
  derivativeOf: ['Ableitung (?:von|der)'],
  functionHeading: ['funktion(?:en)?\\b', '\\bFormel', '\\bGleichung\\b', '\\bAusdruck\\b'],
  derivativeHeading: ['^(?!.*\\b(?:zweite|partielle)).*\\bAbleitung(?:en|sfunktion)?\\b'],
  when: ['wenn', 'falls', 'für'],
  otherwise: ['sonst', 'andernfalls'],
  ascent: ['Gradientenaufstieg', 'maximier'],
  descent: ['Gradientenabstieg', 'minimier'],
  loosely: ['stochastisch', 'ein(?:em|zelnes) Beispiel'],
  cases: [
    '\\b(?:sonst|andernfalls|gleiche[nr]? Ind(?:ex|izes)|Diagonale)\\b',
    '\\bfür (?:die|alle) (?:richtige|wahre|falsche|andere)n? Klassen?\\b',
  ],
  sumsToOne: ['one[\\s-]?hot', 'Wahrscheinlichkeits(?:vektor|verteilung)', 'summier\\w+ sich zu (?:eins|1)'],
  held: ['\\b(?:fest|konstant)\\s+(?:gehalten|halten)', '\\bfür feste[sn]?\\b', '\\bals konstant'],
  posed: ['\\b(?:angenommen|wenn|falls|löse|finde|nun|jetzt)\\b'],
  branch: [
    '\\b(?:positiv|negativ|aktiv|innerhalb|außerhalb|verletzt|falsch klassifiziert|nicht null|größer|kleiner|unterhalb|oberhalb|unter|über|links|rechts|zwischen|Seite|Teil|Bereich|Zweig|dort)',
  ],
  symmetric: ['(?<![a-z-])symmetrisch'],
  disowned: [
    'häufiger (?:Fehler|Irrtum)',
    '\\b(?:falsch|fälschlich)\\w*(?: ist| wäre)?\\s*[:：]?\\s*$',
    '\\bman könnte (?:meinen|denken|glauben)',
    '\\b(?:nicht|kein) (?:richtig|wahr|schreiben)',
  ],
  disownedBehind: ['(?:ist|wäre) (?:falsch|nicht richtig|unrichtig)'],
  corrected: ['\\b(?:richtig|sondern|aber|stattdessen|korrekt)\\b'],
  expansion: ['\\bTaylor', '\\bLineari[sz]', 'Entwicklung (?:erster|zweiter) Ordnung'],
  notSymmetric: ['(?:\\bnicht |\\bun)symmetrisch'],
  therefore: ['\\b(?:also|somit|damit|daher|folglich)(?: (?:gilt|ist))?,?\\s*$', '\\b(?:eingesetzt|einsetzen)\\b[^.;:]{0,40}$'],
  functions: {
    'logistische Funktion': 'sigmoid',
    'Tangens hyperbolicus': 'tanh',
    'Verteilungsfunktion der Standardnormalverteilung': 'normcdf',
  },
};
