import { type Pair, pairs } from './support.ts';

const r = String.raw;
const regression = r`$U \in \mathbb{R}^{p \times n}$, $K \in \mathbb{R}^{q \times p}$, $V = K U$, $C = \frac{1}{2n}\|V - T\|_F^2$. Let $dV := n \frac{\partial C}{\partial V}$ and $dK := \frac{\partial C}{\partial K}$. `;
const anyLoss = r`$S^{[l]} = M^{[l]} H^{[l-1]}$, $H^{[l]} = \tanh(S^{[l]})$ for $l = 1, \dots, L$, with some loss $J$ of $H^{[L]}$. $dS^{[l]} = 2 \frac{\partial J}{\partial S^{[l]}}$ and $dM^{[l]} = \frac{\partial J}{\partial M^{[l]}}$. `;

const rows: readonly Pair[] = [
  [
    r`${regression}$$dV = V - T, \qquad dK = \frac{1}{n} dV\, U^\top$$`,
    r`${regression}$$dV = V - T, \qquad dK = dV\, U^\top$$`,
    'the mean kept out of the gradient of the scores comes back with the weights',
  ],
  [
    r`${regression}$$\frac{\partial C}{\partial U} = \frac{1}{n} K^\top dV$$`,
    r`${regression}$$\frac{\partial C}{\partial U} = K^\top dV$$`,
    'a derivative that is not by name, of what is',
  ],
  [
    r`${anyLoss}$$dM^{[l]} = \frac12 dS^{[l]} H^{[l-1]\top}$$`,
    r`${anyLoss}$$dM^{[l]} = dS^{[l]} H^{[l-1]\top}$$`,
    'layers behind any loss',
  ],
];

pairs('gradients by name that are a multiple of the derivative', rows);

const twoLayers = r`$\phi^{[1]}(u) = u^2$, $\phi^{[2]}(u) = \sin u$. $q = \phi^{[1]}(c)$ and $p = \phi^{[2]}(q)$. `;

pairs('primes beside the label of a layer', [
  [
    r`${twoLayers}$\frac{dp}{dc} = \phi^{[2]\prime}(q)\, \phi^{[1]\prime}(c)$`,
    r`${twoLayers}$\frac{dp}{dc} = \phi^{[2]\prime}(q)\, \phi^{[1]\prime}(q)$`,
    'a sign of the prime behind the label',
  ],
  [
    r`${twoLayers}$\frac{dp}{dc} = \phi^{[2]'}(q)\, \phi^{[1]'}(c)$`,
    r`${twoLayers}$\frac{dp}{dc} = \phi^{[2]'}(c)\, \phi^{[1]'}(c)$`,
    'an apostrophe behind the label',
  ],
  [
    r`${twoLayers}$\frac{d^2 q}{dc^2} = \phi^{[1]\prime\prime}(c)$`,
    r`${twoLayers}$\frac{d^2 q}{dc^2} = \phi^{[1]\prime}(c)$`,
    'two signs of the prime',
  ],
]);
