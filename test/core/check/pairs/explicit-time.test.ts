import { checks } from '../../../support/checks.ts';

const r = String.raw;

checks('dots over names whose formulas depend on time in other ways', [
  [
    r`The position is $s = s_0 + v t$ with a changing velocity $v$. $$\dot s = v + \dot v t$$`,
    'definition',
    '',
    'time stands in the formula itself',
  ],
  [
    r`The velocity is $\dot x(t) = \dot r(t) + \dot s(t)$ where $x(t) = r(t) + s(t)$.`,
    'definition',
    '',
    'functions of time by their brackets',
  ],
  [
    r`The kinetic energy $T(t) = \frac12 m v(t)^2$ has the time derivative $\dot T = m v \dot v$.`,
    'definition',
    '',
    'a function of time here, its value there',
  ],
  [
    r`For small angles the pendulum has $x = l\theta$. In general $x = l\sin\theta$, so the velocity is $\dot x = l\cos\theta\,\dot\theta$.`,
    'definition',
    '',
    'two formulas, of which one is meant',
  ],
  [r`With $x = l\sin\theta$ the velocity is $\dot x = l\cos\theta\,\dot\theta$.`, 'holds', '', 'one formula'],
  [
    r`With $x = l\sin\theta$ the velocity is $\dot x = -l\cos\theta\,\dot\theta$.`,
    'mismatch',
    'sign',
    'and its derivative with the wrong sign',
  ],
]);

checks('rates in what a function without a bracket takes', [
  [r`$$L = \cos\omega\dot q$$ $$\frac{\partial L}{\partial\dot q} = -\omega\sin\omega\dot q$$`, 'holds', '', 'a frequency, not an angle'],
  [r`$$L = \cos\omega\dot q$$ $$\frac{\partial L}{\partial\dot q} = -\sin\omega\dot q$$`, 'mismatch', 'missing-factor', 'and without it'],
  [r`Growth: $g = \ln k\dot x$, hence $\frac{\partial g}{\partial\dot x} = \frac1{\dot x}$.`, 'holds', '', 'a logarithm of a product'],
  [r`$$\frac{d}{dt}\ln x = \frac{\dot x}{x} \qquad y = x\ln x$$ $$\dot y = \ln x\dot x + \dot x$$`, 'holds', '', 'beside its own name'],
]);

checks('a letter that may be a function or a factor', [
  [
    r`$\dot x = \sigma(y-x)$. With $V = \frac12x^2$: $$\frac{dV}{dt} = x\dot x = \sigma xy-\sigma x^2$$`,
    'undetermined',
    '',
    'a parameter of a system',
  ],
  [
    r`$\dot x = \sigma(y-x)$. With $V = \frac12x^2$: $$\frac{dV}{dt} = x\dot x = x y - x^2$$`,
    'mismatch',
    'other',
    'one that stands nowhere as a factor',
  ],
]);
