import { pairs, tails } from './support.ts';

const r = String.raw;

const wave = r`$w = \sin v$, $v = x y$, $x = u + y$. `;
const polar = r`$r = \sqrt{x^2+y^2}$, $\theta = \arctan\frac yx$. `;

pairs('functions without brackets in front of one', [
  [
    r`${wave}$$\frac{\partial w}{\partial y} = \cos v\left(u + 2y\right)$$`,
    r`${wave}$$\frac{\partial w}{\partial y} = \cos v\left(u + y\right)$$`,
    'a bracket behind a name, which is a factor of the function',
  ],
  [
    r`${wave.replace('v$', '2v$')}$$\frac{\partial w}{\partial y} = 2\cos 2v(u + 2y)$$`,
    r`${wave.replace('v$', '2v$')}$$\frac{\partial w}{\partial y} = \cos 2v(u + 2y)$$`,
    'with a number in front of the name',
  ],
  [
    r`$w = \sin k(u+2y)$. $$\frac{\partial w}{\partial y} = 2k\cos k(u + 2y)$$`,
    r`$w = \sin k(u+2y)$. $$\frac{\partial w}{\partial y} = k\cos k(u + 2y)$$`,
    'a bracket that the function takes in',
  ],
]);

tails('angles of quotients', [
  [
    r`${polar}$$\frac{\partial r}{\partial x} = \frac xr = \cos\theta$$`,
    ['holds', 'undetermined'],
    'the cosine of an angle that is meant in its quadrant',
  ],
  [r`$$\frac{1}{\cos\theta} = \frac{1}{\sqrt{1 - \sin^2\theta}}$$`, ['undetermined'], 'a root that is meant where the cosine is positive'],
  [
    r`$$\frac{d Q}{d a} = \frac{1}{\cos \theta} = \frac{1}{\sqrt{1 - a^2}}$$`,
    ['undetermined', 'undetermined'],
    'a name for the angle that nothing says',
  ],
  [r`$$\frac{1}{\cos\theta} = \frac{1}{\sqrt{1 + \sin^2\theta}}$$`, ['mismatch'], 'a root that is of something else'],
  [r`${polar}$$\frac{\partial r}{\partial x} = \frac xr = \sin\theta$$`, ['holds', 'mismatch'], 'right in no quadrant'],
  [r`${polar}$$\frac{\partial\theta}{\partial x} = \frac{y}{x^2+y^2}$$`, ['mismatch'], 'a sign that no quadrant turns'],
]);
