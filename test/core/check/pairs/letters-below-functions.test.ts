import { type Pair, pairs, type Tail, tails } from './support.ts';

const r = String.raw;

const derivatives: readonly Pair[] = [
  [
    r`$f(x, y) = x^2 y$. $f_x = \frac{\partial f}{\partial x}$, so $f_x = 2xy$`,
    r`$f(x, y) = x^2 y$. $f_x = \frac{\partial f}{\partial x}$, so $f_x = 2y$`,
    'the note says that the letter below is a derivative',
  ],
  [
    r`$f(x, y) = x^2 y$. $f_x(x, y) = 2xy$, and $f_x f_y = 2 x^3 y$`,
    r`$f(x, y) = x^2 y$. $f_x(x, y) = 2xy$, and $f_x f_y = 2 x^2 y$`,
    'without a bracket beside one with it',
  ],
];

pairs('letters below functions that are derivatives', derivatives);

const others: readonly Tail[] = [
  [
    r`The model is $f(x; w) = w x$. In short $f_w = f(x; w)$. $$\frac{\partial f_w}{\partial w} = x$$`,
    ['holds'],
    'a parameter behind a semicolon, below in the short name',
  ],
  [
    r`The model is $f(x, \theta) = \theta x$, written $f_\theta$. $$\frac{\partial f_\theta}{\partial \theta} = x$$`,
    ['undetermined'],
    'a short name that is differentiated',
  ],
  [r`$f(x, \theta) = \theta x$, and $f_\theta$ is short for it. $$\nabla_\theta f_\theta = x$$`, ['undetermined'], 'the same with a nabla'],
  [
    r`The critic is $f(x, w) = \tanh(w x)$. Its loss $L = -f_w$ gives $$\frac{\partial L}{\partial w} = -(1 - f_w^2) x$$`,
    ['undetermined'],
    'a short name in a loss',
  ],
  [
    r`Let $g(x, y) = x^2 y$. Write $g_x = \frac{\partial L}{\partial x}$, with $L = g(x,y)^2$: $$g_x = 2 g(x,y) \cdot 2 x y$$`,
    ['holds'],
    'a derivative of something else by the letter below',
  ],
  [
    r`Let $h(x, y) = x y$ and let $h_x$ be the hidden value for input $x$: $h_x = \tanh(w x)$. $$\frac{\partial h_x}{\partial w} = (1 - h_x^2) x$$`,
    ['holds'],
    'a value of its own for an input',
  ],
  [
    r`Let $h(x, y) = x y$ and let $h_x$ be the hidden value for input $x$: $h_x = \tanh(w x)$. $$\frac{\partial h_x}{\partial w} = (1 - h_x) x$$`,
    ['mismatch'],
    'the same with a power lost',
  ],
  [r`Let $f(x, y) = x y$ and the force $f_x = -y$.`, ['definition'], 'a component of a force'],
  [
    r`The score is $f(x, y) = w_y^\top x$, in short $f_y = w_y^\top x$. $$\frac{\partial f_y}{\partial w_y} = x$$`,
    ['holds'],
    'a score of a label',
  ],
  [
    r`The field $F(x, y) = (x y, x + y)$ has the components $$F_x(x, y) = x y, \qquad F_y(x, y) = x + y$$`,
    ['definition', 'definition'],
    'components of a vector, with a bracket',
  ],
];

tails('letters below functions that are something else', others);

const moved: readonly Pair[] = [
  [
    r`Let $f(x, y) = x y$. In new coordinates $u = x + y$, $v = x - y$, $$\frac{\partial f(u, v)}{\partial x} = u + v = 2 x$$`,
    r`Let $f(x, y) = x y$. In new coordinates $u = x + y$, $v = x - y$, $$\frac{\partial f(u, v)}{\partial x} = u + v = 3 x$$`,
    'arguments that are made of the name: the whole change is meant',
  ],
  [
    r`Let $f(x, y) = x^2 + y^2$ with $u = x + y$ and $v = x - y$. $$\frac{\partial}{\partial x} f(u, v) = 2 u + 2 v$$`,
    r`Let $f(x, y) = x^2 + y^2$ with $u = x + y$ and $v = x - y$. $$\frac{\partial}{\partial x} f(u, v) = 2 u - 2 v$$`,
    'the same with the operator in front',
  ],
  [
    r`The loss is $L(y, t) = \frac12 (y - t)^2$ and the model $p = w y + b$. $$\frac{\partial L(p, t)}{\partial y} = (p - t) w$$`,
    r`The loss is $L(y, t) = \frac12 (y - t)^2$ and the model $p = w y + b$. $$\frac{\partial L(p, t)}{\partial y} = (p - t) b$$`,
    'a model in the bracket of a loss',
  ],
  [
    r`Let $f(x, y) = x^2 + y$. With $a = c + 1$, $c = 2 x$: $$\frac{\partial f(a, b)}{\partial x} = 4 a$$`,
    r`Let $f(x, y) = x^2 + y$. With $a = c + 1$, $c = 2 x$: $$\frac{\partial f(a, b)}{\partial x} = 2 a$$`,
    'through two formulas',
  ],
  [
    r`Let $f(x, y) = x^2 + y$. With $a = c + 1$: $$\frac{\partial f(a, b)}{\partial x} = 2 a$$`,
    r`Let $f(x, y) = x^2 + y$. With $a = c + 1$: $$\frac{\partial f(a, b)}{\partial x} = 4 a$$`,
    'arguments on which the name has no hold: the place counts',
  ],
];

pairs('derivatives at arguments by a parameter', moved);

tails('members of a sphere, and weights called a kernel', [
  [r`Let $X \in \mathbb{S}^n$ be unit vectors; $f = \frac12 \|X - y\|^2$. $$\nabla_X f = X - y$$`, ['holds'], 'a vector of length one'],
  [
    r`The targets are in $Y \in \mathbb{S}^k$ with $Y$ of size $n$. $f = \frac12\|Y - z\|^2$, $\frac{\partial f}{\partial z} = z - Y$`,
    ['holds'],
    'the same as a target',
  ],
  [
    r`Let $A \in \mathbb{S}^n$ and $b \in \mathbb{R}^n$; $f = \frac12 x^\top A x - b^\top x$. $$\nabla_x f = A x - b$$`,
    ['holds-assuming'],
    'a matrix in front of a vector',
  ],
  [
    r`The dense layer has the kernel matrix $W$ and $s = x^\top W x$. $$\frac{\partial s}{\partial x} = 2 W x$$`,
    ['mismatch'],
    'the kernel of a layer is its weight, which is not symmetric',
  ],
]);
