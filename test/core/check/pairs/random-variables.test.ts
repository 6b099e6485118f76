import { checks } from '../../../support/checks.ts';

const r = String.raw;

checks('expectations that do not say of what', [
  [r`With $\mu = \mathbb{E}[X]$: $$\mathbb{E}[(X - \mu)^2] = \mathbb{E}[X^2] - \mathbb{E}[X]^2$$`, 'holds', '', 'for any law'],
  [
    r`With $\mu = \mathbb{E}[X]$: $$\mathbb{E}[(X - \mu)^2] = \mathbb{E}[X^2] + \mathbb{E}[X]^2$$`,
    'undetermined',
    '',
    'a law may be meant',
  ],
  [r`$$\mathbb{E}[(X - \mathbb{E}[X])(Y - \mathbb{E}[Y])] = \mathbb{E}[XY] - \mathbb{E}[X]\mathbb{E}[Y]$$`, 'holds', '', 'one in another'],
  [r`$$\mathbb{E}[XY] = \mathbb{E}[X]\mathbb{E}[Y]$$`, 'undetermined', '', 'true of independent variables'],
  [r`Let $Y = aX + b$. $$\mathbb{E}[Y^2] = a^2\mathbb{E}[X^2] + 2ab\mathbb{E}[X] + b^2$$`, 'holds', '', 'a variable made of another'],
  [
    r`Let $Y = aX + b$. $$\mathbb{E}[Y^2] = a^2\mathbb{E}[X]^2 + 2ab\mathbb{E}[X] + b^2$$`,
    'undetermined',
    '',
    'a square inside is not one outside',
  ],
  [r`$$\frac{d}{dt}\log\mathbb{E}[e^{tX}] = \frac{\mathbb{E}[Xe^{tX}]}{\mathbb{E}[e^{tX}]}$$`, 'holds', '', 'a parameter inside'],
  [
    r`$L(w) = \mathbb{E}[(Y - wX)^2]$ has $\frac{dL}{dw} = -2\mathbb{E}[X(Y - wX)]$.`,
    'holds',
    '',
    'a variable in front of a bracket is a factor',
  ],
  [
    r`$L(w) = \mathbb{E}[(Y - wX)^2]$ has $\frac{dL}{dw} = 2\mathbb{E}[X(Y - wX)]$.`,
    'undetermined',
    '',
    'the sign is lost, but never blamed',
  ],
  [
    r`$J(w) = \mathbb{E}[f(w, X)]$ with $f(w, X) = \frac12(w - X)^2$ has $\nabla_w J = \mathbb{E}[\nabla_w f(w, X)] = w - \mathbb{E}[X]$.`,
    'holds',
    '',
    'a loss of one sample',
  ],
  [r`$$\mathbb{E}[(v^T x)^2] = v^T \mathbb{E}[x x^T] v$$`, 'undetermined', '', 'T above is a transpose and no variable'],
  [r`$$\mathbb{E}[A_{ij} X] = A_{ij} \mathbb{E}[X]$$`, 'undetermined', '', 'a letter with indices is not only a number'],
  [r`$$\mathbb{E}_{x \sim p}[f(x)] = \mathbb{E}[f(x)]$$`, 'holds', '', 'the chain says of what'],
  [r`$$\mathbb{E}[\mathbb{E}[X | Y]] = \mathbb{E}[X]$$`, 'undetermined', '', 'a condition'],
]);
