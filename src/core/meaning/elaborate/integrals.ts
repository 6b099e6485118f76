import type { Expr } from '../../expr/expr.ts';
import type { BigOperatorSyntax } from '../../latex/syntax.ts';
import { domainOf, integralBase, isOnlyHanded, variablesOf } from '../integrals.ts';
import { baseName, familyKey, joinLabel } from '../symbols.ts';
import type { Context } from './context.ts';

/**
 * An integral whose value is not worked out, as a sum over finitely many places with weights: what holds for every such sum holds for it.
 * The weights are left out where the integrand is of unknown functions alone, as in an expectation.
 */
export function elaborateIntegral(context: Context, node: BigOperatorSyntax): Expr {
  const { vocabulary } = context.lexicon;
  const letters = variablesOf(node);
  const domain = domainOf(node, vocabulary);
  if (letters === undefined || domain === undefined) return context.hole('unread-integral', node.head);
  const depth = context.bound.length;
  const weights: Expr[] = [];
  const ids = letters.map((letter) => {
    const id = context.lexicon.nextIndex(baseName(letter));
    const isPlain = domain === '' && isOnlyHanded(letter, node.body, vocabulary);
    const own = (kind: string): Expr => ({
      kind: 'ref',
      family: familyKey(integralBase, joinLabel(kind, domain), 1),
      slots: [{ kind: 'index', id, shift: 0 }],
    });
    if (!isPlain) weights.push(own('d'));
    const isOutcome = vocabulary.outcomes.has(baseName(letter));
    context.bound.push({ letter: baseName(letter), id, counts: isOutcome, ...(isOutcome ? {} : { value: own('at') }) });
    return id;
  });
  try {
    const inner = context.expr(node.body);
    const whole: Expr = weights.length === 0 ? inner : { kind: 'multiply', factors: [...weights, inner], at: node.range };
    return ids.reduceRight<Expr>(
      (body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body, at: node.range }),
      whole,
    );
  } finally {
    context.bound.length = depth;
  }
}
