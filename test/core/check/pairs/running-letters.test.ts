import { expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const below = r`$h_{i\mu} = \sum_k w_{ik} \xi_{k\mu}$, $O_{i\mu} = \tanh(h_{i\mu})$, $E = \frac12 \sum_\mu \sum_i (\zeta_{i\mu} - O_{i\mu})^2$.`;
const above = r`$O^\mu = \sum_k w_k \xi_k^\mu$, $E = \frac12 \sum_{\mu=1}^p (\zeta^\mu - O^\mu)^2$.`;
const many = r`$h_i^\mu = \sum_k w_{ik} \xi_k^\mu$, $O_i^\mu = g(h_i^\mu)$, $E = \frac12 \sum_\mu \sum_i (\zeta_i^\mu - O_i^\mu)^2$.`;
const latin = r`For each pattern, $y^n = \sum_k w_k x_k^n$ and $E = \frac12 \sum_n (t^n - y^n)^2$.`;
const inTime = r`$h_\tau = \tanh(w h_{\tau-1} + u x_\tau)$, $L = \frac12 \sum_{\tau=1}^T (h_\tau - y_\tau)^2$.`;

pairs('letters that run though letters of their kind may be values', [
  [
    r`${below} $$\frac{\partial E}{\partial w_{ik}} = \sum_\mu \frac{\partial E}{\partial O_{i\mu}} \frac{\partial O_{i\mu}}{\partial h_{i\mu}} \frac{\partial h_{i\mu}}{\partial w_{ik}}$$`,
    r`${below} $$\frac{\partial E}{\partial w_{ik}} = 2 \sum_\mu \frac{\partial E}{\partial O_{i\mu}} \frac{\partial O_{i\mu}}{\partial h_{i\mu}} \frac{\partial h_{i\mu}}{\partial w_{ik}}$$`,
    'a Greek letter as the second index of a name',
  ],
  [
    r`${below.replaceAll(r`i\mu`, r`i,\mu`).replaceAll(r`k\mu`, r`k,\mu`)} $$\frac{\partial E}{\partial w_{ik}} = -\sum_\mu (\zeta_{i,\mu} - O_{i,\mu}) (1 - O_{i,\mu}^2) \xi_{k,\mu}$$`,
    r`${below.replaceAll(r`i\mu`, r`i,\mu`).replaceAll(r`k\mu`, r`k,\mu`)} $$\frac{\partial E}{\partial w_{ik}} = -\sum_\mu (\zeta_{i,\mu} - O_{i,\mu}) (1 - O_{i,\mu}^2) \xi_{i,\mu}$$`,
    'the same behind a comma; the index of the unit for that of the weight',
  ],
  [
    r`$h_i = \sum_\alpha w_{i\alpha} x_\alpha$, $E = \frac12 \sum_i (t_i - h_i)^2$. $$\frac{\partial E}{\partial x_\alpha} = -\sum_i (t_i - h_i) w_{i\alpha}$$`,
    r`$h_i = \sum_\alpha w_{i\alpha} x_\alpha$, $E = \frac12 \sum_i (t_i - h_i)^2$. $$\frac{\partial E}{\partial x_\alpha} = -\sum_i (t_i - h_i) w_{\alpha i}$$`,
    'a Greek letter for the inputs; the indices of the weight exchanged',
  ],
  [
    r`${above} $$\frac{\partial E}{\partial w_k} = -\sum_\mu (\zeta^\mu - O^\mu) \xi_k^\mu$$`,
    r`${above} $$\frac{\partial E}{\partial w_k} = \sum_\mu (\zeta^\mu - O^\mu) \xi_k^\mu$$`,
    'the number of a pattern above a name without a bracket',
  ],
  [
    r`${above} $E_m = \frac1p \sum_\mu (\zeta^\mu - O^\mu)^2$ $$\frac{\partial E_m}{\partial w_k} = -\frac2p \sum_\mu (\zeta^\mu - O^\mu) \xi_k^\mu$$`,
    r`${above} $E_m = \frac1p \sum_\mu (\zeta^\mu - O^\mu)^2$ $$\frac{\partial E_m}{\partial w_k} = -\frac1p \sum_\mu (\zeta^\mu - O^\mu) \xi_k^\mu$$`,
    'with a power around such a name; the two of the square is lost',
  ],
  [
    r`${many} $$\frac{\partial E}{\partial w_{ik}} = -\sum_\mu (\zeta_i^\mu - O_i^\mu) g'(h_i^\mu) \xi_k^\mu$$`,
    r`${many} $$\frac{\partial E}{\partial w_{ik}} = -2 \sum_\mu (\zeta_i^\mu - O_i^\mu) \frac{\partial O_i^\mu}{\partial h_i^\mu} \xi_k^\mu$$`,
    'an index below and one above',
  ],
  [
    r`${many} $\delta_i^\mu = g'(h_i^\mu) (\zeta_i^\mu - O_i^\mu)$ $$\frac{\partial E}{\partial \xi_k^\mu} = -\sum_i w_{ik} \delta_i^\mu$$`,
    r`${many.replace('g(h', r`\tanh(h`)} $\delta_i^\mu = (1 - (O_i^\mu)^2) (\zeta_i^\mu - O_i^\mu)$ $$\frac{\partial E}{\partial \xi_k^\mu} = \sum_i w_{ik} \delta_i^\mu$$`,
    'an error of a unit for a pattern, which is no Kronecker delta',
  ],
  [
    r`${latin} $$\frac{\partial E}{\partial y^n} = y^n - t^n$$`,
    r`${latin} $$\frac{\partial E}{\partial y^n} = t^n - y^n$$`,
    'a Latin letter above names that a definition gives a meaning',
  ],
  [
    r`$p(x) = \sum_{k=0}^3 c_k x^k$ $$p'(x) = \sum_{k=1}^3 k c_k x^{k-1}$$`,
    r`$p(x) = \sum_{k=0}^3 c_k x^k$ $$p'(x) = \sum_{k=1}^3 c_k x^{k-1}$$`,
    'powers of a letter, over which a sum runs too',
  ],
  [
    r`${inTime} $$\frac{\partial L}{\partial u} = \sum_{\tau=1}^T \frac{\partial L}{\partial h_\tau} (1 - h_\tau^2) x_\tau$$`,
    r`${inTime} $$\frac{\partial L}{\partial u} = 2 \sum_{\tau=1}^T \frac{\partial L}{\partial h_\tau} (1 - h_\tau^2) x_\tau$$`,
    'a Greek letter for the step in time, counted on from',
  ],
]);

it.each([
  [
    r`The mean is $\mu = \frac1m \sum_i x_i$. ${below} $$\frac{\partial E}{\partial w_{ik}} = \sum_\mu \frac{\partial E}{\partial O_{i\mu}} \frac{\partial O_{i\mu}}{\partial h_{i\mu}} \frac{\partial h_{i\mu}}{\partial w_{ik}}$$`,
    'the letter is a value in the same section',
  ],
  [
    r`$J = \sum_\tau p_\theta(\tau) R(\tau)$ $$\nabla_\theta J = \sum_\tau p_\theta(\tau) \nabla_\theta \log p_\theta(\tau) R(\tau)$$`,
    'the sum runs over values',
  ],
])('%s blames nothing: %s', (note) => {
  expect(stepsOf(note).filter(({ verdict }) => verdict === 'mismatch')).toEqual([]);
});
