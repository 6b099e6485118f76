import type { FamilyKey } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';

/** Words that mean something else in one of the languages that code is written in. */
const reserved: ReadonlySet<string> = new Set([
  ...[
    'lambda',
    'in',
    'is',
    'as',
    'if',
    'or',
    'and',
    'not',
    'for',
    'def',
    'np',
    'torch',
    'jax',
    'jnp',
    'check',
    'exact',
    'numeric',
    'step',
    'at',
    'eps',
  ],
  ...['sum', 'product', 'table', 'fold', 'new', 'var', 'let', 'do', 'this'],
]);

/** A word for a family, reserved in no language of code: `\hat y^{(2)}` is `y_hat_2`. Different families may have one word. */
export function wordFor(family: FamilyKey): string {
  const { base, label } = partsOfKey(family);
  const word = [accented(base), ...label.split(',')]
    .map((piece) => piece.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, ''))
    .filter((piece) => piece !== '')
    .join('_');
  const named = /^[A-Za-z]/.test(word) ? word : `v_${word}`;
  return reserved.has(named) ? `${named}_` : named;
}

/** `hat(y)` as `y_hat`. */
function accented(base: string): string {
  const [, accent, inner] = /^(\w+)\((.*)\)$/.exec(base) ?? [];
  return accent === undefined || inner === undefined ? base : `${accented(inner)}_${accent}`;
}
