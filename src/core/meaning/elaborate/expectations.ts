import type { Expr, IndexId } from '../../expr/expr.ts';
import type { BigOperatorSyntax, Syntax } from '../../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../../latex/walk.ts';
import { flatMap } from '../../text/lists.ts';
import { readName } from '../names.ts';
import { type Draw, drawsOf, lawAt } from '../outcomes.ts';
import { baseName, familyKey } from '../symbols.ts';
import type { Context } from './context.ts';

/** `\mathbb{E}_{x \sim p}[f(x)]`, a sum over finitely many outcomes that stand in for all. */
export function elaborateExpectation(context: Context, node: BigOperatorSyntax): Expr {
  const elsewhere = flatMap(context.chain, (member) => nodesIn(member).filter((inner) => inner.kind === 'big-operator'));
  const source = node.over.length > 0 ? node : elsewhere.find(({ operator, over }) => operator === 'expectation' && over.length > 0);
  const draws = source && drawsOf(source);
  const { outcomes } = context.lexicon.vocabulary;
  if (!draws?.every((draw) => draw.outcomes.every((outcome) => outcomes.has(baseName(outcome)))))
    return context.hole('unread-operator', node.head);
  const depth = context.bound.length;
  const ids = draws.map((draw) =>
    draw.outcomes.map((outcome) => {
      const id = context.lexicon.nextIndex(baseName(outcome));
      context.bound.push({ letter: baseName(outcome), id, counts: true });
      return id;
    }),
  );
  try {
    const laws = draws.map((draw, at) => probabilityOf(context, draw, ids[at] as IndexId[]));
    const whole: Expr = { kind: 'multiply', factors: [...laws, context.expr(node.body)], at: node.range };
    return ids
      .flat()
      .reduceRight<Expr>((body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body, at: node.range }), whole);
  } finally {
    context.bound.length = depth;
  }
}

/** The probability of an outcome: by the function that the notes call a law, else by weights of which nothing is known but that they sum to one. */
function probabilityOf(context: Context, { outcomes, law }: Draw, ids: readonly IndexId[]): Expr {
  const [first] = outcomes;
  const members = law && outcomes.length === 1 ? membersOf(context, law, ids) : undefined;
  if (members) return members;
  const call = law && first && lawAt(law, first, context.chain, (base) => context.lexicon.vocabulary.functionHeads.has(base));
  if (call && outcomes.length === 1) return context.expr(call);
  const words = law
    ? flatMap(walkSyntax(law), (inner) =>
        inner.kind === 'symbol' ? [baseName(inner)] : inner.kind === 'number' ? [String(inner.value)] : [],
      )
    : [];
  const family = familyKey('\\Pr', words.length > 0 ? `_${words.join(' ')}` : '', ids.length);
  const weights = (own: readonly IndexId[]): Expr => ({ kind: 'ref', family, slots: own.map((id) => ({ kind: 'index', id, shift: 0 })) });
  const others = ids.map(() => context.lexicon.nextIndex(''));
  const total = others.reduceRight<Expr>(
    (body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body }),
    weights(others),
  );
  return { kind: 'divide', numerator: weights(ids), denominator: total };
}

/** `a \sim \pi` where the note defines `\pi_a`: the members of a vector are the probabilities. */
function membersOf(context: Context, law: Syntax, ids: readonly IndexId[]): Expr | undefined {
  const name = law.kind === 'symbol' || law.kind === 'scripts' ? readName(law, context.lexicon.vocabulary) : undefined;
  if (name === undefined || name.slots.length > 0 || name.power || name.transposed) return undefined;
  const family = familyKey(name.base, name.label, 1);
  return context.isHead(family)
    ? { kind: 'ref', family, slots: ids.map((id) => ({ kind: 'index', id, shift: 0 })), at: law.range }
    : undefined;
}
