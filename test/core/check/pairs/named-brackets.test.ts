import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const gas = r`$Q = \sum_k e^{-b u_k}$, $w_k = e^{-b u_k} / Q$. We write $\langle u \rangle = \sum_k w_k u_k$ and $\langle u^2 \rangle = \sum_k w_k u_k^2$. `;

pairs('averages in angle brackets', [
  [
    r`${gas}$$\frac{\partial \ln Q}{\partial b} = -\langle u \rangle$$`,
    r`${gas}$$\frac{\partial \ln Q}{\partial b} = \langle u \rangle$$`,
    'a name of its own',
  ],
  [
    r`${gas}$$\frac{\partial \langle u \rangle}{\partial b} = \langle u \rangle^2 - \langle u^2 \rangle$$`,
    r`${gas}$$\frac{\partial \langle u \rangle}{\partial b} = \langle u^2 \rangle - \langle u \rangle^2$$`,
    'the square inside and outside',
  ],
]);

checks('angle brackets of which nothing is said', [
  [r`$m = \sum_k w_k u_k$ and $m^2 = \langle u \rangle^2$`, 'undetermined', '', 'no definition'],
  [r`$n = \langle w, x \rangle$, $w = 2a$ with vectors $a$, $x$. $\frac{\partial n}{\partial a} = 2x$`, 'holds', '', 'an inner product'],
]);
