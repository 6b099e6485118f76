import type { Expr, IndexId } from '../../expr/expr.ts';
import { built, number } from '../build.ts';
import { logisticByName, type NamedRule, productRulesFor, rulesFor } from '../named.ts';
import { type Sum, sumKey, type Term, without } from '../normal.ts';
import { improved } from './candidates.ts';
import { Context } from './context.ts';
import { formOf } from './forms.ts';
import { learnFrom } from './learning.ts';
import { some } from './terms.ts';

/** How many rules of names are tried on one formula. */
const mostRules = 24;

/**
 * The forms of a formula, and the one that a person would write. Every step is an equality wherever the formulas around exist; which of
 * the equal forms is taken is a matter of cost alone.
 *
 * Shapes: a formula keeps its free indices, or loses those that it does not depend on.
 * Errors: `NotDerivable` where a part is not understood or the work is used up, `Inexact` where a fraction grows too large.
 */
export class Simplifier extends Context {
  override rules: readonly NamedRule[] = [];
  private forms = new WeakMap<Expr, Sum>();
  private bests = new Map<string, Sum>();
  /** The best forms without the names of the notes, which are those with them where no name has a place. */
  private plainest: ReadonlyMap<string, Sum> = new Map();
  private named: readonly NamedRule[] = [];

  /** Takes in a formula that exists wherever what is simplified does. */
  learn(expr: Expr): void {
    learnFrom(this, expr);
  }

  /** Takes in the definitions by whose names parts of formulas are called. */
  name(rules: readonly NamedRule[]): void {
    this.named = rules;
    this.plainest = this.bests;
    this.known.keep();
    this.start();
  }

  /** Starts on something new: of what was found before only what was taken in stays, so that no answer depends on what else was asked. */
  start(): void {
    this.ring.effort.renew();
    this.known.forget();
    this.rules = [...this.named, ...this.logistic].slice(0, mostRules);
    this.forms = new WeakMap();
    this.bests = new Map();
  }

  /** What a definition lets be written shorter. */
  rulesOf(name: Expr & { kind: 'ref' | 'call' }, head: readonly IndexId[], body: Expr): readonly NamedRule[] {
    return rulesFor(name, head, this.normal(body), this.ring, this.known);
  }

  /** The same of a product that is only taken as a whole. */
  productRules(name: Expr & { kind: 'ref' | 'call' }, head: readonly IndexId[], body: Expr): readonly NamedRule[] {
    return productRulesFor(name, head, this.normal(body), this.ring);
  }

  /** What lets the logistic function be written by its name, where the notes have one. */
  private get logistic(): readonly NamedRule[] {
    return this.book.logistic ? [logisticByName(this.book.logistic, this.ring, this.known)] : [];
  }

  /** A formula with the names of some rules in it, not arranged any further; undefined where there is no place for them. */
  by(rules: readonly NamedRule[], expr: Expr): Expr | undefined {
    const before = this.normal(expr);
    const after = rules.reduce((sum, rule) => rule.apply(sum) ?? sum, before);
    return after === before ? undefined : built(after);
  }

  /** A formula without the zeros and ones that rules leave, and not arranged any further. */
  tidy(expr: Expr): Expr {
    return built(this.normal(expr));
  }

  /** A formula without the deltas that are factors of it, and these. */
  withoutDeltas(expr: Expr): { readonly rest: Expr; readonly deltas: readonly (Expr & { readonly kind: 'delta' })[] } {
    const sum = this.normal(expr);
    if (sum.length === 0) return { rest: number(0), deltas: [] };
    const term = this.ring.together(sum);
    const deltas: (Expr & { kind: 'delta' })[] = [];
    let rest = term;
    for (const factor of term.factors.values()) {
      if (factor.atom.expr.kind !== 'delta' || factor.exponent !== 1) continue;
      deltas.push(factor.atom.expr);
      rest = without(rest, factor);
    }
    return { rest: built([rest]), deltas };
  }

  override normal(expr: Expr): Sum {
    let form = this.forms.get(expr);
    if (form === undefined) {
      form = formOf(this, expr);
      this.forms.set(expr, form);
    }
    return form;
  }

  override best(sum: Sum): Sum {
    const key = sumKey(sum);
    let found = this.bests.get(key);
    if (found === undefined) {
      // While it is worked out, it is the best of itself.
      this.bests.set(key, sum);
      found = this.plainBest(key, sum) ?? improved(this, sum);
      this.bests.set(key, found);
    }
    return found;
  }

  /** The best form without names, where no name has a place in it. */
  private plainBest(key: string, sum: Sum): Sum | undefined {
    const found = this.plainest.get(key);
    if (found === undefined) return undefined;
    const hasPlace = (of: Sum): boolean => of.some(hasReduction) || this.rules.some((rule) => rule.apply(of) !== undefined);
    return hasPlace(found) || (found !== sum && hasPlace(sum)) ? undefined : found;
  }
}

/** Whether a term has a sum over an index, in brackets too. */
function hasReduction({ factors }: Term): boolean {
  return some(factors, ({ atom }) => (atom.sum ? atom.sum.some(hasReduction) : atom.expr.kind === 'reduce'));
}
