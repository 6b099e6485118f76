import type { Expr } from '../../expr/expr.ts';
import type { SumSyntax } from '../../latex/syntax.ts';
import { sumBelowBar } from '../open-bars.ts';
import { operatorOver, withReach } from '../reach.ts';
import type { Context } from './context.ts';

/** Terms with their signs, as far as the operators among them do not reach over those behind. */
export function elaborateSum(context: Context, node: SumSyntax): Expr {
  const whole = withReach(node, (letter) => context.isInScope(letter));
  if (whole !== node) return context.expr(whole);
  const barred = sumBelowBar(node, { choose: context.choose, madeFrom: context.lexicon.vocabulary.madeFrom });
  if (barred) return context.expr(barred);
  const reaching = operatorOver(node, context.choose);
  if (reaching) return context.expr(reaching);
  const terms = node.terms.map(({ sign, node: term, signRange }): Expr => {
    if (sign === '+') return context.expr(term);
    const at = { start: signRange.start, end: term.range.end };
    return sign === '-' ? { kind: 'negate', of: context.expr(term), at } : context.hole('unread-sign', at);
  });
  return terms.length === 1 ? (terms[0] as Expr) : { kind: 'add', terms, at: node.range };
}
