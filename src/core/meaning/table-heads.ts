import type { Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import { isEqual } from './general-term.ts';
import { phrase } from './phrases/index.ts';
import { baseName, symbolOf } from './symbols.ts';

/** What stands in one cell of a table. */
export interface TableCell {
  readonly row: number;
  readonly column: number;
  readonly paragraph: number;
  /** Words with the number of formulas in front of them. */
  readonly words: readonly { readonly text: string; readonly behind: number }[];
  readonly formulas: readonly Formula[];
}

/** A formula with the number of its span. */
export interface Formula {
  readonly span: number;
  readonly statements: readonly Statement[];
}

/** A formula with the place that it is said to stand at. */
export interface Placed {
  readonly node: Syntax;
  readonly range: Range;
  readonly span: number;
}

/** A column of functions (`order` 0) or of their derivatives, by its head. */
export interface Column {
  readonly at: number;
  readonly order: number;
  /** The name of the function, if a formula heads the column, with what it is applied to and what it is differentiated by. */
  readonly name?: SymbolSyntax;
  readonly argument?: SymbolSyntax;
  readonly wrt?: Syntax;
  /** Where the formula stands, and where in it the name does. */
  readonly place?: Omit<Placed, 'node'>;
}

/** A column of derivatives with that of the functions. */
export interface Pair {
  readonly base: Column;
  readonly derivative: Column;
}

const derivativeWords = phrase('derivativeHeading');
const functionWords = phrase('functionHeading');
/** A heading with more letters is a sentence. */
const longestHeading = 40;

export function columnOf(cell: TableCell): Column | undefined {
  const { column: at, formulas, words } = cell;
  const [only, ...more] = flatMap(formulas, ({ span, statements }) => statements.map((statement) => ({ span, statement })));
  const [member, ...others] = only?.statement.members ?? [];
  if (only && member && more.length === 0 && others.length === 0 && !only.statement.continues) {
    const found = headingOf(member.node);
    return found && { ...found, at, place: { range: member.range, span: only.span } };
  }
  const text = words
    .map((each) => each.text)
    .join(' ')
    .trim();
  if (only !== undefined || text.length > longestHeading) return undefined;
  if (derivativeWords.test(text)) return { at, order: 1 };
  return functionWords.test(text) ? { at, order: 0 } : undefined;
}

/** `f(x)`, `f`, `f'(x)`, `\frac{df}{dx}`, `\frac{d}{dx} f(x)`, `\frac{d}{dx}`: what a formula at the head of a column says of the cells below. */
export function headingOf(node: Syntax): Omit<Column, 'at'> | undefined {
  if (node.kind === 'partial' || node.kind === 'nabla') {
    const argument = node.kind === 'nabla' && node.of?.kind === 'call' ? node.of.argument.body : undefined;
    const own = node.kind === 'nabla' ? (node.wrt ?? argument) : undefined;
    const [wrt, ...more] = node.kind === 'partial' ? node.wrt : own ? [own] : [];
    if (
      wrt === undefined ||
      symbolOf(wrt) === undefined ||
      more.some((other) => !isEqual(wrt, other)) ||
      (node.kind === 'nabla' && node.order > 1)
    )
      return undefined;
    const order = more.length + 1;
    if (node.of === undefined) return { order, wrt };
    const of = headingOf(node.of);
    return of?.name && of.order === 0 ? { ...of, order, wrt } : undefined;
  }
  if (node.kind === 'call') {
    const of = node.after === undefined && node.head.kind !== 'partial' ? headingOf(node.head) : undefined;
    const { body, open } = node.argument;
    if (of === undefined || of.wrt || open !== '(' || !itemsOf(body).every((item) => symbolOf(item))) return undefined;
    return body.kind === 'symbol' ? { ...of, argument: body } : of;
  }
  if (node.kind === 'scripts')
    return node.sub || node.sup || node.base.kind !== 'symbol' ? undefined : { order: node.primes, name: node.base };
  return node.kind === 'symbol' ? { order: 0, name: node } : undefined;
}

function itemsOf(body: Syntax): readonly Syntax[] {
  return body.kind === 'list' ? body.items : [body];
}

/** The columns of derivatives with those of what is differentiated; none in a table of values, where the variable has a column too. */
export function pairsIn(columns: readonly (Column | undefined)[]): readonly Pair[] {
  const all = columns.filter((column) => column !== undefined);
  const functions = all.filter(({ order }) => order === 0);
  const pairs = flatMap(all, (derivative): Pair[] => {
    if (derivative.order === 0) return [];
    const named = functions.filter(({ name }) => name && derivative.name && baseName(name) === baseName(derivative.name));
    const unnamed = functions.filter(({ name }) => name === undefined || derivative.name === undefined);
    const base = nearest(named, derivative.at) ?? nearest(unnamed, derivative.at);
    return base ? [{ base, derivative }] : [];
  });
  const variables = flatMap(pairs, ({ base, derivative }) =>
    [base.argument, derivative.argument, derivative.wrt].filter((each) => each !== undefined),
  );
  const isOfValues = functions.some(({ name, argument }) => name && !argument && variables.some((variable) => isEqual(variable, name)));
  return isOfValues ? [] : pairs;
}

/** The last column in front of a place, else the first behind it. */
function nearest(columns: readonly Column[], at: number): Column | undefined {
  return columns.filter((column) => column.at < at).at(-1) ?? columns[0];
}
