import { type Pair, pairs } from './support.ts';

const r = String.raw;
const gates = r`$$a^i_t = W_i x_t + U_i h_{t-1}, \quad i_t = \sigma(a^i_t)$$ $$a^g_t = W_g x_t + U_g h_{t-1}, \quad g_t = \tanh(a^g_t)$$ $$c_t = f_t \odot c_{t-1} + i_t \odot g_t$$ Let $\delta^c_t = \frac{\partial L}{\partial c_t}$. `;
const english = r`${gates}With $\delta^i_t$ etc. for the derivative by the pre-activation $a^i_t$ etc., `;
const german = r`${gates}Mit $\delta^i_t$ als Ableitung nach $a^i_t$ und ebenso für $g$ ist `;

const rows: readonly Pair[] = [
  [
    r`${english}$$\delta^g_t = \delta^c_t \odot i_t \odot (1 - g_t^2)$$`,
    r`${english}$$\delta^g_t = \delta^c_t \odot i_t \odot (1 - g_t)$$`,
    'a letter that words make the derivative by another one, under a mark that they do not name',
  ],
  [
    r`${german}$$\delta^i_t = \delta^c_t \odot g_t \odot i_t \odot (1 - i_t)$$`,
    r`${german}$$\delta^i_t = \delta^c_t \odot i_t \odot (1 - i_t)$$`,
    'another language',
  ],
];

pairs('letters that words make derivatives', rows);
