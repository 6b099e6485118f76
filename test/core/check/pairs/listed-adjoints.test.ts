import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const listing = (...lines: readonly string[]): string => ['```', ...lines, '```'].join('\n');
const neuron = ['u = v*x + c', 'q = u**2', 'loss = 0.5*(q - t)**2', '# backward'];
const back = [...neuron, 'dq = q - t', 'du = dq * 2*u'];
const circuit = ['a = exp(-x)', 'b = a + y', 's = 1/b', 'f = s*y', 'ds = y', 'db = -ds / b**2'];

const rows: readonly Pair[] = [
  [listing(...back, 'dx = du * v'), listing(...back, 'dx = du * u'), 'another name'],
  [listing(...back, 'dv = du * x'), listing(...back, 'dv = dq * x'), 'what comes back from too far on'],
  [
    listing(...neuron, 'd_q = q - t', 'd_u = 2*d_q*u', 'd_c = d_u'),
    listing(...neuron, 'd_q = q - t', 'd_u = 2*d_q*u', 'd_c = 2*d_u'),
    'underscores',
  ],
  [
    listing(...neuron, 'dloss_dq = q - t', 'dloss_du = 2*dloss_dq*u'),
    listing(...neuron, 'dloss_dq = q - t', 'dloss_du = dloss_dq*u'),
    'both names of the derivative',
  ],
  [
    listing(...neuron, 'dloss = 1', 'dq = dloss*(q - t)', 'du = 2*dq*u'),
    listing(...neuron, 'dloss = 1', 'dq = dloss*(q - t)', 'du = -2*dq*u'),
    'the adjoint of the loss is one',
  ],
  [
    listing(...circuit, 'da = db', 'dx = -a*da'),
    listing(...circuit, 'da = db', 'dx = a*da'),
    'the value of a node stands in for its formula',
  ],
  [
    listing('v = x*y      dz = u', 'u = w+v      du = z', 'f = u*z      dv = du', '             dx = dv*y'),
    listing('v = x*y      dz = u', 'u = w+v      du = z', 'f = u*z      dv = du', '             dx = dv*x'),
    'forward and backward side by side',
  ],
  [
    listing('z = w*x', 'L = (z - t)**2 + c*w**2', 'dz = 2*(z - t)', 'dw = dz*x + 2*c*w'),
    listing('z = w*x', 'L = (z - t)**2 + c*w**2', 'dz = 2*(z - t)', 'dw = dz*x + c*w'),
    'a name that stands in the loss itself, too',
  ],
];

pairs('adjoints in listings of code', rows);

checks('names in code that may be no adjoints', [
  [listing('u = x*y', 'v = u**2', 'du = y*dx', 'dv = u*du'), 'definition', '', 'changes that run forward'],
  [listing('y = x**2', 'dx = 0.1', 'dy = 2*y*dx'), 'definition', '', 'a small step'],
  [listing('out = w*x + b', 'db = dout', 'dw = dout*w'), 'definition', '', 'what is handed in from further on'],
  [listing(...neuron, 'dloss = 3', 'dq = dloss*(q - t)', 'du = dq*u'), 'definition', '', 'a loss that is not the last one'],
  [listing(...back, 'dx = du', 'dx += du*(v - 1)'), 'definition', '', 'a part of what comes back'],
  [listing(...neuron, 'loss = np.sum(loss)', 'dq = q', 'du = dq'), 'definition', '', 'a line that is not read'],
  [listing('for i in range(3):', ...back, 'dx = du'), 'definition', '', 'a loop'],
  [listing(...neuron, 'dq = q - t', 'du = 2*u', 'dv = dq*du*x'), 'definition', '', 'derivatives of the next node alone'],
  [
    listing(...neuron, 'dq = q - t', 'du = 2*u', 'dv = dq*x'),
    'definition',
    '',
    'a line without an adjoint, of a name that the loss has not',
  ],
  [listing(...back, 'dv = du*x', 'v = v - lr*dv'), 'definition', '', 'an update in code'],
  [listing(...back, 'dv = -lr*du*x'), 'definition', '', 'the rate in a step'],
  [listing(...back, 'dv = du*x + 0.9*v'), 'definition', '', 'a term that brings no adjoint back'],
  [listing(...back, 'dv = du*x + 0.9*m'), 'definition', '', 'momentum'],
  [listing(...back, 'dv = du*x/m'), 'definition', '', 'a size of the batch that the values do not have'],
  [listing(...back, 'dv = tanh(du*x)'), 'definition', '', 'an adjoint in a function'],
  [listing(...neuron, 'dq = t - q', 'du = 2*u*dq', 'dv = du*x', 'v = v + lr*dv'), 'undetermined', '', 'an update that adds'],
  [listing(...back, 'dv = 0.1*du*x', 'v = v - dv'), 'undetermined', '', 'an update that takes all'],
  [
    `The negative gradients are kept.\n\n${listing(...neuron, 'dq = t - q', 'du = 2*u*dq')}`,
    'definition',
    '',
    'gradients with the other sign',
  ],
  [`${listing(...neuron, 'dq = q - t', 'du = dq')}\n\nThe square is straight-through.`, 'definition', '', 'a node that is passed by'],
  [listing('# averaged over four samples', ...back, 'dv = du*x/4'), 'definition', '', 'an average, said in a comment'],
  [listing(...neuron, 'reg = v*v', 'dq = q', 'du = dq'), 'definition', '', 'two ends'],
  [listing('x = x0 + dx*n', 'y = x**2', 'dy = 2', 'dx = dy'), 'definition', '', 'a width that the values are made of'],
  [listing('p = x*w', 'p = p + b', 'q = p*p', 'dp = 2', 'dw = dp'), 'definition', '', 'a name that is given twice'],
]);
