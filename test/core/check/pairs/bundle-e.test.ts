import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$L = \frac12\sum_k (a_k-t_k)^2$, $a_k = \sigma(z_k)$, $\delta_k := \frac{\partial L}{\partial z_k}$. So $\delta_k = (a_k-t_k)\,a_k(1-a_k)$`,
    r`$L = \frac12\sum_k (a_k-t_k)^2$, $a_k = \sigma(z_k)$, $\delta_k := \frac{\partial L}{\partial z_k}$. So $\delta_k = (t_k-a_k)\,a_k(1-a_k)$`,
    'an error term of the output layer',
  ],
  [
    r`$z = wx+b$, $a=\tanh(z)$, $L=\frac12(a-y)^2$. We write $da = \frac{\partial L}{\partial a}$, $dz=\frac{\partial L}{\partial z}$, $dw = \frac{\partial L}{\partial w}$.

$dz = da\,(1-a^2)$`,
    r`$z = wx+b$, $a=\tanh(z)$, $L=\frac12(a-y)^2$. We write $da = \frac{\partial L}{\partial a}$, $dz=\frac{\partial L}{\partial z}$, $dw = \frac{\partial L}{\partial w}$.

$dz = da\,(1-z^2)$`,
    'names as in code for two layers of numbers',
  ],
  [
    r`$z = wx+b$, $L=\frac12(z-y)^2$, $dz = z - y$, $db = dz$`,
    r`$z = wx+b$, $L=\frac12(z-y)^2$, $dz = z - y$, $db = x\,dz$`,
    'the gradient of a bias by its code name',
  ],
  [
    r`$z = wx+b$, $L=\frac12(z-y)^2$, $\mathrm{d}z = z-y$, $\mathrm{d}w = x\,\mathrm{d}z$`,
    r`$z = wx+b$, $L=\frac12(z-y)^2$, $\mathrm{d}z = z-y$, $\mathrm{d}w = w\,\mathrm{d}z$`,
    'a gradient of a weight by its code name',
  ],
  [
    r`$z^{(l)}_j = \sum_k w^{(l)}_{jk}a^{(l-1)}_k$, $a^{(l)}_j = \sigma(z^{(l)}_j)$, $C=\frac12\sum_j(a^{(L)}_j-y_j)^2$, $\delta^{(l)}_j = \frac{\partial C}{\partial z^{(l)}_j}$. Then $\delta^{(L)}_j = (a^{(L)}_j-y_j)\,\sigma'(z^{(L)}_j)$`,
    r`$z^{(l)}_j = \sum_k w^{(l)}_{jk}a^{(l-1)}_k$, $a^{(l)}_j = \sigma(z^{(l)}_j)$, $C=\frac12\sum_j(a^{(L)}_j-y_j)^2$, $\delta^{(l)}_j = \frac{\partial C}{\partial z^{(l)}_j}$. Then $\delta^{(L)}_j = (y_j-a^{(L)}_j)\,\sigma'(z^{(L)}_j)$`,
    'error terms with layer labels',
  ],
  [
    r`$z^{l}_j = \sum_k w^{l}_{jk}a^{l-1}_k + b^l_j$, $a^{l}_j = \sigma(z^{l}_j)$, $C=\frac12\sum_j(a^{L}_j-y_j)^2$, $\delta^{l}_j = \frac{\partial C}{\partial z^{l}_j}$. Then $\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k\,\delta^l_j$`,
    r`$z^{l}_j = \sum_k w^{l}_{jk}a^{l-1}_k + b^l_j$, $a^{l}_j = \sigma(z^{l}_j)$, $C=\frac12\sum_j(a^{L}_j-y_j)^2$, $\delta^{l}_j = \frac{\partial C}{\partial z^{l}_j}$. Then $\frac{\partial C}{\partial w^l_{jk}} = a^{l}_k\,\delta^l_j$`,
    'the slope of a weight out of an error term',
  ],
  [
    r`$z^{l}_j = \sum_k w^{l}_{jk}a^{l-1}_k + b^l_j$, $a^{l}_j = \sigma(z^{l}_j)$, $C=\frac12\sum_j(a^{L}_j-y_j)^2$, $\delta^{l}_j = \frac{\partial C}{\partial z^{l}_j}$. Then $\frac{\partial C}{\partial b^l_j} = \delta^l_j$`,
    r`$z^{l}_j = \sum_k w^{l}_{jk}a^{l-1}_k + b^l_j$, $a^{l}_j = \sigma(z^{l}_j)$, $C=\frac12\sum_j(a^{L}_j-y_j)^2$, $\delta^{l}_j = \frac{\partial C}{\partial z^{l}_j}$. Then $\frac{\partial C}{\partial b^l_j} = \delta^l_j a^{l-1}_j$`,
    'the slope of a bias out of an error term',
  ],
  [
    r`$z_i = w x_i + b$, $J=\frac1{2m}\sum_{i=1}^m (z_i-y_i)^2$, $dz_i = \frac{\partial J}{\partial z_i}$, $dw = \frac{\partial J}{\partial w}$. $$dw = \sum_{i=1}^m x_i\,dz_i$$`,
    r`$z_i = w x_i + b$, $J=\frac1{2m}\sum_{i=1}^m (z_i-y_i)^2$, $dz_i = \frac{\partial J}{\partial z_i}$, $dw = \frac{\partial J}{\partial w}$. $$dw = \frac1m\sum_{i=1}^m x_i\,dz_i$$`,
    'a batch in columns, means over it',
  ],
  [
    r`$z^{[1]} = w^{[1]}x$, $a^{[1]}=\tanh(z^{[1]})$, $z^{[2]}=w^{[2]}a^{[1]}$, $L=\frac12(z^{[2]}-y)^2$, $dz^{[2]} = z^{[2]}-y$, $dz^{[1]} = w^{[2]}dz^{[2]}\left(1-(a^{[1]})^2\right)$`,
    r`$z^{[1]} = w^{[1]}x$, $a^{[1]}=\tanh(z^{[1]})$, $z^{[2]}=w^{[2]}a^{[1]}$, $L=\frac12(z^{[2]}-y)^2$, $dz^{[2]} = z^{[2]}-y$, $dz^{[1]} = w^{[1]}dz^{[2]}\left(1-(a^{[1]})^2\right)$`,
    'a name with a layer in brackets',
  ],
  [
    r`$o = \sigma(v h)$, $h=\sigma(w x)$, $E=\frac12(o-t)^2$. Let $\delta_2 = \frac{\partial E}{\partial (vh)} = (o-t)o(1-o)$. Then $\frac{\partial E}{\partial w} = \delta_2\,v\,h(1-h)\,x$`,
    r`$o = \sigma(v h)$, $h=\sigma(w x)$, $E=\frac12(o-t)^2$. Let $\delta_2 = \frac{\partial E}{\partial (vh)} = (o-t)o(1-o)$. Then $\frac{\partial E}{\partial w} = \delta_2\,v\,o(1-o)\,x$`,
    'a numbered error term',
  ],
  [
    r`$L=\frac12(wx-t)^2$, $g = \frac{\partial L}{\partial w}$, $g = (wx-t)x$`,
    r`$L=\frac12(wx-t)^2$, $g = \frac{\partial L}{\partial w}$, $g = (wx-t)w$`,
    "a step of descent by the gradient's name",
  ],
  [
    r`$h_t = w h_{t-1}+x_t$, $L = \frac12\sum_t h_t^2$, $\delta_t = \frac{\partial L}{\partial h_t}$ $$\delta_t = h_t + w\delta_{t+1}$$`,
    r`$h_t = w h_{t-1}+x_t$, $L = \frac12\sum_t h_t^2$, $\delta_t = \frac{\partial L}{\partial h_t}$ $$\delta_t = h_t + \delta_{t+1}$$`,
    'the error of time',
  ],
  [
    r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k y_k\log p_k$ with a one-hot $y$, and $\delta_k = \frac{\partial L}{\partial z_k}$: $\delta_k = p_k-y_k$`,
    r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k y_k\log p_k$ with a one-hot $y$, and $\delta_k = \frac{\partial L}{\partial z_k}$: $\delta_k = y_k-p_k$`,
    'a delta for softmax with a target',
  ],
  [
    r`$Z = WX$, $J=\frac12\|Z-Y\|_F^2$, $dZ = Z-Y$, $dW = dZ X^T$`,
    r`$Z = WX$, $J=\frac12\|Z-Y\|_F^2$, $dZ = Z-Y$, $dW = -dZ X^T$`,
    'gradient names for a matrix layer',
  ],
  [
    r`$W\in\mathbb R^{m\times n}$, $X\in\mathbb R^{n\times b}$, $Z = WX$, $J=\frac12\|Z-Y\|_F^2$, $dZ = \frac{\partial J}{\partial Z}$. Now $dX = \frac{\partial J}{\partial X}$ is $dX = W^T dZ$`,
    r`$W\in\mathbb R^{m\times n}$, $X\in\mathbb R^{n\times b}$, $Z = WX$, $J=\frac12\|Z-Y\|_F^2$, $dZ = \frac{\partial J}{\partial Z}$. Now $dX = \frac{\partial J}{\partial X}$ is $dX = 2W^T dZ$`,
    'gradient names for the input of a matrix layer',
  ],
  [
    r`$y = \sin(ab)$, $\bar y = 1$, $\bar a = \frac{\partial y}{\partial a}$, $\bar a = b\cos(ab)$`,
    r`$y = \sin(ab)$, $\bar y = 1$, $\bar a = \frac{\partial y}{\partial a}$, $\bar a = a\cos(ab)$`,
    'bars over symbols as adjoints',
  ],
  [
    r`$o_1 = \sigma(v_1h)$, $o_2=\sigma(v_2h)$, $E=\frac12(o_1-t_1)^2+\frac12(o_2-t_2)^2$. $\delta_{1} = (o_1-t_1)o_1(1-o_1)$, $\delta_{2}=(o_2-t_2)o_2(1-o_2)$ and $\frac{\partial E}{\partial h} = v_1\delta_1 + v_2\delta_2$`,
    r`$o_1 = \sigma(v_1h)$, $o_2=\sigma(v_2h)$, $E=\frac12(o_1-t_1)^2+\frac12(o_2-t_2)^2$. $\delta_{1} = (o_1-t_1)o_1(1-o_1)$, $\delta_{2}=(o_2-t_2)o_2(1-o_2)$ and $\frac{\partial E}{\partial h} = v_1\delta_1 - v_2\delta_2$`,
    'a delta for each of two outputs, gathered in the hidden unit',
  ],
  [
    r`$L=\frac12 k(w-c)^2$, $dw = \frac{\partial L}{\partial w}$. Then $dw = k(w-c)$`,
    r`$L=\frac12 k(w-c)^2$, $dw = \frac{\partial L}{\partial w}$. Then $dw = k(w+c)$`,
    "momentum with the gradient's name",
  ],
  [
    r`$L=\ln(1+e^{-yf})$. Let $\text{df} = \frac{\partial L}{\partial f}$. So $\text{df} = -y\,\sigma(-yf)$`,
    r`$L=\ln(1+e^{-yf})$. Let $\text{df} = \frac{\partial L}{\partial f}$. So $\text{df} = y\,\sigma(-yf)$`,
    'a gradient named in text',
  ],
];

pairs('bundle E: names for gradients', rows);
