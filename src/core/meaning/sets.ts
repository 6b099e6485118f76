import type { GroupSyntax, RelationSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { nodesOf, walkSyntax } from '../latex/walk.ts';
import { boundLetters, lettersBelow } from './scripts.ts';
import { baseName, symbolOf } from './symbols.ts';

/** The set that a sum is said to run over by a name alone, `w \in V`. */
export function setBelow(entry: Syntax): SymbolSyntax | undefined {
  return entry.kind === 'relation' && entry.relation === '\\in' && entry.right.kind === 'symbol' ? entry.right : undefined;
}

/** The size of the symmetric matrices that a set is, by its names: `\mathbb S^n`, also `\mathbf S_{++}^n`. The unit sphere is called so too, whose members have small letters. */
export function sizeOfSymmetric(set: Syntax): Syntax | undefined {
  if (set.kind !== 'scripts' || set.sup === undefined || set.base.kind !== 'symbol') return undefined;
  const { letter, face } = set.base;
  return letter === 'S' && face !== 'italic' && set.sup.kind === 'symbol' ? set.sup : undefined;
}

/** Whether a name is one by which matrices are called. */
export function isMatrixName(name: Syntax): boolean {
  return /^(?:[A-Z]|\\[A-Z][a-z]+)$/.test(symbolOf(name)?.letter ?? '');
}

/** `|V|` as a name: how many a set has. */
export function countOf({ open, body }: GroupSyntax): string | undefined {
  return (open === '|' || open === '\\lvert') && body.kind === 'symbol' ? `|${baseName(body)}|` : undefined;
}

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
      if (node.kind !== 'big-operator' || node.operator === 'expectation' || node.operator === 'integral') continue;
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
