import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$x\in\mathbb R^d$, $W\in\mathbb R^{d\times k}$, $y=W^\top x$, $L=\frac12\|y\|^2$, $\frac{\partial L}{\partial W}=x y^\top$`,
    r`$x\in\mathbb R^d$, $W\in\mathbb R^{d\times k}$, $y=W^\top x$, $L=\frac12\|y\|^2$, $\frac{\partial L}{\partial W}=-xy^\top$`,
    'W transposed times x',
  ],
  [
    r`$x\in\mathbb R^d$, $W\in\mathbb R^{k\times d}$, $y=Wx$, $L=\frac12\|y\|^2$, $\frac{\partial L}{\partial W}=y x^\top$`,
    r`$x\in\mathbb R^d$, $W\in\mathbb R^{k\times d}$, $y=Wx$, $L=\frac12\|y\|^2$, $\frac{\partial L}{\partial W}=2y x^\top$`,
    'W times x',
  ],
  [
    r`$w,x\in\mathbb R^d$, $f=w^\top x$, $\frac{\partial f}{\partial w}=x^\top$`,
    r`$w,x\in\mathbb R^d$, $f=w^\top x$, $\frac{\partial f}{\partial w}=w^\top$`,
    'a row for a gradient',
  ],
  [
    r`$A\in\mathbb R^{m\times n}$, $y=Ax$, $\frac{\partial y}{\partial x}=A$`,
    r`$A\in\mathbb R^{m\times n}$, $y=Ax$, $\frac{\partial y}{\partial x}=2A$`,
    'numerator layout of a linear map',
  ],
  [
    r`$A\in\mathbb R^{n\times n}$ and $q=x^\top Ax$, $\frac{\partial q}{\partial x}=x^\top(A+A^\top)$`,
    r`$A\in\mathbb R^{n\times n}$ and $q=x^\top Ax$, $\frac{\partial q}{\partial x}=x^\top(A-A^\top)$`,
    'a form as a row',
  ],
  [
    r`$A\in\mathbb R^{n\times n}$ and $q=x^\top Ax$, $\frac{\partial q}{\partial x}=(A+A^\top)x$`,
    r`$A\in\mathbb R^{n\times n}$ and $q=x^\top Ax$, $\frac{\partial q}{\partial x}=(A-A^\top)x$`,
    'a form as a column',
  ],
  [
    r`$X\in\mathbb R^{d\times n}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$. $L=\frac12\|X^\top w-y\|^2$, $\nabla_wL=X(X^\top w-y)$`,
    r`$X\in\mathbb R^{d\times n}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$. $L=\frac12\|X^\top w-y\|^2$, $\nabla_wL=X(X^\top w+y)$`,
    'samples in columns',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$. $L=\frac1n\|Xw-y\|^2$, $\nabla_wL=\frac{2}{n}X^\top(Xw-y)$`,
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $y\in\mathbb R^n$. $L=\frac1n\|Xw-y\|^2$, $\nabla_wL=\frac{1}{n}X^\top(Xw-y)$`,
    'samples in rows',
  ],
  [
    r`$W\in\mathbb R^{k\times d}$, $x\in\mathbb R^d$, $y=Wx$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial x}=(y-t)^\top W$`,
    r`$W\in\mathbb R^{k\times d}$, $x\in\mathbb R^d$, $y=Wx$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial x}=-(y-t)^\top W$`,
    'a row of errors behind a row of inputs',
  ],
  [
    r`$W\in\mathbb R^{k\times d}$, $x\in\mathbb R^d$, $y=Wx$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial x}=W^\top (y-t)$`,
    r`$W\in\mathbb R^{k\times d}$, $x\in\mathbb R^d$, $y=Wx$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial x}=W^\top (y+t)$`,
    'the chain rule from right to left',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $E=\frac12(y-Xw)^\top(y-Xw)$, $\frac{\partial E}{\partial w}=-(y-Xw)^\top X$`,
    r`$X\in\mathbb R^{n\times d}$, $w\in\mathbb R^d$, $E=\frac12(y-Xw)^\top(y-Xw)$, $\frac{\partial E}{\partial w}=(y-Xw)^\top X$`,
    'a residual transposed as a whole',
  ],
  [
    r`$X\in\mathbb R^{n\times d}$, $W\in\mathbb R^{d\times k}$, $Z=XW$, $L=\frac12\|Z\|_F^2$, $\frac{\partial L}{\partial X}=ZW^\top$`,
    r`$X\in\mathbb R^{n\times d}$, $W\in\mathbb R^{d\times k}$, $Z=XW$, $L=\frac12\|Z\|_F^2$, $\frac{\partial L}{\partial X}=-ZW^\top$`,
    'a batch in rows with its weights on the right',
  ],
  [
    r`$W\in\mathbb R^{k\times d}$, $X\in\mathbb R^{d\times n}$, $Z=WX$, $L=\frac12\|Z\|_F^2$, $\frac{\partial L}{\partial X}=W^\top Z$`,
    r`$W\in\mathbb R^{k\times d}$, $X\in\mathbb R^{d\times n}$, $Z=WX$, $L=\frac12\|Z\|_F^2$, $\frac{\partial L}{\partial X}=\frac12W^\top Z$`,
    'a batch in columns with its weights on the left',
  ],
  [
    r`$w\in\mathbb R^d$, $R=\lambda w^\top w$, $\frac{\partial R}{\partial w}=2\lambda w^\top$`,
    r`$w\in\mathbb R^d$, $R=\lambda w^\top w$, $\frac{\partial R}{\partial w}=\lambda w^\top$`,
    'a penalty as a row',
  ],
  [r`$a,b\in\mathbb R^n$, $a^\top b=b^\top a$`, r`$a,b\in\mathbb R^n$, $a^\top b=-b^\top a$`, 'an inner product turned'],
  [r`$u,v\in\mathbb R^n$, $(uv^\top)^\top=vu^\top$`, r`$u,v\in\mathbb R^n$, $(uv^\top)^\top=2vu^\top$`, 'an outer product transposed'],
  [
    r`$x\in\mathbb R^{1\times d}$, $W\in\mathbb R^{d\times k}$, $t\in\mathbb R^{1\times k}$, $y=xW$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial x}=(y-t)W^\top$`,
    r`$x\in\mathbb R^{1\times d}$, $W\in\mathbb R^{d\times k}$, $t\in\mathbb R^{1\times k}$, $y=xW$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial x}=(y+t)W^\top$`,
    'the sign of an error row',
  ],
];

pairs('kind 5: layout conventions', rows);
