import { type Expr, type FamilyKey, hasInside } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Definition } from './definition.ts';
import { mentioned } from './mentioned.ts';

/** A point at which a function of the notes is taken: its parameter with a mark, `\lambda^\star` of `q(\lambda)`. */
export interface NamedPoint {
  readonly family: FamilyKey;
  /** The other side is written with it, as the formula of another function would be. */
  readonly isWritten: boolean;
}

/** The first marked point among the arguments by which a side calls a function; undefined where it is called as its definition has it. */
export function namedPoint(lhs: Expr, rhs: Expr, { params = [], meaning }: Definition): NamedPoint | undefined {
  if (lhs.kind !== 'call' || lhs.args.length !== params.length || meaning.kind !== 'formula') return undefined;
  const marked = lhs.args.flatMap((arg, at): readonly FamilyKey[] => {
    const param = params[at]?.family;
    return arg.kind === 'ref' && param !== undefined && arg.family !== param && isMarked(arg.family, param) ? [arg.family] : [];
  });
  const [family] = marked;
  if (family === undefined) return undefined;
  const isWritten = hasInside(rhs, (node) => node.kind === 'ref' && marked.includes(node.family));
  return { family, isWritten };
}

/** Whether a name is another one with an accent or a label: `\hat x`, `x_0` and `x^\star` of `x`. */
function isMarked(name: FamilyKey, plain: FamilyKey): boolean {
  const [own, other] = [partsOfKey(name), partsOfKey(plain)];
  if (own.arity !== other.arity || other.label !== '') return false;
  return own.base === other.base || (own.label === '' && /^\w+\((.+)\)$/.exec(own.base)?.[1] === other.base);
}

/** Whether a formula is of the letters of a function alone, as its optimum is: `b / c` of `q(\lambda) = \lambda b - \frac12 \lambda^2 c`, or of none. */
export function isOfLetters(formula: Expr, { meaning, params = [] }: Definition): boolean {
  if (meaning.kind !== 'formula') return false;
  const own = new Set([...mentioned(meaning.body)].filter((family) => !params.some((param) => param.family === family)));
  return [...mentioned(formula)].every((family) => own.has(family));
}
