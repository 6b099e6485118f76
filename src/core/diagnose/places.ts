import type { Expr } from '../expr/expr.ts';
import type { Edit } from '../text/range.ts';
import type { SlipCase } from './slip.ts';

/** A factor of a term, in the product or the fraction that has it. */
export interface Place {
  readonly factor: Expr;
  readonly owner: Expr;
  readonly isBelow: boolean;
}

/** The factors of a term, those above and below its fraction bars too. */
export function* placesIn(term: Expr, isBelow = false): Generator<Place> {
  if (term.kind === 'multiply') {
    for (const factor of term.factors) {
      yield { factor, owner: term, isBelow };
      if (factor.kind === 'divide') yield* placesIn(factor, isBelow);
    }
  } else if (term.kind === 'reduce' && term.op === 'sum') {
    yield* placesIn(term.body, isBelow);
  } else if (term.kind === 'divide') {
    for (const [part, below] of [
      [term.numerator, isBelow],
      [term.denominator, !isBelow],
    ] as const) {
      if (part.kind === 'multiply') yield* placesIn(part, below);
      else yield { factor: part, owner: term, isBelow: below };
    }
  }
}

/** The first number that a term is multiplied or divided by, where it is not alone below a bar, or a one above it. */
export function numberAt(term: Expr): Place | undefined {
  for (const place of placesIn(term)) {
    const { factor, owner } = place;
    if (factor.kind !== 'number') continue;
    if (owner.kind === 'multiply' || (owner.kind === 'divide' && factor === owner.numerator && factor.value !== 1)) return place;
  }
  return undefined;
}

/** A number alone below a bar, but for a one above it, that is another whole number without a factor of a term: `\frac{\lambda}{2}` for `\lambda`. */
export function numberBelow(term: Expr, constant: number): Place | undefined {
  for (const place of placesIn(term)) {
    const { factor, owner } = place;
    if (factor.kind !== 'number' || owner.kind !== 'divide' || factor !== owner.denominator) continue;
    if (Number.isInteger(factor.value / constant) && owner.numerator.kind !== 'number') return place;
  }
  return undefined;
}

/** What is left of its product or fraction without a factor. */
export function without({ factor, owner }: Place): Expr {
  if (owner.kind === 'multiply') {
    const factors = owner.factors.filter((other) => other !== factor);
    return factors.length === 1 ? (factors[0] as Expr) : { ...owner, factors };
  }
  if (owner.kind !== 'divide') return owner;
  return factor === owner.denominator ? owner.numerator : { ...owner, numerator: { kind: 'number', value: 1, decimals: 0 } };
}

/** The edits that take a factor out of the text. */
export function removal({ factor, owner }: Place, text: SlipCase['text']): readonly Edit[] {
  const at = factor.at;
  if (at === undefined) return [];
  if (owner.kind === 'divide') {
    if (factor !== owner.denominator) return [{ range: at, newText: '1' }];
    if (owner.at === undefined || owner.numerator.at === undefined) return [];
    const above = text(owner.numerator.at);
    return [{ range: owner.at, newText: owner.numerator.kind === 'add' ? `(${above})` : above }];
  }
  const factors = owner.kind === 'multiply' ? owner.factors : [];
  const position = factors.indexOf(factor);
  const next = factors[position + 1]?.at;
  const before = factors[position - 1]?.at;
  const range = next ? { start: at.start, end: next.start } : { start: before?.end ?? at.start, end: at.end };
  return [{ range, newText: '' }];
}
