import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$\nabla_\theta \int p_\theta(x) f(x)\,dx = \int \nabla_\theta p_\theta(x) f(x)\,dx$`,
    r`$\nabla_\theta \int p_\theta(x) f(x)\,dx = \int p_\theta(x) \nabla_\theta p_\theta(x) f(x)\,dx$`,
    'the derivative goes under the sign',
  ],
  [
    r`$\nabla_\theta \int p_\theta(x) f(x)\,dx = \int p_\theta(x)\, f(x) \nabla_\theta \log p_\theta(x)\,\mathrm{d}x$`,
    r`$\nabla_\theta \int p_\theta(x) f(x)\,dx = \int f(x) \nabla_\theta \log p_\theta(x)\,\mathrm{d}x$`,
    'the logarithmic derivative brings its density with it',
  ],
  [
    r`$\int f(x) + g(x)\,dx = \int g(x)\,dx + \int f(x)\,dx$`,
    r`$\int f(x) + g(x)\,dx = \int g(x)\,dx - \int f(x)\,dx$`,
    'a sum without a bracket, up to its differential',
  ],
  [r`$\int a f(x)\,dx = a \int f(t)\,dt$`, r`$\int a f(x)\,dx = a^2 \int f(t)\,dt$`, 'a factor in front, another letter below'],
  [
    r`$\mathbb{E}_{x \sim p}[f(x)] = \int f(x) p(x)\,dx$`,
    r`$\mathbb{E}_{x \sim p}[f(x)] = \int f(x) p(x)^2\,dx$`,
    'an expectation written out',
  ],
  [
    r`$J = \int_{\mathcal X} p_\theta(x) R(x)\,dx$, $\nabla_\theta J = \mathbb{E}_{x \sim p_\theta}[R(x) \nabla_\theta \log p_\theta(x)]$`,
    r`$J = \int_{\mathcal X} p_\theta(x) R(x)\,dx$, $\nabla_\theta J = \mathbb{E}_{x \sim p_\theta}[R(x) \nabla_\theta p_\theta(x)]$`,
    'a named integral over a set, its gradient as an expectation',
  ],
  [
    r`$\int p(x) \log\frac{p(x)}{q(x)}\,dx = \int p(x)\log p(x)\,dx - \int p(x) \log q(x)\,dx$`,
    r`$\int p(x) \log\frac{p(x)}{q(x)}\,dx = \int p(x)\log p(x)\,dx + \int p(x) \log q(x)\,dx$`,
    'a divergence taken apart',
  ],
  [
    r`$\frac{\partial}{\partial\theta} \int f(x \mid \theta)\,dx = \int \frac{\partial \ln f(x \mid \theta)}{\partial\theta} f(x \mid \theta)\,dx$`,
    r`$\frac{\partial}{\partial\theta} \int f(x \mid \theta)\,dx = \int \frac{\partial \ln f(x \mid \theta)}{\partial\theta}\,dx$`,
    'the score of a likelihood',
  ],
  [
    r`$\iint f(x, y)\,dx\,dy = \int \left( \int f(x, y)\,dx \right) dy$`,
    r`$\iint f(x, y)\,dx\,dy = 2 \int \left( \int f(x, y)\,dx \right) dy$`,
    'two variables under one sign',
  ],
  [
    r`$\int_{-\infty}^{\infty} dx\, p_\theta(x) = \int_{-\infty}^{\infty} p_\theta(x)\, dx$`,
    r`$\int_{-\infty}^{\infty} dx\, p_\theta(x) = -\int_{-\infty}^{\infty} p_\theta(x)\, dx$`,
    'the differential in front',
  ],
  [
    r`$L = \int p(x) (y - f_w(x))^2\,dx$, $\frac{\partial L}{\partial w} = -2 \int p(x) (y - f_w(x)) \frac{\partial f_w(x)}{\partial w}\,dx$`,
    r`$L = \int p(x) (y - f_w(x))^2\,dx$, $\frac{\partial L}{\partial w} = 2 \int p(x) (y - f_w(x)) \frac{\partial f_w(x)}{\partial w}\,dx$`,
    'an expected loss by its parameter',
  ],
];

const more: readonly Pair[] = [
  [
    r`$\nabla_\theta \int_x f(x) p(x \mid \theta)\,dx = \int_x f(x) p(x \mid \theta) \nabla_\theta \ln p(x \mid \theta)\,dx$`,
    r`$\nabla_\theta \int_x f(x) p(x \mid \theta)\,dx = \int_x f(x) \nabla_\theta \ln p(x \mid \theta)\,dx$`,
    'the variable below the sign',
  ],
  [
    r`$\mathbb{E}_{x \sim p}[f(x)] = \int f(x) \frac{p(x)}{q(x)} q(x)\,dx = \mathbb{E}_{x \sim q}[f(x) p(x) / q(x)]$`,
    r`$\mathbb{E}_{x \sim p}[f(x)] = \int f(x) \frac{p(x)}{q(x)} q(x)\,dx = \mathbb{E}_{x \sim q}[f(x) q(x) / p(x)]$`,
    'importance weights',
  ],
];

pairs('integrals', [...rows, ...more]);

checks('integrals that would have to be worked out', [
  [r`$\int_0^1 x\,dx = \frac12$`, 'undetermined', '', 'a value'],
  [r`$\int_0^1 x\,dx = 2$`, 'undetermined', '', 'another value'],
  [r`$\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt\pi$`, 'undetermined', '', 'the integral of Gauss'],
  [r`$\int x^2\,dx = \frac{x^3}{3} + C$`, 'undetermined', '', 'an antiderivative'],
  [r`$\int f'(x) g(x)\,dx = -\int f(x) g'(x)\,dx$`, 'undetermined', '', 'by parts'],
  [r`$\int_0^1 f(x)\,dx = \int_0^2 f(x)\,dx$`, 'undetermined', '', 'two domains'],
  [r`$\int_0^2 f(x)\,dx = \int_0^1 f(x)\,dx + \int_1^2 f(x)\,dx$`, 'undetermined', '', 'a domain in two'],
  [r`$\int_0^1 f(2x)\,dx = \frac12 \int_0^2 f(u)\,du$`, 'undetermined', '', 'by substitution'],
  [
    r`$p(x \mid \mu) = \frac{1}{\sqrt{2\pi}} e^{-(x-\mu)^2/2}$, $\int p(x \mid \mu)\,dx = 1$`,
    'undetermined',
    '',
    'a density with a formula',
  ],
  [r`$F(x) = \int_0^x f(t)\,dt$, $F'(x) = f(x)$`, 'undetermined', '', 'bounds that move, behind a name'],
  [r`$\int \frac{dx}{x} = \ln x$`, 'undetermined', '', 'a differential in a fraction'],
  [r`$\oint_C f(z)\,dz = 0$`, 'undetermined', '', 'along a path'],
  [r`$\int f\,d\mu = \int f(x) p(x)\,dx$`, 'undetermined', '', 'by a measure'],
  [r`$\int_0^1 2x\,dx = 2 \int_0^1 t\,dt$`, 'holds', '', 'what is linear holds for any'],
  [r`$\frac{d}{da} \int_0^1 e^{-ax}\,dx = -\int_0^1 x e^{-ax}\,dx$`, 'holds', '', 'under the sign, with the variable outside of functions'],
  [
    r`$\frac{d}{da} \int_0^1 e^{-ax}\,dx = \int_0^1 x e^{-ax}\,dx$`,
    'undetermined',
    '',
    'the same with a wrong sign could only be told by its value',
  ],
  [r`$\frac{d}{dx} \int_0^x f(t)\,dt = f(x)$`, 'holds', '', 'the fundamental theorem'],
  [r`$\frac{d}{dx} \int_0^{x^2} e^t\,dt = 2x e^{x^2}$`, 'holds', '', 'the same along the bound'],
  [r`$\frac{d}{dx} \int_0^{x} t^2\,dt = 2x$`, 'mismatch', 'missing-factor', 'the integrand differentiated instead'],
  [r`$\frac{d}{dx} \int_x^1 e^{-t}\,dt = e^{-x}$`, 'mismatch', 'sign', 'the sign of the lower bound'],
]);
