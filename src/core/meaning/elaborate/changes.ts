import type { Expr } from '../../expr/expr.ts';
import type { ProductSyntax, ScriptsSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { mapParts } from '../../latex/walk.ts';
import type { Range } from '../../text/range.ts';
import { behindD } from '../differentials.ts';
import { withoutMark, withoutSup } from '../forms.ts';
import { differentialAt } from '../gradients.ts';
import { isTranspose } from '../scripts.ts';
import { baseName, familyKey, partsOfKey, symbolOf } from '../symbols.ts';
import { isApplied } from './application.ts';
import type { Context } from './context.ts';
import { differentiated } from './partials.ts';
import { bracketBehind, transposedIf } from './powers.ts';

/** Factors among which are gradients by name (`dW`), or undefined where there are none. */
export function withGradients(context: Context, factors: ProductSyntax['factors']): { by: string; expr: Expr }[] | undefined {
  const isGradient = (at: number): boolean => {
    const name = differentialAt(factors, at);
    return name !== undefined && hasGradient(context, name);
  };
  if (!factors.some((_, at) => isGradient(at))) return undefined;
  const found: { by: string; expr: Expr }[] = [];
  for (let at = 0; at < factors.length; at++) {
    const { by, node } = factors[at] as ProductSyntax['factors'][number];
    const name = differentialAt(factors, at);
    const gradient = name && gradientByName(context, name, { start: node.range.start, end: name.range.end });
    if (gradient === undefined) {
      found.push({ by, expr: context.expr(node) });
      continue;
    }
    found.push({ by, expr: gradient });
    const next = factors[++at]?.node;
    if (next?.kind === 'call') found.push({ by: 'juxtaposed', expr: bracketBehind(context, next) });
  }
  return found;
}

/** Whether the note calls the gradient by a name after it. */
function hasGradient(context: Context, name: SymbolSyntax | ScriptsSyntax): boolean {
  const symbol = symbolOf(name);
  const { gradients } = context.lexicon.vocabulary;
  return symbol !== undefined && context.loss !== undefined && gradients.has(baseName(symbol));
}

/** `dW` as the derivative of the loss by `W`, or what the notes say that it is the derivative times, where the note calls gradients so. */
function gradientByName(context: Context, name: SymbolSyntax | ScriptsSyntax, at: Range): Expr | undefined {
  const { gradientScales } = context.lexicon.vocabulary;
  const { loss } = context;
  const symbol = symbolOf(name);
  if (symbol === undefined || loss === undefined || !hasGradient(context, name)) return undefined;
  const transposed = name.kind === 'scripts' && name.sup !== undefined && isTranspose(name.sup);
  const plain: Syntax = transposed && name.kind === 'scripts' ? withoutSup(name) : name;
  const own = transposed ? { start: at.start, end: withoutMark(name).end } : at;
  const partial: Expr = { kind: 'partial', of: { ...context.expr(loss), at: own }, wrt: context.expr(plain), at: own };
  const scale = gradientScales.get(baseName(symbol));
  const gradient: Expr = scale ? { kind: 'multiply', factors: [context.expr(rangedAt(scale, own)), partial], at: own } : partial;
  return transposedIf(transposed, gradient, at);
}

/** A formula that stands elsewhere, as if it stood here. */
function rangedAt(node: Syntax, range: Range): Syntax {
  return { ...mapParts(node, (part) => rangedAt(part, range)), range };
}

/** Factors among which are differentials (`2x\,dx`), or undefined where there are none, or the chain is not one of differentials. */
export function withDifferentials(context: Context, factors: ProductSyntax['factors']): { by: string; expr: Expr }[] | undefined {
  if (!factors.some((_, at) => behindD(factors, at)) || context.directions === undefined) return undefined;
  const found: { by: string; expr: Expr }[] = [];
  for (let at = 0; at < factors.length; at++) {
    const { by, node } = factors[at] as ProductSyntax['factors'][number];
    const of = behindD(factors, at);
    if (of === undefined) {
      found.push({ by, expr: context.expr(node) });
      continue;
    }
    at++;
    // `dx (a + b)` is a product, `d f(x)` the differential of a value.
    const symbol = of.kind === 'call' ? symbolOf(of.head) : undefined;
    const isProduct = of.kind === 'call' && of.head.kind !== 'partial' && !(symbol && isApplied(context, of.head, symbol, of));
    const what = isProduct ? of.head : of;
    found.push({ by, expr: differentialAlong(context, what, { start: node.range.start, end: what.range.end }) });
    if (isProduct) found.push({ by: 'juxtaposed', expr: bracketBehind(context, of) });
  }
  return found;
}

/** `dz` along the variables in whose differentials the chain is written: `\sum_x \partial z/\partial x\,dx`. */
export function differentialAlong(context: Context, of: Syntax, at: Range): Expr {
  if (of.kind === 'scripts' && of.sup && isTranspose(of.sup)) return transposedIf(true, differentialAlong(context, withoutSup(of), at), at);
  const terms = (context.directions ?? []).map(({ name, bound }): Expr | undefined => {
    const value = differentiated(context, of, [name]);
    const depth = context.bound.length;
    const ids = bound.map((letter) => ({ letter, id: context.lexicon.nextIndex(letter), counts: false }));
    context.bound.push(...ids);
    const wrt = context.expr(name);
    context.bound.length = depth;
    if (wrt.kind !== 'ref') return undefined;
    const { base, label, arity } = partsOfKey(wrt.family);
    const family = familyKey(`d(${base})`, label, arity);
    if (value.kind === 'ref' && value.family === wrt.family) return { ...value, family, at };
    const along: Expr = { kind: 'tensor', op: 'along', args: [value, wrt, { ...wrt, family }], at };
    return ids.reduce<Expr>((body, { id }) => ({ kind: 'reduce', op: 'sum', index: id, bounds: {}, conditions: [], body }), along);
  });
  const own = terms.find((term) => term?.kind === 'ref');
  if (terms.includes(undefined)) return context.hole('unread-gradient-name', at, { name: 'dx' });
  if (own) return own;
  return terms.length === 1 ? (terms[0] as Expr) : { kind: 'add', terms: terms as Expr[], at };
}
