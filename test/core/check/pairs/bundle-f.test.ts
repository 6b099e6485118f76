import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, $\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij}-p_j)$`,
    r`$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, $\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij}+p_j)$`,
    'the Jacobian of softmax',
  ],
  [
    r`$L = \sum_i c_i x_i^2$, $\frac{\partial L}{\partial x_j} = \sum_i 2c_ix_i\delta_{ij} = 2c_jx_j$`,
    r`$L = \sum_i c_i x_i^2$, $\frac{\partial L}{\partial x_j} = \sum_i 2c_ix_i\delta_{ij} = 2c_j$`,
    'a delta under a sum',
  ],
  [
    r`$y = \mathrm{ReLU}(wx)$, $\frac{\partial y}{\partial w} = x\,\mathbb 1[wx>0]$`,
    r`$y = \mathrm{ReLU}(wx)$, $\frac{\partial y}{\partial w} = w\,\mathbb 1[wx>0]$`,
    'ReLU by name',
  ],
  [
    r`$f(x) = \begin{cases} x & x>0 \\ \alpha x & x\le 0\end{cases}$, $f'(x) = \begin{cases} 1 & x>0 \\ \alpha & x<0\end{cases}$`,
    r`$f(x) = \begin{cases} x & x>0 \\ \alpha x & x\le 0\end{cases}$, $f'(x) = \begin{cases} 1 & x>0 \\ 0 & x<0\end{cases}$`,
    'leaky ReLU with cases',
  ],
  [
    r`$net = w_1 i_1 + w_2 i_2 + b$, $out = \frac{1}{1+e^{-net}}$, $\frac{\partial out}{\partial net} = out(1-out)$`,
    r`$net = w_1 i_1 + w_2 i_2 + b$, $out = \frac{1}{1+e^{-net}}$, $\frac{\partial out}{\partial net} = out(1+out)$`,
    'net and out in plain italics',
  ],
  [
    r`$E_{total} = \frac12(target_1-out_1)^2+\frac12(target_2-out_2)^2$, $\frac{\partial E_{total}}{\partial out_1} = -(target_1-out_1)$`,
    r`$E_{total} = \frac12(target_1-out_1)^2+\frac12(target_2-out_2)^2$, $\frac{\partial E_{total}}{\partial out_1} = (target_1-out_1)$`,
    'an error total of two outputs',
  ],
  [
    r`$p_i = \frac{e^{z_i/T}}{\sum_k e^{z_k/T}}$. $\frac{\partial p_i}{\partial z_j} = \frac1Tp_i(\delta_{ij}-p_j)$`,
    r`$p_i = \frac{e^{z_i/T}}{\sum_k e^{z_k/T}}$. $\frac{\partial p_i}{\partial z_j} = Tp_i(\delta_{ij}-p_j)$`,
    'a temperature in softmax',
  ],
  [
    r`$c_i = x_i - \frac1n\sum_{k=1}^n x_k$, $\frac{\partial c_i}{\partial x_j} = \delta_{ij} - \frac1n$`,
    r`$c_i = x_i - \frac1n\sum_{k=1}^n x_k$, $\frac{\partial c_i}{\partial x_j} = \delta_{ij} - 1$`,
    'a centred value',
  ],
  [
    r`$loss = (pred-label)^2$, $pred = w x$, $\frac{\partial loss}{\partial w} = 2(pred-label)x$`,
    r`$loss = (pred-label)^2$, $pred = w x$, $\frac{\partial loss}{\partial w} = 2(pred-label)w$`,
    'a loss with a name of several letters',
  ],
  [
    r`$r = \sqrt{\sum_k x_k^2}$, $u_i = x_i/r$, $\frac{\partial u_i}{\partial x_j} = \frac{\delta_{ij}-u_iu_j}{r}$`,
    r`$r = \sqrt{\sum_k x_k^2}$, $u_i = x_i/r$, $\frac{\partial u_i}{\partial x_j} = \frac{\delta_{ij}+u_iu_j}{r}$`,
    'a normalised vector',
  ],
  [
    r`$y=\operatorname{relu}(x)^2$, $\frac{dy}{dx}=2\operatorname{relu}(x)$`,
    r`$y=\operatorname{relu}(x)^2$, $\frac{dy}{dx}=\operatorname{relu}(x)$`,
    'a squared ReLU',
  ],
  [
    r`$h_j = \max(0, a_j)$, $a_j=\sum_i w_{ji}x_i$, $L=\frac12\sum_j h_j^2$; $\frac{\partial L}{\partial w_{ji}} = h_j\,x_i$`,
    r`$h_j = \max(0, a_j)$, $a_j=\sum_i w_{ji}x_i$, $L=\frac12\sum_j h_j^2$; $\frac{\partial L}{\partial w_{ji}} = h_j\,x_j$`,
    'ReLU as a maximum under a loss',
  ],
  [
    r`$z_k=\sum_j w_{kj}x_j$, $\frac{\partial z_k}{\partial w_{ij}} = \delta_{ki}x_j$`,
    r`$z_k=\sum_j w_{kj}x_j$, $\frac{\partial z_k}{\partial w_{ij}} = \delta_{kj}x_i$`,
    'the derivative of a weight by a weight',
  ],
  [
    r`$\operatorname{softplus}(x) = \ln(1+e^x)$, $\frac{d}{dx}\operatorname{softplus}(x) = \operatorname{sigmoid}(x)$`,
    r`$\operatorname{softplus}(x) = \ln(1+e^x)$, $\frac{d}{dx}\operatorname{softplus}(x) = \tanh(x)$`,
    'softplus by name beside its slope',
  ],
  [
    r`$loss = \max(0, 1-y\cdot score)$, $\frac{\partial loss}{\partial score} = \begin{cases} -y & y\cdot score < 1 \\ 0 & y\cdot score > 1\end{cases}$`,
    r`$loss = \max(0, 1-y\cdot score)$, $\frac{\partial loss}{\partial score} = \begin{cases} y & y\cdot score < 1 \\ 0 & y\cdot score > 1\end{cases}$`,
    'a hinge by name',
  ],
  [
    r`$z_k = \sum_j w_{kj}x_j+b_k$, $L=\sum_k c_kz_k$ so $\frac{\partial z_k}{\partial b_j} = \delta_{kj}$`,
    r`$z_k = \sum_j w_{kj}x_j+b_k$, $L=\sum_k c_kz_k$ so $\frac{\partial z_k}{\partial b_j} = \delta_{kj}x_j$`,
    'a bias and its delta',
  ],
  [
    r`$p=\operatorname{softmax}(z)$, $L=\frac12\sum_k p_k^2$, $\frac{\partial L}{\partial z_j}=p_j^2-p_j\sum_k p_k^2$`,
    r`$p=\operatorname{softmax}(z)$, $L=\frac12\sum_k p_k^2$, $\frac{\partial L}{\partial z_j}=p_j^2+p_j\sum_k p_k^2$`,
    'softmax by name under a squared error',
  ],
  [
    r`$\text{prob} = \text{sigmoid}(\text{logit})$, $\frac{\partial\,\text{prob}}{\partial\,\text{logit}} = \text{prob}\,(1-\text{prob})$`,
    r`$\text{prob} = \text{sigmoid}(\text{logit})$, $\frac{\partial\,\text{prob}}{\partial\,\text{logit}} = \text{prob}\,(1+\text{prob})$`,
    'a sigmoid by name in text',
  ],
];

pairs('bundle F: Kronecker deltas, long names, softmax and ReLU by name', rows);
