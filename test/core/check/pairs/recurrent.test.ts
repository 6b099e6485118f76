import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const net = r`$a_t = U x_t + W s_{t-1}$, $s_t = \tanh(a_t)$, $z_t = V s_t$, $p_t = \operatorname{softmax}(z_t)$ with one-hot $q_t$, $E_t = -\sum_m q_{t,m} \log p_{t,m}$, $E = \sum_{t=1}^{\tau} E_t$.

$\frac{\partial p_{t,m}}{\partial z_{t,n}} = p_{t,m} (\delta_{mn} - p_{t,n})$. Let $\delta_t = \frac{\partial E}{\partial a_t}$. For $t < \tau$ we find`;

const gated = r`All of $x_t$, $s_t$, $g_t$ are vectors. $u_t = W_{sg} s_{t-1} + W_{xg} x_t + b_g$, $g_t = \sigma(u_t)$, $s_t = g_t \odot s_{t-1} + (1 - g_t) \odot x_t$. With $\epsilon_t = \frac{\partial J}{\partial u_t}$, where $J$ is a function of $s_1, \dots, s_T$:`;

const unsaid = r`$u_t = W s_{t-1} + U x_t + b$, $r_t = \sigma(W_r s_{t-1} + U_r x_t + b_r)$, $s_t = r_t \odot \tanh(u_t)$. The loss is $E = \ell(s_T)$ for some differentiable $\ell$. Let $\epsilon_t = \frac{\partial E}{\partial s_t}$.

# Backwards

`;

const squares = r`$h_t = \tanh(W h_{t-1} + U x_t + b)$, $o_t = V h_t + c$, $L = \sum_{t=1}^T \frac12 \|o_t - y_t\|^2$.`;

const each = r`All are column vectors. $a_t = W s_{t-1} + V x_t + b$ and $s_t = \tanh(a_t)$. The loss is $C = \sum_{t=1}^T \ell_t(s_t)$ with differentiable $\ell_t$. $$\epsilon_t = \frac{\partial C}{\partial a_t}$$ $$\frac{\partial C}{\partial V} = \sum_{t=1}^T \epsilon_t x_t^\top$$ `;

const memory = r`All are column vectors, $W \in \mathbb R^{n \times n}$. $f_t = \sigma(W s_{t-1} + b)$, $m_t = f_t \odot m_{t-1} + x_t$, $s_t = \tanh(m_t)$. The loss is $C = \sum_{t=1}^T \ell_t(s_t)$ with differentiable $\ell_t$. $$\delta^s_t = \frac{\partial C}{\partial s_t}, \qquad \delta^m_t = \frac{\partial C}{\partial m_t}$$ `;

const mixed = r`All are column vectors. $r_t = \sigma(U_r s_{t-1} + V_r x_t)$, $s_t = \tanh(V x_t + U (r_t \odot s_{t-1}))$. The loss $C$ is some differentiable function of $s_T$. $$\delta_t = \frac{\partial C}{\partial s_t}, \quad q_t = \delta_t \odot (1 - s_t^2), \quad u_t = (U^\top q_t) \odot s_{t-1} \odot r_t \odot (1 - r_t)$$ `;

pairs('losses at each step in time', [
  [
    r`${each}$$\frac{\partial C}{\partial W} = \sum_{t=1}^T \epsilon_t s_{t-1}^\top$$`,
    r`${each}$$\frac{\partial C}{\partial W} = \sum_{t=1}^T s_{t-1} \epsilon_t^\top$$`,
    'an outer product in the wrong order, where another one shows the layout',
  ],
  [
    r`${memory}$$\delta^m_t = \delta^s_t \odot (1 - s_t^2) + \delta^m_{t+1} \odot f_{t+1}$$`,
    r`${memory}$$\delta^m_t = \delta^s_t \odot (1 - s_t^2) + \delta^m_{t+1} \odot f_t$$`,
    'errors of two states of vectors',
  ],
  [
    r`${memory}$$\frac{\partial C}{\partial f_t} = \delta^m_t \odot m_{t-1}$$`,
    r`${memory}$$\frac{\partial C}{\partial f_t} = \delta^m_t \odot m_t$$`,
    'a gate beside a loss at each step',
  ],
  [
    r`${mixed}$$\delta_{t-1} = r_t \odot (U^\top q_t) + U_r^\top u_t$$`,
    r`${mixed}$$\delta_{t-1} = r_t \odot (U^\top q_t) + U_r u_t$$`,
    'a vector at each step by the small letter of a matrix',
  ],
]);

pairs('vectors that have entries at each step in time', [
  [
    r`${net} $\delta_t = (1 - s_t \odot s_t) \odot (V^\top (p_t - q_t) + W^\top \delta_{t+1})$`,
    r`${net} $\delta_t = (1 - s_t \odot s_t) \odot (V^\top (p_t - q_t) + W \delta_{t+1})$`,
    'errors of steps beside a Kronecker delta; a condition in front of a formula says nothing of the sentence before',
  ],
  [
    r`${net} $\frac{\partial E}{\partial W_{ij}} = \sum_{t=1}^{\tau} \delta_{t,i} s_{t-1,j}$`,
    r`${net} $\frac{\partial E}{\partial W_{ij}} = \sum_{t=1}^{\tau} \delta_{t,i} s_{t,j}$`,
    'entries behind the step in time, in a sum up to a Greek letter',
  ],
  [
    r`${net} $\frac{\partial E}{\partial V} = \sum_{t=1}^\tau (p_t - q_t) s_t^\top$`,
    r`${net} $\frac{\partial E}{\partial V} = \sum_{t=1}^\tau (q_t - p_t) s_t^\top$`,
    'one premise for the targets of all steps',
  ],
  [
    r`${net} $\frac{\partial E}{\partial U} = \sum_{t=1}^\tau \delta_t x_t^\top$`,
    r`${net} $\frac{\partial E}{\partial U} = \sum_{t=1}^\tau \delta_t x_{t-1}^\top$`,
    'an input of the step before, in front of the first of which there is none',
  ],
  [
    r`${net} $\frac{\partial E_t}{\partial z_{t,n}} = -\sum_m q_{t,m} (\delta_{mn} - p_{t,n})$`,
    r`${net} $\frac{\partial E_t}{\partial z_{t,n}} = \sum_m q_{t,m} (\delta_{mn} - p_{t,n})$`,
    'a Kronecker delta beside the errors of steps',
  ],
  [
    r`${net} $\frac{\partial s_t}{\partial s_{t-1}} = \operatorname{diag}(1 - s_t \odot s_t) W$`,
    r`${net} $\frac{\partial s_t}{\partial s_{t-1}} = \operatorname{diag}(1 - s_t) W$`,
    'from one step to the next',
  ],
  [
    r`${gated} $\frac{\partial J}{\partial W_{xg,ij}} = \sum_{t=1}^T \epsilon_{t,i} x_{t,j}$`,
    r`${gated} $\frac{\partial J}{\partial W_{xg,ij}} = -\sum_{t=1}^T \epsilon_{t,i} x_{t,j}$`,
    'entries of a matrix that is called by what it leads between',
  ],
  [
    r`${gated} $\frac{\partial J}{\partial b_{g,i}} = \sum_{t=1}^T \epsilon_{t,i}$`,
    r`${gated} $\frac{\partial J}{\partial b_{g,i}} = \epsilon_{t,i}$`,
    'entries of a bias that is called by one letter',
  ],
  [
    r`${squares} $\frac{\partial L}{\partial c} = \sum_{t=1}^T (o_t - y_t)$`,
    r`${squares} $\frac{\partial L}{\partial c} = o_t - y_t$`,
    'a bias that all steps share',
  ],
  [
    r`$h_t = \tanh(w h_{t-1} + u x_t)$, $L = \sum_{t=1}^T (h_t - y_t)^2$ and $\delta_t = \frac{\partial L}{\partial h_t}$. $\frac{\partial L}{\partial h_{T-1}} = 2 (h_{T-1} - y_{T-1}) + \delta_T (1 - h_T^2) w$`,
    r`$h_t = \tanh(w h_{t-1} + u x_t)$, $L = \sum_{t=1}^T (h_t - y_t)^2$ and $\delta_t = \frac{\partial L}{\partial h_t}$. $\frac{\partial L}{\partial h_{T-1}} = 2 (h_{T-1} - y_{T-1}) + \delta_T (1 - h_{T-1}^2) w$`,
    'the last step but one',
  ],
  [
    r`$a^{(l)} = \sigma(z^{(l)})$, $z^{(l)} = w^{(l)} a^{(l-1)}$, $C = \frac12 (a^{(L)} - y)^2$. $\frac{\partial C}{\partial w^{(L)}} = (a^{(L)} - y) \sigma'(z^{(L)}) a^{(L-1)}$`,
    r`$a^{(l)} = \sigma(z^{(l)})$, $z^{(l)} = w^{(l)} a^{(l-1)}$, $C = \frac12 (a^{(L)} - y)^2$. $\frac{\partial C}{\partial w^{(L)}} = (a^{(L)} - y) \sigma'(z^{(L)}) a^{(L)}$`,
    'the last layer but one',
  ],
  [
    r`$h = \sigma(W_h x)$, $r = W_r h$, $L = \frac12 \sum_i (r_i - x_i)^2$, $\frac{\partial L}{\partial W_{r,ij}} = (r_i - x_i) h_j$`,
    r`$h = \sigma(W_h x)$, $r = W_r h$, $L = \frac12 \sum_i (r_i - x_i)^2$, $\frac{\partial L}{\partial W_{r,ij}} = (x_i - r_i) h_j$`,
    'entries of matrices that are called by one letter, where nothing else tells of matrices',
  ],
  [
    r`$h = \tanh(V x)$, $y = W_{out} h$, $E = \frac12 \|y - t\|^2$, $\frac{\partial E}{\partial W_{out,ij}} = (y_i - t_i) h_j$`,
    r`$h = \tanh(V x)$, $y = W_{out} h$, $E = \frac12 \|y - t\|^2$, $\frac{\partial E}{\partial W_{out,ij}} = (t_i - y_i) h_j$`,
    'entries of a matrix that is called by a word',
  ],
]);

checks('a loss that is only said to be a function', [
  [
    r`${unsaid}$\frac{\partial E}{\partial u_t} = \epsilon_t \odot r_t \odot (1 - \tanh^2(u_t))$`,
    'holds',
    '',
    'a number made of a whole vector, under another heading than its derivatives',
  ],
]);

const states = r`Let $L = \frac12 s_T^2$ and $\lambda_t = \frac{\partial L}{\partial s_t}$. Then $\lambda_T = s_T$, $\lambda_t = a \lambda_{t+1}$ and `;
const ranged = r`The state obeys $s_{t+1} = a s_t + u_t$ for $t = 0, \dots, T-1$. ${states}`;
const unranged = r`The state obeys $s_{t+1} = a s_t + u_t$. ${states}`;

pairs('states of which the next one is given', [
  [
    r`${ranged}$$\frac{\partial L}{\partial a} = \sum_{t=0}^{T-1} \lambda_{t+1} s_t$$`,
    r`${ranged}$$\frac{\partial L}{\partial a} = -\sum_{t=0}^{T-1} \lambda_{t+1} s_t$$`,
    'from zero on, as is said',
  ],
  [
    r`${unranged}$$\frac{\partial L}{\partial a} = \sum_{t=0}^{T-1} \lambda_{t+1} s_t$$`,
    r`${unranged}$$\frac{\partial L}{\partial a} = -\sum_{t=0}^{T-1} \lambda_{t+1} s_t$$`,
    'from zero on, as the sums are',
  ],
  [
    r`${unranged}$$\frac{\partial L}{\partial a} = \sum_{t=1}^{T-1} \lambda_{t+1} s_t$$`,
    r`${unranged}$$\frac{\partial L}{\partial a} = \sum_{t=1}^{T-1} \lambda_t s_t$$`,
    'from a first state that is given',
  ],
  [
    r`${ranged}$$\frac{\partial L}{\partial u_t} = \lambda_{t+1}$$`,
    r`${ranged}$$\frac{\partial L}{\partial u_t} = \lambda_t$$`,
    'the input of one step',
  ],
]);

const steps = r`$h_t = \tanh(w h_{t-1} + u x_t)$, numbers, $L = \sum_{t=1}^T (h_t - y_t)^2$. `;
const back = r`$$\frac{\partial L}{\partial h_t} = 2(h_t - y_t) + \frac{\partial L}{\partial h_{t+1}} w (1 - h_{t+1}^2)$$`;
const wrongBack = r`$$\frac{\partial L}{\partial h_t} = 2(h_t - y_t) + \frac{\partial L}{\partial h_{t+1}} w (1 - h_t^2)$$`;

pairs('where steps in time begin and end, in words', [
  [r`From $t = 1$ to $t = T$: ${steps}${back}`, r`From $t = 1$ to $t = T$: ${steps}${wrongBack}`, 'both ends as equations'],
  [r`从 $t=1$ 到 $t=T$：${steps}${back}`, r`从 $t=1$ 到 $t=T$：${steps}${wrongBack}`, 'whatever word stands between'],
  [r`From $t = 1$ to $T$: ${steps}${back}`, r`From $t = 1$ to $T$: ${steps}${wrongBack}`, 'the last one by its name'],
  [
    r`Starting at $t = 1$, we compute ${steps}${back}`,
    r`Starting at $t = 1$, we compute ${steps}${wrongBack}`,
    'a formula that leads from step to step is not of the first one alone',
  ],
]);
