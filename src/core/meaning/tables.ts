import type { CallSyntax, Member, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, partsOf, walkSyntax } from '../latex/walk.ts';
import type { Range } from '../text/range.ts';
import { defines } from './comparisons.ts';
import { isEqual } from './general-term.ts';
import { phrase } from './phrases/index.ts';
import { baseName, ownAccent, symbolOf } from './symbols.ts';

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
interface Formula {
  readonly span: number;
  readonly statements: readonly Statement[];
}

/** Makes one formula of those of a cell, if they are the pieces of a function. */
export type Join = (cell: TableCell) => Formula | undefined;

/** A formula with the place that it is said to stand at. */
export interface Placed {
  readonly node: Syntax;
  readonly range: Range;
  readonly span: number;
}

/** A statement of a table. `head`: what the cell is said to be equal to by its place in the table. */
export interface Said {
  readonly statement: Statement;
  readonly span: number;
  readonly paragraph: number;
  readonly head?: Placed;
}

/**
 * The statements of one row. `schematic`: its names mean what the row says and nothing outside of it; `apart`: other rows give them other
 * meanings.
 */
export interface TableRow {
  readonly said: readonly Said[];
  readonly scope: 'none' | 'apart' | 'schematic';
}

/**
 * The rows of a table, its head first. Where a column is of functions and another one of their derivatives, by the formulas or the words in
 * their heads, each row says of its own function what the heads say: `f(x) = …`, `f'(x) = …`. Other tables say what their cells say.
 */
export function readTable(cells: readonly TableCell[], join: Join): readonly TableRow[] {
  const rows: TableCell[][] = [];
  for (const cell of cells) {
    rows[cell.row] ??= [];
    rows[cell.row]?.push(cell);
  }
  // Rows without any content are left out.
  const filled = [rows[0] ?? [], ...rows.slice(1).filter((row) => row !== undefined)];
  const upright = readRows(filled, join);
  if (upright.some(({ scope }) => scope === 'schematic')) return upright;
  const turned = readRows(turn(cells), join);
  return turned.some(({ scope }) => scope === 'schematic') ? turned : upright;
}

/** The columns of a table as rows: of a table with the functions in its first row and their derivatives below. */
function turn(cells: readonly TableCell[]): readonly (readonly TableCell[])[] {
  const columns: TableCell[][] = [[]];
  for (const cell of cells) {
    columns[cell.column] ??= [];
    columns[cell.column]?.push({ ...cell, row: cell.column, column: cell.row });
  }
  return columns.filter((column) => column !== undefined);
}

function readRows([head = [], ...body]: readonly (readonly TableCell[])[], join: Join): readonly TableRow[] {
  const pairs = pairsIn(head.map(columnOf));
  const conflicting = conflictsIn(pairs.length > 0 ? [] : body);
  return [
    plain(head),
    ...body.map((row): TableRow => {
      const found = schematic(row, pairs, join);
      if (found !== undefined) return { said: found, scope: 'schematic' };
      if (pairs.length > 0) return { ...plain(row), scope: 'apart' };
      const isApart =
        row.filter(({ formulas }) => formulas.length > 0).length > 1 && headsIn(row).some(({ head }) => conflicting.has(head));
      return { ...plain(row), scope: isApart ? 'apart' : 'none' };
    }),
  ];
}

function plain(row: readonly TableCell[]): TableRow {
  return { said: row.flatMap(saidIn), scope: 'none' };
}

function saidIn({ formulas, paragraph }: TableCell): readonly Said[] {
  return formulas.flatMap(({ span, statements }) => statements.map((statement) => ({ statement, span, paragraph })));
}

/** The names that the statements of a row give a meaning, with the meaning. */
function headsIn(row: readonly TableCell[]): readonly { readonly head: string; readonly body: Syntax }[] {
  return row.flatMap((cell) =>
    saidIn(cell).flatMap(({ statement: { members } }) => {
      const [head, body] = members;
      const symbol = head && symbolOf(head.node.kind === 'call' ? head.node.head : head.node);
      if (head === undefined || symbol === undefined || body === undefined || !defines(body.relation?.sign)) return [];
      return primesOf(head.node) > 0 ? [] : [{ head: baseName(symbol), body: body.node }];
    }),
  );
}

/** The names that rows give meanings which differ. */
function conflictsIn(rows: readonly (readonly TableCell[])[]): ReadonlySet<string> {
  const first = new Map<string, Syntax>();
  const found = new Set<string>();
  for (const { head, body } of rows.flatMap(headsIn)) {
    const known = first.get(head);
    if (known === undefined) first.set(head, body);
    else if (!isEqual(known, body)) found.add(head);
  }
  return found;
}

/** A column of functions (`order` 0) or of their derivatives, by its head. */
interface Column {
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
interface Pair {
  readonly base: Column;
  readonly derivative: Column & { readonly order: number };
}

const derivativeWords = phrase('derivativeHeading');
const functionWords = phrase('functionHeading');
/** A heading with more letters is a sentence. */
const longestHeading = 40;

function columnOf(cell: TableCell): Column | undefined {
  const { column: at, formulas, words } = cell;
  const [only, ...more] = formulas.flatMap(({ span, statements }) => statements.map((statement) => ({ span, statement })));
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
function headingOf(node: Syntax): Omit<Column, 'at'> | undefined {
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
function pairsIn(columns: readonly (Column | undefined)[]): readonly Pair[] {
  const all = columns.filter((column) => column !== undefined);
  const functions = all.filter(({ order }) => order === 0);
  const pairs = all.flatMap((derivative): Pair[] => {
    if (derivative.order === 0) return [];
    const named = functions.filter(({ name }) => name && derivative.name && baseName(name) === baseName(derivative.name));
    const unnamed = functions.filter(({ name }) => name === undefined || derivative.name === undefined);
    const base = nearest(named, derivative.at) ?? nearest(unnamed, derivative.at);
    return base ? [{ base, derivative }] : [];
  });
  const variables = pairs.flatMap(({ base, derivative }) =>
    [base.argument, derivative.argument, derivative.wrt].filter((each) => each !== undefined),
  );
  const isOfValues = functions.some(({ name, argument }) => name && !argument && variables.some((variable) => isEqual(variable, name)));
  return isOfValues ? [] : pairs;
}

/** The last column in front of a place, else the first behind it. */
function nearest(columns: readonly Column[], at: number): Column | undefined {
  return columns.filter((column) => column.at < at).at(-1) ?? columns[0];
}

/** What a row says of its function: how it is called there, if it is, what it is differentiated by, and the names that may stand in its derivative. */
interface RowFunction {
  /** `f(x)`, the name of a value (`L`), or the formula itself. */
  readonly value: Placed;
  readonly name?: SymbolSyntax;
  readonly wrt: Syntax;
  readonly known: ReadonlySet<string>;
}

/** The statements of a row under the heads of its columns, or undefined if none of its cells is a derivative that can be read so. */
function schematic(row: readonly TableCell[], pairs: readonly Pair[], join: Join): readonly Said[] | undefined {
  const said = new Map<number, readonly Said[]>();
  const wholes = new Map<number, TableCell | undefined>();
  const cellAt = (column: number): TableCell | undefined => {
    if (!wholes.has(column))
      wholes.set(
        column,
        wholeOf(
          row.find((cell) => cell.column === column),
          join,
        ),
      );
    return wholes.get(column);
  };
  for (const { base, derivative } of pairs) {
    const below = cellAt(derivative.at);
    const of = below && cellAt(base.at);
    const found = of && functionIn(of, base, derivative);
    const claim = found && claimIn(below, found.of, derivative);
    if (found === undefined || claim === undefined) continue;
    // A prime is of a function of one number, whatever the letter of its variable is elsewhere.
    const own = (one: Said): Said => (derivative.wrt === undefined ? withOwnVariable(one, found.of.wrt) : one);
    said.set(base.at, found.said.map(own));
    said.set(derivative.at, [own(claim)]);
  }
  return said.size === 0 ? undefined : row.flatMap((cell) => said.get(cell.column) ?? saidIn(cell));
}

function withOwnVariable({ statement, head, ...rest }: Said, variable: Syntax): Said {
  const own = (node: Syntax): Syntax =>
    node.kind === 'symbol' && isEqual(node, variable) ? { ...node, accents: [ownAccent, ...node.accents] } : mapParts(node, own);
  const members = statement.members.map((member) => ({ ...member, node: own(member.node) }));
  return { ...rest, statement: { ...statement, members }, ...(head ? { head: { ...head, node: own(head.node) } } : {}) };
}

/** A cell with the pieces of a function in it as one formula. */
function wholeOf(cell: TableCell | undefined, join: Join): TableCell | undefined {
  const joined = cell && cell.formulas.length > 1 ? join(cell) : undefined;
  return cell && joined ? { ...cell, words: [], formulas: [joined] } : cell;
}

/** The one formula of a cell that holds nothing else, with all members of its chain. */
function loneIn({ words, formulas }: TableCell): { readonly statement: Statement; readonly span: number } | undefined {
  const [formula, ...more] = formulas;
  const [statement, ...others] = formula?.statements ?? [];
  if (!formula || !statement || more.length > 0 || others.length > 0 || words.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
    return undefined;
  const { conditions, comments, reasons, members } = statement;
  const isAlone = conditions.length === 0 && comments.length === 0 && reasons.length === 0;
  return isAlone && members.every(({ relation, node }) => (relation === undefined || defines(relation.sign)) && isReadable(node))
    ? { statement, span: formula.span }
    : undefined;
}

const unreadable: ReadonlySet<Syntax['kind']> = new Set(['list', 'text', 'dots', 'hole']);

function isReadable(node: Syntax): boolean {
  return walkSyntax(node).every(
    (part) => !unreadable.has(part.kind) && !(part.kind === 'sum' && part.terms.some(({ sign }) => sign !== '+' && sign !== '-')),
  );
}

/** The function of a row, and what its cell says. */
function functionIn(
  cell: TableCell,
  base: Column,
  derivative: Column,
): { readonly of: RowFunction; readonly said: readonly Said[] } | undefined {
  const { paragraph } = cell;
  const lone = loneIn(cell);
  const [first, second] = lone?.statement.members ?? [];
  if (lone === undefined || first === undefined || lone.statement.continues) return undefined;
  const { statement, span } = lone;
  if (second !== undefined) {
    const own = headingOf(first.node);
    if (!own?.name || own.order > 0) return undefined;
    const value = { node: first.node, range: first.range, span };
    const of = functionOf(own.name, own.argument, second.node, derivative, value);
    return of && { of, said: [{ statement, span, paragraph }] };
  }
  const heading = base.name ? base : derivative;
  if (heading.name === undefined) {
    const wrt = isNumeric(first.node) ? undefined : (derivative.wrt ?? plainVariableIn(first.node));
    if (wrt === undefined || !isVariableOf(wrt, first.node)) return undefined;
    return { of: { value: { ...first, span }, wrt, known: namesIn(first.node) }, said: [{ statement, span, paragraph }] };
  }
  if (heading.place === undefined || namesIn(first.node).has(baseName(heading.name))) return undefined;
  const place = base.name ? heading.place : { ...heading.place, range: heading.name.range };
  const of = functionOf(heading.name, base.argument ?? derivative.argument, first.node, derivative, { node: heading.name, ...place });
  return of && { of, said: [{ statement, span, paragraph, head: of.value }] };
}

/** A function by its name, applied to its argument if it has one. In a row that is written in another letter it is a function of that one. */
function functionOf(
  name: SymbolSyntax,
  argument: SymbolSyntax | undefined,
  body: Syntax,
  derivative: Column,
  { range, span }: Placed,
): RowFunction | undefined {
  if (isNumeric(body)) return undefined;
  const known = new Set([...namesIn(body), baseName(name)]);
  if (argument === undefined) {
    const wrt = derivative.wrt ?? plainVariableIn(body);
    return wrt && isVariableOf(wrt, body) ? { value: { node: name, range, span }, name, wrt, known } : undefined;
  }
  const wrt = isVariableOf(argument, body) ? argument : onlyNameIn(body);
  if (wrt === undefined || !isVariableOf(wrt, body)) return undefined;
  return { value: { node: applied(name, wrt, range), range, span }, name, wrt, known };
}

/** That the cell below the head of a column of derivatives is the derivative of the function of its row. */
function claimIn(cell: TableCell, of: RowFunction, derivative: Column): Said | undefined {
  const { order, place } = derivative;
  const lone = loneIn(cell);
  const [first, ...rest] = lone?.statement.members ?? [];
  if (lone === undefined || first === undefined) return undefined;
  if (rest.length > 0 && !lone.statement.continues && isHead(first.node)) {
    const own = headingOf(first.node);
    const isOwn = own !== undefined && own.order > 0 && own.name && of.name && baseName(own.name) === baseName(of.name);
    return isOwn ? { statement: lone.statement, span: lone.span, paragraph: cell.paragraph } : undefined;
  }
  const members = [first, ...rest].map((member): Member => ({ ...member, node: withFunction(member.node, of) }));
  if (!members.every(({ node }) => [...namesIn(node)].every((name) => of.known.has(name)))) return undefined;
  const { start } = first.range;
  const [begin, ...others] = members as [Member, ...Member[]];
  const relation = begin.relation ?? { sign: place ? '=' : 'is', range: { start, end: start } };
  const statement = { ...lone.statement, members: [{ ...begin, relation }, ...others], continues: true };
  const where = place ?? of.value;
  const node = derivativeOf(of, order, where.range, derivative.wrt !== undefined);
  return { statement, span: lone.span, paragraph: cell.paragraph, head: { node, range: where.range, span: where.span } };
}

/** Whether a formula is what something is said of, as the left side of an equation of its own. */
function isHead(node: Syntax): boolean {
  return node.kind === 'partial' || node.kind === 'nabla' || node.kind === 'symbol' || node.kind === 'call' || primesOf(node) > 0;
}

function primesOf(node: Syntax): number {
  if (node.kind === 'call') return primesOf(node.head);
  return node.kind === 'scripts' ? node.primes : 0;
}

/** `f'(x)`, or `\frac{dL}{dx}` of what is no function by name. */
function derivativeOf({ value, name, wrt }: RowFunction, order: number, range: Range, isFraction: boolean): Syntax {
  if (!isFraction && name && value.node.kind === 'call')
    return { ...applied({ kind: 'scripts', base: name, primes: order, range }, wrt, range) };
  return { kind: 'partial', of: value.node, wrt: Array.from({ length: order }, () => wrt), operator: true, head: range, range };
}

function applied(head: CallSyntax['head'], body: Syntax, range: Range): CallSyntax {
  return { kind: 'call', head, argument: { kind: 'group', open: '(', close: ')', body, range }, range };
}

/** A formula in which the function of the row always has its argument, or never does: `f(1 - f)` for `f(x)(1 - f(x))`. */
function withFunction(node: Syntax, of: RowFunction): Syntax {
  const { name, value, wrt } = of;
  if (name === undefined) return node;
  const isName = (part: Syntax): boolean => part.kind === 'symbol' && baseName(part) === baseName(name);
  if (node.kind === 'call' && (isName(node.head) || (node.head.kind === 'scripts' && isName(node.head.base)))) {
    const isAtOwn = node.head.kind === 'symbol' && node.after === undefined && isEqual(node.argument.body, wrt);
    if (value.node.kind === 'call')
      return { ...node, argument: mapParts(node.argument, (part) => withFunction(part, of)) as CallSyntax['argument'] };
    return isAtOwn ? { ...name, range: node.range } : node;
  }
  if (isName(node) && value.node.kind === 'call') return applied(node as SymbolSyntax, wrt, node.range);
  return mapParts(node, (part) => withFunction(part, of));
}

/** The names in a formula but for those of functions with a known meaning, whatever they are applied to. */
function namesIn(node: Syntax): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: Syntax): void => {
    if (part.kind === 'symbol' && !constants.has(part.letter)) found.add(baseName(part));
    const head = part.kind === 'call' ? symbolOf(part.head) : undefined;
    for (const inner of partsOf(part)) {
      if (part.kind === 'call' && inner === part.head && head && inSomeRow.has(head.letter)) continue;
      visit(inner);
    }
  };
  visit(node);
  return found;
}

const constants: ReadonlySet<string> = new Set(['e', '\\pi', '\\infty', '\\mathbb1', '1']);
/** Letters that rows use for functions: the sigmoid, or the function of the row under another name. */
const inSomeRow: ReadonlySet<string> = new Set(['\\sigma', 'f', 'g', '\\phi', '\\varphi']);
/** Letters for numbers that are held, beside a variable. */
const parameters = /^(?:[abckmnpr]|\\(?:alpha|beta|gamma|lambda|epsilon))$/;

function onlyNameIn(body: Syntax): SymbolSyntax | undefined {
  const symbols = symbolsIn(body);
  const [first] = symbols;
  return first && symbols.every((other) => isEqual(other, first)) ? first : undefined;
}

/** The variable of a formula in which all other names are those of parameters. */
function plainVariableIn(body: Syntax): SymbolSyntax | undefined {
  const x = symbolsIn(body).find(({ letter }) => letter === 'x');
  const others = symbolsIn(body).filter((symbol) => x === undefined || !isEqual(x, symbol));
  if (x !== undefined) return others.every(({ letter }) => parameters.test(letter)) ? x : undefined;
  return body.kind === 'symbol' ? undefined : onlyNameIn(body);
}

function symbolsIn(body: Syntax): readonly SymbolSyntax[] {
  const heads = new Set(walkSyntax(body).flatMap((node) => (node.kind === 'call' ? [symbolOf(node.head)] : [])));
  return walkSyntax(body).filter((node): node is SymbolSyntax => node.kind === 'symbol' && !constants.has(node.letter) && !heads.has(node));
}

/** Whether a name stands in a formula, and always as it is: `x` is no variable of `\sum_i x_i`. */
function isVariableOf(name: Syntax, body: Syntax): boolean {
  const base = symbolOf(name);
  if (base === undefined) return false;
  let found = false;
  let isOther = false;
  const visit = (node: Syntax): void => {
    if (node.kind === 'scripts' && node.sub !== undefined && isEqual(node.base, name)) isOther = true;
    else if (isEqual(node, name)) found = true;
    else if (node.kind === 'scripts' && node.sub === undefined && node.primes === 0 && isEqual(node.base, name)) {
      found = true;
      if (node.sup) visit(node.sup);
    } else if (node.kind === 'symbol' && baseName(node) === baseName(base)) isOther = true;
    else for (const part of partsOf(node)) visit(part);
  };
  visit(body);
  return found && !isOther;
}

function isNumeric(node: Syntax): boolean {
  return !walkSyntax(node).some((part) => part.kind === 'symbol' && !constants.has(part.letter));
}
