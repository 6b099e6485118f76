import { cover } from '../../text/range.ts';
import { codeNames, codePrefix, codeProducts } from '../code.ts';
import { type Prefix, r } from '../notation.ts';
import { productOf } from '../products.ts';
import type { Reader } from '../reader.ts';
import type { ProductSign, Syntax } from '../syntax.ts';
import type { Token } from '../token.ts';
import { applyFunction, functionNamed } from './functions.ts';
import { withScripts } from './scripts.ts';

/** `np.exp(x)` is `\exp(x)`, and `np.dot(a, b)` the product of the two. */
export const codeFunction: Prefix = {
  fixity: 'prefix',
  triggers: [],
  endsOperand: true,
  read(reader, trigger) {
    const name = trigger.text.slice(codePrefix.length);
    const by = codeProducts.get(name);
    const fn = functionNamed(codeNames.get(name) ?? name);
    if (by === undefined && fn !== undefined) {
      const read = applyFunction(reader, fn, trigger);
      // `axis=0` says along what, which changes the value.
      const isPlain = read.kind !== 'function' || read.operands.every(({ kind }) => kind !== 'relation');
      return isPlain ? read : reader.hole(read.range, 'unknown-command', { name });
    }
    const bracket = reader.bracket();
    const range = cover(trigger, reader.behind);
    const [left, right, ...more] = bracket?.body.kind === 'list' ? bracket.body.items : [];
    if (by === undefined || left === undefined || right === undefined || more.length > 0)
      return reader.hole(range, 'unknown-command', { name });
    return { kind: 'group', open: '(', close: ')', body: multiplied(left, by, trigger, right), range };
  },
  examples: [
    ['np.exp(-x)', '(exp (sum - x))'],
    ['np.maximum(0, x)', '(max 0 x)'],
    ['np.dot(W, x) + b', r`(sum + (() (product W \cdot x)) + b)`],
    ['np.outer(a, b)', r`(() (product a \otimes b))`],
    ['W.dot(x) + b', r`(sum + (product W \cdot (() x)) + b)`],
    ['X.T.dot(y)', r`(product (scripts X ^ \top) \cdot (() y))`],
    ['X.T @ y', r`(product (scripts X ^ \top) \cdot y)`],
    ['a / x.dot(y)', r`(quotient a (product x \cdot (() y)))`],
    ['W_1.dot(x).T', r`(scripts (product (scripts W _ 1) \cdot (() x)) ^ \top)`],
    ['x.sum()', '(sum x)'],
    ['x**2 * y ** (n-1)', '(product (scripts x ^ 2) * (scripts y ^ (() (sum + n - 1))))'],
    ['np.sum(x, axis=0)', '?'],
    ['np.foo(x)', '?'],
  ],
};

/** More methods one behind the other are not read, since each goes one level deeper. */
const mostMembers = 32;

/** The node with the methods behind it: `W.dot(x)`. */
export function withMembers(reader: Reader, node: Syntax): Syntax {
  let read = node;
  let left = mostMembers;
  for (let t = reader.peek(); t?.kind === 'member'; t = reader.peek()) {
    reader.next();
    if (left-- === 0) {
      reader.rest();
      return reader.hole(cover(node.range, reader.behind), 'nested-too-deeply');
    }
    const by = codeProducts.get(t.text);
    const range = cover(read.range, t);
    read = by
      ? withScripts(reader, multiplied(read, by, t, reader.bracket() ?? reader.missing()))
      : withScripts(reader, {
          kind: 'function',
          name: t.text,
          head: { start: t.start, end: t.end },
          primes: 0,
          operands: [read],
          bracketed: true,
          range,
        });
  }
  return read;
}

function multiplied(left: Syntax, by: ProductSign, { start, end }: Pick<Token, 'start' | 'end'>, right: Syntax): Syntax {
  const first = { start: left.range.start, end: left.range.start };
  return productOf([
    { by: 'juxtaposed', signRange: first, node: left },
    { by, signRange: { start, end }, node: right },
  ]);
}
