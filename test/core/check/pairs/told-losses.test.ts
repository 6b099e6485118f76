import { pairs } from './support.ts';

const r = String.raw;

const norm = r`$\mu_j = \frac1m \sum_{i=1}^m x_{ij}$, $v_j = \frac1m \sum_{i=1}^m (x_{ij} - \mu_j)^2$, $r_j = (v_j + \epsilon)^{-1/2}$, $h_{ij} = (x_{ij} - \mu_j) r_j$, $y_{ij} = \gamma_j h_{ij} + \beta_j$. $L$ is a function of all $y_{ij}$ and $G_{ij} = \frac{\partial L}{\partial y_{ij}}$. $$\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^m G_{ij} h_{ij}, \qquad \frac{\partial L}{\partial \beta_j} = \sum_{i=1}^m G_{ij}, \qquad \frac{\partial L}{\partial r_j} = \gamma_j \sum_{i=1}^m G_{ij} (x_{ij} - \mu_j)$$ $$\frac{\partial L}{\partial x_{ij}} = \sum_{k=1}^m G_{kj} \gamma_j \frac{\partial h_{kj}}{\partial x_{ij}}$$`;

pairs('a loss of which other steps say how it depends on each name', [
  [
    r`${norm} $$\frac{\partial L}{\partial x_{ij}} = \gamma_j r_j \left( G_{ij} - \frac{1}{m} \frac{\partial L}{\partial \beta_j} - \frac{h_{ij}}{m} \frac{\partial L}{\partial \gamma_j} \right)$$`,
    r`${norm} $$\frac{\partial L}{\partial x_{ij}} = \gamma_j r_j \left( G_{ij} - \frac{1}{m} \frac{\partial L}{\partial \beta_j} - h_{ij} \frac{\partial L}{\partial \gamma_j} \right)$$`,
    'by the derivatives for parameters that nothing links with the inputs',
  ],
  [
    r`${norm} $$\frac{\partial L}{\partial x_{ij}} = \gamma_j r_j \left( G_{ij} - \frac{1}{m} \frac{\partial L}{\partial \beta_j} - \frac{h_{ij}}{m} \frac{\partial L}{\partial \gamma_j} \right)$$`,
    r`${norm} $$\frac{\partial L}{\partial x_{ij}} = \gamma_j r_j \left( G_{ij} + \frac{1}{m} \frac{\partial L}{\partial \beta_j} - \frac{h_{ij}}{m} \frac{\partial L}{\partial \gamma_j} \right)$$`,
    'with a sign that is turned',
  ],
]);

const attention = r`$X \in \mathbb{R}^{T \times c}$, $Q = X U$, $K = X W$, $S = \frac{1}{\sqrt{d}} Q K^\top$, $P = \tanh(S)$ and $\ell$ depends on $P$. $\frac{\partial \ell}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial \ell}{\partial S} K$.`;

pairs('a scale on the way to a loss that nothing defines', [
  [
    r`${attention} $$\frac{\partial \ell}{\partial K} = \frac{1}{\sqrt{d}} \left( \frac{\partial \ell}{\partial S} \right)^\top Q$$`,
    r`${attention} $$\frac{\partial \ell}{\partial K} = \left( \frac{\partial \ell}{\partial S} \right)^\top Q$$`,
    'left out of one of two gradients',
  ],
]);
