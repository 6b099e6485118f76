import type { GroupSyntax, ProductSyntax, ScriptsSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { cover } from '../../text/range.ts';
import { isEqual } from '../general-term.ts';
import { runs } from '../scripts.ts';
import { baseName, symbolOf } from '../symbols.ts';
import type { Context } from './context.ts';

/**
 * A product with `\nabla f(2, 1) \cdot u` in the place of `D_u f(2, 1)`, the derivative of a function of the notes along a vector, or its derivative by
 * a parameter in that of `D_x f`. Whether the slope is meant along the vector or along one as long as one is a choice.
 */
export function withDirections(context: Context, node: ProductSyntax): ProductSyntax | undefined {
  const at = node.factors.findIndex((factor, n) => isAlong(context, factor.node, node.factors[n + 1]));
  if (at < 0) return undefined;
  const [sign, along] = [node.factors[at] as ProductSyntax['factors'][number], node.factors[at + 1] as ProductSyntax['factors'][number]];
  const slope = { ...sign, node: slopeAlong(context, sign.node as Along, along.node) };
  return { ...node, factors: node.factors.flatMap((factor, n) => (n === at ? [slope] : n === at + 1 ? [] : [factor])) };
}

type Along = ScriptsSyntax & { readonly base: SymbolSyntax; readonly sub: SymbolSyntax };

/** Whether a factor is `D_u` in front of a function, where the notes do not define such a `D`; `D_i` is by the parameter in some place. */
function isAlong(context: Context, node: Syntax, next: ProductSyntax['factors'][number] | undefined): node is Along {
  if (node.kind !== 'scripts' || node.sub?.kind !== 'symbol' || node.sup !== undefined || node.primes > 0) return false;
  const isSign = node.base.kind === 'symbol' && baseName(node.base) === 'D' && !context.lexicon.defined.has('D');
  const signature = isSign && next?.by === 'juxtaposed' ? signatureOf(context, next.node) : undefined;
  const { sub } = node;
  return signature !== undefined && (!runs(sub.letter) || signature.some((param) => isEqual(param, sub)));
}

function signatureOf(context: Context, of: Syntax): readonly Syntax[] | undefined {
  const symbol = of.kind === 'symbol' ? of : of.kind === 'call' && of.after === undefined ? symbolOf(of.head) : undefined;
  return symbol && context.lexicon.vocabulary.signatures.get(baseName(symbol));
}

function slopeAlong(context: Context, { sub, range: head }: Along, of: Syntax): Syntax {
  const range = cover(head, of.range);
  if (signatureOf(context, of)?.some((param) => isEqual(param, sub)))
    return { kind: 'partial', of, wrt: [sub], operator: true, head, range };
  const isUnit = context.choose(`along:${baseName(sub)}`, 'document', ['vector', 'unit']) === 'unit';
  const norm: GroupSyntax = { kind: 'group', open: '‖', close: '‖', body: sub, range: sub.range };
  const vector: Syntax = isUnit ? { kind: 'quotient', numerator: sub, denominator: norm, inline: false, range: sub.range } : sub;
  const gradient: Syntax = { kind: 'nabla', of, order: 1, head, range };
  const factors = [gradient, vector].map((node, n) => ({
    by: n === 0 ? ('juxtaposed' as const) : ('\\cdot' as const),
    signRange: head,
    node,
  }));
  return { kind: 'group', open: '(', close: ')', body: { kind: 'product', factors, range }, range };
}
