import { type Pair, pairs } from './support.ts';

const r = String.raw;

const cell = r`For $t = 1, \dots, T$: $$u^f_t = W_f x_t + V_f h_{t-1} + b_f, \quad f_t = \sigma(u^f_t)$$ $$u^g_t = W_g x_t + V_g h_{t-1} + b_g, \quad g_t = \tanh(u^g_t)$$ $$h_t = f_t \odot h_{t-1} + (1 - f_t) \odot g_t$$ The loss $L$ is some function of $h_T$. $$\frac{\partial L}{\partial g_t} = \frac{\partial L}{\partial h_t} \odot (1 - f_t)$$ $$\frac{\partial L}{\partial W_f} = \sum_{t=1}^T \frac{\partial L}{\partial u^f_t} x_t^\top$$ `;

const rows: readonly Pair[] = [
  [
    r`${cell}$$\frac{\partial L}{\partial u^g_t} = \frac{\partial L}{\partial g_t} \odot (1 - g_t \odot g_t)$$`,
    r`${cell}$$\frac{\partial L}{\partial u^g_t} = \frac{\partial L}{\partial g_t} \odot g_t \odot (1 - g_t)$$`,
    'the slope of a sigmoid for that of a hyperbolic tangent',
  ],
  [
    r`${cell}$$\frac{\partial L}{\partial u^f_t} = \frac{\partial L}{\partial f_t} \odot f_t \odot (1 - f_t)$$`,
    r`${cell}$$\frac{\partial L}{\partial u^f_t} = \frac{\partial L}{\partial f_t} \odot (1 - f_t \odot f_t)$$`,
    'and the other way round',
  ],
  [
    r`${cell}$$\frac{\partial L}{\partial b_f} = \sum_{t=1}^T \frac{\partial L}{\partial u^f_t}$$`,
    r`${cell}$$\frac{\partial L}{\partial b_f} = \sum_{t=1}^T 2 \frac{\partial L}{\partial u^f_t}$$`,
    'a sum of derivatives alone',
  ],
];

pairs('gates and their slopes', rows);
