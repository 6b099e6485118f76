import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const state = r`$h_t = f(x_t, h_{t-1}, w)$.`;
const parts = r`\frac{\partial f(x_t, h_{t-1}, w)}{\partial w}`;
const through = r`\frac{\partial f(x_t, h_{t-1}, w)}{\partial h_{t-1}}`;
const tower = r`$h_t = f(x_t, h_{t-1}, w_h)$, $o_t = g(h_t, w_o)$, $L(x_1, \ldots, x_T, w_h, w_o) = \frac1T \sum_{t=1}^T \ell(y_t, o_t)$.`;

pairs('derivatives of a function by one of its arguments', [
  [
    r`${state} $$\frac{\partial h_t}{\partial w} = ${parts} + ${through} \frac{\partial h_{t-1}}{\partial w}$$`,
    r`${state} $$\frac{\partial h_t}{\partial w} = ${parts} - ${through} \frac{\partial h_{t-1}}{\partial w}$$`,
    'a recursion whose parts are told apart by argument; what it starts from depends on nothing',
  ],
  [
    r`${state} For $t \ge 2$, $$\frac{\partial h_t}{\partial w} = ${parts} + ${through} \frac{\partial h_{t-1}}{\partial w}$$`,
    r`${state} For $t \ge 2$, $$\frac{\partial h_t}{\partial w} = ${parts} + ${through}$$`,
    'without the start; the derivative of the state before is lost',
  ],
  [
    r`${tower} $$\frac{\partial h_t}{\partial w_h} = \frac{\partial f(x_t, h_{t-1}, w_h)}{\partial w_h} + \frac{\partial f(x_t, h_{t-1}, w_h)}{\partial h_{t-1}} \frac{\partial h_{t-1}}{\partial w_h}$$`,
    r`${tower} $$\frac{\partial h_t}{\partial w_h} = \frac{\partial f(x_t, h_{t-1}, w_h)}{\partial w_h} + 2 \frac{\partial f(x_t, h_{t-1}, w_h)}{\partial h_{t-1}} \frac{\partial h_{t-1}}{\partial w_h}$$`,
    'a weight among the parameters of the loss, which may be one of several',
  ],
  [
    r`${state} $$\frac{\partial h_t}{\partial w} = ${parts} + \sum_{i=1}^{t-1} \left( \prod_{j=i+1}^t \frac{\partial f(x_j, h_{j-1}, w)}{\partial h_{j-1}} \right) \frac{\partial f(x_i, h_{i-1}, w)}{\partial w}$$`,
    r`${state} $$\frac{\partial h_t}{\partial w} = ${parts} + \sum_{i=1}^{t-1} \left( \prod_{j=i}^t \frac{\partial f(x_j, h_{j-1}, w)}{\partial h_{j-1}} \right) \frac{\partial f(x_i, h_{i-1}, w)}{\partial w}$$`,
    'the recursion worked out; one factor too many in each product',
  ],
]);

pairs('sums that start at a name', [
  [
    r`$$\sum_{j=1}^n a_j = \sum_{j=1}^{m-1} a_j + \sum_{j=m}^n a_j$$`,
    r`$$\sum_{j=1}^n a_j = \sum_{j=1}^m a_j + \sum_{j=m}^n a_j$$`,
    'a sum cut in two; the member at the cut counted twice',
  ],
  [
    r`$$\sum_{j=1}^{c+t-1} a_j = \sum_{j=1}^{c-1} a_j + \sum_{j=c}^{c+t-1} a_j$$`,
    r`$$\sum_{j=1}^{c+t-1} a_j = \sum_{j=1}^{c} a_j + \sum_{j=c}^{c+t-1} a_j$$`,
    'the same with an end that is worked out',
  ],
]);

const gate = r`Vectors of one size: $i = \sigma(u)$, $c = i \odot g + b$.`;

pairs('products of a vector and what is left of it', [
  [
    r`${gate} $$\frac{\partial L}{\partial u} = i (1 - i) \cdot \frac{\partial L}{\partial c} \odot g$$`,
    r`${gate} $$\frac{\partial L}{\partial u} = i (1 + i) \cdot \frac{\partial L}{\partial c} \odot g$$`,
    'no sign, a dot and a circle in one product entry by entry',
  ],
  [
    r`${gate} $$\frac{\partial L}{\partial u} = \frac{\partial L}{\partial i} i (1 - i)$$`,
    r`${gate} $$\frac{\partial L}{\partial u} = \frac{\partial L}{\partial i} i (i - 1)$$`,
    'a gradient in front of a slope, without signs',
  ],
]);

pairs('comparisons in brackets', [
  [
    r`$z = \max(0, x)$, $\frac{dL}{dx} = \frac{dL}{dz} \odot (x > 0)$`,
    r`$z = \max(0, x)$, $\frac{dL}{dx} = \frac{dL}{dz} \odot (x < 0)$`,
    'a mask behind a sign',
  ],
  [
    r`$z = \max(0, x)$, $\frac{dL}{dx} = (z > 0) * \frac{dL}{dz}$`,
    r`$z = \max(0, x)$, $\frac{dL}{dx} = (z > 0) * \frac{dL}{dz} + z$`,
    'a mask in front of a sign',
  ],
  [
    r`$$y = \begin{cases} x\ (x > 0) \\ 0\ (x \le 0) \end{cases}$$ $$\frac{dy}{dx} = \begin{cases} 1\ (x > 0) \\ 0\ (x \le 0) \end{cases}$$`,
    r`$$y = \begin{cases} x\ (x > 0) \\ 0\ (x \le 0) \end{cases}$$ $$\frac{dy}{dx} = \begin{cases} 0\ (x > 0) \\ 1\ (x \le 0) \end{cases}$$`,
    'conditions in brackets behind the values of cases',
  ],
]);

checks('equations that words pose, shapes, and arguments', [
  [r`The ratio would need to be $\frac11 = \frac{2}{0.2}$, which it is not.`, 'not-a-claim', '', 'a consequence that is refuted'],
  [r`The ratio is $\frac11 = \frac{2}{0.2}$.`, 'mismatch', 'arithmetic', 'the same as a claim'],
  [r`In shapes, $(B, D_{\text{in}}) @ (D_{\text{in}}, E) = (B, E)$`, 'not-a-claim', '', 'shapes that fit together'],
  [r`$g = \nabla f(x)$. The step $d$ solves $\nabla^2 f(x) d = -\nabla f(x)$`, 'undetermined', '', 'an equation for a name'],
  [
    r`$E(u, v) = (u^2 - v)^2$, $\nabla E(u, v) = 2 (u^2 - v) \cdot [2u, -1](u, v)$`,
    'undetermined',
    '',
    'the arguments once more behind a list',
  ],
]);

checks('updates by a derivative as it is written', [
  [r`$w \leftarrow w - \eta \frac{\partial L(S, w)}{\partial w}$`, 'definition', '', 'a loss by what it is of'],
  [r`$w_{k+1} = w_k - \alpha_k \frac1m \sum_{j \in I_k} \nabla_w f(w_k, x_j)$`, 'definition', '', 'a mean over a set'],
  [
    r`$L = (w x - y)^2$, $\frac{\partial L}{\partial w} = 2 (w x - y) x$. By gradient descent $w \leftarrow w - \eta \cdot 2 (w x + y) x$`,
    'mismatch',
    'sign',
    'a formula is judged',
  ],
]);
