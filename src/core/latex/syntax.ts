import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';

/**
 * A formula as the author wrote it: every node has its range in the span's `tex` (what a macro brought in has the range of the macro call).
 * Nothing is decided here that needs the document: `f(x)` may be a call or a product, `^2` a power or a label, `_k` an index or a name.
 */
export type Syntax =
  | NumberSyntax
  | SymbolSyntax
  | ScriptsSyntax
  | GroupSyntax
  | ListSyntax
  | SumSyntax
  | ProductSyntax
  | QuotientSyntax
  | CallSyntax
  | FunctionSyntax
  | BigOperatorSyntax
  | PartialSyntax
  | NablaSyntax
  | RootSyntax
  | CasesSyntax
  | MatrixSyntax
  | RelationSyntax
  | TextSyntax
  | DotsSyntax
  | HoleSyntax;

interface Ranged {
  readonly range: Range;
}

/** `0.475`; `decimals` is the number of digits shown behind the point, since a shown number stands for an interval. */
export interface NumberSyntax extends Ranged {
  readonly kind: 'number';
  readonly value: number;
  readonly decimals: number;
}

/**
 * One name. `letter` is what is read (`x`, `\alpha`, `dW`, `\ell`, `\infty`; a unicode letter in its TeX spelling, `γ` as `\gamma`).
 * `face` is how it is set; `accents` are from the outside in (`\hat{\bar x}`: hat, bar). `\hat{x_i}` is scripts over the accented symbol, like `\hat{x}_i`.
 */
export interface SymbolSyntax extends Ranged {
  readonly kind: 'symbol';
  readonly letter: string;
  readonly face: 'italic' | 'upright' | 'bold' | 'cal' | 'bb' | 'frak' | 'sans' | 'tt';
  readonly accents: readonly string[];
  /** It is set as the name of an operator: `\operatorname{foo}`. */
  readonly isOperator?: true;
  /** It runs over members like a small Latin letter, as the rest of the note tells: the `\mu` of `\sum_\mu x_\mu`. */
  readonly isIndex?: true;
}

/** Sub- and superscript of any base. `primes` counts `'` and `\prime`; `\top`, `T`, `\mathsf T`, `\intercal` stay in `sup` as symbols. */
export interface ScriptsSyntax extends Ranged {
  readonly kind: 'scripts';
  readonly base: Syntax;
  readonly sub?: Syntax;
  readonly sup?: Syntax;
  readonly primes: number;
}

/** A bracketed formula. `open` and `close` are the plain characters: `( ) [ ] { } | ‖ ⟨ ⟩ ⌊ ⌋ ⌈ ⌉` or '' for `\left.`. `{…}` braces of TeX make no group. */
export interface GroupSyntax extends Ranged {
  readonly kind: 'group';
  readonly open: string;
  readonly close: string;
  readonly body: Syntax;
}

/** `a, b; c`; also what juxtaposed subscripts separated by commas make. `separators` are the characters between the items. */
export interface ListSyntax extends Ranged {
  readonly kind: 'list';
  readonly items: readonly Syntax[];
  readonly separators: readonly string[];
}

/** `a + b - c`; a lone `-a` is a sum of one term. */
export interface SumSyntax extends Ranged {
  readonly kind: 'sum';
  readonly terms: readonly { readonly sign: '+' | '-' | '\\pm' | '\\mp'; readonly signRange: Range; readonly node: Syntax }[];
}

/** Factors in order. `by` is how a factor is joined to the one before it; the first has 'juxtaposed'. */
export interface ProductSyntax extends Ranged {
  readonly kind: 'product';
  readonly factors: readonly { readonly by: ProductSign; readonly signRange: Range; readonly node: Syntax }[];
}
export type ProductSign = 'juxtaposed' | '\\cdot' | '\\times' | '*' | '\\odot' | '\\circ' | '\\otimes';

/** `\frac{a}{b}`, `a / b`, `a \over b`. */
export interface QuotientSyntax extends Ranged {
  readonly kind: 'quotient';
  readonly numerator: Syntax;
  readonly denominator: Syntax;
  readonly inline: boolean;
}

/**
 * A name followed at once by a round or square bracket: a call or a product, which only the document can tell.
 * `head` has the scripts before the bracket; scripts behind the bracket are in `after` (`f(x)^2`, `f(x;W)_j`): they belong to the call or to the bracket.
 */
export interface CallSyntax extends Ranged {
  readonly kind: 'call';
  readonly head: SymbolSyntax | ScriptsSyntax | PartialSyntax;
  readonly argument: GroupSyntax;
  readonly after?: { readonly sub?: Syntax; readonly sup?: Syntax; readonly primes: number };
}

/** A function with a name of its own (`\log`, `\exp`, `\tanh`, `\operatorname{softmax}`) and its operand, bracketed or not. `name` is a key of the table of functions. */
export interface FunctionSyntax extends Ranged {
  readonly kind: 'function';
  readonly name: string;
  readonly head: Range;
  readonly sub?: Syntax;
  /** `\tanh^2 x`, `\sin^{-1} x`. */
  readonly sup?: Syntax;
  readonly primes: number;
  readonly operands: readonly Syntax[];
  readonly bracketed: boolean;
}

/**
 * `\sum_{i=1}^n x_i`. `over` holds what stands below: letters, an assignment `i=1`, conditions (`k \neq i`, `i \in S`, `\forall X`), each as written.
 * Of an integral with differentials it holds their variables, and `lower` what stands below.
 */
export interface BigOperatorSyntax extends Ranged {
  readonly kind: 'big-operator';
  /** `each` is read from a list with dots, and means all values of the body, one beneath the other. */
  readonly operator: 'sum' | 'product' | 'max' | 'min' | 'integral' | 'expectation' | 'argmax' | 'argmin' | 'each';
  readonly head: Range;
  readonly over: readonly Syntax[];
  readonly lower?: Syntax;
  readonly upper?: Syntax;
  readonly body: Syntax;
  /** Whether a column or a row of a matrix lists all values; undefined where a list does. */
  readonly layout?: 'standing' | 'lying';
}

/**
 * A derivative in any Leibniz spelling. `of` is what is differentiated, whether it stood in the numerator or behind the operator
 * (then `operator` is true); a bare `\frac{d}{dx}` has no `of`. `wrt` has one entry for each variable, repeated for higher orders.
 */
export interface PartialSyntax extends Ranged {
  readonly kind: 'partial';
  readonly of?: Syntax;
  readonly wrt: readonly Syntax[];
  readonly operator: boolean;
  /** The fraction or operator without the operand behind it. */
  readonly head: Range;
  /** It is written by a name that the note explains, `\delta h`. */
  readonly isNamed?: true;
  /** It is spelt with the letter `d`. */
  readonly isTotal?: true;
  /** The change of what is differentiated by, which the derivative is multiplied by. */
  readonly along?: Syntax;
}

/** `\nabla_w f`, `\nabla f`, `\nabla^2_w f`. */
export interface NablaSyntax extends Ranged {
  readonly kind: 'nabla';
  readonly of?: Syntax;
  readonly wrt?: Syntax;
  readonly order: number;
  readonly head: Range;
}

export interface RootSyntax extends Ranged {
  readonly kind: 'root';
  readonly degree?: Syntax;
  readonly body: Syntax;
}

/** `\begin{cases}`: `condition` is absent for `otherwise` and its like in other languages. */
export interface CasesSyntax extends Ranged {
  readonly kind: 'cases';
  readonly branches: readonly { readonly value: Syntax; readonly condition?: Syntax; readonly range: Range }[];
}

/** A written-out matrix or vector. */
export interface MatrixSyntax extends Ranged {
  readonly kind: 'matrix';
  readonly rows: readonly (readonly Syntax[])[];
  readonly delimiter: string;
}

/** A relation inside a formula: the condition of a case, an indicator or a sum. A chain `0 < a < 1` nests to the left. */
export interface RelationSyntax extends Ranged {
  readonly kind: 'relation';
  readonly relation: string;
  readonly relationRange: Range;
  readonly left: Syntax;
  readonly right: Syntax;
}

/** Words inside a formula that are no name. */
export interface TextSyntax extends Ranged {
  readonly kind: 'text';
  readonly text: string;
}

/** `\dots`, `\cdots`, `\vdots`, `...`. */
export interface DotsSyntax extends Ranged {
  readonly kind: 'dots';
}

/** What could not be read; what contains a hole is undetermined, never wrong. */
export interface HoleSyntax extends Ranged {
  readonly kind: 'hole';
  readonly message: Message;
}

/** One member of a chain `a = b = c`. */
export interface Member {
  readonly node: Syntax;
  readonly range: Range;
  /** The relation in front of it; the first member of a statement has none, unless the statement continues the chain before it. */
  readonly relation?: Relation;
}

/** `written`: the sign of the author, where it is meant as another one. */
export interface Relation {
  readonly sign: string;
  readonly range: Range;
  readonly written?: string;
}

/**
 * A chain of members joined by relations. `continues`: it begins with a relation, so its first member continues the chain before it
 * (the row above, the block above). `arrow`: `\Rightarrow` or its like stands in front.
 */
export interface Statement {
  readonly members: readonly Member[];
  readonly range: Range;
  readonly continues: boolean;
  readonly arrow: boolean;
  /** Trailing conditions (`\forall k`, `k \neq j`, `\text{if } x < 0`), as read. */
  readonly conditions: readonly Syntax[];
  /** Equations inside a reason (`\because a = 0`), each a statement of its own under its conditions. */
  readonly reasons: readonly Statement[];
  /** Words beside the formula, as plain text. */
  readonly comments: readonly string[];
}

/** One span, read. */
export interface Block {
  readonly statements: readonly Statement[];
  readonly holes: readonly HoleSyntax[];
}
