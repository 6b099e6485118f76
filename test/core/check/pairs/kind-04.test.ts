import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$. If $i=j$: $$\frac{\partial p_i}{\partial z_j}=p_i(1-p_i)$$`,
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$. If $i=j$: $$\frac{\partial p_i}{\partial z_j}=p_i(1+p_i)$$`,
    'i = j before a display',
  ],
  [
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$. For $i\neq j$:

$$\frac{\partial p_i}{\partial z_j}=-p_ip_j$$`,
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$. For $i\neq j$:

$$\frac{\partial p_i}{\partial z_j}=p_ip_j$$`,
    'i ≠ j before a display',
  ],
  [
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$, $$\frac{\partial p_i}{\partial z_j}=\begin{cases}p_i(1-p_i) & i=j\\ -p_ip_j & i\ne j\end{cases}$$`,
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$, $$\frac{\partial p_i}{\partial z_j}=\begin{cases}p_i(1-p_i) & i=j\\ -p_i^2 & i\ne j\end{cases}$$`,
    'a case in cases',
  ],
  [
    r`$h=\max(0,z)$ and $z=wx+b$. When $z>0$, $\frac{\partial h}{\partial b}=1$`,
    r`$h=\max(0,z)$ and $z=wx+b$. When $z>0$, $\frac{\partial h}{\partial b}=x$`,
    'a positive input',
  ],
  [
    r`$\ell=\max(0,1-yf)$, $f=wx$. If $yf<1$ then $\frac{\partial\ell}{\partial w}=-yx$`,
    r`$\ell=\max(0,1-yf)$, $f=wx$. If $yf<1$ then $\frac{\partial\ell}{\partial w}=yx$`,
    'a hinge inside its margin',
  ],
  [
    r`$\ell=\max(0,1-yf)$, $f=wx$. If $yf>1$ then $\frac{\partial\ell}{\partial w}=0$`,
    r`$\ell=\max(0,1-yf)$, $f=wx$. If $yf>1$ then $\frac{\partial\ell}{\partial w}=-yx$`,
    'a hinge beyond its margin',
  ],
  [
    r`$R=\lambda|w|$. For $w<0$ we get $\frac{\partial R}{\partial w}=-\lambda$`,
    r`$R=\lambda|w|$. For $w<0$ we get $\frac{\partial R}{\partial w}=\lambda$`,
    'an absolute value to the left',
  ],
  [
    r`$L=-y\log p-(1-y)\log(1-p)$. If $y=1$, $\frac{\partial L}{\partial p}=-\frac1p$`,
    r`$L=-y\log p-(1-y)\log(1-p)$. If $y=1$, $\frac{\partial L}{\partial p}=\frac1p$`,
    'the label is one',
  ],
  [
    r`$L=-y\log p-(1-y)\log(1-p)$, $p=\sigma(z)$. If $y=0$, $\frac{\partial L}{\partial z}=p$`,
    r`$L=-y\log p-(1-y)\log(1-p)$, $p=\sigma(z)$. If $y=0$, $\frac{\partial L}{\partial z}=p-1$`,
    'the label is zero',
  ],
  [
    r`$$y_k=\frac{e^{a_k}}{\sum_l e^{a_l}}$$ $$\frac{\partial\log y_k}{\partial a_l}=-y_l\quad\text{if } k\neq l$$`,
    r`$$y_k=\frac{e^{a_k}}{\sum_l e^{a_l}}$$ $$\frac{\partial\log y_k}{\partial a_l}=1-y_l\quad\text{if } k\neq l$$`,
    'a condition in text inside the display',
  ],
  [
    r`$q_i=\frac{e^{u_i}}{\sum_k e^{u_k}}$

**Case 1:** $i=j$

$$\frac{\partial \log q_i}{\partial u_j}=1-q_j$$

**Case 2:** $i\neq j$

$$\frac{\partial \log q_i}{\partial u_j}=-q_j$$`,
    r`$q_i=\frac{e^{u_i}}{\sum_k e^{u_k}}$

**Case 1:** $i=j$

$$\frac{\partial \log q_i}{\partial u_j}=1-q_j$$

**Case 2:** $i\neq j$

$$\frac{\partial \log q_i}{\partial u_j}=q_j$$`,
    'a heading-like line for each case',
  ],
  [
    r`$q_i=\frac{e^{-u_i}}{\sum_k e^{-u_k}}$. First let $i=j$. Then

$$\frac{\partial q_i}{\partial u_j}=-q_i(1-q_i)$$`,
    r`$q_i=\frac{e^{-u_i}}{\sum_k e^{-u_k}}$. First let $i=j$. Then

$$\frac{\partial q_i}{\partial u_j}=q_i(1-q_i)$$`,
    'the cases as paragraphs, after the pieces',
  ],
  [
    r`$p_i=\frac{e^{z_i/T}}{\sum_k e^{z_k/T}}$. When $i\neq j$ we have $$\frac{\partial p_i}{\partial z_j}=-\frac1Tp_ip_j$$`,
    r`$p_i=\frac{e^{z_i/T}}{\sum_k e^{z_k/T}}$. When $i\neq j$ we have $$\frac{\partial p_i}{\partial z_j}=-Tp_ip_j$$`,
    'the other index, said in words around the display',
  ],
  [
    r`$y=\min(r,c)$ and $r=\frac{a}{b}$. When $r<c$, $\frac{\partial y}{\partial a}=\frac1b$`,
    r`$y=\min(r,c)$ and $r=\frac{a}{b}$. When $r<c$, $\frac{\partial y}{\partial a}=-\frac{a}{b^2}$`,
    'a clipped ratio',
  ],
  [
    r`$f(x)=\max(x-\lambda,0)$. If $x>\lambda$, $f(x)^2=x^2-2\lambda x+\lambda^2$`,
    r`$f(x)=\max(x-\lambda,0)$. If $x>\lambda$, $f(x)^2=x^2+2\lambda x+\lambda^2$`,
    'a soft threshold',
  ],
  [
    r`$h=\begin{cases}z&z>0\\0.1z&z\le0\end{cases}$, $z=wx$. If $z>0$, $\frac{\partial h}{\partial w}=x$`,
    r`$h=\begin{cases}z&z>0\\0.1z&z\le0\end{cases}$, $z=wx$. If $z>0$, $\frac{\partial h}{\partial w}=w$`,
    'a leaky unit on either side',
  ],
  [
    r`$h=\begin{cases}z&z>0\\0.1z&z\le0\end{cases}$, $z=wx$. If $z<0$, $\frac{\partial h}{\partial w}=0.1x$`,
    r`$h=\begin{cases}z&z>0\\0.1z&z\le0\end{cases}$, $z=wx$. If $z<0$, $\frac{\partial h}{\partial w}=x$`,
    'a leaky unit to the left',
  ],
  [
    r`$p=\sigma(wx)$, $L=-y\log p-(1-y)\log(1-p)$. When $y=1$: $\frac{\partial L}{\partial w}=(p-1)x$`,
    r`$p=\sigma(wx)$, $L=-y\log p-(1-y)\log(1-p)$. When $y=1$: $\frac{\partial L}{\partial w}=px$`,
    'the true label of logistic loss',
  ],
  [
    r`$L=\max(0,|r|-\epsilon)$ with $r=y-wx$. For $r>\epsilon>0$, $\frac{\partial L}{\partial w}=-x$`,
    r`$L=\max(0,|r|-\epsilon)$ with $r=y-wx$. For $r>\epsilon>0$, $\frac{\partial L}{\partial w}=x$`,
    'epsilon-insensitive loss above the tube',
  ],
  [
    r`$L=\log(1+e^{-yf})$. If $y=-1$, $\frac{\partial L}{\partial f}=\sigma(f)$`,
    r`$L=\log(1+e^{-yf})$. If $y=-1$, $\frac{\partial L}{\partial f}=-\sigma(f)$`,
    'a label of minus one',
  ],
];

pairs('kind 4: case conditions in prose', rows);
