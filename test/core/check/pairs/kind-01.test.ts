import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$y_i = \gamma x_i+\beta$ and $C = \frac12\sum_i y_i^2$. $$\frac{\partial C}{\partial\beta} = \frac{\partial C}{\partial y_i}\cdot\frac{\partial y_i}{\partial\beta} = \sum_i \frac{\partial C}{\partial y_i}$$`,
    r`$y_i = \gamma x_i+\beta$ and $C = \frac12\sum_i y_i^2$. $$\frac{\partial C}{\partial\beta} = \frac{\partial C}{\partial y_i}\cdot\frac{\partial y_i}{\partial\beta} = \sum_i x_i\frac{\partial C}{\partial y_i}$$`,
    'the shift of a normalised batch',
  ],
  [
    r`$y_i = \gamma\hat x_i+\beta$, $C=\sum_i c_iy_i$: $\frac{\partial C}{\partial\gamma} = \frac{\partial C}{\partial y_i}\frac{\partial y_i}{\partial\gamma} = \sum_i c_i\hat x_i$`,
    r`$y_i = \gamma\hat x_i+\beta$, $C=\sum_i c_iy_i$: $\frac{\partial C}{\partial\gamma} = \frac{\partial C}{\partial y_i}\frac{\partial y_i}{\partial\gamma} = \sum_i c_i$`,
    'the scale of a normalised batch',
  ],
  [
    r`$h_t = \tanh(w x_t)$, $L=\frac12\sum_t h_t^2$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial h_t}\frac{\partial h_t}{\partial w} = \sum_t h_t(1-h_t^2)x_t$`,
    r`$h_t = \tanh(w x_t)$, $L=\frac12\sum_t h_t^2$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial h_t}\frac{\partial h_t}{\partial w} = \sum_t h_t(1-h_t^2)$`,
    'a shared weight over time',
  ],
  [
    r`$a_k=\sum_j w_{kj}z_j$, $E=\frac12\sum_k (a_k-t_k)^2$. $$\frac{\partial E}{\partial z_j} = \frac{\partial E}{\partial a_k}\frac{\partial a_k}{\partial z_j} = \sum_k(a_k-t_k)w_{kj}$$`,
    r`$a_k=\sum_j w_{kj}z_j$, $E=\frac12\sum_k (a_k-t_k)^2$. $$\frac{\partial E}{\partial z_j} = \frac{\partial E}{\partial a_k}\frac{\partial a_k}{\partial z_j} = \sum_k(a_k-t_k)z_j$$`,
    'paths through all the outputs, the sum in the last member only',
  ],
  [
    r`$p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k y_k\log p_k$ where $\sum_k y_k = 1$. $\frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial p_k}\frac{\partial p_k}{\partial z_i} = p_i-y_i$`,
    r`$p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k y_k\log p_k$ where $\sum_k y_k = 1$. $\frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial p_k}\frac{\partial p_k}{\partial z_i} = p_i+y_i$`,
    'softmax, the path through every class',
  ],
  [
    r`$L=\frac1N\sum_{n=1}^N\ell_n$, $\ell_n = (wx_n-t_n)^2$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial\ell_n}\frac{\partial\ell_n}{\partial w} = \frac1N\sum_{n=1}^N 2(wx_n-t_n)x_n$`,
    r`$L=\frac1N\sum_{n=1}^N\ell_n$, $\ell_n = (wx_n-t_n)^2$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial\ell_n}\frac{\partial\ell_n}{\partial w} = \frac1N\sum_{n=1}^N 2(wx_n-t_n)$`,
    'a sum over samples said before and left out after',
  ],
  [
    r`$m=\frac1n\sum_i x_i$, $d_i = x_i-m$, $V=\sum_i d_i^2$. $\frac{\partial V}{\partial m} = \frac{\partial V}{\partial d_i}\frac{\partial d_i}{\partial m} = -2\sum_i d_i$`,
    r`$m=\frac1n\sum_i x_i$, $d_i = x_i-m$, $V=\sum_i d_i^2$. $\frac{\partial V}{\partial m} = \frac{\partial V}{\partial d_i}\frac{\partial d_i}{\partial m} = 2\sum_i d_i$`,
    'the mean on the path of a variance',
  ],
  [
    r`$s_t = u\,c_t$, $L=\sum_t \log(1+e^{s_t})$. $\frac{\partial L}{\partial u} = \frac{\partial L}{\partial s_t}\frac{\partial s_t}{\partial u} = \sum_t\sigma(s_t)c_t$`,
    r`$s_t = u\,c_t$, $L=\sum_t \log(1+e^{s_t})$. $\frac{\partial L}{\partial u} = \frac{\partial L}{\partial s_t}\frac{\partial s_t}{\partial u} = \sum_t\sigma(-s_t)c_t$`,
    'an embedding that is used at each place',
  ],
  [
    r`$y_{p} = w x_{p}+b$, $L=\frac12\sum_p (y_p-t_p)^2$, $\frac{\partial L}{\partial b} = \frac{\partial L}{\partial y_p}\frac{\partial y_p}{\partial b} = \sum_p (y_p-t_p)$`,
    r`$y_{p} = w x_{p}+b$, $L=\frac12\sum_p (y_p-t_p)^2$, $\frac{\partial L}{\partial b} = \frac{\partial L}{\partial y_p}\frac{\partial y_p}{\partial b} = \sum_p (y_p+t_p)$`,
    'the bias of a filter',
  ],
  [
    r`$o_i=\sum_j a_{ij}v_j$, $L=\frac12\sum_i (o_i-t_i)^2$. $\frac{\partial L}{\partial v_j} = \frac{\partial L}{\partial o_i}\frac{\partial o_i}{\partial v_j} = \sum_i (o_i-t_i)a_{ij}$`,
    r`$o_i=\sum_j a_{ij}v_j$, $L=\frac12\sum_i (o_i-t_i)^2$. $\frac{\partial L}{\partial v_j} = \frac{\partial L}{\partial o_i}\frac{\partial o_i}{\partial v_j} = \sum_i (o_i-t_i)a_{ij}v_j$`,
    'the value of attention by a path that is not summed',
  ],
  [
    r`$z_n = wx_n$, $L=\sum_n (z_n-t_n)^2$, $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z_n}x_n$`,
    r`$z_n = wx_n$, $L=\sum_n (z_n-t_n)^2$, $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z_n}w$`,
    'a batch, an implied sum that stays implied',
  ],
  [
    r`$g_k = \sigma(u_k s)$, $L=\sum_k c_kg_k$, $\frac{\partial L}{\partial s} = \frac{\partial L}{\partial g_k}\frac{\partial g_k}{\partial s} = \sum_k c_kg_k(1-g_k)u_k$`,
    r`$g_k = \sigma(u_k s)$, $L=\sum_k c_kg_k$, $\frac{\partial L}{\partial s} = \frac{\partial L}{\partial g_k}\frac{\partial g_k}{\partial s} = \sum_k c_kg_k(1-g_k)s$`,
    'a path over the gates',
  ],
  [
    r`$\hat x_i = \frac{d_i}{s}$, $L=\sum_i c_i\hat x_i$, $\frac{\partial L}{\partial s} = \frac{\partial L}{\partial\hat x_i}\frac{\partial\hat x_i}{\partial s} = -\frac1{s^2}\sum_i c_id_i$`,
    r`$\hat x_i = \frac{d_i}{s}$, $L=\sum_i c_i\hat x_i$, $\frac{\partial L}{\partial s} = \frac{\partial L}{\partial\hat x_i}\frac{\partial\hat x_i}{\partial s} = -\frac1{s^2}\sum_i c_i\hat x_i$`,
    'the standard deviation of a batch',
  ],
  [
    r`$y = \sum_e g_ef_e$, $L=\frac12(y-t)^2$, $f_e = v_ex$. $\frac{\partial L}{\partial x} = \frac{\partial L}{\partial f_e}\frac{\partial f_e}{\partial x} = (y-t)\sum_e g_ev_e$`,
    r`$y = \sum_e g_ef_e$, $L=\frac12(y-t)^2$, $f_e = v_ex$. $\frac{\partial L}{\partial x} = \frac{\partial L}{\partial f_e}\frac{\partial f_e}{\partial x} = (y-t)\sum_e g_ef_e$`,
    'a sum over experts',
  ],
  [
    r`$z_k=\sum_d w_{kd}x_d$, $L=\log\sum_k e^{z_k}$, $\frac{\partial L}{\partial x_d}=\frac{\partial L}{\partial z_k}\frac{\partial z_k}{\partial x_d}=\frac{\sum_k w_{kd}e^{z_k}}{\sum_k e^{z_k}}$`,
    r`$z_k=\sum_d w_{kd}x_d$, $L=\log\sum_k e^{z_k}$, $\frac{\partial L}{\partial x_d}=\frac{\partial L}{\partial z_k}\frac{\partial z_k}{\partial x_d}=\frac{\sum_k w_{kd}z_k}{\sum_k e^{z_k}}$`,
    'the path through each logit of a linear layer',
  ],
  [
    r`$r_n=t_n-m$, $L=\frac{\beta}{2}\sum_n r_n^2$, $\frac{\partial L}{\partial m}=\frac{\partial L}{\partial r_n}\frac{\partial r_n}{\partial m}=-\beta\sum_n r_n$`,
    r`$r_n=t_n-m$, $L=\frac{\beta}{2}\sum_n r_n^2$, $\frac{\partial L}{\partial m}=\frac{\partial L}{\partial r_n}\frac{\partial r_n}{\partial m}=\beta\sum_n r_n$`,
    'a prior weight that every sample shares',
  ],
  [
    r`$a_i=\tanh(ux_i)$, $C=\sum_i q_ia_i$
$$\begin{aligned}\frac{\partial C}{\partial u}&=\frac{\partial C}{\partial a_i}\frac{\partial a_i}{\partial u}\\&=\sum_i q_i(1-a_i^2)x_i\end{aligned}$$`,
    r`$a_i=\tanh(ux_i)$, $C=\sum_i q_ia_i$
$$\begin{aligned}\frac{\partial C}{\partial u}&=\frac{\partial C}{\partial a_i}\frac{\partial a_i}{\partial u}\\&=\sum_i q_i(1-a_i)x_i\end{aligned}$$`,
    'the ends of the path in one row each',
  ],
];

pairs('kind 1: implied sums', rows);
