import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const spring = r`The dot is the time derivative. $L = \frac12 m \dot x^2 - \frac12 k x^2$. `;
const polar = r`$x = r \cos\varphi$ and $y = r \sin\varphi$. The velocity has $\dot x = \dot r \cos\varphi - r \dot\varphi \sin\varphi$. `;
const masses = r`$E = \frac12 \sum_i m_i \dot x_i^2$ is the kinetic energy. `;
const tangents = r`Forward mode carries tangents along. $v_3 = v_1 v_2$, $v_4 = \sin v_3$, $\dot v_3 = \dot v_1 v_2 + v_1 \dot v_2$. `;
const product = r`Tangents: $Y = W X$ with $W \in \mathbb{R}^{m \times n}$, $X \in \mathbb{R}^{n \times k}$. `;
const flow = r`$A \in \mathbb{R}^{m \times n}$, $b \in \mathbb{R}^m$, $L = \frac12 \|A w - b\|^2$ and $w$ moves with the velocity $\dot w = -\nabla_w L$. `;
const lyapunov = r`$V = x^2 + y^2$ with $\dot x = -x + y$ and $\dot y = -x - y$. `;

const phasePlane = r`$$\dot x = x y, \quad \dot y = -x y$$ Dividing gives $\frac{dy}{dx} = -1$. `;

const rows: readonly Pair[] = [
  [
    r`${spring}$$\frac{d}{dt} \frac{\partial L}{\partial \dot x} - \frac{\partial L}{\partial x} = m \ddot x + k x$$`,
    r`${spring}$$\frac{d}{dt} \frac{\partial L}{\partial \dot x} - \frac{\partial L}{\partial x} = m \ddot x - k x$$`,
    'the left side of an Euler–Lagrange equation',
  ],
  [
    r`$I = m r^2$, $J = I \dot\varphi$. $$\frac{dJ}{dt} = m r^2 \ddot\varphi + 2 m r \dot r \dot\varphi$$`,
    r`$I = m r^2$, $J = I \dot\varphi$. $$\frac{dJ}{dt} = m r^2 \ddot\varphi + m r \dot r \dot\varphi$$`,
    'what is differentiated is a name',
  ],
  [
    r`${polar}$$\dot y = \dot r \sin\varphi + r \dot\varphi \cos\varphi$$`,
    r`${polar}$$\dot y = \dot r \sin\varphi - r \dot\varphi \cos\varphi$$`,
    'the velocity of what is made of other coordinates is claimed',
  ],
  [
    r`${polar}$$\dot x^2 + \dot y^2 = \dot r^2 + r^2 \dot\varphi^2$$`,
    r`${polar}$$\dot x^2 + \dot y^2 = \dot r^2 + r \dot\varphi^2$$`,
    'and stands for what it is without being given',
  ],
  [
    r`${polar}$$\ddot x = \ddot r \cos\varphi - 2 \dot r \dot\varphi \sin\varphi - r \ddot\varphi \sin\varphi - r \dot\varphi^2 \cos\varphi$$`,
    r`${polar}$$\ddot x = \ddot r \cos\varphi - \dot r \dot\varphi \sin\varphi - r \ddot\varphi \sin\varphi - r \dot\varphi^2 \cos\varphi$$`,
    'two dots',
  ],
  [
    r`${masses}$$\frac{dE}{dt} = \sum_i m_i \dot x_i \ddot x_i$$`,
    r`${masses}$$\frac{dE}{dt} = \frac12 \sum_i m_i \dot x_i \ddot x_i$$`,
    'coordinates with an index',
  ],
  [
    r`${tangents}$$\dot v_4 = \cos(v_3)\, \dot v_3$$`,
    r`${tangents}$$\dot v_4 = -\cos(v_3)\, \dot v_3$$`,
    'tangents of the nodes of a graph',
  ],
  [
    r`${product}$$\dot Y = \dot W X + W \dot X$$`,
    r`${product}$$\dot Y = \dot W X - W \dot X$$`,
    'tangents of matrices, which have their shapes',
  ],
  [
    r`${flow}$$\frac{dL}{dt} = (\nabla_w L)^\top \dot w = -\|\nabla_w L\|^2$$`,
    r`${flow}$$\frac{dL}{dt} = -(\nabla_w L)^\top \dot w$$`,
    'along a gradient flow',
  ],
  [
    r`${lyapunov}$$\frac{dV}{dt} = 2 x \dot x + 2 y \dot y = -2 x^2 - 2 y^2$$`,
    r`${lyapunov}$$\frac{dV}{dt} = -2 x^2 + 2 y^2$$`,
    'rates that the notes give are those',
  ],
  [
    r`Die Zeitableitung von $q = a x^2$: $\dot q = 2 a x \dot x$ und $$\ddot q = 2 a \dot x^2 + 2 a x \ddot x$$`,
    r`Die Zeitableitung von $q = a x^2$: $\dot q = 2 a x \dot x$ und $$\ddot q = 2 a \dot x^2 + a x \ddot x$$`,
    'in German',
  ],
  [
    r`${phasePlane}$$\frac{d}{dt}(x + 2 y) = -x y$$`,
    r`${phasePlane}$$\frac{d}{dt}(x + 2 y) = x y$$`,
    'beside the slope in the phase plane, each name stands for itself',
  ],
  [
    r`$$\dot x = -\beta x y$$ $$\dot y = \beta x y - \gamma y$$ $$\frac{dx}{dy} = \frac{-\beta x}{\beta x - \gamma}$$ $$\frac{d}{dt}(x + y) = -\gamma y$$`,
    r`$$\dot x = -\beta x y$$ $$\dot y = \beta x y - \gamma y$$ $$\frac{dx}{dy} = \frac{-\beta x}{\beta x - \gamma}$$ $$\frac{d}{dt}(x + y) = \gamma y$$`,
    'and with the slope the other way round',
  ],
  [
    r`$$\dot u = -k u$$ $$\frac{d}{dt} u^2 = -2 k u^2$$`,
    r`$$\dot u = -k u$$ $$\frac{d}{dt} u^2 = 2 k u^2$$`,
    'the power of a name is none',
  ],
  [
    r`$$\tau \dot h_i = -h_i + \sum_j w_{ij} \sigma(h_j)$$ $$\frac{d}{dt} h_i^2 = 2 h_i \dot h_i$$`,
    r`$$\tau \dot h_i = -h_i + \sum_j w_{ij} \sigma(h_j)$$ $$\frac{d}{dt} h_i^2 = h_i \dot h_i$$`,
    'nor is that of a member',
  ],
  [
    r`The dot is the time derivative. $$\frac{d}{dt} (x \dot x) = \dot x^2 + x \ddot x$$`,
    r`The dot is the time derivative. $$\frac{d}{dt} (x \dot x) = \dot x^2 - x \ddot x$$`,
    'the same rates on both sides are of an identity',
  ],
  [
    r`$J = m r^2 w$. $$\dot J = 2 m r \dot r w + m r^2 \dot w$$`,
    r`$J = m r^2 w$. $$\dot J = m r \dot r w + m r^2 \dot w$$`,
    'a rate as the product rule has it is that of the formula, though no words say so',
  ],
  [
    r`$s = \sqrt{x^2 + y^2}$. $$\dot s = \frac{x \dot x + y \dot y}{s}$$`,
    r`$s = \sqrt{x^2 + y^2}$. $$\dot s = \frac{x \dot x - y \dot y}{s}$$`,
    'and so is one by the formula itself',
  ],
];

pairs('derivatives by time', rows);

const motion = r`The dot is the time derivative. $T = \frac12 m \dot x^2$, $U = \frac12 k x^2$, $E = T + U$, $p = m \dot x$. `;

checks('what derivatives by time do not claim', [
  [r`${motion}$$\frac{d}{dt}(m \dot x) = -k x$$`, 'undetermined', '', 'an equation of motion lacks the acceleration on one side'],
  [r`${motion}$$\frac{dE}{dt} = -c \dot x^2$$`, 'undetermined', '', 'how energy is lost follows from the equation of motion'],
  [r`${motion}$$\frac{d}{dt}(m \dot x) = m \ddot x = -k x$$`, 'undetermined', '', 'the equation goes on from what the left side is'],
  [r`${motion}$$\dot p = -k x$$`, 'definition', '', 'the rate of a momentum is set equal to a force'],
  [
    r`$y = \gamma x + \beta$, $\dot x = x - \mu$. $$\dot y = \gamma \dot x + \beta$$`,
    'definition',
    '',
    'nothing says that the dots are of time: they may mark other names',
  ],
  [r`$y = a x$. $$\dot y = b \dot x$$`, 'definition', '', 'nor does a rate beside which nothing moves'],
  [r`$p = m v$. $$\dot p = m \dot v - \dot m u$$`, 'definition', '', 'nor one by other names than those of the formula'],
  [r`$y = w x$. $$\dot y = \dot w \dot x$$`, 'definition', '', 'nor a product of names with dots'],
  [r`${motion}$$\frac{d}{dt}(m \dot x) = F - \mu \ddot x$$`, 'undetermined', '', 'a force beside the same accelerations'],
  [r`${motion}$$\frac{d}{dt}(m_i \dot q_i) = F_i - \mu \ddot q_i$$`, 'undetermined', '', 'and for each coordinate'],
  [
    r`${motion}$$\frac{d}{dt}(3 \dot x) = -2 \ddot x - \dot x$$`,
    'undetermined',
    '',
    'friction is by a rate that stands on the left, on whose value nothing there depends',
  ],
  [
    r`${phasePlane}$$\frac{d}{dt}(x^2 y) + \frac{dy}{dx} = 2 x y \dot x + x^2 \dot y + 5 \frac{dy}{dx}$$`,
    'undetermined',
    '',
    'names that move, and are functions of one another in one step',
  ],
  [r`${motion}$$\frac{dx}{dt} = v, \quad t = 3, \quad \frac{dE}{dt} = t$$`, 'undetermined', '', 'the letter of time stands elsewhere too'],
]);
