import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const kl = r`$\mathrm{KL}(p \,\|\, q) = \sum_i p_i \ln\frac{p_i}{q_i}$. `;
const js = r`$D(p \| q) = \sum_i p_i \log\frac{p_i}{q_i}$, $m_i = \frac12 (p_i + q_i)$, $J = \frac12 D(p \| m) + \frac12 D(q \| m)$. `;
const sum = r`$D_{KL}(p \| q) = \sum_i p_i \log\frac{p_i}{q_i}$, $S = D_{KL}(p \| q) + D_{KL}(q \| p)$. `;

const rows: readonly Pair[] = [
  [
    r`${kl}$$\frac{\partial}{\partial q_i} \mathrm{KL}(q \,\|\, p) = \ln\frac{q_i}{p_i} + 1$$`,
    r`${kl}$$\frac{\partial}{\partial q_i} \mathrm{KL}(q \,\|\, p) = \ln\frac{q_i}{p_i}$$`,
    'the two laws change places',
  ],
  [
    r`${js}$$\frac{\partial J}{\partial q_i} = \frac12 \log\frac{q_i}{m_i}$$`,
    r`${js}$$\frac{\partial J}{\partial q_i} = \frac12 \log\frac{m_i}{q_i}$$`,
    'a third law that is made of both',
  ],
  [
    r`${sum}$$\frac{\partial S}{\partial p_i} = \log\frac{p_i}{q_i} + 1 - \frac{q_i}{p_i}$$`,
    r`${sum}$$\frac{\partial S}{\partial p_i} = \log\frac{p_i}{q_i} + 1 + \frac{q_i}{p_i}$$`,
    'one under its own laws beside one under others',
  ],
];

pairs('divergences of other laws than they were defined with', rows);

checks('what stays as it is', [
  [
    r`$D(p \| q) = \sum_i p_i \log\frac{p_i}{q_i}$ and $D(q \| p) = \sum_i q_i \log q_i - \sum_i q_i \log p_i$. $$\frac{\partial}{\partial q_i} D(q \| p) = \log\frac{q_i}{p_i} + 1$$`,
    'holds',
    '',
    'one that is given for itself',
  ],
  [r`${kl}$$\mathrm{KL}(p \,\|\, q) = \mathrm{KL}(q \,\|\, p)$$`, 'undetermined', '', 'so it may be for some laws'],
]);
