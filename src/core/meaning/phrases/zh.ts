import type { Phrases } from './phrases.ts';

export const zh: Phrases = {
  is: ['(?:是|为|表示|指)\\s*(?:一个)?'],
  rowVector: ['行向量'],
  vector: ['向量'],
  matrix: ['矩阵'],
  scalar: ['标量'],
  derivativeOf: ['导数'],
  ascent: ['梯度上升', '最大化', '似然'],
  descent: ['梯度下降', '最小化', '负对数'],
  loosely: ['随机梯度', '单个样本'],
  cases: ['否则', '其他情况', '当 *[a-z] *(?:=|≠|!=) *[a-z]'],
  sumsToOne: ['独热', 'one[\\s-]?hot', '概率(?:向量|分布)'],
  held: ['固定', '(?:视|看)[作为成]常'],
  posed: ['假设', '如果', '若', '求解', '现在'],
  symmetric: ['(?<![反非不])对称'],
  functions: { 双曲正切: 'tanh', 逻辑函数: 'sigmoid' },
};
