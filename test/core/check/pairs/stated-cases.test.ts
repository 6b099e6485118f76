import { expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;
const bump = r`Let $T = \max(0, 1 - u^2)$. `;
const triplet = r`Vectors $a$, $p$, $n$: $T = \max(0, \|a - p\|^2 - \|a - n\|^2 + \alpha)$. `;
const units = r`$h_i = \max(0, z_i)$ and $E = \sum_i h_i^2$. `;
const margin = r`$m_i = y_i (w^\top x_i + b)$ and $\ell_i = \max(0, 1 - m_i)$. `;
const far = '\n\nThis is used below.\n\nOne more thing.\n\nAnd another. ';

const rows: readonly Pair[] = [
  [
    r`${bump}If $T > 0$ then $$\frac{dT}{du} = -2u$$`,
    r`${bump}If $T > 0$ then $$\frac{dT}{du} = 2u$$`,
    'a case by the name of what is derived',
  ],
  [
    r`${bump}$$\frac{dT}{du} = -2u$$ if $T > 0$, where $$\frac{d^2 T}{du^2} = -2$$`,
    r`${bump}$$\frac{dT}{du} = -2u$$`,
    'said behind the display; without it the indicator is lost',
  ],
  [
    r`${triplet}For active triplets ($T > 0$) $$\nabla_a T = 2 (a - p) - 2 (a - n) = 2 (n - p)$$`,
    r`${triplet}For active triplets ($T > 0$) $$\nabla_a T = 2 (n - p)$$ $$\nabla_p T = 2 (a - p)$$`,
    'a case in brackets, of vectors',
  ],
  [
    r`${units}Where $h_i > 0$ $$\frac{\partial E}{\partial z_i} = 2 z_i$$`,
    r`${units}Where $h_i > 0$ $$\frac{\partial E}{\partial z_i} = z_i$$`,
    'a case of the member that a letter stands for',
  ],
  [
    r`${margin}For $m_i < 1$ $$\frac{\partial \ell_i}{\partial b} = -y_i$$ and for $m_i > 1$ $$\frac{\partial \ell_i}{\partial b} = 0$$`,
    r`${margin}For $m_i < 1$ $$\frac{\partial \ell_i}{\partial b} = -y_i$$ and for $m_i > 1$ $$\frac{\partial \ell_i}{\partial b} = -y_i$$`,
    'one case after the other',
  ],
];

it('a case that was said far away leaves a step open', () => {
  const last = stepsOf(r`${bump}If $T > 0$ then $$\frac{dT}{du} = -2u$$${far}$$\frac{dT}{du} = -2u$$`).at(-1);
  expect(last?.verdict).toBe('undetermined');
});

pairs('cases that are stated of what the formulas give', rows);
