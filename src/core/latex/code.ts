import type { ProductSign } from './syntax.ts';

/** Code of array libraries in formulas. Modules whose functions are called by name: `np.exp`, `torch.nn.functional.relu`. */
const modules = 'np|numpy|jnp|torch|tf|math|cp';

/** What functions of those modules are called here, where their own name is not known. */
export const codeNames: ReadonlyMap<string, string> = new Map([
  ['maximum', 'max'],
  ['minimum', 'min'],
  ['absolute', 'abs'],
]);

/** Functions of two arguments, and methods of one, that are products. */
export const codeProducts: ReadonlyMap<string, ProductSign> = new Map([
  ['dot', '\\cdot'],
  ['matmul', '\\cdot'],
  ['mm', '\\cdot'],
  ['inner', '\\cdot'],
  ['outer', '\\otimes'],
  ['multiply', '\\odot'],
]);

/** `np.exp` in front of a bracket; the last name is the group. */
export const moduleCall = new RegExp(`(?:${modules})\\.(?:[a-z]+\\.){0,3}([a-z][a-z0-9]*)(?=\\s?\\()`, 'y');
/** `.T`, `.dot` in front of a bracket, `.sum()`. */
export const member = new RegExp(`\\.(?:(T)(?![A-Za-z])|(${[...codeProducts.keys()].join('|')})(?=\\()|(sum|mean)\\(\\))`, 'y');
/** How tokens for calls of modules begin. */
export const codePrefix = '\\np.';
