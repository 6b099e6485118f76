import { argumentsOf, callsOf, elementary, type Program } from './program.ts';
import type { Library } from './python.ts';

/** What NumPy calls its operations on arrays, by the name of a module that calls them the same. */
const likeNumpy = (module: string) => ({
  module,
  sum: (array: string) => `${module}.sum(${array}, axis=-1)`,
  extreme: (op: 'maximum' | 'minimum', array: string) => `${module}.${op === 'maximum' ? 'max' : 'min'}(${array}, axis=-1)`,
  product: (array: string) => `${module}.prod(${array}, axis=-1)`,
  transpose: (array: string, order: readonly number[]) =>
    order.length === 2 ? `${array}.T` : `${module}.transpose(${array}, (${order.join(', ')}))`,
  broadcast: (array: string, shape: string) => `${module}.broadcast_to(${array}, ${shape})`,
});

/** A function that picks members of an array by their numbers in each of its dimensions; those that lie beyond its ends are zero. */
function memberAt(module: string, whole: (at: string) => string): readonly string[] {
  return [
    'def _at(x, *at):',
    '    # what lies beyond the ends is zero',
    `    at = [${whole('each')} for each in at]`,
    '    inside = True',
    '    for each, size in zip(at, x.shape):',
    '        inside = inside & (0 <= each) & (each < size)',
    `    return ${module}.where(inside, x[tuple(${module}.clip(each, 0, size - 1) for each, size in zip(at, x.shape))], 0.0)`,
    '',
    '',
  ];
}

/** A function of the standard library on all entries of an array. */
function entrywise(name: string, array: string): string {
  return `np.vectorize(__import__('math').${name})(${array})`;
}

/** The order of a polygamma function as the whole number that libraries ask for. */
function order(text: string): string {
  return String(Math.round(Number(text)));
}

/** The gamma function in PyTorch, which has the logarithm of its absolute value alone: below zero it changes its sign from one whole number to the next. */
function torchGamma(a: string): string {
  const at = `torch.as_tensor(${a})`;
  return `(torch.exp(torch.lgamma(${at})) * torch.cos(torch.pi * torch.clamp(torch.floor(${at}), max=0)))`;
}

/** NumPy, with central differences as the check. */
export const numpy: Library = {
  imports: ['import numpy as np'],
  ...likeNumpy('np'),
  functions: {
    max: (a, b) => `np.maximum(${a}, ${b})`,
    min: (a, b) => `np.minimum(${a}, ${b})`,
    relu: (a) => `np.maximum(${a}, 0)`,
    sigmoid: (a) => `(1 / (1 + np.exp(-(${a}))))`,
    softplus: (a) => `np.logaddexp(0, ${a})`,
    logsigmoid: (a) => `(-np.logaddexp(0, -(${a})))`,
    erf: (a) => entrywise('erf', a),
    gamma: (a) => entrywise('gamma', a),
    lgamma: (a) => entrywise('lgamma', a),
    factorial: (a) => entrywise('gamma', `${a} + 1`),
    digamma: (a) => `_digamma(${a})`,
  },
  helpers: {
    at: memberAt('np', (at) => `np.asarray(${at}).astype(int)`),
    digamma: [
      'def _digamma(x):',
      '    # the asymptotic series at x + 10, the recurrence back to x, and the reflection where x is not positive',
      '    x = np.asarray(x, dtype=float)',
      '    z = np.where(x > 0, x, 1 - x)',
      '    below = sum(1 / (z + n) for n in range(10))',
      '    z = z + 10',
      '    w = 1 / z**2',
      '    above = np.log(z) - 1 / (2 * z) - w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w / 132))))',
      '    turned = np.where(x > 0, 0.5, x)',
      '    return above - below - np.where(x > 0, 0.0, np.pi / np.tan(np.pi * turned))',
      '',
      '',
    ],
  },
  check: (program) => {
    const { by, forward, gradient } = program;
    const args = argumentsOf(program);
    const moved = (sign: string): string => argumentsOf(program, (name) => (name === by.name ? `${name} ${sign} step` : name));
    return [
      `def check(${args}, eps=1e-6):`,
      `    # the largest difference between ${gradient.name} and central differences`,
      `    numeric = np.zeros(np.shape(${gradient.name}(${args})))`,
      `    for at in np.ndindex(np.shape(${by.name})):`,
      `        step = np.zeros(np.shape(${by.name}))`,
      '        step[at] = eps',
      `        numeric[(..., *at)] = (np.asarray(${forward.name}(${moved('+')})) - np.asarray(${forward.name}(${moved('-')}))) / (2 * eps)`,
      `    return np.max(np.abs(numeric - ${gradient.name}(${args})))`,
    ];
  },
};

/** PyTorch, with its own reverse mode as the check. */
export const torch: Library = {
  imports: ['import torch'],
  module: 'torch',
  sum: (array) => `torch.sum(${array}, dim=-1)`,
  extreme: (op, array) => `torch.${op === 'maximum' ? 'amax' : 'amin'}(${array}, dim=-1)`,
  product: (array) => `torch.prod(${array}, dim=-1)`,
  transpose: (array, order) => (order.length === 2 ? `${array}.T` : `${array}.permute(${order.join(', ')})`),
  broadcast: (array, shape) => `torch.broadcast_to(torch.as_tensor(${array}), ${shape})`,
  functions: {
    ...callsOf([...elementary, 'erf', 'sigmoid', 'lgamma', 'digamma'], (name, a) => `torch.${name}(torch.as_tensor(${a}))`),
    max: (a, b) => `torch.maximum(torch.as_tensor(${a}), torch.as_tensor(${b}))`,
    min: (a, b) => `torch.minimum(torch.as_tensor(${a}), torch.as_tensor(${b}))`,
    gamma: torchGamma,
    factorial: (a) => torchGamma(`${a} + 1`),
    polygamma: (n, a) => `torch.polygamma(${order(n)}, torch.as_tensor(${a}))`,
    relu: (a) => `torch.relu(${a})`,
    softplus: (a) => `torch.nn.functional.softplus(${a})`,
    logsigmoid: (a) => `torch.nn.functional.logsigmoid(${a})`,
  },
  helpers: { at: memberAt('torch', (at) => `torch.as_tensor(${at}).long()`) },
  check: (program) => [
    ...differentiated(program, (call, by) => `torch.autograd.functional.jacobian(lambda ${by}: torch.as_tensor(${call}), ${by})`),
    `    return torch.max(torch.abs(exact - torch.as_tensor(${program.gradient.name}(${argumentsOf(program)}))))`,
  ],
};

/** JAX, with its own reverse mode as the check. */
export const jax: Library = {
  imports: ['import jax', 'import jax.numpy as jnp', '', "jax.config.update('jax_enable_x64', True)"],
  ...likeNumpy('jnp'),
  functions: {
    max: (a, b) => `jnp.maximum(${a}, ${b})`,
    min: (a, b) => `jnp.minimum(${a}, ${b})`,
    relu: (a) => `jax.nn.relu(${a})`,
    sigmoid: (a) => `jax.nn.sigmoid(${a})`,
    softplus: (a) => `jax.nn.softplus(${a})`,
    logsigmoid: (a) => `jax.nn.log_sigmoid(${a})`,
    erf: (a) => `jax.scipy.special.erf(${a})`,
    gamma: (a) => `jax.scipy.special.gamma(${a})`,
    lgamma: (a) => `jax.scipy.special.gammaln(${a})`,
    digamma: (a) => `jax.scipy.special.digamma(${a})`,
    polygamma: (n, a) => `jax.scipy.special.polygamma(${order(n)}, ${a})`,
    factorial: (a) => `jax.scipy.special.gamma(${a} + 1)`,
  },
  helpers: { at: memberAt('jnp', (at) => `jnp.asarray(${at}).astype(int)`) },
  check: (program) => [
    ...differentiated(program, (call, by) => `jax.jacobian(lambda ${by}: ${call})(${by})`),
    `    return jnp.max(jnp.abs(exact - ${program.gradient.name}(${argumentsOf(program)})))`,
  ],
};

function differentiated(program: Program, jacobian: (call: string, by: string) => string): readonly string[] {
  const { by, forward, gradient } = program;
  const args = argumentsOf(program);
  return [
    `def check(${args}):`,
    `    # the largest difference between ${gradient.name} and the derivative that the library works out`,
    `    exact = ${jacobian(`${forward.name}(${args})`, by.name)}`,
  ];
}
