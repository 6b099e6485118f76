import { pairs, tails } from './support.ts';

const r = String.raw;

pairs('labels that are one or minus one without saying so', [
  [
    r`Perceptron update on a mistake: $w' = w + y x$. $$\|w'\|^2 = \|w\|^2 + 2 y w^\top x + y^2 \|x\|^2 = \|w\|^2 + 2 y w^\top x + \|x\|^2$$`,
    r`Perceptron update on a mistake: $w' = w + y x$. $$\|w'\|^2 = \|w\|^2 + 2 y w^\top x + y^2 \|x\|^2 = \|w\|^2 + y w^\top x + \|x\|^2$$`,
    'the square of a label is one, and no factor of two is',
  ],
  [
    r`Support vector machine. $L = \frac12\|w\|^2 + \frac{C}{2}\sum_i (1 - y_i w^\top x_i)^2$. $$\nabla_w L = w - C\sum_i y_i x_i (1 - y_i w^\top x_i) = w - C\sum_i (y_i - w^\top x_i) x_i$$`,
    r`Least squares. $L = \frac12 (y - wx)^2$. $$L = \frac12 y^2 - ywx + \frac12 w^2x^2 = \frac12 - ywx + \frac12 w^2x^2$$`,
    'a margin under a square, beside targets that may be any numbers',
  ],
  [
    r`Exponential loss $L = \sum_i e^{-y_i f_i}$. $$\frac{\partial^2 L}{\partial f_i^2} = y_i^2 e^{-y_i f_i} = e^{-y_i f_i}$$`,
    r`Exponential loss $L = \sum_i e^{-y_i f_i}$. $$\frac{\partial L}{\partial f_i} = -y_i e^{-y_i f_i} = -e^{-y_i f_i}$$`,
    'two labels are lost, or one',
  ],
  [
    r`Ising spins. $E = -\frac12 (m - \sum_i s_i)^2$ and $g_i = s_i E$. $$s_i g_i = s_i^2 E = E$$`,
    r`A sum of signals. $E = -\frac12 (m - \sum_i s_i)^2$ and $g_i = s_i E$. $$s_i g_i = s_i^2 E = E$$`,
    'spins, and the same letter for something else',
  ],
]);

tails('labels of which the formulas alone tell', [
  [
    r`$L = \ln(1 + e^{-yz})$, $p = \sigma(yz)$. $$\frac{\partial^2 L}{\partial z^2} = y^2 p (1-p) = p(1-p)$$`,
    ['holds', 'undetermined'],
    'a margin in no words, where any number may be meant',
  ],
  [
    r`$L = \ln(1 + e^{-yz})$ with labels $y$, $p = \sigma(yz)$. $$\frac{\partial^2 L}{\partial z^2} = y^2 p (1-p) = p(1-p)$$`,
    ['holds', 'holds-assuming'],
    'a margin of labels',
  ],
  [r`Bernoulli, $t$ the label. $L = -t\ln y - (1-t)\ln(1-y)$. $$t^2 = t$$`, ['undetermined'], 'a label that is one or zero'],
  [
    r`$f = x y^2$. $$\frac{\partial f}{\partial x} = y^2$$ $$\frac{\partial f}{\partial y} = 2x$$`,
    ['holds', 'mismatch'],
    'a name that is differentiated by, whose letter alone does not make it a label',
  ],
]);
