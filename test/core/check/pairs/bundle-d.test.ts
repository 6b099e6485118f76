import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [r`$f = \|Xw-y\|^2$, $\nabla_w f = 2X^T(Xw-y)$`, r`$f = \|Xw-y\|^2$, $\nabla_w f = 2X(Xw-y)$`, 'least squares'],
  [
    r`$z_t = \sigma(W_z x_t + U_z h_{t-1})$, $c_t = \tanh(W_c x_t + U_c h_{t-1})$, $h_t = (1 - z_t) \odot h_{t-1} + z_t \odot c_t$. $$\frac{\partial L}{\partial z_t} = \frac{\partial L}{\partial h_t} \odot (c_t - h_{t-1})$$`,
    r`$z_t = \sigma(W_z x_t + U_z h_{t-1})$, $c_t = \tanh(W_c x_t + U_c h_{t-1})$, $h_t = (1 - z_t) \odot h_{t-1} + z_t \odot c_t$. $$\frac{\partial L}{\partial z_t} = \frac{\partial L}{\partial h_t} \odot (c_t + h_{t-1})$$`,
    'a definition that makes two axes one',
  ],
  [
    r`$q \in \mathbb R^d$, $e_j = \frac{q^\top k_j}{\sqrt d}$, $a_j = \frac{\exp(e_j)}{\sum_m \exp(e_m)}$, $o = \sum_j a_j v_j$, $g = \frac{\partial L}{\partial o}$. $$\frac{\partial L}{\partial v_j} = a_j g$$ $$\frac{\partial L}{\partial a_j} = g^\top v_j$$ $$\frac{\partial L}{\partial e_j} = a_j (g^\top v_j - \sum_m a_m g^\top v_m)$$`,
    r`$q \in \mathbb R^d$, $e_j = \frac{q^\top k_j}{\sqrt d}$, $a_j = \frac{\exp(e_j)}{\sum_m \exp(e_m)}$, $o = \sum_j a_j v_j$, $g = \frac{\partial L}{\partial o}$. $$\frac{\partial L}{\partial v_j} = a_j g$$ $$\frac{\partial L}{\partial a_j} = g^\top v_j$$ $$\frac{\partial L}{\partial e_j} = a_j (g^\top v_j + \sum_m a_m g^\top v_m)$$`,
    'attention: a loss without a formula is a number',
  ],
  [
    r`$o_t = \sigma(W_o x_t + U_o h_{t-1})$, $i_t = \sigma(W_i x_t + U_i h_{t-1})$, $f_t = \sigma(W_f x_t + U_f h_{t-1})$, $g_t = \tanh(W_g x_t + U_g h_{t-1})$, $c_t = f_t \odot c_{t-1} + i_t \odot g_t$, $h_t = o_t \odot \tanh(c_t)$. $$\frac{\partial h_t}{\partial c_t} = o_t \odot (1 - \tanh^2(c_t))$$`,
    r`$o_t = \sigma(W_o x_t + U_o h_{t-1})$, $i_t = \sigma(W_i x_t + U_i h_{t-1})$, $f_t = \sigma(W_f x_t + U_f h_{t-1})$, $g_t = \tanh(W_g x_t + U_g h_{t-1})$, $c_t = f_t \odot c_{t-1} + i_t \odot g_t$, $h_t = o_t \odot \tanh(c_t)$. $$\frac{\partial h_t}{\partial c_t} = o_t \odot (1 + \tanh^2(c_t))$$`,
    'the derivative of an elementwise formula as a vector',
  ],
  [
    r`$r=\|x\|$, $\frac{\partial r}{\partial x} = \frac{x}{\|x\|}$`,
    r`$r=\|x\|$, $\frac{\partial r}{\partial x} = \frac{x}{\|x\|^2}$`,
    'the length of a vector',
  ],
  [
    r`Let $X\in\mathbb R^{n\times d}$, $\theta\in\mathbb R^d$, $y\in\mathbb R^n$. $J = \frac12 (X\theta-y)^\top(X\theta-y)$, $\nabla_\theta J = X^\top X\theta - X^\top y$`,
    r`Let $X\in\mathbb R^{n\times d}$, $\theta\in\mathbb R^d$, $y\in\mathbb R^n$. $J = \frac12 (X\theta-y)^\top(X\theta-y)$, $\nabla_\theta J = X^\top X\theta + X^\top y$`,
    'least squares with shapes',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^{d}$, $t \in \mathbb R^n$. $J(w) = \frac12\|t-Xw\|^2 + \frac\lambda2 w^\top w$, $\nabla_w J(w) = X^\top(Xw-t)+\lambda w$`,
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^{d}$, $t \in \mathbb R^n$. $J(w) = \frac12\|t-Xw\|^2 + \frac\lambda2 w^\top w$, $\nabla_w J(w) = X^\top(Xw-t)+2\lambda w$`,
    'ridge with shapes',
  ],
  [
    r`$W\in\mathbb R^{m\times n}$, $x\in\mathbb R^n$, $t\in\mathbb R^m$. $z = Wx$, $L=\frac12\|z-t\|^2$, $\frac{\partial L}{\partial W} = (z-t)x^T$`,
    r`$W\in\mathbb R^{m\times n}$, $x\in\mathbb R^n$, $t\in\mathbb R^m$. $z = Wx$, $L=\frac12\|z-t\|^2$, $\frac{\partial L}{\partial W} = (t-z)x^T$`,
    'a linear layer, its weights, with shapes',
  ],
  [
    r`$W\in\mathbb R^{m\times n}$, $x\in\mathbb R^n$, $t\in\mathbb R^m$. $z = Wx$, $L=\frac12\|z-t\|^2$, $\frac{\partial L}{\partial x} = W^T(z-t)$`,
    r`$W\in\mathbb R^{m\times n}$, $x\in\mathbb R^n$, $t\in\mathbb R^m$. $z = Wx$, $L=\frac12\|z-t\|^2$, $\frac{\partial L}{\partial x} = W^T(t-z)$`,
    'a linear layer, its input, with shapes',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $W\in\mathbb R^{d\times k}$, $Y = XW$ and $L=\frac12\|Y-T\|_F^2$ give $\frac{\partial L}{\partial W} = X^\top(Y-T)$`,
    r`$X\in\mathbb R^{n\times d}$, $W\in\mathbb R^{d\times k}$, $Y = XW$ and $L=\frac12\|Y-T\|_F^2$ give $\frac{\partial L}{\partial W} = X^\top(T-Y)$`,
    'samples in rows, the sign',
  ],
  [
    r`$Q\in\mathbb R^{n\times d}$, $K\in\mathbb R^{m\times d}$. $S = QK^\top$, $L = \frac12\|S\|_F^2$. Then $\nabla_K L = S^\top Q$`,
    r`$Q\in\mathbb R^{n\times d}$, $K\in\mathbb R^{m\times d}$. $S = QK^\top$, $L = \frac12\|S\|_F^2$. Then $\nabla_K L = -S^\top Q$`,
    'queries and keys with shapes',
  ],
  [
    r`$A\in\mathbb R^{n\times n}$ is symmetric, $x,m\in\mathbb R^n$, $d = (x-m)^\top A(x-m)$. Then $\frac{\partial d}{\partial m} = -2A(x-m)$`,
    r`$A\in\mathbb R^{n\times n}$ is symmetric, $x,m\in\mathbb R^n$, $d = (x-m)^\top A(x-m)$. Then $\frac{\partial d}{\partial m} = 2A(x-m)$`,
    'a metric given by a symmetric matrix',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$; $p=\sigma(Xw)$, $L = -\sum_i \left(y_i\log p_i+(1-y_i)\log(1-p_i)\right)$, $\nabla_w L = X^\top(p-y)$`,
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$; $p=\sigma(Xw)$, $L = -\sum_i \left(y_i\log p_i+(1-y_i)\log(1-p_i)\right)$, $\nabla_w L = X^\top(y-p)$`,
    'logistic regression with shapes',
  ],
  [
    r`$P\in\mathbb R^{n\times k}$, $Q\in\mathbb R^{m\times k}$, $L=\frac12\|R-PQ^\top\|_F^2$; $\frac{\partial L}{\partial Q} = -(R-PQ^\top)^\top P$`,
    r`$P\in\mathbb R^{n\times k}$, $Q\in\mathbb R^{m\times k}$, $L=\frac12\|R-PQ^\top\|_F^2$; $\frac{\partial L}{\partial Q} = (R-PQ^\top)^\top P$`,
    'a factorisation with shapes',
  ],
  [
    r`$W\in\mathbb R^{m\times n}$, $R=\frac\lambda2\|W\|_F^2$, $\frac{\partial R}{\partial W} = \lambda W$`,
    r`$W\in\mathbb R^{m\times n}$, $R=\frac\lambda2\|W\|_F^2$, $\frac{\partial R}{\partial W} = 2\lambda W$`,
    'weight decay, a factor too many',
  ],
  [
    r`$A\in\mathbb R^{m\times n}$, $X\in\mathbb R^{n\times m}$, $f=\operatorname{tr}(AX)$ and $f = \sum_i\sum_j A_{ij}X_{ji}$, $\frac{\partial f}{\partial X_{ij}} = A_{ji}$`,
    r`$A\in\mathbb R^{m\times n}$, $X\in\mathbb R^{n\times m}$, $f=\operatorname{tr}(AX)$ and $f = \sum_i\sum_j A_{ij}X_{ji}$, $\frac{\partial f}{\partial X_{ij}} = A_{ij}$`,
    'the trace of a product',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$, $L=\frac1{2n}\|Xw-y\|_2^2$ $$\frac{\partial L}{\partial w} = \frac1nX^\top(Xw-y)$$`,
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$, $L=\frac1{2n}\|Xw-y\|_2^2$ $$\frac{\partial L}{\partial w} = X^\top(Xw-y)$$`,
    'a mean over the samples in the gradient',
  ],
  [
    r`$a,b\in\mathbb R^n$, $\|a-b\|^2 = a^\top a -2 a^\top b + b^\top b$`,
    r`$a,b\in\mathbb R^n$, $\|a-b\|^2 = a^\top a - a^\top b + b^\top b$`,
    'an expanded square',
  ],
  [
    r`$z_i = \sum_j W_{ij}x_j$, $L=\frac12\|z-t\|^2$, $\frac{\partial L}{\partial W_{ij}} = (z_i-t_i)x_j$`,
    r`$z_i = \sum_j W_{ij}x_j$, $L=\frac12\|z-t\|^2$, $\frac{\partial L}{\partial W_{ij}} = (z_i-t_i)x_i$`,
    'entry by entry beside the matrix form',
  ],
  [
    r`$A\in\mathbb R^{m\times n}$, $B\in\mathbb R^{n\times k}$, $(AB)^\top = B^\top A^\top$`,
    r`$A\in\mathbb R^{m\times n}$, $B\in\mathbb R^{n\times k}$, $(AB)^\top = -B^\top A^\top$`,
    'a transpose of a product',
  ],
  [
    r`$W\in\mathbb R^{n\times n}$, $x\in\mathbb R^n$, $y = x+Wx$, $L=\frac12 y^\top y$, $\nabla_x L = y+W^\top y$`,
    r`$W\in\mathbb R^{n\times n}$, $x\in\mathbb R^n$, $y = x+Wx$, $L=\frac12 y^\top y$, $\nabla_x L = y-W^\top y$`,
    'a skip around a layer',
  ],
  [
    r`$u,v\in\mathbb R^n$, $E=\|u-v\|^2$, $\frac{\partial E}{\partial v} = -2(u-v)$`,
    r`$u,v\in\mathbb R^n$, $E=\|u-v\|^2$, $\frac{\partial E}{\partial v} = 2(u-v)$`,
    'the squared norm of a gap, seen from its second end',
  ],
  [
    r`$f(x) = \frac12\|Ax\|^2$, $\nabla f(x) = A^\top A x$`,
    r`$f(x) = \frac12\|Ax\|^2$, $\nabla f(x) = 2A^\top A x$`,
    'half a square, twice its derivative',
  ],
  [
    r`$y = Wx+b$ and $L = g^\top y$ with a constant $g$. $\nabla_b L = g$`,
    r`$y = Wx+b$ and $L = g^\top y$ with a constant $g$. $\nabla_b L = -g$`,
    'an upstream vector through a linear layer',
  ],
];

pairs('bundle D: matrices and vectors', rows);
