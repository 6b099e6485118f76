import { type Pair, pairs } from './support.ts';

const r = String.raw;
const squares = r`$r_n = v^\top u_n - s_n$, $F = \frac12 \sum_n r_n^2$, $\nabla_v F = \sum_n r_n u_n$ and $G = \nabla_v^2 F$. `;
const counts = r`$\mu_n = e^{\theta^\top u_n}$, $\ell = \sum_n (\mu_n - c_n \theta^\top u_n)$, $\nabla_\theta \ell = \sum_n (\mu_n - c_n) u_n$. With $B = \nabla_\theta^2 \ell$ we have `;

const rows: readonly Pair[] = [
  [
    r`${squares}$$G = \sum_n u_n u_n^\top$$`,
    r`${squares}$$G = \sum_n u_n^\top u_n$$`,
    'the matrix of second derivatives by name, in which the residuals are lost',
  ],
  [
    r`${counts}$$B = \sum_n \mu_n u_n u_n^\top$$`,
    r`${counts}$$B = \sum_n \mu_n u_n^\top u_n$$`,
    'second derivatives of counts, in which the counts are lost',
  ],
];

pairs('outer and inner products', rows);
