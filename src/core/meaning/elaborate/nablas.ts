import type { Expr } from '../../expr/expr.ts';
import type { NablaSyntax, Syntax } from '../../latex/syntax.ts';
import { walkSyntax } from '../../latex/walk.ts';
import { flatMap } from '../../text/lists.ts';
import type { Range } from '../../text/range.ts';
import { isEqual } from '../general-term.ts';
import { derivativeBelowBar } from '../open-bars.ts';
import { argumentsOf } from '../outcomes.ts';
import { pointIn } from '../points.ts';
import { baseName } from '../symbols.ts';
import { takenAtArguments } from './at-arguments.ts';
import type { Context } from './context.ts';
import { differentiated, variableOf } from './partials.ts';

/** `\nabla_w f`; without a subscript by what `f` is applied to, or by what else gradients are taken by. */
export function elaborateNabla(context: Context, node: NablaSyntax): Expr {
  const { order, range: at } = node;
  // `\nabla \nabla f` is the matrix of second derivatives.
  if (node.of?.kind === 'nabla' && node.wrt === undefined)
    return elaborateNabla(context, { ...node.of, order: order + node.of.order, range: at });
  const barred = derivativeBelowBar(node);
  if (barred) return context.expr(barred);
  const { of } = node;
  if (of === undefined || node.wrt?.kind === 'list') return context.hole('unread-gradient', at);
  const { argument, names } = namesUnder(context, of);
  const there = node.wrt === undefined ? gradientAt(context, of, order, at) : undefined;
  if (there) return there;
  if (node.wrt === undefined && names && names.length > 1) return byEach(context, of, names, order, at);
  const by = node.wrt ?? argument ?? names?.[0] ?? gradientBy(context, of);
  if (by === undefined) return context.hole('unread-gradient', at);
  const wrt = pointIn(of, by, context.lexicon.vocabulary.made, true) ?? by;
  let expr = differentiated(context, of, [wrt]);
  for (let n = 0; n < order; n++) expr = { kind: 'partial', of: expr, wrt: variableOf(context, wrt), at };
  return expr;
}

/** What a formula says itself that its gradient is taken by: the one thing in its bracket, or the parameters of its function. */
function namesUnder(context: Context, of: Syntax): { readonly argument?: Syntax; readonly names?: readonly Syntax[] } {
  const body = of.kind === 'call' ? of.argument.body : undefined;
  if (body?.kind === 'list') return { names: body.items };
  const names = of.kind === 'symbol' ? context.lexicon.vocabulary.parameters.get(baseName(of)) : undefined;
  return { ...(body && { argument: body }), ...(names && { names }) };
}

/** The one name in a formula by which the note takes gradients; where it has none, what another gradient of the chain is taken by. */
function gradientBy(context: Context, of: Syntax): Syntax | undefined {
  const { gradientsBy } = context.lexicon.vocabulary;
  const names = new Set(flatMap(walkSyntax(of), (node) => (node.kind === 'symbol' ? [baseName(node)] : [])));
  const [found, ...more] = [...gradientsBy].filter(([name]) => names.has(name));
  if (found !== undefined) return more.length === 0 ? found[1] : undefined;
  const around = flatMap(context.chain, (member) => walkSyntax(member)).filter((node) => node.kind === 'nabla');
  const others = around.flatMap(({ wrt, of: other }) => {
    const { argument, names: own } = other ? namesUnder(context, other) : {};
    return wrt ?? argument ?? (own?.length === 1 ? own : []);
  });
  const [first] = others;
  return first !== undefined && others.every((other) => isEqual(other, first)) ? first : undefined;
}

/** `\nabla f(2, 1)`: the gradient of a function of several names where they are something else. */
function gradientAt(context: Context, of: Syntax, order: number, at: Range): Expr | undefined {
  const taken =
    of.kind === 'call' && of.head.kind === 'symbol' && of.after === undefined
      ? takenAtArguments(context, baseName(of.head), argumentsOf(of), at)
      : undefined;
  return (
    taken &&
    tableOf(
      context,
      taken.of,
      taken.params.map(({ name }) => name),
      order,
      at,
      taken.at,
    )
  );
}

/** The gradient by some names in a row, entry by entry, or the matrix of second derivatives. */
function byEach(context: Context, of: Syntax, names: readonly Syntax[], order: number, at: Range): Expr {
  if (!names.every((name) => name.kind === 'symbol')) return context.hole('unread-gradient', at);
  const [first] = names;
  return tableOf(
    context,
    differentiated(context, of, [first as Syntax]),
    names.map((name) => variableOf(context, name)),
    order,
    at,
  );
}

/** The derivatives of a value by some names, entry by entry, of first or second order; `taken`: what is made of each. */
function tableOf(
  context: Context,
  of: Expr,
  names: readonly Expr[],
  order: number,
  at: Range,
  taken: (derivative: Expr) => Expr = (derivative) => derivative,
): Expr {
  if (order > 2) return context.hole('unread-gradient', at);
  const gradient = names.map((wrt): Expr => ({ kind: 'partial', of, wrt, at }));
  const entries = (partials: readonly Expr[]): Expr => ({ kind: 'tensor', op: 'entries', args: partials.map(taken), at });
  if (order === 1) return entries(gradient);
  return { kind: 'tensor', op: 'rows', args: names.map((wrt) => entries(gradient.map((of) => ({ kind: 'partial', of, wrt, at })))), at };
}
