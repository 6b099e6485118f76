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
  [
    r`Of the likelihood; gradient descent: $\ell = (w - t)^2$, $\frac{\partial \ell}{\partial w} = 2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'English: both ways are spoken of',
  ],
  [
    r`极大似然，梯度下降： $\ell = (w - t)^2$, $\frac{\partial \ell}{\partial w} = 2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'Chinese: both ways are spoken of',
  ],
  [
    r`Wir maximieren; mit Gradientenabstieg: $\ell = (w - t)^2$, $\frac{\partial \ell}{\partial w} = 2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'German: both ways are spoken of',
  ],
  [
    r`On maximise ; descente de gradient : $\ell = (w - t)^2$, $\frac{\partial \ell}{\partial w} = 2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'French: both ways are spoken of',
  ],
  [
    r`Se maximiza; por descenso: $\ell = (w - t)^2$, $\frac{\partial \ell}{\partial w} = 2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'Spanish: both ways are spoken of',
  ],
  [
    r`Максимизируем; градиентный спуск: $\ell = (w - t)^2$, $\frac{\partial \ell}{\partial w} = 2 (w - t)$, $w \leftarrow w - 2 \eta (w - t)$`,
    'holds',
    '',
    'Russian: both ways are spoken of',
  ],
  [
    r`$y = \sin x$. Holding $y$ constant, $\frac{\partial}{\partial x}(x^2 + x y) = 2x + y$`,
    'undetermined',
    '',
    'English: a name is kept fixed',
  ],
  [r`$y = \sin x$. 固定 $y$， $\frac{\partial}{\partial x}(x^2 + x y) = 2x + y$`, 'undetermined', '', 'Chinese: a name is kept fixed'],
  [
    r`$y = \sin x$. Wird $y$ konstant gehalten: $\frac{\partial}{\partial x}(x^2 + x y) = 2x + y$`,
    'undetermined',
    '',
    'German: a name is kept fixed',
  ],
  [r`$y = \sin x$. Pour $y$ fixé, $\frac{\partial}{\partial x}(x^2 + x y) = 2x + y$`, 'undetermined', '', 'French: a name is kept fixed'],
  [r`$y = \sin x$. Con $y$ fijo, $\frac{\partial}{\partial x}(x^2 + x y) = 2x + y$`, 'undetermined', '', 'Spanish: a name is kept fixed'],
  [
    r`$y = \sin x$. При фиксированном $y$: $\frac{\partial}{\partial x}(x^2 + x y) = 2x + y$`,
    'undetermined',
    '',
    'Russian: a name is kept fixed',
  ],
]);
