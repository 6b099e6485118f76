import type { Statement, Syntax } from '../latex/syntax.ts';
import type { Sorted } from '../latex/walk.ts';
import { defines } from './comparisons.ts';
import { isTranspose, labelText } from './scripts.ts';
import { baseName, pieces, symbolOf } from './symbols.ts';

/** How many numerals tell the members of a name. */
export interface Spelled {
  readonly base: string;
  readonly label: string;
  readonly count: number;
  /** The whole has the letter of its members. */
  readonly isSame?: boolean;
}

/**
 * Names whose numbered members make up a whole: some equation writes it out (`x = (x_1, x_2)^\top`), it is set in bold and they are not,
 * or it is said to be a vector (`x \in \mathbb R^n`) and they are not.
 * Those to which a definition gives a meaning one by one are names of their own.
 */
export function spelledIn(statements: readonly Statement[], { symbols, scripts }: Sorted): readonly Spelled[] {
  const heads = new Set<string>();
  const found: Spelled[] = [];
  const bold = new Set<string>();
  const members = new Map<string, Set<number>>();
  for (const statement of statements) {
    const [named, space] = statement.members;
    if (named && space?.relation?.sign === '\\in' && isSpaceOfVectors(space.node))
      for (const node of named.node.kind === 'list' ? named.node.items : [named.node])
        if (node.kind === 'symbol') bold.add(baseName(node));
        else if (node.kind === 'scripts' && node.base.kind === 'symbol') heads.add(baseName(node.base));
    for (const [at, { node }] of statement.members.entries()) {
      const next = statement.members[at + 1];
      const symbol = symbolOf(node);
      if (!symbol || !next || !defines(next.relation?.sign)) continue;
      if (node.kind === 'scripts' && node.sub) heads.add(baseName(symbol));
      else found.push(...writtenOut(baseName(symbol), next.node));
    }
  }
  for (const symbol of symbols) if (symbol.face === 'bold') bold.add(baseName(symbol));
  for (const { base, sub } of scripts) {
    if (base.kind !== 'symbol' || sub === undefined) continue;
    const digits = base.face !== 'bold' && sub.kind === 'number' ? String(sub.value).length : 0;
    members.set(baseName(base), (members.get(baseName(base)) ?? new Set()).add(digits));
  }
  for (const [base, digits] of members) {
    const [count] = digits;
    const isWhole = (count === 1 && bold.has(base)) || (count === 2 && bold.has(base.toUpperCase()));
    if (digits.size === 1 && count !== undefined && isWhole) found.push({ base, label: '', count });
  }
  return found.filter(({ base }) => !heads.has(base));
}

/** `\mathbb R^n` with one size, which is a letter. */
function isSpaceOfVectors(node: Syntax): boolean {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && node.base.face === 'bb' && node.sup?.kind === 'symbol';
}

/** A name set equal to a list of its own numbered members, in the small letter where it is a matrix. */
function writtenOut(base: string, node: Syntax): readonly Spelled[] {
  const cells = cellsOf(node);
  const [first] = cells;
  const own = first && symbolOf(first);
  if (first?.kind !== 'scripts' || own === undefined || (baseName(own) !== base && baseName(own) !== base.toLowerCase())) return [];
  const count = isSquare(node) ? 2 : 1;
  const isSame = baseName(own) === base;
  const areOwn = cells.every((cell) => {
    const numerals = cell.kind === 'scripts' && cell.sub ? pieces(cell.sub) : [];
    return symbolOf(cell)?.letter === own.letter && numerals.length > 0 && (count === 2 || numerals.length === 1);
  });
  return areOwn ? [{ base: baseName(own), label: labelText(first.sup), count, isSame }] : [];
}

/** What is written out as a vector or a matrix. */
function cellsOf(node: Syntax): readonly Syntax[] {
  if (node.kind === 'matrix') return node.rows.flat();
  if (node.kind === 'big-operator' && node.operator === 'each') return [node.body];
  if (node.kind === 'scripts' && isTranspose(node.sup)) return cellsOf(node.base);
  if (node.kind === 'group' && node.open !== '{') return node.body.kind === 'list' ? node.body.items : cellsOf(node.body);
  return [];
}

function isSquare(node: Syntax): boolean {
  if (node.kind === 'scripts') return isSquare(node.base);
  if (node.kind === 'group') return isSquare(node.body);
  return node.kind === 'matrix' && node.rows.length > 1 && node.rows.every((row) => row.length > 1);
}
