import type { Condition, Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import type { Message } from '../text/message.ts';
import type { Edit, Range } from '../text/range.ts';
import type { MistakeClass } from './diagnosis.ts';

/** A wrong formula and what it should equal, as a kind of slip sees them. Ranges and edits are in the span's `tex`. */
export interface SlipCase {
  readonly written: Expr;
  readonly expected: Expr;
  /** The indices that are free here, with their letters. */
  readonly indices: readonly { readonly id: IndexId; readonly letter: string }[];
  /** An index, with its letter, that runs over one slot of a family and is not in use; undefined where the notes have none. */
  readonly fresh: (family: FamilyKey, position: number) => { readonly id: IndexId; readonly letter: string } | undefined;
  /** The family that the chain defines, where the wrong side names it again. */
  readonly head?: FamilyKey;
  /** Whether a size such as `n` is one of the numbers here, so that a number that fits at its one sampled value may be due to it. */
  readonly counts: boolean;
  /** Whether a name is such a size. */
  readonly isSize: (family: FamilyKey) => boolean;
  /** The end of the chain in the text, if it ends there. */
  readonly chainEnd: number;
  /** The wrong formula with its whole vectors and matrices, what such a formula means in its place, undefined where it does not fit, and the names of its part of the note. */
  readonly whole?: { readonly source: Expr; readonly reread: (expr: Expr) => Expr | undefined; readonly names: () => readonly Named[] };
  /** Members of families that the formulas around name, with the text of one place where they stand. */
  readonly names: readonly Named[];
  /** The same with an index that a sum of the wrong formula runs over. */
  readonly inner: () => readonly Named[];
  /** The derivatives of the names around by what their formulas are made of: the links of a chain. */
  readonly links: () => readonly Named[];
  /** What the formulas around are made of, apart from names and numbers. */
  readonly parts: () => readonly Named[];
  /** The formula with its sums over what their indices stand at now. */
  readonly ranged: (expr: Expr) => Expr;
  /** The formula summed over all steps in time for which it is read, with their letter and the name of the last. */
  readonly allSteps: () => { readonly sum: Expr; readonly letter: string; readonly end: string } | undefined;
  /** Under which conditions the definitions sum over what an index runs over. */
  readonly restrictions: (id: IndexId) => readonly Restriction[];
  /** What reaches the derivative on the left through each of the names that are made of what it is taken by. */
  readonly paths: () => readonly Named[];
  /** The numbers that stand in one slot of a family in the notes. */
  readonly numerals: (family: FamilyKey, position: number) => readonly number[];
  /** Whether the notes name a family. */
  readonly isNamed: (family: FamilyKey) => boolean;
  /** Whether the left side stands where it can be changed. */
  readonly hasLeft: boolean;
  /** How often the listing of code around, if there is one, assigns to a name, and whether it uses it. */
  readonly listed: (expr: Expr) => { readonly assigned: number; readonly isUsed: boolean };
  /** The author's text of a range. */
  readonly text: (range: Range) => string;
  /** The values of a formula at all compared points, in one order for all; undefined where it has none. */
  readonly values: (expr: Expr) => Float64Array | undefined;
}

/** What restricts a sum, and its text. */
export interface Restriction {
  readonly conditions: readonly Condition[];
  readonly tex: string;
}

/** A formula of the notes with its text. */
export interface Named {
  readonly expr: Expr;
  readonly tex: string;
  readonly family: FamilyKey;
}

/** One way in which the author may have slipped: the formula without the slip, and the edits that mend it. */
export interface Slip {
  readonly mended: Expr;
  /** The left side without the slip, where it lies there. */
  readonly left?: Expr;
  readonly at: Range;
  readonly edits: readonly Edit[];
  readonly class: MistakeClass;
  readonly message: Message;
}

/** A kind of mistake. Its slips are tried in order; the first that mends the step names the mistake. */
export interface SlipKind {
  readonly name: string;
  readonly why: string;
  /** What is wrong is found from the values of the sides. */
  readonly byValues?: true;
  readonly slips: (slipCase: SlipCase) => Iterable<Slip>;
  /** Notes with the mistake, and the right side that mends them. */
  readonly examples: readonly { readonly wrong: string; readonly right: string }[];
}

/** The additive terms of a formula, without their signs: its own, or of the brackets, sums and products that it consists of. */
export function* additive(expr: Expr): Generator<Expr & { kind: 'add' }> {
  if (expr.kind === 'add') {
    yield expr;
    for (const term of expr.terms) yield* additive(term);
  } else if (expr.kind === 'negate') yield* additive(expr.of);
  else if (expr.kind === 'multiply') for (const factor of expr.factors) yield* additive(factor);
  else if (expr.kind === 'reduce') yield* additive(expr.body);
  else if (expr.kind === 'power') yield* additive(expr.base);
  else if (expr.kind === 'cases') for (const { value } of expr.branches) yield* additive(value);
  else if (expr.kind === 'list') for (const item of expr.items) yield* additive(item);
  else if (expr.kind === 'divide') {
    yield* additive(expr.numerator);
    yield* additive(expr.denominator);
  } else if (expr.kind === 'apply' || expr.kind === 'call') for (const arg of expr.args) yield* additive(arg);
}

/** The terms that a formula adds up, or itself. */
export function termsIn(expr: Expr): readonly Expr[] {
  return (expr.kind === 'add' ? expr.terms : [expr]).map((term) => (term.kind === 'negate' ? term.of : term));
}

/** The terms of a formula and of all that it consists of, and itself. */
export function allTerms(expr: Expr): readonly Expr[] {
  return [...new Set([...termsIn(expr), ...flatMap([...additive(expr)], termsIn), expr])];
}
