import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$$\newcommand{\pder}[2]{\frac{\partial #1}{\partial #2}}$$ $L=\frac12(uv-t)^2$, $\pder{L}{u}=(uv-t)v$`,
    r`$$\newcommand{\pder}[2]{\frac{\partial #1}{\partial #2}}$$ $L=\frac12(uv-t)^2$, $\pder{L}{u}=(uv-t)u$`,
    'a macro for a fraction of differentials',
  ],
  [
    r`$$\def\hy{\hat y}$$ $J=-t\ln\hy-(1-t)\ln(1-\hy)$, $\frac{\partial J}{\partial\hy}=-\frac{t}{\hy}+\frac{1-t}{1-\hy}$`,
    r`$$\def\hy{\hat y}$$ $J=-t\ln\hy-(1-t)\ln(1-\hy)$, $\frac{\partial J}{\partial\hy}=-\frac{t}{\hy}-\frac{1-t}{1-\hy}$`,
    'a macro without arguments',
  ],
  [
    r`$$\newcommand{\sumk}{\sum_{k=1}^K}$$ $p_i=\frac{e^{a_i}}{\sumk e^{a_k}}$, $\frac{\partial p_i}{\partial a_i}=p_i-p_i^2$`,
    r`$$\newcommand{\sumk}{\sum_{k=1}^K}$$ $p_i=\frac{e^{a_i}}{\sumk e^{a_k}}$, $\frac{\partial p_i}{\partial a_i}=p_i-p_i$`,
    'a macro for a sum',
  ],
  [
    r`$$\newcommand{\w}{\mathbf w}\newcommand{\x}{\mathbf x}$$ $f=\w^\top\x+\frac12\w^\top\w$, $\nabla_{\w}f=\x+\w$`,
    r`$$\newcommand{\w}{\mathbf w}\newcommand{\x}{\mathbf x}$$ $f=\w^\top\x+\frac12\w^\top\w$, $\nabla_{\w}f=\x+2\w$`,
    'two macros in one display',
  ],
  [
    r`$$\DeclareMathOperator{\softplus}{softplus}$$ $\softplus(x)=\ln(1+e^x)$, $\softplus'(x)=\frac{1}{1+e^{-x}}$`,
    r`$$\DeclareMathOperator{\softplus}{softplus}$$ $\softplus(x)=\ln(1+e^x)$, $\softplus'(x)=\frac{1}{1+e^{x}}$`,
    'a declared operator',
  ],
  [
    r`$P=\prod_{i=1}^nx_i$, $\frac{\partial P}{\partial x_j}=\frac{P}{x_j}$`,
    r`$P=\prod_{i=1}^nx_i$, $\frac{\partial P}{\partial x_j}=\frac{P}{x_i}$`,
    'a product of many factors',
  ],
  [r`$\ln\prod_ku_k=\sum_k\ln u_k$`, r`$\ln\prod_ku_k=\ln\sum_ku_k$`, 'the logarithm of a product'],
  [
    r`$\mathcal P=\prod_iq_i^{t_i}$, $\frac{\partial\ln\mathcal P}{\partial q_i}=\frac{t_i}{q_i}$`,
    r`$\mathcal P=\prod_iq_i^{t_i}$, $\frac{\partial\ln\mathcal P}{\partial q_i}=\frac{t_i}{q_i^2}$`,
    'a likelihood as a product',
  ],
  [
    r`$$\newcommand{\norm}[1]{\left\lVert#1\right\rVert}$$ $E=\frac12\norm{y-t}^2$, $\nabla_yE=y-t$`,
    r`$$\newcommand{\norm}[1]{\left\lVert#1\right\rVert}$$ $E=\frac12\norm{y-t}^2$, $\nabla_yE=t-y$`,
    'a macro that takes a body',
  ],
  [
    r`$h_t=wh_{t-1}$, $\frac{\partial h_3}{\partial h_0}=\prod_{k=1}^{3}\frac{\partial h_k}{\partial h_{k-1}}=w^3$`,
    r`$h_t=wh_{t-1}$, $\frac{\partial h_3}{\partial h_0}=\prod_{k=1}^{3}\frac{\partial h_k}{\partial h_{k-1}}=w^2$`,
    'a chain through time as a product',
  ],
  [
    r`$$\newcommand{\dd}{\mathrm d}$$ $y=x\ln x$, $\frac{\dd y}{\dd x}=\ln x+1$`,
    r`$$\newcommand{\dd}{\mathrm d}$$ $y=x\ln x$, $\frac{\dd y}{\dd x}=\ln x-1$`,
    'a macro with an optional name in roman letters',
  ],
  [
    r`$E=\frac12e^2$, $e=wx-t$, $dE=e\,de$, $de=x\,dw$, hence $\frac{dE}{dw}=ex$`,
    r`$E=\frac12e^2$, $e=wx-t$, $dE=e\,de$, $de=x\,dw$, hence $\frac{dE}{dw}=ew$`,
    'a differential of a composed loss',
  ],
  [
    r`$$\newcommand{\tr}{^{\top}}$$ $f=u\tr Wv$, $\nabla_vf=W\tr u$`,
    r`$$\newcommand{\tr}{^{\top}}$$ $f=u\tr Wv$, $\nabla_vf=W u$`,
    'a macro for a transpose',
  ],
  [
    r`$$\newcommand{\Loss}{\mathcal L}\newcommand{\vz}{\boldsymbol z}$$ $\Loss=\frac12\|\vz-\boldsymbol t\|^2$, $\frac{\partial\Loss}{\partial\vz}=\vz-\boldsymbol t$`,
    r`$$\newcommand{\Loss}{\mathcal L}\newcommand{\vz}{\boldsymbol z}$$ $\Loss=\frac12\|\vz-\boldsymbol t\|^2$, $\frac{\partial\Loss}{\partial\vz}=\boldsymbol t-\vz$`,
    'a macro for a bold loss and a vector',
  ],
  [
    r`$Q=\prod_{i=1}^n(1-x_i)$, $\frac{\partial Q}{\partial x_k}=-\prod_{i\neq k}(1-x_i)$`,
    r`$Q=\prod_{i=1}^n(1-x_i)$, $\frac{\partial Q}{\partial x_k}=\prod_{i\neq k}(1-x_i)$`,
    'a geometric product with a bound',
  ],
  [
    r`$c_t=f_tc_{t-1}$, $\frac{\partial c_3}{\partial c_0}=f_1f_2f_3$`,
    r`$c_t=f_tc_{t-1}$, $\frac{\partial c_3}{\partial c_0}=f_2f_3$`,
    'a product of gates through time',
  ],
  [r`$\prod_ie^{x_i}=e^{\sum_ix_i}$`, r`$\prod_ie^{x_i}=e^{\prod_ix_i}$`, 'a product under an exponential'],
  [
    r`$$\def\E{\mathcal E}$$ The error is $\E=\sum_n(y_n-t_n)^2$ and $\frac{\partial\E}{\partial y_n}=2(y_n-t_n)$`,
    r`$$\def\E{\mathcal E}$$ The error is $\E=\sum_n(y_n-t_n)^2$ and $\frac{\partial\E}{\partial y_n}=(y_n-t_n)$`,
    'a macro defined by let and def',
  ],
  [
    r`$P=\prod_np^{t_n}(1-p)^{1-t_n}$, $\ln P=\sum_n\left[t_n\ln p+(1-t_n)\ln(1-p)\right]$`,
    r`$P=\prod_np^{t_n}(1-p)^{1-t_n}$, $\ln P=\sum_n\left[t_n\ln p+(1-t_n)\ln(p)\right]$`,
    'a likelihood of Bernoulli trials',
  ],
];

pairs('bundle L: macros of the author, products', rows);
