import type { CallSyntax, Member, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import { defines } from './comparisons.ts';
import { isEqual } from './general-term.ts';
import { isNumeric, isVariableOf, namesIn, onlyNameIn, plainVariableIn } from './row-names.ts';
import { baseName, ownAccent, symbolOf } from './symbols.ts';
import { type Column, columnOf, type Formula, headingOf, type Pair, type Placed, pairsIn, type TableCell } from './table-heads.ts';

/** Makes one formula of those of a cell, if they are the pieces of a function. */
export type Join = (cell: TableCell) => Formula | undefined;

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
  if (1 < body.length && body.every(isComplete) && conflictsIn(body).size === 0) return [head, ...body].map(plain);
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

/** Whether a row says of a function by its name what it is, `\varphi(x) = \dots`, and of all else what it equals, so that other rows may speak of it. */
function isComplete(row: readonly TableCell[]): boolean {
  const said = flatMap(row, saidIn);
  const isNamed = said.some(({ statement: { members } }) => members[0]?.node.kind === 'call' && primesOf(members[0].node.head) === 0);
  return isNamed && said.every(({ statement: { members } }) => members.length > 1 && defines(members[1]?.relation?.sign));
}

function plain(row: readonly TableCell[]): TableRow {
  return { said: flatMap(row, saidIn), scope: 'none' };
}

function saidIn({ formulas, paragraph }: TableCell): readonly Said[] {
  return flatMap(formulas, ({ span, statements }) => statements.map((statement) => ({ statement, span, paragraph })));
}

/** The names that the statements of a row give a meaning, with the meaning. */
function headsIn(row: readonly TableCell[]): readonly { readonly head: string; readonly body: Syntax }[] {
  return flatMap(row, (cell) =>
    flatMap(saidIn(cell), ({ statement: { members } }) => {
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
  for (const { head, body } of flatMap(rows, headsIn)) {
    const known = first.get(head);
    if (known === undefined) first.set(head, body);
    else if (!isEqual(known, body)) found.add(head);
  }
  return found;
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
  return said.size === 0 ? undefined : flatMap(row, (cell) => said.get(cell.column) ?? saidIn(cell));
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
  if (!isFraction && name && value.node.kind === 'call') return applied({ kind: 'scripts', base: name, primes: order, range }, wrt, range);
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
