import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { dataOf, planOf, raced } from './support.ts';

const r = String.raw;
const layers = r`$z = W_1 x + b_1$, $a = \sigma(z)$, $o = W_2 a + b_2$, $L = \frac12 (o - y)^2$.`;
const two = r`x \in \mathbb{R}^{n}, W_1 \in \mathbb{R}^{m \times n}, W_2 \in \mathbb{R}^{1 \times m}`;

/** What the shapes of a network are assumed to be, and the sizes of its weights. */
function shapesIn(note: string) {
  const { assumed, parameters } = planOf(note);
  const said = assumed.find(({ id }) => id === 'train-assumed-shapes');
  const sizes = parameters.filter(({ tex }) => /^[A-Z]/.test(tex)).map(({ tex, sizes: own }) => `${tex}:${own.join('x')}`);
  return { assumed: said && render(said).replace(/.*assumed /, ''), sizes: sizes.sort().join(' ') };
}

describe('layers whose sizes the notes nowhere speak of', () => {
  it.each<[string, string, string, string]>([
    // notes                                                                          assumed, weights                          why this row
    [r`${layers} $\frac{\partial L}{\partial o} = o - y$`, two, 'W_1:8x2 W_2:8', 'all read as numbers before'],
    [r`${layers} $\frac{\partial L}{\partial W_2} = (o - y) a^\top$`, two, 'W_1:8x2 W_2:8', 'one layer read as a vector before'],
    [r`${layers} $\frac{\partial L}{\partial W_2} = 2 (o - y) a^\top$`, two, 'W_1:8x2 W_2:8', 'a slip is one there too'],
    [
      r`$z_1 = W_1 x + b_1$, $h = \mathrm{ReLU}(z_1)$, $z_2 = W_2 h + b_2$, $\hat y = \mathrm{softmax}(z_2)$, $L = -\sum_k y_k \log \hat y_k$. $\frac{\partial L}{\partial z_2} = \hat y - y$`,
      r`x \in \mathbb{R}^{n}, W_1 \in \mathbb{R}^{p \times n}, W_2 \in \mathbb{R}^{q \times p}`,
      'W_1:8x2 W_2:2x8',
      'several outputs',
    ],
    [
      r`$\hat y = \sigma(W_2 \tanh(W_1 x + b_1) + b_2)$, $L = -y \log \hat y - (1 - y) \log(1 - \hat y)$. $\frac{\partial L}{\partial b_2} = \hat y - y$`,
      two,
      'W_1:8x2 W_2:8',
      'all in one formula',
    ],
    [
      r`$a_1 = \tanh(W_1 x + b_1)$, $a_2 = \tanh(W_2 a_1 + b_2)$, $o = W_3 a_2 + b_3$, $L = \frac12 (o - y)^2$. $\frac{\partial L}{\partial b_3} = o - y$`,
      r`x \in \mathbb{R}^{n}, W_1 \in \mathbb{R}^{m \times n}, W_2 \in \mathbb{R}^{p \times m}, W_3 \in \mathbb{R}^{1 \times p}`,
      'W_1:8x2 W_2:8x8 W_3:8',
      'three layers',
    ],
    [
      r`$z = W x + b$, $L = \frac12 (z - y)^2$. $\frac{\partial L}{\partial W} = (z - y) x$`,
      r`x \in \mathbb{R}^{n}, W \in \mathbb{R}^{1 \times n}`,
      'W:2',
      'one layer whose weight can not be told from a matrix',
    ],
    [
      r`$z = W x + b$, $L = \frac12 (z - y)^2$. $\frac{\partial L}{\partial W} = \sum_i (z - y) x$, $\frac{\partial L}{\partial b} = z - y$`,
      r`x \in \mathbb{R}^{n}, W \in \mathbb{R}^{1 \times n}`,
      'W:2',
      'the same where a gradient is not decided',
    ],
    [
      r`$z = W_1 x + b_1$, $a = \sigma(z)$, $o = W_2 a + b_2$, $L = \frac{1}{2n} (o - y)^2$. $\frac{\partial L}{\partial o} = \frac1n (o - y)$`,
      r`x \in \mathbb{R}^{m}, W_1 \in \mathbb{R}^{p \times m}, W_2 \in \mathbb{R}^{1 \times p}`,
      'W_1:8x2 W_2:8',
      'a letter that means something else is none for a size',
    ],
  ])('%s: %s', (note, assumed, sizes, _why) => {
    expect(shapesIn(note)).toEqual({ assumed, sizes });
  });

  it.each<[string, string, string]>([
    [r`${layers} $\frac{\partial L}{\partial W_1} = (o - y) W_2 a (1 - a) x$`, 'W_1: W_2:', 'a gradient that is right for numbers alone'],
    [
      r`With $x \in \mathbb{R}$: ${layers} $\frac{\partial L}{\partial o} = o - y$`,
      'W_1: W_2:',
      'the notes say that the input is a number',
    ],
    [r`$z = W_1 x + b_1$, $L = \frac12 (z - y)^2$. $\frac{\partial L}{\partial W_1} = (z - y) x$`, 'W_1:', 'a line through points'],
    [
      r`$x \in \mathbb{R}^n$, $W_1 \in \mathbb{R}^{m \times n}$, $W_2 \in \mathbb{R}^{1 \times m}$. ${layers} $\frac{\partial L}{\partial o} = o - y$`,
      'W_1:8x2 W_2:8',
      'the notes say it themselves',
    ],
  ])('are as they are read in %s', (note, sizes, _why) => {
    expect(shapesIn(note)).toEqual({ assumed: undefined, sizes });
  });

  it('learn what one unit can not', () => {
    const race = raced(planOf(r`${layers} $\frac{\partial L}{\partial o} = o - y$`, { batch: 32 }), dataOf('xor', 200), 500);
    expect(race.score().train.exact.accuracy).toBe(1);
  });
});
