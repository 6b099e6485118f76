import { checks } from '../../support/checks.ts';

const r = String.raw;

checks('what words say of a name, in several languages', [
  [r`Here $h$ is tanh. $y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`, 'holds', '', 'English: a function by its name'],
  [
    r`Dabei ist $h$ der Tangens hyperbolicus. $y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`,
    'undetermined',
    '',
    'German: the name stands after other words',
  ],
  [r`$h$ ist der Tangens hyperbolicus. $y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`, 'holds', '', 'German'],
  [r`$h$ est la tangente hyperbolique. $y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`, 'holds', '', 'French'],
  [r`$h$ es la tangente hiperbólica. $y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`, 'holds', '', 'Spanish'],
  [r`$h$ — это гиперболический тангенс. $y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`, 'holds', '', 'Russian'],
  [r`$h$ 是双曲正切。$y = h(a)$, $\frac{dy}{da} = 1 - h(a)^2$`, 'holds', '', 'Chinese'],
  [r`$x$ is a vector. $f = x^\top x$, $\frac{\partial f}{\partial x} = 2x$`, 'holds', '', 'English: a shape'],
  [r`$x$ ist ein Vektor. $f = x^\top x$, $\frac{\partial f}{\partial x} = 2x$`, 'holds', '', 'German'],
  [r`$x$ est un vecteur. $f = x^\top x$, $\frac{\partial f}{\partial x} = 2x$`, 'holds', '', 'French'],
  [r`$x$ es un vector. $f = x^\top x$, $\frac{\partial f}{\partial x} = 2x$`, 'holds', '', 'Spanish'],
  [r`$x$ это вектор. $f = x^\top x$, $\frac{\partial f}{\partial x} = 2x$`, 'holds', '', 'Russian'],
  [r`$x$ 是向量。$f = x^\top x$, $\frac{\partial f}{\partial x} = 2x$`, 'holds', '', 'Chinese'],
  [
    r`Gradientenaufstieg: $\ell = -(w - t)^2$, $\frac{\partial \ell}{\partial w} = -2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'German: the step goes along the gradient',
  ],
  [
    r`梯度上升：$\ell = -(w - t)^2$, $\frac{\partial \ell}{\partial w} = -2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'Chinese: the same',
  ],
]);
