import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const scaled = r`$\sigma^2 = \frac1n \sum_i x_i^2$, $y_i = \frac{x_i}{\sigma}$. `;
const whole = r`$x \in \mathbb R^N$, $s^2 = \frac1N x^\top x$, $z = \frac{x}{s}$. `;
const radius = r`$r^2 = x^2 + y^2$ and $u = \frac1r$. `;
const features = r`$\sigma_j^2 = \frac1N \sum_n x_{nj}^2$, $y_{nj} = x_{nj} / \sigma_j$. `;

const rows: readonly Pair[] = [
  [
    r`${scaled}$$\frac{\partial y_i}{\partial \sigma} = -\frac{x_i}{\sigma^2}$$`,
    r`${scaled}$$\frac{\partial y_i}{\partial \sigma} = -\frac{x_i}{\sigma}$$`,
    'a derivative by what only the square is defined of: that was another name, and the right one was blamed',
  ],
  [
    r`${scaled}$$\frac{\partial L}{\partial x_i} = \frac1\sigma \frac{\partial L}{\partial y_i} - \frac{x_i}{n \sigma^3} \sum_j \frac{\partial L}{\partial y_j} x_j$$`,
    r`${scaled}$$\frac{\partial L}{\partial x_i} = \frac1\sigma \frac{\partial L}{\partial y_i} - \frac{x_i}{n \sigma^2} \sum_j \frac{\partial L}{\partial y_j} x_j$$`,
    'a derivative through it, and another power',
  ],
  [
    r`${scaled}$$\frac{\partial \sigma^2}{\partial x_i} = \frac{2 x_i}{n}$$`,
    r`${scaled}$$\frac{\partial \sigma^2}{\partial x_i} = \frac{x_i}{n}$$`,
    'the square itself',
  ],
  [
    r`${whole}$$\frac{\partial L}{\partial x} = \frac1s \left(\frac{\partial L}{\partial z} - \frac1N z z^\top \frac{\partial L}{\partial z}\right)$$`,
    r`${whole}$$\frac{\partial L}{\partial x} = \frac1s \left(\frac{\partial L}{\partial z} + \frac1N z z^\top \frac{\partial L}{\partial z}\right)$$`,
    'vectors',
  ],
  [
    r`${radius}$$\frac{\partial u}{\partial x} = -\frac{x}{r^3}$$`,
    r`${radius}$$\frac{\partial u}{\partial x} = \frac{x}{r^3}$$`,
    'a radius',
  ],
  [
    r`$y^2 = x^3 + a x + b$. $$\frac{dy}{dx} = \frac{3x^2 + a}{2y}$$`,
    r`$y^2 = x^3 + a x + b$. $$\frac{dy}{dx} = \frac{3x^2 + a}{y}$$`,
    'a curve',
  ],
  [
    r`${features}$$\frac{\partial y_{nj}}{\partial \sigma_j} = -\frac{x_{nj}}{\sigma_j^2}$$`,
    r`${features}$$\frac{\partial y_{nj}}{\partial \sigma_j} = -\frac{x_{nj}}{\sigma_j}$$`,
    'one for each feature',
  ],
  [
    r`${radius}$$\frac{\partial^2 u}{\partial r^2} = \frac{2}{r^3}$$`,
    r`${radius}$$\frac{\partial^2 u}{\partial r^2} = -\frac{1}{r^2}$$`,
    'a second derivative by it',
  ],
];

pairs('names of which the square is defined', rows);

checks('what stays as it is', [
  [r`$z^1 = W^1 x$, $z^2 = W^2 z^1$. $$\frac{\partial z^2}{\partial z^1} = W^2$$`, 'holds', '', 'numbers above names that count layers'],
  [r`$x^2 = 2x + 3$. $$\frac{d}{dx} x^2 = 2x$$`, 'holds', '', 'an equation to be solved'],
  [
    r`$f(x) = x^3 - 3ax$ and $f'(x) = 3x^2 - 3a$, which is zero where $x^2 = a$. $$f''(x) = 6x$$`,
    'holds',
    '',
    'one for what a function is differentiated by: its derivatives were blamed',
  ],
  [
    r`$x = A \cos(w t)$, $w^2 = \frac{k}{m}$. $$\frac{dx}{dt} = -w A \sin(w t)$$`,
    'holds',
    '',
    'a frequency beside a capital letter, which is no matrix for that',
  ],
  [
    r`$s^2 = \frac1n \sum_i x_i^2$, $s = a + b$. $$\frac{\partial s}{\partial a} = 1$$`,
    'holds',
    '',
    'a name that has a formula of its own beside its square',
  ],
]);
