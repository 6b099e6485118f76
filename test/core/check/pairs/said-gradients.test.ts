import { type Pair, pairs } from './support.ts';

const r = String.raw;
const attention = r`$A = Q K^\top$, $P_{ij} = \frac{e^{A_{ij}}}{\sum_m e^{A_{im}}}$ and $Y = P V$. Der Gradient $dY$ kommt von oben. $dV = P^\top dY$, $dP = dY V^\top$. `;
const layer = r`We write $dX$ for $\frac{\partial J}{\partial X}$. $X \in \mathbb{R}^{n \times d}$, $Z = X W$, $H = \tanh(Z)$, $S = H U$. $dU = H^\top dS$, $dH = dS\, U^\top$. `;
const product = r`记 $\mathrm{d}A$ 为 $\partial L/\partial A$。$A \in \mathbb{R}^{n \times d}$，$C = A B$，$\mathrm{d}A = \mathrm{d}C\, B^\top$。`;
const bars = r`The mark $\bar A$ denotes the adjoint $\partial L/\partial A$. $C = A B$ and $\bar A = \bar C B^\top$. `;
const others = r`
## Pairs
$s_{ij} = u_i \cdot z_j$ and $\mathcal{L} = \sum_i s_{ii}$

## Heads
For an array $A$, $dA$ is $\partial \mathcal{L}/\partial A$. $U = X W_1$, $V = X W_2$, $Y = U V^\top$. $dU = dY V$, $dW_1 = X^\top dU$. `;
const short = r`$X \in \mathbb{R}^{n \times k}$, $Z = X W$, $S = \tanh(Z)$. The loss $J$ is some function of $S$. `;
const norm = r`$Q = X A$, $K = X B$, $S = \frac{1}{\sqrt d} Q K^\top$. For any matrix $M$ here, $dM$ means $\partial J/\partial M$. $dQ = \frac{1}{\sqrt d} dS\, K$, $dK = \frac{1}{\sqrt d} dS^\top Q$.
Then $\mu = \frac1d \sum_{i=1}^d x_i$, $v = \frac1d \sum_{i=1}^d (x_i - \mu)^2$, $s = \sqrt v$. `;
const square = r`For an array $A$, $dA$ is $\partial L/\partial A$. $X \in \mathbb{R}^{n \times d}$, $S = X X^\top$, $P_{ij} = e^{S_{ij}} / \sum_k e^{S_{ik}}$, $T_{ij} = P_{ij} R_{ij}$. `;

const rows: readonly Pair[] = [
  [
    r`${attention}$$dA_{ij} = P_{ij} \Bigl( dP_{ij} - \sum_m P_{im}\, dP_{im} \Bigr)$$`,
    r`${attention}$$dA_{ij} = P_{ij} \Bigl( dP_{ij} + \sum_m P_{im}\, dP_{im} \Bigr)$$`,
    'the one that is given stands at no head',
  ],
  [r`${attention}$$dQ = dA\, K$$`, r`${attention}$$dQ = dA^\top K$$`, 'the mark of a transpose behind such a name'],
  [
    r`${layer}$$dZ = (dS\, U^\top) \odot (1 - H \odot H)$$`,
    r`${layer}$$dZ = (dS\, U) \odot (1 - H \odot H)$$`,
    'the mark is short for a derivative',
  ],
  [r`${product}$$\mathrm{d}B = A^\top \mathrm{d}C$$`, r`${product}$$\mathrm{d}B = A\, \mathrm{d}C$$`, 'in Chinese'],
  [r`${bars}$$\bar B = A^\top \bar C$$`, r`${bars}$$\bar B = \bar C A^\top$$`, 'bars of adjoints'],
  [r`${others}$$dV = dY^\top U$$`, r`${others}$$dV = dY U$$`, 'a loss by whose letter another section calls one of other names'],
  [r`${others}$$dW_2 = X^\top dV$$`, r`${others}$$dW_2 = X^\top dU$$`, 'the gradient of a neighbour'],
  [r`${square}$$dP = dT \circ R$$`, r`${square}$$dP = 2\, dT \circ R$$`, 'the sign of a composition between square matrices'],
  [
    r`${short}By $dA$ we mean $\frac{\partial J}{\partial A}$. $$dW = X^\top dZ$$`,
    r`${short}By $dA$ we mean $\frac{\partial J}{\partial A}$. $$dW = -X^\top dZ$$`,
    'what is meant stands behind a verb',
  ],
  [
    r`${short}Let $dA$ denote $\partial J/\partial A$. $$dW = X^\top dZ$$`,
    r`${short}Let $dA$ denote $\partial J/\partial A$. $$dW = 2 X^\top dZ$$`,
    'let one denote the other',
  ],
  [
    r`${short}Через $dA$ обозначаем $\partial J/\partial A$. $$dX = dZ\, W^\top$$`,
    r`${short}Через $dA$ обозначаем $\partial J/\partial A$. $$dX = -dZ\, W^\top$$`,
    'in Russian',
  ],
  [
    r`${short}Mit $dA$ bezeichnen wir $\partial J/\partial A$. $$dX = dZ\, W^\top$$`,
    r`${short}Mit $dA$ bezeichnen wir $\partial J/\partial A$. $$dX = 2 dZ\, W^\top$$`,
    'in German',
  ],
  [
    r`${norm}$$\frac{\partial s}{\partial x_j} = \frac{x_j - \mu}{d\,s}$$`,
    r`${norm}$$\frac{\partial s}{\partial x_j} = \frac{x_j - \mu}{d\,v}$$`,
    'the letter of the mark is also a number of entries, below a bar',
  ],
  [
    r`${norm}$$dB = X^\top dK \quad\text{beside}\quad \frac{\partial s}{\partial x_j} = \frac{x_j - \mu}{d\,s}, \quad dA = X^\top dQ$$`,
    r`${norm}$$dB = X^\top dK \quad\text{beside}\quad \frac{\partial s}{\partial x_j} = \frac{x_j - \mu}{d\,s}, \quad dA = X^\top dK$$`,
    'which changes nothing of what the mark means',
  ],
];

pairs('gradients by a mark that words explain', rows);
