import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const ratings = r`$e_{ui} = r_{ui} - b_u - c_i - p_u q_i$, $J = \frac12 \sum_u \sum_i e_{ui}^2$, $\frac{\partial J}{\partial b_u} = -\sum_i e_{ui}$.
The loss of one rating is $J_{ui} = \frac12 e_{ui}^2$, so $\frac{\partial J_{ui}}{\partial p_u} = -e_{ui} q_i$. One stochastic step:
$$p_u \leftarrow p_u + \eta\, e_{ui} q_i`;
const samples = r`$z_n = w x_n + b$, $L_n = \frac12 (z_n - t_n)^2$, $L = \sum_n L_n$. $\frac{\partial L}{\partial w} = \sum_n (z_n - t_n) x_n$, $\frac{\partial L_n}{\partial w} = (z_n - t_n) x_n$. Stochastic descent: `;

const rows: readonly Pair[] = [
  [r`${ratings}$$`, r`${ratings}, \qquad p_u \leftarrow p_u - \eta\, e_{ui} q_i$$`, 'the loss of one sample is differentiated by the name'],
  [
    r`${ratings}, \qquad b_u \leftarrow b_u + \eta\, e_{ui}$$`,
    r`${ratings}, \qquad b_u \leftarrow b_u - \eta\, e_{ui}$$`,
    'that of all is differentiated by the name, and the update beside it follows that of one',
  ],
  [
    r`${ratings}, \qquad c_i \leftarrow c_i + \eta\, e_{ui}$$`,
    r`${ratings}, \qquad c_i \leftarrow c_i - \eta\, e_{ui}$$`,
    'nothing is differentiated by the name',
  ],
  [
    r`${samples}$$w \leftarrow w - \eta\, (z_n - t_n) x_n$$`,
    r`${samples}$$w \leftarrow w + \eta\, (z_n - t_n) x_n$$`,
    'an index that the name does not have',
  ],
];

pairs('updates of one sample', rows);

describe('a name that has a number', () => {
  const note = [
    r`$$E_n = (t_n - w x_n)^2, \quad E = \sum_{n=1}^N E_n + \lambda w^2, \quad \lambda = 0.01$$`,
    r`$$\frac{\partial E_n}{\partial w} = -2 (t_n - w x_n) x_n, \quad \frac{\partial E}{\partial w} = -2 \sum_n (t_n - w x_n) x_n + 2 \lambda w$$`,
    'With weight decay, one sample at a time:',
    r`$$w \leftarrow w + 2 \eta (t_n - w x_n) x_n - 2 \eta \lambda w$$`,
  ].join('\n\n');

  it('is not said to be defined nowhere', () => {
    const last = stepsOf(note).at(-1);
    expect(last?.verdict).toBe('undetermined');
    expect(last?.reason.id).toBe('open-part');
  });
});
