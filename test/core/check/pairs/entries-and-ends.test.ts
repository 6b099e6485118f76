import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;
const spelt = r`$\text{softmax}(z_i) = \frac{e^{z_i}}{\sum_j e^{z_j}}$. `;

const entries: readonly Pair[] = [
  [
    r`${spelt}$$\frac{\partial\,\text{softmax}(z_i)}{\partial z_i} = \text{softmax}(z_i) (1 - \text{softmax}(z_i))$$`,
    r`${spelt}$$\frac{\partial\,\text{softmax}(z_i)}{\partial z_i} = \text{softmax}(z_i) (1 + \text{softmax}(z_i))$$`,
    'a softmax that is spelled out for one entry',
  ],
  [
    r`$a_i = softmax(z_i) = \frac{e^{z_i}}{\sum_i e^{z_i}}$. For $i \neq j$ $$\frac{\partial a_i}{\partial z_j} = -a_i a_j$$`,
    r`$a_i = softmax(z_i) = \frac{e^{z_i}}{\sum_i e^{z_i}}$. For $i \neq j$ $$\frac{\partial a_i}{\partial z_j} = a_i a_j$$`,
    'a sum that binds the letter of the entry again',
  ],
  [
    r`$o_t = w h_t$. $p = \text{softmax}(o_t)$. $q_t = o_t^2$. $$\frac{\partial q_t}{\partial o_t} = 2 o_t$$`,
    r`$o_t = w h_t$. $p = \text{softmax}(o_t)$. $q_t = o_t^2$. $$\frac{\partial q_t}{\partial o_t} = 3 o_t$$`,
    'a vector at a step in time, which nothing spells out',
  ],
];

const ends: readonly Pair[] = [
  [
    r`$E = \frac12 (y-t)^2$, $y = \sigma(z)$, $z = w x$. $\frac{\partial E}{\partial z} = (y-t) y (1-y) = \delta$. $$\frac{\partial E}{\partial w} = \delta x$$`,
    r`$E = \frac12 (y-t)^2$, $y = \sigma(z)$, $z = w x$. $\frac{\partial E}{\partial z} = (y-t) y (1-y) = \delta$. $$\frac{\partial E}{\partial w} = \delta w$$`,
    'an error that is named at the end of its chain',
  ],
  [
    r`$\text{softmax}(z_i) = \frac{e^{z_i}}{\sum_k e^{z_k}} = p_i$. For $i \neq j$ $$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$`,
    r`$\text{softmax}(z_i) = \frac{e^{z_i}}{\sum_k e^{z_k}} = p_i$. For $i \neq j$ $$\frac{\partial p_i}{\partial z_j} = p_i p_j$$`,
    'a value that is named behind its formula',
  ],
];

const labels: readonly Pair[] = [
  [
    r`$$\frac{\partial E}{\partial w^L} = \frac{\partial E}{\partial a^L} \cdot \frac{\partial a^L}{\partial z^L} \cdot \frac{\partial z^L}{\partial w^L}$$`,
    r`$z^L = w^L x$. $$\frac{\partial E}{\partial w^L} = \frac{\partial E}{\partial z^L} w^L$$`,
    'letters above what is differentiated by',
  ],
  [
    r`$y = x^n$. $$\frac{\partial y}{\partial x} = n x^{n-1}$$`,
    r`$y = x^n$. $$\frac{\partial y}{\partial x} = n x^{n}$$`,
    'a power is one',
  ],
];

pairs('entries of a softmax', entries);
pairs('names at the end of a chain', ends);
pairs('labels above', labels);

describe('a slip on the way to a name', () => {
  it('is charged once', () => {
    const note = r`$E = \frac12 (y-t)^2$, $y = \sigma(z)$, $z = w x$. $\frac{\partial E}{\partial z} = (y-t) y (1+y) = \delta$. $\frac{\partial E}{\partial w} = \delta x$`;
    expect(stepsOf(note).map(({ verdict }) => verdict)).toEqual([
      'definition',
      'definition',
      'definition',
      'mismatch',
      'definition',
      'holds',
    ]);
  });
});
