import type { Expr, IndexTerm } from '../../expr/expr.ts';
import type { ScriptsSyntax, Syntax } from '../../latex/syntax.ts';
import { isNoName, isNorm } from '../forms.ts';
import { placesIn, tupleOf } from '../open-bars.ts';
import { isTranspose, labelText, sampleIn } from '../scripts.ts';
import { baseName, pieces, symbolOf, wordIn } from '../symbols.ts';
import { normOf } from './brackets.ts';
import type { Context } from './context.ts';
import { isIndex, termOf } from './index-terms.ts';
import { partialAt } from './partials.ts';
import { raised, transposedIf } from './powers.ts';
import { elaborateName } from './references.ts';

/** A name, or a bracket or a function, with something below or above it. */
export function elaborateScripts(context: Context, node: ScriptsSyntax): Expr {
  const { base, sup, sub } = node;
  if (base.kind === 'symbol') {
    if (base.letter === 'e' && sup && !sub && node.primes === 0 && isExponent(context, sup)) {
      return { kind: 'apply', fn: 'exp', args: [context.expr(sup)], order: 0, at: node.range };
    }
    return elaborateName(context, node, base, node.range);
  }
  if (base.kind === 'group' && isNorm(base) && node.primes === 0) {
    const norm = normOf(context, base, sub, sup);
    return norm && !(sup && isTranspose(sup)) ? raised(context, norm, sup, node.range) : context.hole('unread-brackets', node.range);
  }
  if (base.kind === 'group' && base.close === '|' && base.open === '' && sub && !sup && node.primes === 0)
    return evaluatedAt(context, base.body, sub);
  if (node.primes > 0) return context.hole('unread-scripts', node.range);
  if (sub) return entryOf(context, node, base, sub);
  if (sup === undefined) return context.expr(base);
  if (isOrder(base, sup)) return context.hole('unread-scripts', node.range);
  if (isTranspose(sup) && base.kind !== 'number') return transposedIf(true, context.expr(base), node.range);
  return raised(context, context.expr(base), sup, node.range);
}

/** `(e^{ax})^{(n)}`: a letter or a numeral in round brackets above a formula in brackets counts derivatives, if it is no label. */
function isOrder(base: Syntax, sup: Syntax): boolean {
  const isInBrackets = base.kind === 'group' && base.open === '(' && sup.kind === 'group' && sup.open === '(';
  return isInBrackets && base.body.kind !== 'number' && (sup.body.kind === 'symbol' || sup.body.kind === 'number');
}

/** Whether what stands above an `e` makes it the exponential; of a name `e` of the notes a numeral or a letter above may be a power or a label. */
function isExponent(context: Context, sup: Syntax): boolean {
  const { bases, sampled, subscripts } = context.lexicon.vocabulary;
  if (isTranspose(sup) || (sampled.has('e') && sampleIn(sup))) return false;
  // `\sum_i e^i` adds up the errors of examples.
  if (sup.kind === 'symbol' && context.bound.some(({ letter }) => letter === sup.letter)) return false;
  if (!bases.has('e')) return true;
  return (
    sup.kind !== 'number' &&
    labelText(sup) === '' &&
    !(sup.kind === 'symbol' && (isNoName(sup.letter) || subscripts.has(sup.letter) || sup.letter === '*'))
  );
}

/** `\left.\frac{df}{dx}\right|_{x=2}`, or at `x_0`, or at a number; another name below the bar is what is held fixed. */
function evaluatedAt(context: Context, body: Syntax, where: Syntax): Expr {
  const [wrt] = body.kind === 'partial' ? body.wrt : [];
  const tuple = tupleOf(where);
  const there =
    tuple && body.kind === 'partial' && body.of?.kind === 'symbol'
      ? partialAt(context, baseName(body.of), body.wrt, tuple, body.range)
      : undefined;
  if (there) return there;
  return placesIn(where).reduce<Expr>((of, place) => {
    const isNamed = place.kind === 'number' || (wrt && symbolOf(wrt)?.letter === symbolOf(place)?.letter);
    const [point, value] =
      place.kind === 'relation' && place.relation === '=' ? [place.left, place.right] : [isNamed ? wrt : undefined, place];
    const at = { start: body.range.start, end: place.range.end };
    const name = point && !isIndex(context, point) ? context.expr(point) : undefined;
    return name?.kind === 'ref' ? { kind: 'at', of, point: name, value: context.expr(value), at } : context.hole('unread-scripts', at);
  }, context.expr(body));
}

/** `(W x)_i`, `\operatorname{softmax}(z)_i`: an entry of a vector or a matrix. */
function entryOf(context: Context, node: ScriptsSyntax, base: Syntax, sub: Syntax): Expr {
  const slots = pieces(sub).map((piece) => termOf(context, piece));
  const isWhole = (base.kind === 'group' && /^[([]$/.test(base.open)) || base.kind === 'function' || base.kind === 'scripts';
  if (!isWhole || wordIn(sub) !== undefined || slots.includes(undefined)) return context.hole('unread-scripts', node.range);
  const entry: Expr = { kind: 'tensor', op: 'entry', args: [context.expr(base)], slots: slots as IndexTerm[], at: node.range };
  return raised(context, entry, node.sup, node.range);
}
