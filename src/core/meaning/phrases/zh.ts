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
  cases: ['否则', '其他情况', '对于?(?:正确|真实|其[他它])类', '当 *[a-z] *(?:=|≠|!=) *[a-z]'],
  sumsToOne: ['独热', 'one[\\s-]?hot', '概率(?:向量|分布)'],
  held: ['固定', '(?:视|看)[作为成]常'],
  symmetric: ['(?<![反非不])对称'],
  disowned: ['常见(?:的)?错误', '错误(?:地|的(?:写法|结果|推导))?(?:是|：|:)\\s*$', '(?:不要|不能)写[成作]', '容易误'],
  disownedBehind: ['(?:是|就)?(?:错的|错误的|不对|不正确)'],
  corrected: ['(?:正确|而是|实际上|应该?[是为])'],
  expansion: ['泰勒', '一阶展开', '二阶展开', '线性化'],
  notSymmetric: ['(?:不|非|反)对称'],
  therefore: ['(?:因此|所以|于是|从而)(?:有|得)?[，,]?\\s*$', '代入[^。；：]{0,20}$'],
  functions: { 双曲正切: 'tanh', 逻辑函数: 'sigmoid' },
};
