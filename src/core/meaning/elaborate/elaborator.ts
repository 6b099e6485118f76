import type { Condition, Expr } from '../../expr/expr.ts';
import type { RootSyntax, Syntax } from '../../latex/syntax.ts';
import { isBare } from '../forms.ts';
import { productBelowBar } from '../open-bars.ts';
import { slashOverRest } from '../reach.ts';
import { elaborateGroup, elaborateMatrix } from './brackets.ts';
import { elaborateCall } from './calls.ts';
import { elaborateCondition } from './conditions.ts';
import { Context } from './context.ts';
import { withDirections } from './directions.ts';
import { elaborateFunction } from './functions.ts';
import { number } from './literals.ts';
import { elaborateNabla } from './nablas.ts';
import { bareQuotient, elaboratePartial } from './partials.ts';
import { elaborateProduct, testing } from './products.ts';
import { elaborateReduction } from './reductions.ts';
import { elaborateName } from './references.ts';
import { elaborateScripts } from './scripted.ts';
import { elaborateSum } from './sums.ts';

/** The rule for a kind of node. */
type Rule<Kind extends Syntax['kind']> = (context: Context, node: Extract<Syntax, { kind: Kind }>) => Expr;

/** What each kind of node means: one entry for each. */
const rules: { readonly [Kind in Syntax['kind']]: Rule<Kind> } = {
  number: (_, { value, decimals, range: at }) => ({ kind: 'number', value, decimals, at }),
  symbol: (context, node) => elaborateName(context, node, node, node.range),
  scripts: elaborateScripts,
  group: elaborateGroup,
  sum: elaborateSum,
  product: (context, node) => {
    const barred = productBelowBar(node, { choose: context.choose, madeFrom: context.lexicon.vocabulary.madeFrom });
    const wide = barred ?? slashOverRest(node, context.choose) ?? withDirections(context, node);
    return wide ? context.expr(wide) : elaborateProduct(context, testing(node.factors), node.range);
  },
  quotient: (context, { numerator, denominator, range: at }) =>
    isBare(numerator) && isBare(denominator)
      ? bareQuotient(context, numerator, denominator, at)
      : { kind: 'divide', numerator: context.expr(numerator), denominator: context.expr(denominator), at },
  call: elaborateCall,
  function: elaborateFunction,
  'big-operator': elaborateReduction,
  partial: elaboratePartial,
  nabla: elaborateNabla,
  root: elaborateRoot,
  cases: (context, { branches, range: at }) => ({
    kind: 'cases',
    branches: branches.map(({ value, condition }) => ({
      value: context.expr(value),
      ...(condition ? { condition: context.condition(condition) } : {}),
    })),
    at,
  }),
  matrix: elaborateMatrix,
  hole: (_, { message, range: at }) => ({ kind: 'hole', message, at }),
  list: (context, { range }) => context.hole('unread-list', range),
  text: (context, { text, range }) => context.hole('unread-words', range, { words: text }),
  dots: (context, { range }) => context.hole('unread-dots', range),
  relation: (context, { range }) => context.hole('unread-relation', range),
};

/**
 * Gives the formulas of one chain their meaning: they share their free indices. Never fails: what it cannot read becomes a hole.
 * Each kind of node has its rule; a rule comes back here for the parts of its node.
 */
export class Elaborator extends Context {
  /** The meaning of a member of a chain; words or a condition in front of a colon leave it open what is claimed. */
  member(node: Syntax, tex: string): Expr {
    // A list in square brackets on one side of an equation is a bracket of its two parts.
    if (this.chain[0] === node && node.kind === 'group' && node.open === '[' && node.body.kind === 'list' && node.body.items.length === 2)
      return this.hole('unread-brackets', node.range);
    return /[^\\]:(?!=)/.test(outside(tex)) ? this.hole('unread-colon', node.range) : this.expr(node);
  }

  override expr(node: Syntax): Expr {
    return (rules[node.kind] as (context: Context, node: Syntax) => Expr)(this, node);
  }

  override condition(node: Syntax): Condition {
    return elaborateCondition(this, node);
  }
}

/** `\sqrt{x}`, `\sqrt[n]{x}`. */
function elaborateRoot(context: Context, { degree, body, range: at }: RootSyntax): Expr {
  const of = context.expr(body);
  if (degree === undefined) return { kind: 'apply', fn: 'sqrt', args: [of], order: 0, at };
  return { kind: 'power', base: of, exponent: { kind: 'divide', numerator: number(1), denominator: context.expr(degree) }, at };
}

/** A formula without what stands below and above its names. */
function outside(tex: string): string {
  return tex.includes(':') ? tex.replace(/[_^]\s*\{[^{}]{0,80}\}/g, '') : tex;
}
