import type { Expr, IndexTerm } from '../../expr/expr.ts';
import type { CallSyntax, FunctionSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { flatMap } from '../../text/lists.ts';
import type { Range } from '../../text/range.ts';
import { customaryFunction } from '../customary.ts';
import { densities } from '../densities.ts';
import { bracketOfD } from '../differentials.ts';
import { divergenceName } from '../divergences.ts';
import { isFactorP, isIndicator, isLetterOfChange, isPosition } from '../forms.ts';
import { type Name, readName } from '../names.ts';
import { argumentsOf, isChance, isDensity, lawOf } from '../outcomes.ts';
import { isTranspose } from '../scripts.ts';
import { baseName, familyKey, joinLabel, partsOfKey, pieces, symbolOf, wordIn } from '../symbols.ts';
import { isApplied } from './application.ts';
import { differentialAlong } from './changes.ts';
import type { Context } from './context.ts';
import { isLabel, termOf } from './index-terms.ts';
import { evaluatedPartial } from './partials.ts';
import { bracketBehind, raised, transposedIf } from './powers.ts';

/** Letters that a bracket makes an expectation, a probability or an order of magnitude, where the notes do not define them. */
const operatorLetters = new Set(['E', 'P', 'O']);

/** `f(x)`: a function at its arguments, or a product where the bracket is a factor. */
export function elaborateCall(context: Context, node: CallSyntax): Expr {
  const { head } = node;
  const divergence = divergenceIn(context, node);
  if (divergence) return divergence;
  const inside = bracketOfD(node);
  if (inside && context.directions) return differentialAlong(context, inside, node.range);
  if (head.kind === 'partial') return evaluatedPartial(context, head, node);
  const symbol = symbolOf(head);
  if (symbol === undefined) return context.hole('unread-call', node.range);
  if (isIndicator(symbol, head, node.argument.body))
    return { kind: 'indicator', condition: context.condition(node.argument.body), at: node.range };
  if (isChance(symbol, node)) return context.hole('unread-event', node.range);
  const density = densityAt(context, node, symbol);
  if (density) return raised(context, density, node.after?.sup, node.range);
  if (isApplied(context, head, symbol, node)) {
    const name = readName(head, context.lexicon.vocabulary);
    if (name === undefined || name.transposed || (name.power && (name.power.kind !== 'number' || node.after?.sup)))
      return context.hole('unread-call', node.range);
    const below = node.after?.sub ? pieces(node.after.sub) : [];
    const slots = [...name.slots, ...below].map((slot) => termOf(context, slot));
    if (slots.includes(undefined) || below.some((piece) => wordIn(piece) !== undefined)) return context.hole('unread-call', node.range);
    if (node.after?.primes && node.argument.body.kind !== 'symbol') return context.hole('unread-call', node.range);
    const order = name.primes + (node.after?.primes ?? 0);
    const call = applyFunction(context, name, slots as IndexTerm[], node, order);
    if (node.after?.sup && isTranspose(node.after.sup)) return transposedIf(true, call, node.range);
    return raised(context, call, node.after?.sup ?? name.power, node.range);
  }
  if (node.argument.open === '[' && isPosition(node.argument.body)) return context.hole('unread-subscript', node.argument.range);
  if (isLagged(context, node, symbol)) return context.hole('unread-subscript', node.argument.range);
  // `\Pr[x > 0]`
  if (node.argument.body.kind === 'relation' && /^(?:\\Pr|[A-Za-z]{2,})$/.test(symbol.letter))
    return context.hole('unread-call', node.range);
  const isOperator =
    symbol.accents.length === 0 && operatorLetters.has(symbol.letter) && head.kind === 'symbol' && !isFactorP(symbol, node.argument);
  // `\operatorname{Var}[x]` of a word that stands nowhere without a bracket.
  const isWord = node.argument.open === '[' && symbol.accents.length === 0 && /^[A-Za-z]{2,}$/.test(symbol.letter);
  if (isWord && !context.lexicon.vocabulary.alone.has(baseName(symbol))) return context.hole('unread-call', node.range);
  // What the notes differentiate by is a name.
  if (isOperator && !context.lexicon.vocabulary.varied.has(symbol.letter)) return context.hole('unread-call', node.range);
  if (isLetterOfChange(head) && !context.lexicon.vocabulary.isDName)
    return context.hole('unread-gradient-name', node.range, { name: 'd(…)' });
  return { kind: 'multiply', factors: [context.expr(head), bracketBehind(context, node)], at: node.range };
}

/** `\mathrm{KL}(p \| q)`, where the note says what it is. */
export function divergenceIn(context: Context, node: CallSyntax | FunctionSyntax): Expr | undefined {
  const family = divergenceName(node, context.lexicon.vocabulary);
  if (family === undefined) return undefined;
  if (context.isHead(family)) return { kind: 'ref', family, slots: [], at: node.range };
  const { base } = partsOfKey(family);
  return context.lexicon.defined.has(base) ? context.hole('unread-function', node.range, { name: base }) : undefined;
}

/** `x(n - k)` of a filter: a bracket around nothing but indices, behind a letter that stands nowhere else. */
function isLagged(context: Context, { argument: { open, body }, after }: CallSyntax, symbol: SymbolSyntax): boolean {
  if (open !== '(' || after || body.kind !== 'sum' || !isPosition(body)) return false;
  const letters = body.terms.flatMap(({ node }) => (node.kind === 'symbol' ? [node.letter] : []));
  return (
    1 < letters.length && letters.every((letter) => context.isInScope(letter)) && !context.lexicon.vocabulary.alone.has(baseName(symbol))
  );
}

/** The density of a law that the notes call by its usual name alone: `\mathcal N(x \mid \mu, \sigma^2)`. */
function densityAt(context: Context, node: CallSyntax, symbol: SymbolSyntax): Expr | undefined {
  const known = densities.get(baseName(symbol));
  const items = argumentsOf(node);
  const isBare = node.head.kind === 'symbol' && node.after?.sub === undefined && !node.after?.primes;
  const { body } = node.argument;
  // A value and, behind the bar, parameters: what is set apart by other signs may be meant as a function of those.
  const isGiven = body.kind === 'list' && body.separators[0] === '|';
  if (known === undefined || !isBare || !isGiven || items.length !== known.arity || !known.fits(items)) return undefined;
  if (context.lexicon.vocabulary.functionHeads.has(baseName(symbol))) return undefined;
  return { ...known.body(...items.map((item) => context.expr(item))), at: node.range };
}

/** A function of the notes at some arguments; those that are outcomes of a chance are slots, for a function of few outcomes is a row of values. */
function applyFunction(context: Context, name: Name, slots: readonly IndexTerm[], node: CallSyntax, order: number): Expr {
  const at = { start: node.range.start, end: node.argument.range.end };
  const { vocabulary } = context.lexicon;
  const isHead = vocabulary.functionHeads.has(name.base);
  const items = argumentsOf(node);
  const known = context.lexicon.said.has(name.base) ? undefined : customaryFunction({ ...name, primes: order }, vocabulary);
  if (known && items.length === context.lexicon.arityOf(known.fn))
    return { kind: 'apply', fn: known.fn, args: items.map((item) => context.expr(item)), order: known.order, at };
  const places = order > 0 || (isHead && !vocabulary.byOutcome.has(name.base)) ? [] : items.map((item) => outcomeOf(context, item));
  const inside = [...slots, ...flatMap(places, (place) => place ?? [])];
  const args = flatMap(items, (arg, at) => (places[at] === undefined ? [argumentAt(context, name.base, arg, at)] : []));
  // A prime would not say by which of the arguments it is.
  const isPrimed = order > 0 || vocabulary.functions.has(name.base);
  if (!isHead && (isDensity(name.base) || slots.length < inside.length || !isPrimed)) args.push(...parametersOf(context, name, at));
  const label = isHead || inside.length === slots.length ? name.label : joinLabel(name.label, lawOf(name.base, node, places));
  const family = familyKey(name.base, label, inside.length);
  if (args.length === 0 && order === 0) return { kind: 'ref', family, slots: inside, at };
  return { kind: 'call', fn: family, args, order, slots: inside, at };
}

/** An argument of a function of the notes: of one that takes a power wherever it is applied, what is raised. */
function argumentAt(context: Context, base: string, node: Syntax, at: number): Expr {
  const arg = context.expr(node);
  const isRaised = arg.kind === 'power' && context.lexicon.vocabulary.powered.get(base)?.has(at);
  return isRaised ? arg.base : arg;
}

/** The index of an argument that is the outcome of a chance, or which one is selected. */
function outcomeOf(context: Context, item: Syntax): IndexTerm | undefined {
  if (item.kind !== 'symbol' || !context.lexicon.vocabulary.outcomes.has(baseName(item))) return undefined;
  return isLabel(context, item.letter) ? termOf(context, item) : { kind: 'index', id: context.indexOf(baseName(item)), shift: 0 };
}

/** `p_\theta(x)`: what the notes vary and write below a function that they do not define is an argument of it too. */
function parametersOf(context: Context, { label }: Name, at: Range): readonly Expr[] {
  const { varied } = context.lexicon.vocabulary;
  const names = flatMap(label.split(','), (piece) => (piece.startsWith('_') && varied.has(piece.slice(1)) ? [piece.slice(1)] : []));
  return names.map((base) => ({ kind: 'ref', family: familyKey(base, '', 0), slots: [], at }));
}
