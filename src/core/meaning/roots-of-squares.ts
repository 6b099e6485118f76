import type { PartialSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { arguedIn, isPowered, isToBeSolved } from './powered-parameters.ts';
import { boundLetters, lettersBelow, subscriptOf } from './scripts.ts';
import { baseName, isIndexSymbol, pieces } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** A name that stands by itself, with nothing above it or a number. */
type Name = SymbolSyntax | Scripted;
type Scripted = ScriptsSyntax & { readonly base: SymbolSyntax };
type Square = Scripted & { readonly sup: Syntax };

/** Letters that rather stand for something else than what their square is: a dimension or a differential, and numbers. */
const others: ReadonlySet<string> = new Set(['d', 'e', 'i']);

/**
 * A note that defines the square of a name (`\sigma^2 = \frac1n \sum_i x_i^2`) and nowhere the name, with the root of the square wherever the
 * name stands without it, so that both are of one number: `\hat x_i = x_i/\sigma`, `\sigma^3`, and derivatives by `\sigma`.
 */
export function withRootsOfSquares(note: ReadNote): ReadNote {
  const { statements } = note;
  const calls = flatMap(statements, nodesOf).filter((node) => node.kind === 'call');
  const argued = arguedIn(calls);
  const squares = new Map(
    flatMap(statements, (statement) => squareIn(statement, argued)).map((square) => [keyOf(square), square] as const),
  );
  if (squares.size === 0) return note;
  const nodes = flatMap(statements, nodesOf);
  if (nodes.some(isLayer)) return note;
  for (const name of flatMap(statements, definedIn)) for (const [key, square] of squares) if (isOfRoot(square, name)) squares.delete(key);
  for (const node of nodes) for (const other of otherUsesIn(node)) squares.delete(other);
  if (squares.size === 0) return note;
  const rootOf = (node: Syntax): Syntax | undefined => {
    const square = isName(node) ? squares.get(keyOf(node)) : undefined;
    const power = square && (node.kind === 'scripts' ? node.sup : undefined);
    if (square === undefined || (power?.kind === 'number' && power.value === 2)) return undefined;
    const root: Syntax = { kind: 'root', body: squareOf(node as Name, square), range: node.range };
    return power ? { kind: 'scripts', base: bracketed(root), sup: power, primes: 0, range: node.range } : root;
  };
  const visit = (node: Syntax): Syntax => {
    if (node.kind === 'partial' && node.wrt.some(rootOf) && node.along === undefined) return byRoots(node, visit, rootOf);
    if (node.kind === 'scripts' && isName(node)) return rootOf(node) ?? node;
    return rootOf(node) ?? mapParts(node, visit);
  };
  return withFormulas(note, visit);
}

/** `\sigma^2` of `\sigma^2 = …`, where that is a formula without `\sigma` itself: `x^2 = 2x + 1` is to be solved, and so may `x^2 = a` be. */
function squareIn({ members: [head, body] }: Statement, argued: ReadonlySet<string>): readonly Square[] {
  const node = head?.node;
  if (node === undefined || body === undefined || !isSquare(node) || !defines(body.relation?.sign) || others.has(baseName(node.base)))
    return [];
  const isFormula = body.node.kind !== 'symbol' && nodesIn(body.node).some((part) => part.kind === 'symbol' && part.letter !== '\\pi');
  return isFormula && !isToBeSolved(node, body.node, argued) ? [node] : [];
}

function isSquare(node: Syntax): node is Square {
  return isPowered(node) && isName(node) && node.kind === 'scripts' && node.sup?.kind === 'number' && node.sup.value === 2;
}

/** The names that a statement gives a meaning without a power, and those that another index or none tells from one. */
function definedIn({ members }: Statement): readonly Name[] {
  return flatMap(members, ({ node }, at) => {
    const next = members[at + 1]?.relation?.sign;
    return isName(node) && !isPowered(node) && (defines(next) || next === '\\in') ? [node] : [];
  });
}

/** Whether a definition is of the root of a square: of its letter, and with an index where the square has one. */
function isOfRoot(square: Square, name: Name): boolean {
  const isSame = baseName(square.base) === baseName(name.kind === 'symbol' ? name : name.base);
  return isSame && (square.sub === undefined || (name.kind === 'scripts' && name.sub !== undefined));
}

/** The names that a formula applies to something, and the letters of its indices. */
function otherUsesIn(node: Syntax): readonly string[] {
  if (node.kind === 'big-operator') return boundLetters(node.over).map((letter) => `${letter} `);
  if (node.kind === 'call' && node.head.kind !== 'partial' && isName(node.head)) return [keyOf(node.head)];
  return lettersBelow(subscriptOf(node)).map((letter) => `${letter} `);
}

/** `z^1`, `W^0`: numbers above names count layers, and are no powers. */
function isLayer(node: Syntax): boolean {
  return isPowered(node) && node.sup?.kind === 'number' && node.sup.value < 2;
}

function isName(node: Syntax): node is Name {
  if (node.kind === 'symbol') return true;
  return (
    node.kind === 'scripts' && node.base.kind === 'symbol' && node.primes === 0 && (node.sup === undefined || node.sup.kind === 'number')
  );
}

/** What tells names with squares apart: their letters, and how many indices they have. */
function keyOf(name: Name): string {
  if (name.kind === 'symbol') return `${baseName(name)} `;
  const below = name.sub ? pieces(name.sub) : [];
  return `${baseName(name.base)} ${below.every(isIndexSymbol) ? '_'.repeat(below.length) : '?'}`;
}

/** The square of a name with the indices that it has where it stands. */
function squareOf(name: Name, square: Square): Square {
  return name.kind === 'symbol' ? { ...square, range: name.range } : { ...name, sup: square.sup };
}

function bracketed(body: Syntax): Syntax {
  return { kind: 'group', open: '(', close: ')', body, range: body.range };
}

/** A derivative by roots: each is twice the root times the derivative by the square. */
function byRoots(node: PartialSyntax, visit: (part: Syntax) => Syntax, rootOf: (part: Syntax) => Syntax | undefined): Syntax {
  if (node.of === undefined) return node;
  const { range } = node;
  return node.wrt.reduceRight<Syntax>((of, by): Syntax => {
    const root = rootOf(by);
    if (root === undefined) return { ...node, of, wrt: [by] };
    const square = root.kind === 'root' ? root.body : by;
    return productOf([{ kind: 'number', value: 2, decimals: 0, range }, root, { ...node, of, wrt: [square] }], range);
  }, visit(node.of));
}

function productOf(factors: readonly Syntax[], range: Range): Syntax {
  return { kind: 'product', factors: factors.map((node) => ({ by: 'juxtaposed', signRange: range, node })), range };
}
