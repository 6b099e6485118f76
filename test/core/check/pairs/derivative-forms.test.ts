import { type Pair, pairs } from './support.ts';

const r = String.raw;

const differentials: readonly Pair[] = [
  [r`$L=x^3y$, $dL=3x^2y\,dx+x^3\,dy$`, r`$L=x^3y$, $dL=3x^2y\,dx+x^2\,dy$`, 'the total differential of a monomial'],
  [r`$z=\tanh(x)$, $dz=(1-z^2)\,dx$`, r`$z=\tanh(x)$, $dz=(1-z)\,dx$`, 'one variable'],
  [r`$d(uv)=u\,dv+v\,du$`, r`$d(uv)=u\,dv-v\,du$`, 'a product of two variables'],
  [
    r`$d\left(\frac{u}{v}\right)=\frac{v\,du-u\,dv}{v^2}$`,
    r`$d\left(\frac{u}{v}\right)=\frac{u\,dv-v\,du}{v^2}$`,
    'a quotient, the terms turned over',
  ],
  [r`$d\sin x=\cos x\,dx$`, r`$d\sin x=-\cos x\,dx$`, 'a function without a bracket in front of a differential'],
  [r`$d(\ln x)=\frac{1}{x}dx$`, r`$d(\ln x)=x\,dx$`, 'a bracket behind the d'],
  [
    r`$E=\frac12(a-t)^2$, $a=wp$, $dE=(a-t)\,da=(a-t)\,p\,dw$`,
    r`$E=\frac12(a-t)^2$, $a=wp$, $dE=(a-t)\,da=(a-t)\,w\,dw$`,
    'a chain through a name that is defined',
  ],
  [
    r`$F=\sum_i c_iq_i^2$, $dF=2\sum_i c_iq_i\,dq_i$`,
    r`$F=\sum_i c_iq_i^2$, $dF=\sum_i c_iq_i\,dq_i$`,
    'a sum over the members of a family',
  ],
  [
    r`$h_i=\tanh(q_i)$, $s=\sum_ih_i$, $dh_i=(1-h_i^2)\,dq_i$`,
    r`$h_i=\tanh(q_i)$, $s=\sum_ih_i$, $dh_i=(1-h_i)\,dq_i$`,
    'a member of a family by a member',
  ],
  [
    r`$L=x^2y$, $dL=\frac{\partial L}{\partial x}dx+\frac{\partial L}{\partial y}dy$`,
    r`$L=x^2y$, $dL=\frac{\partial L}{\partial x}dy+\frac{\partial L}{\partial y}dx$`,
    'partial derivatives beside the differentials',
  ],
  [
    r`$L=\frac12\|Wx-y\|^2$ where $W\in\mathbb{R}^{m\times n}$. $dL=(Wx-y)^\top dW\,x=\mathrm{tr}\left(x(Wx-y)^\top dW\right)$`,
    r`$L=\frac12\|Wx-y\|^2$ where $W\in\mathbb{R}^{m\times n}$. $dL=(Wx-y)^\top dW\,x=2\,\mathrm{tr}\left(x(Wx-y)^\top dW\right)$`,
    'a matrix, and the trace of it',
  ],
  [
    r`$z=Wx$ where $W\in\mathbb{R}^{m\times n}$. $dz=dW\,x+W\,dx$`,
    r`$z=Wx$ where $W\in\mathbb{R}^{m\times n}$. $dz=dW\,x-W\,dx$`,
    'both factors of a product of matrices change',
  ],
];

const gradients: readonly Pair[] = [
  [
    r`$L=\frac12(a-y)^2$, $a=z^2$, $z=wx$, $da=a-y$, $dz=2z\,da$, $dw=x\,dz$`,
    r`$L=\frac12(a-y)^2$, $a=z^2$, $z=wx$, $da=a-y$, $dz=2z\,da$, $dw=w\,dz$`,
    'gradients by name',
  ],
  [
    r`$L=\frac12a^2$, $a=wx$, $dL=1$, $da=a\,dL$, $dw=x\,da$`,
    r`$L=\frac12a^2$, $a=wx$, $dL=1$, $da=a\,dL$, $dw=w\,da$`,
    'gradients by name from that of the loss on',
  ],
  [
    r`$L=\frac12(a-y)^2$, $a=wx+b$, $\text{da}=a-y$, $\text{dw}=x\,\text{da}$, $\text{db}=\text{da}$`,
    r`$L=\frac12(a-y)^2$, $a=wx+b$, $\text{da}=a-y$, $\text{dw}=x\,\text{da}$, $\text{db}=-\text{da}$`,
    'gradients by name in upright letters',
  ],
  [
    r`$L=\frac12(a-y)^2$, $a=wx$, $da=a-y$, $dw=x\,da$, $u=v\,t$, $du=v\,dt+t\,dv$, and $dw=(a-y)x$`,
    r`$L=\frac12(a-y)^2$, $a=wx$, $da=a-y$, $dw=x\,da$, $u=v\,t$, $du=v\,dt+t\,dv$, and $dw=(y-a)x$`,
    'gradients by name beside a differential',
  ],
  [
    r`$E=\frac12(wx-t)^2$, $\Delta w=-\eta\frac{\partial E}{\partial w}$, so $\Delta w=-\eta(wx-t)x$`,
    r`$E=\frac12(wx-t)^2$, $\Delta w=-\eta\frac{\partial E}{\partial w}$, so $\Delta w=\eta(wx-t)x$`,
    'the change of a weight',
  ],
  [
    r`$L=(y-vx)^2$, $\frac{\partial L}{\partial v}=-2x(y-vx)$, $\Delta v=2\eta x(y-vx)$, $v\leftarrow v+\Delta v$`,
    r`$L=(y-vx)^2$, $\frac{\partial L}{\partial v}=-2x(y-vx)$, $\Delta v=-2\eta x(y-vx)$, $v\leftarrow v+\Delta v$`,
    'an update by a change',
  ],
];

const rules: readonly Pair[] = [
  [r`$(fg)'=f'g+fg'$`, r`$(fg)'=f'g'$`, 'a product of functions without their argument'],
  [r`$\left(\frac{u}{v}\right)'=\frac{u'v-uv'}{v^2}$`, r`$\left(\frac{u}{v}\right)'=\frac{u'v+uv'}{v^2}$`, 'a quotient of them'],
  [r`$(fg)'(x)=f'(x)g(x)+f(x)g'(x)$`, r`$(fg)'(x)=f'(x)g(x)-f(x)g'(x)$`, 'the argument behind the prime'],
  [r`$(f\circ g)'(x)=f'(g(x))\,g'(x)$`, r`$(f\circ g)'(x)=f'(x)\,g'(x)$`, 'a composition'],
  [r`$[f(g(x))]'=f'(g(x))\,g'(x)$`, r`$[f(g(x))]'=f'(g(x))$`, 'the inner derivative forgotten'],
  [r`$(x^3)'=3x^2$`, r`$(x^3)'=3x^3$`, 'a prime on a formula'],
  [r`$(e^{2x})'=2e^{2x}$`, r`$(e^{2x})'=e^{2x}$`, 'a prime on an exponential'],
  [
    r`$\frac{d}{dx}\left[f(x)g(x)\right]=f'(x)g(x)+f(x)g'(x)$`,
    r`$\frac{d}{dx}\left[f(x)g(x)\right]=f'(x)g'(x)$`,
    'an operator in front of a bracket',
  ],
  [r`$h(x)=f(x)g(x)$, $h'(x)=f'(x)g(x)+f(x)g'(x)$`, r`$h(x)=f(x)g(x)$, $h'(x)=f'(x)g'(x)$`, 'a product with a name'],
  [
    r`$m=n-(k-1)$, so $n=m+(k-1)$, and $L=n^2$ has $\frac{\partial L}{\partial n}=2n$`,
    r`$m=n-(k-1)$, so $n=m+(k-1)$, and $L=kp^2$ has $\frac{\partial L}{\partial p}=kp$`,
    'an equation that is solved for another of its names',
  ],
  [
    r`$E=\sum_i w_i^2$, $w_{t+1}=w_t-\eta\frac{\partial E}{\partial w_t}$, $\frac{\partial E}{\partial w_j}=2w_j$`,
    r`$E=\sum_i w_i^2$, $w_{t+1}=w_t-\eta\frac{\partial E}{\partial w_t}$, $\frac{\partial E}{\partial w_j}=w_j$`,
    'a step of a descent defines no weight',
  ],
  [r`$J=3v$, $v=a+u$, $\frac{{dJ}}{{da}}=3$`, r`$J=3v^2$, $v=a+u$, $\frac{{dJ}}{{da}}=3v$`, 'braces around both sides of the fraction'],
  [
    r`$l=yp^3$, $\frac{\partial^2l}{{\partial p}^2}=6yp$`,
    r`$l=yp^3$, $\frac{\partial^2l}{{\partial p}^2}=3yp$`,
    'the square of a differential in braces',
  ],
  [
    r`$l=yp^{\text{3}}$, $\frac{d^2l}{(dp)^2}=\text{6}yp$`,
    r`$l=yp^{\text{3}}$, $\frac{d^2l}{(dp)^2}=\text{3}yp$`,
    'numbers in upright letters',
  ],
];

const places: readonly Pair[] = [
  [
    r`$f(x)=x^3+x$, $\left.\frac{df}{dx}\right|_{x=2}=13$`,
    r`$f(x)=x^3+x$, $\left.\frac{df}{dx}\right|_{x=2}=12$`,
    'a bar behind a fraction',
  ],
  [r`$f(x)=x^3+x$, $f'(x)\big|_{x=a}=3a^2+1$`, r`$f(x)=x^3+x$, $f'(x)\big|_{x=a}=3a^2$`, 'a bar behind a prime'],
  [r`$f(x)=x^3+x$, $\frac{df}{dx}(3)=28$`, r`$f(x)=x^3+x$, $\frac{df}{dx}(3)=27$`, 'the point in a bracket'],
  [r`$\left.\frac{d}{dx}x^3\right|_{x=2}=12$`, r`$\left.\frac{d}{dx}x^3\right|_{x=2}=6$`, 'an operator under the bar'],
  [
    r`$y=x^2$, $L=(y-t)^2$, $\left.\frac{\partial L}{\partial x}\right|_{x=1}=4(1-t)$`,
    r`$y=x^2$, $L=(y-t)^2$, $\left.\frac{\partial L}{\partial x}\right|_{x=1}=2(1-t)$`,
    'a name between the loss and the point',
  ],
  [
    r`$y=x^2$, $L=(y-t)^2$, $\left.\frac{\partial L}{\partial x}\right|_{x_0}=4x_0(x_0^2-t)$`,
    r`$y=x^2$, $L=(y-t)^2$, $\left.\frac{\partial L}{\partial x}\right|_{x_0}=4x_0(x_0-t)$`,
    'a point by its name',
  ],
  [
    r`$g=u^2v$, $\left.\frac{\partial g}{\partial u}\right|_{u=1,v=2}=4$`,
    r`$g=u^2v$, $\left.\frac{\partial g}{\partial u}\right|_{u=1,v=2}=2$`,
    'two coordinates of a point',
  ],
];

const formulas: readonly Pair[] = [
  [
    r`$f(z_k)=\frac{e^{z_k}}{\sum_l e^{z_l}}$, $\frac{\partial(-\sum_m t_m\ln(f(z_m)))}{\partial f(z_l)}=-\frac{t_l}{f(z_l)}$`,
    r`$f(z_k)=\frac{e^{z_k}}{\sum_l e^{z_l}}$, $\frac{\partial(-\sum_m t_m\ln(f(z_m)))}{\partial f(z_l)}=\frac{t_l}{f(z_l)}$`,
    'a sum by one of its members',
  ],
  [
    r`$f(z_k)=\frac{e^{z_k}}{\sum_l e^{z_l}}$, $\frac{\partial(-\sum_k t_k\ln(f(z_l)))}{\partial f(z_l)}=-\frac{\sum_k t_k}{f(z_l)}$`,
    r`$f(z_k)=\frac{e^{z_k}}{\sum_l e^{z_l}}$, $\frac{\partial(-\sum_k t_k\ln(f(z_l)))}{\partial f(z_l)}=-\frac{t_l}{f(z_l)}$`,
    'a member that the sum does not run over',
  ],
  [r`$\frac{\partial c(ax+b)^2}{\partial(ax+b)}=2c(ax+b)$`, r`$\frac{\partial c(ax+b)^2}{\partial(ax+b)}=c(ax+b)$`, 'a square by its base'],
  [
    r`$\frac{\partial\sum_i\log\sigma(wx_i)}{\partial\sigma(wx_i)}=\frac{1}{\sigma(wx_i)}$`,
    r`$\frac{\partial\sum_i\log\sigma(wx_i)}{\partial\sigma(wx_i)}=\sum_i\frac{1}{\sigma(wx_i)}$`,
    'one of the terms that a sum adds up',
  ],
];

pairs('derivatives by formulas', formulas);
pairs('differentials', differentials);
pairs('gradients and changes by name', gradients);
pairs('derivatives at a point', places);
pairs('rules for primes and fractions', rules);

const elu = r`$$\text{ELU}(x) = \begin{cases} x & x > 0 \\ e^x - 1 & x \le 0 \end{cases}$$ `;

pairs('functions by words, without what they are applied to', [
  [
    r`$U = (k A^r + (1 - k) B^r)^{1/r}$. $$\frac{\partial U / \partial A}{\partial U / \partial B} = \frac{k}{1 - k} \left( \frac{A}{B} \right)^{r - 1}$$`,
    r`$U = (k A^r + (1 - k) B^r)^{1/r}$. $$\frac{\partial U / \partial A}{\partial U / \partial B} = \frac{k}{1 - k} \left( \frac{A}{B} \right)^{1 - r}$$`,
    'a fraction of two derivatives',
  ],
  [
    r`$y = t^2$, $x = t^3$. $$\frac{dy/dt}{dx/dt} = \frac{2}{3t}$$`,
    r`$y = t^2$, $x = t^3$. $$\frac{dy/dt}{dx/dt} = \frac{3t}{2}$$`,
    'the same with straight letters',
  ],
  [
    r`${elu}$$\frac{d\,\text{ELU}}{dx} = \begin{cases} 1 & x > 0 \\ e^x & x \le 0 \end{cases}$$`,
    r`${elu}$$\frac{d\,\text{ELU}}{dx} = \begin{cases} 1 & x > 0 \\ e^x - 1 & x \le 0 \end{cases}$$`,
    'one that the note defines',
  ],
  [
    r`$$\frac{d\,\mathrm{softplus}}{dx} = \frac{1}{1 + e^{-x}}$$`,
    r`$$\frac{d\,\mathrm{softplus}}{dx} = \frac{1}{1 + e^{x}}$$`,
    'one that all know',
  ],
]);
