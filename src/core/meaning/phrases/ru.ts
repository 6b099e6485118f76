import type { Phrases } from './phrases.ts';

export const ru: Phrases = {
  is: ['(?:—\\s*)?(?:это|обозначает|означает|есть)\\s+', '—\\s*'],
  rowVector: ['вектор-строк'],
  vector: ['вектор'],
  matrix: ['матриц'],
  scalar: ['скаляр', 'это число'],
  derivativeOf: ['производн\\p{L}+'],
  ascent: ['подъ[её]м', 'максимиз'],
  loosely: ['стохастическ', 'одного примера'],
  cases: ['иначе', 'в противном случае', 'диагонал'],
  sumsToOne: ['one[\\s-]?hot', 'распределени\\p{L}+ вероятност'],
  symmetric: ['симметричн'],
  functions: { логистическая: 'sigmoid', 'гиперболический тангенс': 'tanh' },
};
