import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const layer = r`$z = w x + b$, $a = \tanh(z)$, and $L$ is any function of $a$.`;
const matrices = r`Let $X \in \mathbb{R}^{n \times k}$, $W \in \mathbb{R}^{k \times m}$, $Y = X W$. The loss $\ell$ is some function of $Y$.`;

const marks: readonly Pair[] = [
  [
    r`${layer} We write $\delta a = \frac{\partial L}{\partial a}$, and so for all other letters. $\delta w = \delta a\,(1 - a^2)\, x$`,
    r`${layer} We write $\delta a = \frac{\partial L}{\partial a}$, and so for all other letters. $\delta w = \delta a\,(1 - a^2)\, w$`,
    'a delta in front of a name, explained for one of them',
  ],
  [
    r`${layer} Names: $\delta a := \frac{\partial L}{\partial a}$. $\delta z = \delta a (1 - a^2)$, $\delta b = \delta z$`,
    r`${layer} Names: $\delta a := \frac{\partial L}{\partial a}$. $\delta z = \delta a (1 - a^2)$, $\delta b = -\delta z$`,
    'a bracket behind a name with a mark is a factor',
  ],
  [
    r`${matrices} For every matrix $\mathrm{d}A = \frac{\partial \ell}{\partial A}$. $\mathrm{d}W = X^\top\, \mathrm{d}Y$`,
    r`${matrices} For every matrix $\mathrm{d}A = \frac{\partial \ell}{\partial A}$. $\mathrm{d}W = -X^\top\, \mathrm{d}Y$`,
    'a mark explained by a letter that stands for any matrix',
  ],
  [
    r`${matrices} Short: $\mathbf{dX} = \frac{\partial \ell}{\partial X}$. $\mathbf{dX} = \mathbf{dY}\, W^\top$`,
    r`${matrices} Short: $\mathbf{dX} = \frac{\partial \ell}{\partial X}$. $\mathbf{dX} = -\mathbf{dY}\, W^\top$`,
    'mark and name in one face',
  ],
  [
    r`Let $X \in \mathbb{R}^{n \times k}$, $Q = X W_q$, $K = X W_k$. The loss $J$ is a function of $Q$ and $K$. We write $\mathbf{dA} = \frac{\partial J}{\partial A}$. $\mathbf{dW}_q = X^\top \mathbf{dQ}$, $\mathbf{dX} = \mathbf{dQ}\, W_q^\top + \mathbf{dK}\, W_k^\top$`,
    r`Let $X \in \mathbb{R}^{n \times k}$, $Q = X W_q$, $K = X W_k$. The loss $J$ is a function of $Q$ and $K$. We write $\mathbf{dA} = \frac{\partial J}{\partial A}$. $\mathbf{dW}_q = X^\top \mathbf{dQ}$, $\mathbf{dX} = \mathbf{dQ}\, W_q^\top - \mathbf{dK}\, W_k^\top$`,
    'the index stands behind mark and name, and several ways lead to the loss',
  ],
  [
    r`$u = v x$, $s = \sigma(u)$. Here $\nabla s = \frac{\partial E}{\partial s}$ for short, and $E$ is some loss of $s$. $\nabla v = \nabla s\, s (1 - s)\, x$`,
    r`$u = v x$, $s = \sigma(u)$. Here $\nabla s = \frac{\partial E}{\partial s}$ for short, and $E$ is some loss of $s$. $\nabla v = \nabla s\, s (1 - s)$`,
    'a nabla in front of what is differentiated by',
  ],
  [
    r`$h_t = \tanh(w h_{t-1} + x_t)$ and $E$ is a function of $h_T$. We write $\Delta h_t = \frac{\partial E}{\partial h_t}$. For $t < T$: $\Delta h_t = \Delta h_{t+1}\, (1 - h_{t+1}^2)\, w$`,
    r`$h_t = \tanh(w h_{t-1} + x_t)$ and $E$ is a function of $h_T$. We write $\Delta h_t = \frac{\partial E}{\partial h_t}$. For $t < T$: $\Delta h_t = \Delta h_{t+1}\, (1 - h_t^2)\, w$`,
    'a mark in front of steps in time',
  ],
];

pairs('marks in front of names for their gradients', marks);

checks('what a mark says', [
  [r`$y = w x$. Write $\delta y = \frac{\partial L}{\partial y}$.`, 'definition', '', 'the explanation claims nothing'],
]);

const gates: readonly Pair[] = [
  [
    r`$a^r = w^r x + v^r h$, $a^u = w^u x + v^u h$, $r = \sigma(a^r)$, $u = \sigma(a^u)$, $y = u r$. $\frac{\partial y}{\partial w^r} = u\, r (1 - r)\, x$`,
    r`$a^r = w^r x + v^r h$, $a^u = w^u x + v^u h$, $r = \sigma(a^r)$, $u = \sigma(a^u)$, $y = u r$. $\frac{\partial y}{\partial w^r} = u\, u (1 - u)\, x$`,
    'gates by letters above',
  ],
  [
    r`$s^p_i = k^p x_i$, $s^q_i = k^q x_i^2$, $E = \sum_i s^p_i s^q_i$, $\frac{\partial E}{\partial k^p} = \sum_i x_i s^q_i$`,
    r`$s^p_i = k^p x_i$, $s^q_i = k^q x_i^2$, $E = \sum_i s^p_i s^q_i$, $\frac{\partial E}{\partial k^p} = \sum_i x_i s^p_i$`,
    'a letter above and an index below',
  ],
  [
    r`Let $X \in \mathbb{R}^{n \times m}$, $Q = X W^Q$, $K = X W^K$, $S = Q K^\top$. The loss $L$ is a function of $S$. $\frac{\partial L}{\partial W^Q} = X^\top \frac{\partial L}{\partial S} K$`,
    r`Let $X \in \mathbb{R}^{n \times m}$, $Q = X W^Q$, $K = X W^K$, $S = Q K^\top$. The loss $L$ is a function of $S$. $\frac{\partial L}{\partial W^Q} = -X^\top \frac{\partial L}{\partial S} K$`,
    'matrices by capitals above',
  ],
  [r`$g = x^a$, $\frac{dg}{dx} = a x^{a-1}$`, r`$g = x^a$, $\frac{dg}{dx} = (a-1) x^{a-1}$`, 'a power stays a power'],
];

pairs('letters above names', gates);
