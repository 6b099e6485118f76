import type { Expr } from '../../expr/expr.ts';
import { functionNamed } from '../../latex/notations/functions.ts';
import type { CallSyntax, PartialSyntax, Syntax } from '../../latex/syntax.ts';
import { nodesIn } from '../../latex/walk.ts';
import type { Range } from '../../text/range.ts';
import { changeWith } from '../dependence.ts';
import { isNameIn, withoutSup } from '../forms.ts';
import { isEqual } from '../general-term.ts';
import { byBounds } from '../integrals.ts';
import { nameOf } from '../names.ts';
import { derivativeBelowBar } from '../open-bars.ts';
import { argumentsOf } from '../outcomes.ts';
import { pointIn } from '../points.ts';
import { operatorOverFirst } from '../reach.ts';
import { isTranspose } from '../scripts.ts';
import { baseName, familyKey, isIndexSymbol, symbolOf } from '../symbols.ts';
import { takenAtArguments } from './at-arguments.ts';
import { functionLetters, isOpenFunction } from './bare-functions.ts';
import type { Context } from './context.ts';
import { bracketBehind } from './powers.ts';

/** `\partial f/\partial x`, `\frac{d}{dx} f`. */
export function elaboratePartial(context: Context, node: PartialSyntax): Expr {
  if (node.of === undefined || node.wrt.length === 0) return context.hole('unread-operand', node.head);
  const barred = derivativeBelowBar(node);
  if (barred) return context.expr(barred);
  const short = operatorOverFirst(node, context.chain.includes(node), context.choose) ?? byBounds(node);
  if (short) return context.expr(short);
  const [by, ...more] = node.wrt;
  const point = by && more.length === 0 ? pointIn(node.of, by, context.lexicon.vocabulary.made, false) : undefined;
  const there = point ? undefined : partialThere(context, node.of, node.wrt, node.range);
  if (there) return there;
  const taken = point ? { ...node, wrt: [point] } : node;
  const value = differentiated(context, node.of, taken.wrt);
  return node.along && by ? alongChange(context, value, by, node.along, node.range) : derivativeBy(context, value, taken);
}

/** The derivative of a value by a name times the change of that, over all members where it has an index. */
function alongChange(context: Context, value: Expr, by: Syntax, along: Syntax, at: Range): Expr {
  const letters = by.kind === 'scripts' && by.sub && isIndexSymbol(by.sub) ? [by.sub.letter] : [];
  const bound = letters.map((letter) => ({ letter, id: context.lexicon.nextIndex(letter), counts: false }));
  const depth = context.bound.length;
  context.bound.push(...bound);
  const [wrt, change] = [context.expr(by), context.expr(along)];
  context.bound.length = depth;
  const one: Expr = { kind: 'tensor', op: 'along', args: [value, wrt, change], at };
  return bound.reduce<Expr>((body, { id }) => ({ kind: 'reduce', op: 'sum', index: id, bounds: {}, conditions: [], body }), one);
}

/** What is differentiated: the name of a function alone means its value (`d\sigma/dx`). */
export function differentiated(context: Context, of: Syntax, wrt: readonly Syntax[]): Expr {
  const [variable] = wrt;
  if (of.kind !== 'symbol' || variable === undefined) return context.expr(of);
  // `\frac{d\,\text{ELU}}{dx}`
  const named = of.face === 'upright' ? functionNamed(of.letter) : undefined;
  if (named !== undefined && !context.lexicon.vocabulary.variables.has(baseName(of)))
    return context.expr({
      kind: 'function',
      name: named,
      head: of.range,
      primes: 0,
      operands: [variable],
      bracketed: true,
      range: of.range,
    });
  const base = nameOf(of, context.lexicon.vocabulary);
  if (!isOpenFunction(context, base)) return context.expr(of);
  const args = context.lexicon.vocabulary.applied.get(base)?.filter((arg) => !isNameIn(arg, base)) ?? [];
  const arg = args.length === 0 || args.some((one) => isEqual(one, variable)) ? variable : args.length === 1 ? args[0] : undefined;
  if (arg === undefined) return context.hole('function-without-argument', of.range, { name: base });
  return { kind: 'call', fn: familyKey(base, '', 0), args: [context.expr(arg)], order: 0, slots: [], at: of.range };
}

/** `{\partial y}/{\partial z}` with the differentials in braces of their own. */
export function bareQuotient(context: Context, above: PartialSyntax, below: PartialSyntax, at: Range): Expr {
  if (above.of === undefined || below.of === undefined) return context.hole('unread-operand', at);
  return { kind: 'partial', of: differentiated(context, above.of, [below.of]), wrt: variableOf(context, below.of), at };
}

/** The derivative of a value by what a derivative is taken by, one after the other. */
function derivativeBy(context: Context, of: Expr, node: PartialSyntax): Expr {
  return bySame(node.wrt)
    .reverse()
    .reduce<Expr>((inner, wrt) => ({ kind: 'partial', of: inner, wrt: variableOf(context, wrt), at: node.range }), of);
}

/** What is differentiated by: a product in brackets, `q(x)`, is no variable but a value of a function that was not known as one. */
export function variableOf(context: Context, wrt: Syntax): Expr {
  const expr = context.expr(wrt);
  return wrt.kind === 'call' && expr.kind === 'multiply' ? context.hole('unread-operand', wrt.range) : expr;
}

/** `\frac{df}{dx}(a)`: the derivative of a function at a point. */
export function evaluatedPartial(context: Context, head: PartialSyntax, node: CallSyntax): Expr {
  const symbol = head.of ? symbolOf(head.of) : undefined;
  const base = symbol && baseName(symbol);
  const isPlain = base !== undefined && head.of === symbol && node.after === undefined;
  const byPlaces = isPlain ? partialAt(context, base, head.wrt, argumentsOf(node), node.range) : undefined;
  if (byPlaces) return byPlaces;
  if (base === undefined || node.after || !(context.lexicon.vocabulary.functions.has(base) || functionLetters.has(base)))
    return { kind: 'multiply', factors: [context.expr(head), bracketBehind(context, node)], at: node.range };
  return {
    kind: 'call',
    fn: familyKey(base, '', 0),
    args: [context.expr(node.argument.body)],
    order: head.wrt.length,
    slots: [],
    at: node.range,
  };
}

/** `\frac{\partial f(2, 1)}{\partial x}`: the derivative by a parameter with which nothing in the bracket changes; else the whole change is meant. */
function partialThere(context: Context, of: Syntax, wrt: readonly Syntax[], at: Range): Expr | undefined {
  if (of.kind !== 'call' || of.head.kind !== 'symbol' || of.after) return undefined;
  const inside = nodesIn(of.argument.body);
  const args = argumentsOf(of);
  const changes = (one: Syntax): boolean => changeWith(args, one, context.lexicon.vocabulary.madeFrom);
  if (wrt.some((one) => inside.some((node) => isEqual(node, one)) || changes(one))) return undefined;
  return partialAt(context, baseName(of.head), wrt, args, at);
}

/** `\frac{\partial f}{\partial x}(2, 1)` of a function of several names: its derivative by some of them, there. */
export function partialAt(context: Context, base: string, wrt: readonly Syntax[], args: readonly Syntax[], at: Range): Expr | undefined {
  const taken = takenAtArguments(context, base, args, at);
  const by = wrt.map((one) => taken?.params.find(({ written }) => isEqual(written, one))?.name);
  if (taken === undefined || by.includes(undefined)) return undefined;
  return taken.at((by as Expr[]).reduceRight<Expr>((of, name) => ({ kind: 'partial', of, wrt: name, at }), taken.of));
}

/** `\partial w\, \partial w^\top`: a second derivative by one vector, whose rows and columns are named. */
function bySame(wrt: readonly Syntax[]): Syntax[] {
  const plain = wrt.map((one) => (one.kind === 'scripts' && isTranspose(one.sup) ? withoutSup(one) : one));
  const [first, second] = plain;
  const isOne = plain.length === 2 && first && second && isEqual(first, second);
  return [...(isOne ? plain : wrt)];
}
