import { describe, expect, it } from 'vitest';
import { checks, stepsOf } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const table = (head: string, ...rows: readonly string[]): string => {
  const columns = head.split('|').length - 2;
  return [head, `|${'---|'.repeat(columns)}`, ...rows].join('\n');
};

const pdf = [r`| function | derivative |`, r`| $P(x) = \frac12 (1 + \operatorname{erf}(x / \sqrt2))$ | $P'(x) = q(x)$ |`] as const;

const rows: readonly Pair[] = [
  [
    table(...pdf, r`| $q(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$ | $q'(x) = -x q(x)$ |`),
    table(...pdf, r`| $q(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$ | $q'(x) = -q(x)$ |`),
    'functions by names of their own',
  ],
  [
    `${table(...pdf, r`| $q(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$ | $q'(x) = -x q(x)$ |`)}\n\n$k(x) = x P(x)$ has $k'(x) = P(x) + x q(x)$`,
    `${table(...pdf, r`| $q(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$ | $q'(x) = -x q(x)$ |`)}\n\n$k(x) = x P(x)$ has $k'(x) = P(x) + q(x)$`,
    'and what is made of them below',
  ],
  [
    table(
      r`| name | $f(x)$ | $f'(x)$ |`,
      r`| tanh | $\tanh(x)$ | $1 - \tanh^2(x)$ |`,
      r`| sigmoid | $\frac{1}{1+e^{-x}}$ | $f(x)(1-f(x))$ |`,
    ),
    table(
      r`| name | $f(x)$ | $f'(x)$ |`,
      r`| tanh | $\tanh(x)$ | $1 - \tanh^2(x)$ |`,
      r`| sigmoid | $\frac{1}{1+e^{-x}}$ | $f(x)(1+f(x))$ |`,
    ),
    'the f of each row is its own',
  ],
  [
    table(r`| | $f(x)$ | $f'(x)$ |`, r`| logistic | $\frac{1}{1+e^{-kx}}$ | $k\,\sigma(x)(1-\sigma(x))$ |`),
    table(r`| | $f(x)$ | $f'(x)$ |`, r`| logistic | $\frac{1}{1+e^{-kx}}$ | $\sigma(x)(1-\sigma(x))$ |`),
    'a letter of custom for the function of the row',
  ],
  [
    table(r`| Function | Derivative |`, r`| $\sin x$ | $\cos x$ |`, r`| $\cos x$ | $-\sin x$ |`),
    table(r`| Function | Derivative |`, r`| $\sin x$ | $\cos x$ |`, r`| $\cos x$ | $\sin x$ |`),
    'heads of words',
  ],
  [
    table(r`| 激活函数 | 公式 | 导数 |`, r`| softplus | $\ln(1+e^x)$ | $\frac{1}{1+e^{-x}}$ |`),
    table(r`| 激活函数 | 公式 | 导数 |`, r`| softplus | $\ln(1+e^x)$ | $\frac{1}{1+e^{x}}$ |`),
    'heads in Chinese, a name in front',
  ],
  [
    table(r`| Funktion | Ableitung |`, r`| $x^n$ | $n x^{n-1}$ |`, r`| $e^{ax}$ | $a e^{ax}$ |`),
    table(r`| Funktion | Ableitung |`, r`| $x^n$ | $n x^{n-1}$ |`, r`| $e^{ax}$ | $x e^{ax}$ |`),
    'parameters beside the variable, heads in German',
  ],
  [
    table(r`| $f$ | $f'$ | $f''$ |`, r`| $\ln x$ | $\frac1x$ | $-\frac{1}{x^2}$ |`),
    table(r`| $f$ | $f'$ | $f''$ |`, r`| $\ln x$ | $\frac1x$ | $\frac{1}{x^2}$ |`),
    'names without an argument, a second derivative',
  ],
  [
    table(r`| $y$ | $\frac{dy}{dx}$ |`, r`| $\sqrt{x}$ | $\frac{1}{2y}$ |`),
    table(r`| $y$ | $\frac{dy}{dx}$ |`, r`| $\sqrt{x}$ | $\frac{1}{y}$ |`),
    'a Leibniz fraction at the head, the value in the derivative',
  ],
  [
    table(r`| Loss | $L$ | $\frac{\partial L}{\partial \hat y}$ |`, r`| squared | $\frac12(\hat y - y)^2$ | $\hat y - y$ |`),
    table(r`| Loss | $L$ | $\frac{\partial L}{\partial \hat y}$ |`, r`| squared | $\frac12(\hat y - y)^2$ | $y - \hat y$ |`),
    'losses by the prediction',
  ],
  [
    table(r`| $f(x)$ | $\frac{d}{dx} f(x)$ |`, r`| $z^3$ | $3z^2$ |`),
    table(r`| $f(x)$ | $\frac{d}{dx} f(x)$ |`, r`| $z^3$ | $2z^2$ |`),
    'a row in another letter than its head',
  ],
  [
    table(r`| Function | $f'(x)$ |`, r`| $\tan x$ | $1 + \tan^2 x = 1 + f(x)^2$ |`),
    table(r`| Function | $f'(x)$ |`, r`| $\tan x$ | $1 + \tan^2 x = 1 - f(x)^2$ |`),
    'a chain in a cell',
  ],
  [
    table(
      r`| name | $f(x)$ | $f'(x)$ |`,
      r`| ReLU | $\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}$ | $\begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}$ |`,
    ),
    table(
      r`| name | $f(x)$ | $f'(x)$ |`,
      r`| ReLU | $\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}$ | $\begin{cases} x & x > 0 \\ 0 & x < 0 \end{cases}$ |`,
    ),
    'functions in pieces',
  ],
  [
    table(
      r`| Gate | $f(x, y)$ | $\frac{\partial f}{\partial x}$ | $\frac{\partial f}{\partial y}$ |`,
      r`| divide | $x / y$ | $1 / y$ | $-x / y^2$ |`,
    ),
    table(
      r`| Gate | $f(x, y)$ | $\frac{\partial f}{\partial x}$ | $\frac{\partial f}{\partial y}$ |`,
      r`| divide | $x / y$ | $1 / y$ | $x / y^2$ |`,
    ),
    'one function and two derivatives',
  ],
  [
    table(r`| a | b |`, r`| $f(x) = x^2$ | $f'(x) = 2x$ |`, r`| $f(x) = x^3$ | $f'(x) = 3x^2$ |`),
    table(r`| a | b |`, r`| $f(x) = x^2$ | $f'(x) = 2x$ |`, r`| $f(x) = x^3$ | $f'(x) = 2x$ |`),
    'whole statements, each row with its own meaning of a name',
  ],
  [
    table(r`| Function | Derivative |`, r`| $g(z) = \max(0, z)$ | $\mathbb{1}[z > 0]$ |`),
    table(r`| Function | Derivative |`, r`| $g(z) = \max(0, z)$ | $\mathbb{1}[z < 0]$ |`),
    'a function with a name of its own',
  ],
  [
    `Let $f(x) = x^2$.\n\n${table(r`| $f(x)$ | $f'(x)$ |`, r`| $x^3$ | $3x^2$ |`)}\n\nSo $f'(x) = 2x$.`,
    `Let $f(x) = x^2$.\n\n${table(r`| $f(x)$ | $f'(x)$ |`, r`| $x^3$ | $3x^2$ |`)}\n\nSo $f'(x) = 3x^2$.`,
    'the names of a row mean nothing behind the table',
  ],
];

const inWords: readonly Pair[] = [
  [
    table(r`| name | $f(x)$ | $f'(x)$ |`, r`| leaky | $x$ if $x > 0$ else $0.01x$ | $1$ if $x > 0$, $0.01$ otherwise |`),
    table(r`| name | $f(x)$ | $f'(x)$ |`, r`| leaky | $x$ if $x > 0$ else $0.01x$ | $1$ if $x > 0$, $0.1$ otherwise |`),
    'pieces in words',
  ],
  [
    table(r`| Funktion | Ableitung |`, r`| $g(x) = \max(0, x)$ | $0$ für $x < 0$; $1$ für $x > 0$ |`),
    table(r`| Funktion | Ableitung |`, r`| $g(x) = \max(0, x)$ | $1$ für $x < 0$; $0$ für $x > 0$ |`),
    'pieces in German words',
  ],
];

const beside: readonly Pair[] = [
  [
    table(r`| $f(x)$ | $x^2$ | $\sin^{-1} x$ |`, r`| $f'(x)$ | $2x$ | $\frac{1}{\sqrt{1-x^2}}$ |`),
    table(r`| $f(x)$ | $x^2$ | $\sin^{-1} x$ |`, r`| $f'(x)$ | $2x$ | $\frac{1}{1-x^2}$ |`),
    'functions in the first row',
  ],
  [
    table(r`| Quantity | Formula |`, r`| $L$ | $\frac12 (\hat y - y)^2$ |`, r`| $\frac{\partial L}{\partial \hat y}$ | $\hat y - y$ |`),
    table(r`| Quantity | Formula |`, r`| $L$ | $\frac12 (\hat y - y)^2$ |`, r`| $\frac{\partial L}{\partial \hat y}$ | $y - \hat y$ |`),
    'names in the first column',
  ],
  [
    table(r`| $f(\mathbf{x})$ | $\nabla f(\mathbf{x})$ |`, r`| $\mathbf{x}^\top A \mathbf{x}$ | $(A + A^\top)\mathbf{x}$ |`),
    table(r`| $f(\mathbf{x})$ | $\nabla f(\mathbf{x})$ |`, r`| $\mathbf{x}^\top A \mathbf{x}$ | $(A - A^\top)\mathbf{x}$ |`),
    'gradients of vectors',
  ],
  [
    `Let $W \\in \\mathbb{R}^{m \\times n}$ and $z = W x$.\n\n${table(r`| $g(z)$ | $g'(z)$ |`, r`| $\tanh(z)$ | $1 - g(z)^2$ |`)}`,
    `Let $W \\in \\mathbb{R}^{m \\times n}$ and $z = W x$.\n\n${table(r`| $g(z)$ | $g'(z)$ |`, r`| $\tanh(z)$ | $1 - g(z)$ |`)}`,
    'a variable with the letter of a vector',
  ],
  [
    table(
      r`| Name | Equation | Derivative |`,
      r`| arctan | $f(x) = \tan^{-1}(x)$ | $f'(x) = \frac{1}{1+x^2}$ |`,
      r`| Gauss | $f(x) = e^{-x^2}$ | $f'(x) = -2x e^{-x^2}$ |`,
    ),
    table(
      r`| Name | Equation | Derivative |`,
      r`| arctan | $f(x) = \tan^{-1}(x)$ | $f'(x) = \frac{1}{1+x^2}$ |`,
      r`| Gauss | $f(x) = e^{-x^2}$ | $f'(x) = -x e^{-x^2}$ |`,
    ),
    'a row that is not understood says nothing of the next',
  ],
];

pairs('tables whose cells are formulas', [...rows, ...inWords, ...beside]);

checks('tables that are left alone', [
  [
    `${table(r`| $x$ | $1$ | $2$ |`, r`| $f(x)$ | $-2$ | $5$ |`, r`| $f'(x)$ | $7$ | $0$ |`)}\n\n$y = 1$`,
    'definition',
    '',
    'values at points, by rows',
  ],
  [`${table(r`| Symbol | Meaning |`, r`| $f(x)$ | output, $d \times h$ |`)}\n\n$y = 1$`, 'definition', '', 'symbols and words'],
  [`${table(r`| $x$ | $f(x)$ | $f'(x)$ |`, r`| $0$ | $1$ | $2$ |`)}\n\n$y = 1$`, 'definition', '', 'values at points'],
  [`${table(r`| Epoch | $f(x)$ | $f'(x)$ |`, r`| $1$ | $0.5$ | $0.1$ |`)}\n\n$y = 1$`, 'definition', '', 'numbers'],
  [`${table(r`| Parameter | Gradient |`, r`| $W$ | $\delta x^\top$ |`)}\n\n$y = 1$`, 'definition', '', 'gradients of something else'],
  [`${table(r`| Function | Derivative |`, r`| $w x + b$ | $x$ |`)}\n\n$y = 1$`, 'definition', '', 'a variable that cannot be told'],
  [
    `${table(r`| Function | Derivative |`, r`| $\tanh(x)$ | $1 - a^2$ |`)}\n\n$y = 1$`,
    'definition',
    '',
    'a name that the row does not explain',
  ],
  [`${table(r`| $f(x)$ | $f'(x)$ |`, r`| $\max(0, x)$ | $0$ or $1$ |`)}\n\n$y = 1$`, 'definition', '', 'words beside formulas in a cell'],
  [`${table(r`| $f(x)$ | $f'(x)$ |`, r`| $f(x) + g(x)$ | $f'(x) + g'(x)$ |`)}\n\n$y = 1$`, 'definition', '', 'a function by itself'],
]);

describe('places in tables', () => {
  it('a claim stands in its own cell, and so does what is wrong with it', () => {
    const text = table(r`| $f(x)$ | $f'(x)$ |`, r`| $\cos x$ | $\sin x$ |`);
    const last = stepsOf(text).at(-1);
    const at = text.indexOf(r`\sin x`);
    const cell = { start: at, end: at + r`\sin x`.length };
    expect(last?.lhs).toBe(`f'(x)`);
    expect(last?.rhsRange).toEqual(cell);
    expect(last?.range).toEqual(cell);
    expect(last?.diagnosis?.range).toEqual(cell);
    expect(last?.diagnosis?.repairs[0]?.edits.every(({ range }) => cell.start <= range.start && range.end <= cell.end)).toBe(true);
  });

  it('a bar with a backslash moves nothing', () => {
    const text = table(r`| $y$ | $\frac{dy}{dx}$ |`, r`| $\|x\|$ | $-\operatorname{sign}(x)$ |`);
    const at = text.indexOf('-\\operatorname');
    expect(stepsOf(text).at(-1)?.verdict).toBe('mismatch');
    expect(stepsOf(text).at(-1)?.rhsRange.start).toBe(at);
  });
});
