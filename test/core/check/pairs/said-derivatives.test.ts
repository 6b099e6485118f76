import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const cell = r`All are column vectors, $V \in \mathbb R^{n \times n}$. $a^f_t = V_f s_{t-1} + x_t$, $a^m_t = V_m s_{t-1} + x_t$, $f_t = \sigma(a^f_t)$, $m_t = \tanh(a^m_t)$, $s_t = f_t \odot s_{t-1} + m_t$. The loss $C$ is a function of $s_T$. $$\delta^s_t = \frac{\partial C}{\partial s_t}$$ with $\delta^f_t$ etc. for the derivative by the pre-activation $a^f_t$ etc. `;

const flow = r`Let $u$ and $v$ be the gradients of a loss $\ell$ with respect to $p$ and $q$, where $p = 2 x$ and $q = x^3$. `;

pairs('words that say of a name that it is a derivative', [
  [
    r`${cell}$$\delta^f_t = \delta^s_t \odot s_{t-1} \odot f_t \odot (1 - f_t)$$`,
    r`${cell}$$\delta^f_t = \delta^s_t \odot s_{t-1} \odot f_t$$`,
    'the one that is named',
  ],
  [
    r`${cell}$$\delta^m_t = \delta^s_t \odot (1 - m_t^2)$$`,
    r`${cell}$$\delta^m_t = \delta^s_t \odot (1 - m_t)$$`,
    'another that has the label of one of the others',
  ],
  [
    r`${flow}$$\frac{\partial \ell}{\partial x} = 2 u + 3 x^2 v$$`,
    r`${flow}$$\frac{\partial \ell}{\partial x} = 2 u + 3 x v$$`,
    'two at once',
  ],
  [
    r`$L = (y - t)^2$, $y = wx$. $g$ is the derivative of $L$ with respect to $y$. $$g = 2 (y - t)$$`,
    r`$L = (y - t)^2$, $y = wx$. $g$ is the derivative of $L$ with respect to $y$. $$g = 2 (y + t)$$`,
    'of what is named in between',
  ],
]);

checks('words that say something else of a name', [
  [r`$L = (y - t)^2$. $g$ is the negative derivative of $L$ with respect to $y$. $$g = 2 (t - y)$$`, 'definition', '', 'of the other sign'],
  [r`$L = (y - t)^2$. $s$ is the size and the derivative with respect to $y$ is $d$. $$s = 2 t$$`, 'definition', '', 'of another name'],
]);
