import type { Expr } from '../../expr/expr.ts';
import type { FunctionSyntax, Syntax } from '../../latex/syntax.ts';
import { walkSyntax } from '../../latex/walk.ts';
import { functionUpToBracket, logarithmOfFirst } from '../reach.ts';
import { isTranspose } from '../scripts.ts';
import { baseName, familyKey, symbolOf } from '../symbols.ts';
import { argumentAnywhere } from './bare-functions.ts';
import { vectorOf } from './brackets.ts';
import { divergenceIn } from './calls.ts';
import type { Context } from './context.ts';
import { raised, transposedIf } from './powers.ts';

/** Functions that a minus one above turns into their inverses. */
const arcs: ReadonlyMap<string, string> = new Map([
  ['sin', 'arcsin'],
  ['cos', 'arccos'],
  ['tan', 'arctan'],
  ['sinh', 'arsinh'],
  ['cosh', 'arcosh'],
  ['tanh', 'artanh'],
]);

/** Functions of one vector, whose arguments are its entries where there are several. */
const ofOneVector: ReadonlySet<string> = new Set(['softmax', 'logsoftmax', 'logsumexp']);

/** A function that has a name in LaTeX, `\log x`, with what stands above its name: a power, a prime, or the minus one of an inverse. */
export function elaborateFunction(context: Context, node: FunctionSyntax): Expr {
  const at = node.range;
  const divergence = divergenceIn(context, node);
  if (divergence) return divergence;
  const arity = context.lexicon.arityOf(node.name);
  const redefined = context.lexicon.redefined.has(node.name);
  if (node.sub) return context.hole('unread-function', node.head, { name: node.name });
  const [only] = node.operands;
  const isVariable = (name: Syntax): boolean => {
    const symbol = symbolOf(name);
    const { variables, functions } = context.lexicon.vocabulary;
    return symbol !== undefined && variables.has(baseName(symbol)) && !functions.has(baseName(symbol));
  };
  const short = logarithmOfFirst(node, context.choose) ?? functionUpToBracket(node, isVariable, context.choose);
  if (short) return context.expr(short);
  const operands = node.operands.length === 1 && only?.kind === 'group' && only.body.kind === 'list' ? only.body.items : node.operands;
  if (redefined) {
    const call: Expr = {
      kind: 'call',
      fn: familyKey(node.name, '', 0),
      args: operands.map((operand) => context.expr(operand)),
      order: node.primes,
      slots: [],
      at,
    };
    return raised(context, call, node.sup, at);
  }
  if (arity === undefined && context.lexicon.isOperation(node.name) && operands.length > 0 && node.primes === 0) {
    const op = node.name === 'softmax' || node.name === 'logsoftmax' ? along(context, node.name, operands) : node.name;
    // `\mathrm{lse}(a, b)`: the entries of one vector.
    const isWrittenOut = 1 < operands.length && ofOneVector.has(node.name);
    const args = isWrittenOut ? [vectorOf(context, operands, at)] : operands.map((operand) => context.expr(operand));
    const value: Expr = { kind: 'tensor', op, args, at };
    return node.sup && isTranspose(node.sup) ? transposedIf(true, value, at) : raised(context, value, node.sup, at);
  }
  const anywhere = arity === 1 && operands.length === 0 ? argumentAnywhere(context) : undefined;
  if (arity === undefined || (operands.length === 0 && anywhere === undefined))
    return context.hole('unread-function', node.head, { name: node.name });
  const args = anywhere ? [anywhere] : operands.map((operand) => context.expr(operand));
  if (args.length < arity || (arity < args.length && !(node.name === 'max' || node.name === 'min')))
    return context.hole('unread-function', node.head, { name: node.name });
  if (node.primes > 0 && arity !== 1) return context.hole('unread-function', node.head, { name: node.name });
  const applied = args
    .slice(1)
    .reduce<Expr>((left, right) => ({ kind: 'apply', fn: node.name, args: [left, right], order: 0, at }), args[0] as Expr);
  const value: Expr = arity === 1 ? { kind: 'apply', fn: node.name, args, order: node.primes, at } : applied;
  if (node.sup === undefined) return value;
  const inverse = node.sup.kind === 'sum' && node.sup.terms.length === 1 && node.sup.terms[0]?.sign === '-';
  if (isTranspose(node.sup)) return transposedIf(true, value, at);
  if (!inverse) return raised(context, value, node.sup, at);
  const arc = arcs.get(node.name);
  const isFirst = node.sup.kind === 'sum' && node.sup.terms[0]?.node.kind === 'number' && node.sup.terms[0].node.value === 1;
  if (arc === undefined || !isFirst || node.primes > 0) return context.hole('unread-function', node.head, { name: node.name });
  return context.choose('inverse', 'document', ['arc', 'reciprocal']) === 'arc'
    ? { kind: 'apply', fn: arc, args, order: 0, at }
    : raised(context, value, node.sup, at);
}

/** Whether each row or each column of a matrix is normalised, which notes hardly ever say. */
function along(context: Context, name: string, operands: readonly Syntax[]): string {
  const isMatrix = operands.some((operand) => walkSyntax(operand).some((node) => node.kind === 'symbol' && /^[A-Z]$/.test(node.letter)));
  return isMatrix && context.choose('softmax', 'document', ['rows', 'columns']) === 'columns' ? `${name}-columns` : name;
}
