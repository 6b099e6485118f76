import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const forward = r`$f_{1,i} = c_i b_{1,i}$, and for $n \ge 2$ $f_{n,j} = b_{n,j} \sum_i f_{n-1,i} w_{ij}$. $P = \sum_i f_{N,i}$.`;
const both = r`${forward}

Now the other way.

Backwards $g_{N,i} = 1$ and for $n < N$ $g_{n,i} = \sum_j w_{ij} b_{n+1,j} g_{n+1,j}$.

`;
const logs = r`${forward}

We store $\phi_{n,j} = \ln f_{n,j}$. Then, for $n > 1$,

$$\phi_{n,j} = \ln b_{n,j} + \ln \sum_i w_{ij} e^{\phi_{n-1,i}}$$

`;

pairs('sums over paths, forwards and backwards', [
  [
    r`${both} $\frac{\partial P}{\partial b_{1,i}} = c_i g_{1,i}$`,
    r`${both} $\frac{\partial P}{\partial b_{1,i}} = b_{1,i} g_{1,i}$`,
    'a number where the recursion backwards begins is what the last member is',
  ],
  [
    r`${both} $\frac{\partial P}{\partial w_{ij}} = \sum_{n=2}^N f_{n-1,i} b_{n,j} g_{n,j}$`,
    r`${both} $\frac{\partial P}{\partial w_{ij}} = \sum_{n=2}^N f_{n-1,j} b_{n,i} g_{n,i}$`,
    'weights that all steps share, by both recursions',
  ],
  [
    r`$f_{1,i} = c_i b_{1,i}$. For $n = 2, \dots, N$ $f_{n,j} = b_{n,j} \sum_i f_{n-1,i} w_{ij}$. $P = \sum_i f_{N,i}$. $\frac{\partial P}{\partial c_i} = b_{1,i} \frac{\partial P}{\partial f_{1,i}}$`,
    r`$f_{1,i} = c_i b_{1,i}$. For $n = 2, \dots, N$ $f_{n,j} = b_{n,j} \sum_i f_{n-1,i} w_{ij}$. $P = \sum_i f_{N,i}$. $\frac{\partial P}{\partial c_i} = -b_{1,i} \frac{\partial P}{\partial f_{1,i}}$`,
    'a range beside a recursion leaves the first member its own formula',
  ],
  [
    r`$v_{T,s} = 1$ and for $t < T$ $v_{t,s} = \sum_z p_{sz} e^{u_{t+1,z}} v_{t+1,z}$. For $t < T$ $\frac{\partial v_{t,s}}{\partial v_{t+1,z}} = p_{sz} e^{u_{t+1,z}}$`,
    r`$v_{T,s} = 1$ and for $t < T$ $v_{t,s} = \sum_z p_{sz} e^{u_{t+1,z}} v_{t+1,z}$. For $t < T$ $\frac{\partial v_{t,s}}{\partial v_{t+1,z}} = p_{zs} e^{u_{t+1,z}}$`,
    'steps that lead backwards only',
  ],
]);

checks('sums over paths in logarithms', [
  [logs.trim(), 'holds', '', 'a recursion that follows from the one of another name'],
  [r`${both} $\sum_i f_{n,i} g_{n,i} = P$`, 'holds', '', 'both recursions at every step'],
  [
    r`${logs}$\frac{\partial \phi_{n,j}}{\partial \phi_{n-1,i}} = \frac{w_{ij} e^{\phi_{n-1,i}}}{\sum_k w_{kj} e^{\phi_{n-1,k}}}$`,
    'holds',
    '',
    'by the formula that was given last, whose indices are its own',
  ],
  [
    r`${logs}$\frac{w_{ij} e^{\phi_{n-1,i}}}{\sum_k w_{kj} e^{\phi_{n-1,k}}} = b_{n,j} w_{ij} e^{\phi_{n-1,i} - \phi_{n,j}}$`,
    'holds',
    '',
    'in front of the first step there is none, though nothing beside this formula says so',
  ],
  [
    r`${logs}$\frac{\partial \ln P}{\partial \phi_{N,i}} = \frac{e^{\phi_{N,i}}}{\sum_k e^{\phi_{N,k}}}$`,
    'holds',
    '',
    'by the logarithm of a name with a formula of its own',
  ],
  [
    r`$w_k = e^{r_k}$, $S = \sum_k w_k^2$. With $l_k = \ln w_k$ we have $\frac{\partial S}{\partial l_k} = 2 w_k^2$`,
    'holds',
    '',
    'by the logarithms of the terms of a sum',
  ],
]);
