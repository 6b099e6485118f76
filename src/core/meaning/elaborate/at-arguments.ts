import type { Expr } from '../../expr/expr.ts';
import type { ScriptsSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import type { Range } from '../../text/range.ts';
import { isEqual } from '../general-term.ts';
import { familyKey, placeOf } from '../symbols.ts';
import type { Context } from './context.ts';

/** A function of the notes where a derivative of it is taken: its value, and its parameters, by which derivatives are taken. */
export interface Taken {
  readonly of: Expr;
  readonly params: readonly Parameter[];
  /** A derivative of the value where the parameters are what stands in the bracket. */
  at(derivative: Expr): Expr;
}

interface Parameter {
  readonly written: SymbolSyntax | ScriptsSyntax;
  readonly name: Expr;
}

/**
 * A function of several names with what stands in its bracket: `(2, 1)` of `\nabla f(2, 1)`. The parameters are names of their own then, whatever
 * the notes define by their letters, so that nothing else changes with them. Undefined where the notes do not give the function by as many names.
 */
export function takenAtArguments(context: Context, base: string, args: readonly Syntax[], at: Range): Taken | undefined {
  const signature = context.lexicon.vocabulary.signatures.get(base);
  if (signature === undefined || signature.length !== args.length || args.length < 2) return undefined;
  const isOwn = signature.every((param, n) => isEqual(param, args[n] as Syntax));
  const params = signature.map(
    (written, n): Parameter => ({
      written,
      name: isOwn ? context.expr(written) : { kind: 'ref', family: placeOf(n), slots: [], at },
    }),
  );
  const of: Expr = { kind: 'call', fn: familyKey(base, '', 0), args: params.map(({ name }) => name), order: 0, slots: [], at };
  const values = isOwn ? [] : args.map((arg) => context.expr(arg));
  return {
    of,
    params,
    at: (derivative) =>
      values.reduce<Expr>((whole, value, n) => ({ kind: 'at', of: whole, point: params[n]?.name as Expr, value, at }), derivative),
  };
}
