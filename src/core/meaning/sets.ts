import type { GroupSyntax, ProductSyntax, RelationSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { nodesOf, walkSyntax } from '../latex/walk.ts';
import { boundLetters, isTranspose, lettersBelow } from './scripts.ts';
import { baseName, pieces, symbolOf } from './symbols.ts';

/** The set that a sum is said to run over by a name alone, `w \in V`, or by a word, `w \in Vocab`. */
export function setBelow(entry: Syntax): SymbolSyntax | undefined {
  if (entry.kind !== 'relation' || entry.relation !== '\\in') return undefined;
  return entry.right.kind === 'symbol' ? entry.right : wordOfLetters(entry.right);
}

/** `Vocab`: letters side by side of which none is a number of its own, as one name. */
export function wordOfLetters(node: Syntax): SymbolSyntax | undefined {
  if (node.kind !== 'product' || node.factors.length < leastLetters) return undefined;
  const letters = node.factors.map((factor, at) =>
    factor.node.kind === 'symbol' && /^[A-Za-z]$/.test(factor.node.letter) && (at === 0 || factor.by === 'juxtaposed')
      ? factor.node.letter
      : undefined,
  );
  if (letters.includes(undefined)) return undefined;
  return { kind: 'symbol', letter: letters.join(''), face: 'upright', accents: [], range: node.range };
}

const leastLetters = 3;

/** The size of the symmetric matrices that a set is, by its names: `\mathbb S^n`, also `\mathbf S_{++}^n`. The unit sphere is called so too, whose members have small letters. */
export function sizeOfSymmetric(set: Syntax): Syntax | undefined {
  if (set.kind !== 'scripts' || set.sup === undefined || set.base.kind !== 'symbol') return undefined;
  const { letter, face } = set.base;
  return letter === 'S' && face !== 'italic' && set.sup.kind === 'symbol' ? set.sup : undefined;
}

/** Whether a set has only matrices, as the cone `\mathbb S_{++}^n` has: `\mathbb S^n` may be a sphere, whose members are vectors. */
export function isConeOfMatrices(set: Syntax): boolean {
  return set.kind === 'scripts' && set.sub !== undefined;
}

/** Whether a name is one by which matrices are called. */
export function isMatrixName(name: Syntax): boolean {
  return /^(?:[A-Z]|\\[A-Z][a-z]+)$/.test(symbolOf(name)?.letter ?? '');
}

/** Whether a name stands somewhere as only a matrix does: inverse, with two indices, in a trace or determinant, or in front of a vector. */
export function isUsedAsMatrix(name: Syntax, statements: readonly Statement[]): boolean {
  const symbol = symbolOf(name);
  const base = symbol && baseName(symbol);
  const isIt = (node: Syntax): boolean => node.kind === 'symbol' && baseName(node) === base;
  return statements.some((statement) => nodesOf(statement).some((node) => isMatrixUse(node, isIt)));
}

const ofMatrices: ReadonlySet<string> = new Set(['trace', 'det']);

function isMatrixUse(node: Syntax, isIt: (node: Syntax) => boolean): boolean {
  switch (node.kind) {
    case 'scripts':
      return (
        isIt(node.base) && ((node.sub !== undefined && pieces(node.sub).length === 2) || (node.sup !== undefined && isInverse(node.sup)))
      );
    case 'function':
      return ofMatrices.has(node.name) && node.operands.some((operand) => walkSyntax(operand).some(isIt));
    case 'call':
      return isIt(node.head);
    case 'product':
      return node.factors.some(({ node: factor }, at) => isIt(factor) && isVector(node.factors[at + 1]));
    default:
      return false;
  }
}

/** What a matrix is applied to: a name with a small letter that is not transposed, or a bracket. */
function isVector(factor: ProductSyntax['factors'][number] | undefined): boolean {
  if (factor === undefined || !/^(?:juxtaposed|\\cdot)$/.test(factor.by)) return false;
  const { node } = factor;
  const isTransposed = node.kind === 'scripts' && isTranspose(node.sup);
  return node.kind === 'group' || (!isTransposed && /^(?:[a-z]|\\[a-z]+)$/.test(symbolOf(node)?.letter ?? ''));
}

/** The exponent of `A^{-1}`, also of `A^{-1/2}` and `A^{-\top}`. */
function isInverse(sup: Syntax): boolean {
  return sup.kind === 'sum' && sup.terms.length === 1 && sup.terms[0]?.sign === '-';
}

/** `|V|` as a name: how many a set has. */
export function countOf({ open, body }: GroupSyntax): string | undefined {
  return (open === '|' || open === '\\lvert') && body.kind === 'symbol' ? `|${baseName(body)}|` : undefined;
}

/** Operators that do not say what there is: `u_1, \\dots, u_n` lists it. */
const noSums: ReadonlySet<string> = new Set(['expectation', 'integral', 'each']);

/**
 * Sets that are only parts of what their members are taken from: the note sums by the same letter over something else too, or a section does
 * over the same names. What runs over any other set that has a name runs over all there is.
 */
export function partsIn(statements: readonly Statement[], sectionOf: ReadonlyMap<Statement, number>): ReadonlySet<string> {
  const domains = new Map<string, Set<string>>();
  const sets = new Map<string, Set<string>>();
  const note = (into: Map<string, Set<string>>, key: string, value: string): unknown =>
    into.set(key, (into.get(key) ?? new Set()).add(value));
  for (const statement of statements) {
    const section = sectionOf.get(statement) ?? 0;
    for (const node of nodesOf(statement)) {
      if (node.kind !== 'big-operator' || noSums.has(node.operator)) continue;
      for (const entry of node.over) {
        if (entry.kind === 'relation' && isLess(entry)) continue;
        const set = setBelow(entry);
        const domain = set ? baseName(set) : '';
        for (const letter of boundLetters([entry])) {
          const inside = walkSyntax(node.body).filter((inner) => inner.kind === 'scripts' && lettersBelow(inner.sub).includes(letter));
          const names = inside.map((inner) => `${symbolOf(inner)?.letter ?? ''} §${section}`);
          for (const key of [letter, ...names]) {
            note(domains, key, domain);
            if (set) note(sets, domain, key);
          }
        }
      }
    }
  }
  const isPart = (keys: ReadonlySet<string>): boolean => [...keys].some((key) => (domains.get(key)?.size ?? 0) > 1);
  return new Set([...sets].flatMap(([set, keys]) => (isPart(keys) ? [set] : [])));
}

/** `j \neq i`: one that is left out of all the others. */
function isLess({ relation }: RelationSyntax): boolean {
  return relation === '\\neq' || relation === '\\ne';
}

/** The numbers of a set that is written out, `\{0, 1\}`; of `\{0, 1\}^{m \times n}` those that a vector or a matrix is made of. */
export function numbersOf(node: Syntax): readonly number[] | undefined {
  if (node.kind === 'scripts' && node.sup && !node.sub) return numbersOf(node.base);
  if (node.kind !== 'group' || node.open !== '{' || node.body.kind !== 'list') return undefined;
  const values = node.body.items.map(numberIn);
  return values.includes(undefined) ? undefined : (values as number[]);
}

/** The number that a formula is, if it is one. */
export function numberIn(node: Syntax): number | undefined {
  if (node.kind === 'number') return node.value;
  const [term] = node.kind === 'sum' && node.terms.length === 1 ? node.terms : [];
  const inner = term ? numberIn(term.node) : undefined;
  return inner === undefined ? undefined : term?.sign === '-' ? -inner : inner;
}
