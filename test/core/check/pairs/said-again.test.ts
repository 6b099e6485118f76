import { type Pair, pairs } from './support.ts';

const r = String.raw;

/** Sections of which each says a derivative of its own, with words between. */
const sections = (...texts: readonly string[]): string => texts.map((text, n) => `# Part ${n + 1}\n${text}`).join('\n\n');

const graph = r`$a = wx, \quad u = a + b, \quad e = u - y, \quad L = e^2$`;
const network = r`$u = f(x; \theta)$ has the parameters $\theta = (w_1, \dots, w_n)$.`;
const numbers = r`Let $x = 2$, $w = 3$, $b = 1$: $u = a + b = 6 + 1 = 7$.`;

pairs('what a section says again is so there', [
  [
    `${network}\n\n${sections(graph, numbers, r`${graph}. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial e} \frac{\partial e}{\partial u} \frac{\partial u}{\partial a} x = 2 e x$`)}`,
    `${network}\n\n${sections(graph, numbers, r`${graph}. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial e} \frac{\partial e}{\partial u} \frac{\partial u}{\partial a} x = 2 e w$`)}`,
    'a formula that is brought back where another one is in force',
  ],
  [
    r`The candidates are $x = -1, 0, 2$. With $u = 3 x^2$ and $g = \sin u$: $\frac{\partial g}{\partial x} = 6 x \cos u$`,
    r`The candidates are $x = -1, 0, 2$. With $u = 3 x^2$ and $g = \sin u$: $\frac{\partial g}{\partial x} = 3 x \cos u$`,
    'numbers in a list define nothing',
  ],
]);

const circle = (claim: string): string =>
  sections(
    r`With $A = W^\top$ the form is $g = v^\top W W^\top v$.`,
    r`We look for $W = A^{-1}$ and $h = s^2$.`,
    r`For $u \in \mathbb{R}^n$ and a square matrix $A$ let $f = u^\top A^\top A u + g + h$. ${claim}`,
  );

pairs('sections that define two names by one another', [
  [
    circle(r`$\frac{\partial f}{\partial u} = 2 A^\top A u$`),
    circle(r`$\frac{\partial f}{\partial u} = A^\top A u$`),
    'a circle that no section makes alone',
  ],
]);

const inside: readonly Pair[] = [
  [
    r`$a = \sigma(z) = \sigma(w^\top x + b)$, $L = -y \log a - (1 - y) \log (1 - a)$. $\frac{\partial L}{\partial w} = (a - y) x$`,
    r`$a = \sigma(z) = \sigma(w^\top x + b)$, $L = -y \log a - (1 - y) \log (1 - a)$. $\frac{\partial L}{\partial w} = (a - y) w$`,
    'the score of a neuron',
  ],
  [
    r`$p_k = \frac{e^{s_k}}{\sum_j e^{s_j}} = \frac{e^{\sum_i w_{ki} x_i}}{\sum_j e^{\sum_i w_{ji} x_i}}$. $\frac{\partial s_k}{\partial x_i} = w_{ki}$`,
    r`$p_k = \frac{e^{s_k}}{\sum_j e^{s_j}} = \frac{e^{\sum_i w_{ki} x_i}}{\sum_j e^{\sum_i w_{ji} x_i}}$. $\frac{\partial s_k}{\partial x_i} = w_{ik}$`,
    'scores in each place of a softmax',
  ],
  [
    r`$a_t = \tanh(q_t) = \tanh(U h_{t-1} + W x_t + b)$, $c_t = g_t \odot a_t$. $\frac{\partial L}{\partial q_t} = \frac{\partial L}{\partial c_t} \odot g_t \odot (1 - a_t^2)$`,
    r`$a_t = \tanh(q_t) = \tanh(U h_{t-1} + W x_t + b)$, $c_t = g_t \odot a_t$. $\frac{\partial L}{\partial q_t} = \frac{\partial L}{\partial c_t} \odot (1 - a_t^2)$`,
    'the candidate of a gate',
  ],
  [
    r`$g_t = \tanh(q_t) = \tanh(U_g h_{t-1} + W_g x_t + b_g)$. $\frac{\partial g_t}{\partial q_t} = 1 - g_t^2$`,
    r`$g_t = \tanh(q_t) = \tanh(U_g h_{t-1} + W_g x_t + b_g)$. $\frac{\partial g_t}{\partial q_t} = 1 - q_t^2$`,
    'a letter below names that stands in a further formula of the chain alone',
  ],
];

pairs('a name in a function that is written again with a formula', inside);

pairs('values in front of the first step', [
  [
    r`$q_t = U h_{t-1} + W x_t + b$, $i_t = \sigma(q_t)$, $c_t = i_t \odot g_t$. $\frac{\partial L}{\partial q_t} = \frac{\partial L}{\partial c_t} \odot g_t \odot i_t \odot (1 - i_t)$`,
    r`$q_t = U h_{t-1} + W x_t + b$, $i_t = \sigma(q_t)$, $c_t = i_t \odot g_t$. $\frac{\partial L}{\partial q_t} = \frac{\partial L}{\partial c_t} \odot i_t \odot (1 - i_t)$`,
    'a state that nothing defines, under a loss of all steps',
  ],
]);

pairs('the index named again above a sum', [
  [
    r`$L = \frac{1}{T} \sum_{t=0}^{t=T-1} (y_t - w x_t)^2$, $\frac{\partial L}{\partial w} = -\frac{2}{T} \sum_{t=0}^{t=T-1} (y_t - w x_t) x_t$`,
    r`$L = \frac{1}{T} \sum_{t=0}^{t=T-1} (y_t - w x_t)^2$, $\frac{\partial L}{\partial w} = -\frac{2}{T} \sum_{t=0}^{t=T-1} (y_t - w x_t)$`,
    'both ends of a mean over time',
  ],
]);
