import type { Program } from './program.ts';
import type { Library } from './python.ts';

/** NumPy, with central differences as the check. */
export const numpy: Library = {
  imports: ['import numpy as np'],
  module: 'np',
  sum: (array) => `np.sum(${array}, axis=-1)`,
  extreme: (op, array) => `np.${op === 'maximum' ? 'max' : 'min'}(${array}, axis=-1)`,
  product: (array) => `np.prod(${array}, axis=-1)`,
  transpose: (array, order) => (order.length === 2 ? `${array}.T` : `np.transpose(${array}, (${order.join(', ')}))`),
  broadcast: (array, shape) => `np.broadcast_to(${array}, ${shape})`,
  functions: {
    max: (a, b) => `np.maximum(${a}, ${b})`,
    min: (a, b) => `np.minimum(${a}, ${b})`,
    relu: (a) => `np.maximum(${a}, 0)`,
    sigmoid: (a) => `(1 / (1 + np.exp(-(${a}))))`,
    softplus: (a) => `np.logaddexp(0, ${a})`,
    logsigmoid: (a) => `(-np.logaddexp(0, -(${a})))`,
    erf: (a) => `np.vectorize(__import__('math').erf)(${a})`,
  },
  check: ({ inputs, by, forward, gradient }) => {
    const args = inputs.map(({ name }) => name).join(', ');
    const moved = (sign: string): string => inputs.map(({ name }) => (name === by.name ? `${name} ${sign} step` : name)).join(', ');
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
    ...Object.fromEntries(
      [
        'exp',
        'log',
        'log2',
        'log10',
        'log1p',
        'expm1',
        'sqrt',
        'abs',
        'sign',
        'sin',
        'cos',
        'tan',
        'sinh',
        'cosh',
        'tanh',
        'erf',
        'sigmoid',
      ].map((name) => [name, (a: string) => `torch.${name}(torch.as_tensor(${a}))`]),
    ),
    max: (a, b) => `torch.maximum(torch.as_tensor(${a}), torch.as_tensor(${b}))`,
    min: (a, b) => `torch.minimum(torch.as_tensor(${a}), torch.as_tensor(${b}))`,
    relu: (a) => `torch.relu(${a})`,
    softplus: (a) => `torch.nn.functional.softplus(${a})`,
    logsigmoid: (a) => `torch.nn.functional.logsigmoid(${a})`,
  },
  check: (program) => [
    ...differentiated(program, (call, by) => `torch.autograd.functional.jacobian(lambda ${by}: torch.as_tensor(${call}), ${by})`),
    `    return torch.max(torch.abs(exact - torch.as_tensor(${program.gradient.name}(${argsOf(program)}))))`,
  ],
};

/** JAX, with its own reverse mode as the check. */
export const jax: Library = {
  ...numpy,
  imports: ['import jax', 'import jax.numpy as jnp', '', "jax.config.update('jax_enable_x64', True)"],
  module: 'jnp',
  sum: (array) => `jnp.sum(${array}, axis=-1)`,
  extreme: (op, array) => `jnp.${op === 'maximum' ? 'max' : 'min'}(${array}, axis=-1)`,
  product: (array) => `jnp.prod(${array}, axis=-1)`,
  transpose: (array, order) => (order.length === 2 ? `${array}.T` : `jnp.transpose(${array}, (${order.join(', ')}))`),
  broadcast: (array, shape) => `jnp.broadcast_to(${array}, ${shape})`,
  functions: {
    max: (a, b) => `jnp.maximum(${a}, ${b})`,
    min: (a, b) => `jnp.minimum(${a}, ${b})`,
    relu: (a) => `jax.nn.relu(${a})`,
    sigmoid: (a) => `jax.nn.sigmoid(${a})`,
    softplus: (a) => `jax.nn.softplus(${a})`,
    logsigmoid: (a) => `jax.nn.log_sigmoid(${a})`,
    erf: (a) => `jax.scipy.special.erf(${a})`,
  },
  check: (program) => [
    ...differentiated(program, (call, by) => `jax.jacobian(lambda ${by}: ${call})(${by})`),
    `    return jnp.max(jnp.abs(exact - ${program.gradient.name}(${argsOf(program)})))`,
  ],
};

function argsOf({ inputs }: Program): string {
  return inputs.map(({ name }) => name).join(', ');
}

function differentiated(program: Program, jacobian: (call: string, by: string) => string): readonly string[] {
  const { by, forward, gradient } = program;
  const args = argsOf(program);
  return [
    `def check(${args}):`,
    `    # the largest difference between ${gradient.name} and the derivative that the library works out`,
    `    exact = ${jacobian(`${forward.name}(${args})`, by.name)}`,
  ];
}
