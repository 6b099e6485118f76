import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const shares = r`$r_{ik} = \frac{e^{s_{ik}}}{\sum_j e^{s_{ij}}}$ and $N_k = \sum_{i=1}^N r_{ik}$. `;
const lagrangian = r`$F = C \sum_i \xi_i - \sum_i \lambda_i \xi_i - \sum_i \eta_i \xi_i$. `;

const rows: readonly Pair[] = [
  [
    r`${lagrangian}It is stationary where $C = \lambda_i + \eta_i$. $$\frac{\partial F}{\partial \xi_i} = C - \lambda_i - \eta_i$$`,
    r`${lagrangian}It is stationary where $C = \lambda_i + \eta_i$. $$\frac{\partial F}{\partial \xi_i} = C - \lambda_i + \eta_i$$`,
    'a number set equal to something with an index is a condition, and no definition of the number',
  ],
];

pairs('counts and conditions', rows);

checks('what a count or a condition is', [
  [r`${shares}$$\sum_k N_k = N$$`, 'holds', '', 'what counts of all kinds come to is claimed of the number that sums run up to'],
  [r`${shares}$$\sum_k N_k = 2 N$$`, 'undetermined', '', 'and is given no meaning by what it is not'],
  [r`$L = \sum_{i=1}^n x_i$ and $$\sum_k n_k = n$$`, 'definition', '', 'counts that no formula gives'],
  [r`$L = c \sum_i x_i$ and $$c = a_i + b_i$$`, 'assumption', '', 'a condition for every index'],
  [r`$$c = a_i + b_i$$`, 'definition', '', 'a name that was nowhere before'],
]);
