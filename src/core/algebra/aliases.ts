import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { freeIndices, withChildren } from '../expr/expr.ts';
import type { Book, Given } from './book.ts';
import { keyOf } from './key.ts';
import { renamed } from './rename.ts';

/** A book in which names that are only other names (`y_k = o_k`) are those; undefined where a formula has none. `kept` are names that stay. */
export function withoutAliases(book: Book, formulas: readonly Given[], kept: ReadonlySet<FamilyKey>): Book | undefined {
  const aliases = new Map<FamilyKey, Given>();
  for (const given of formulas) if (!kept.has(given.family) && isAlias(given)) aliases.set(given.family, given);
  if (aliases.size === 0) return undefined;
  const resolved = (expr: Expr): Expr => {
    const inside = withChildren(expr, resolved);
    const alias = inside.kind === 'ref' ? aliases.get(inside.family) : undefined;
    return alias && inside.kind === 'ref' ? resolved(renamed(alias.body, alias.head, inside.slots)) : inside;
  };
  const known = new Map<FamilyKey, Given | undefined>();
  return {
    ...book,
    given: (family) => {
      if (!known.has(family)) {
        const given = book.given(family);
        known.set(family, given && { ...given, body: resolved(given.body) });
      }
      return known.get(family);
    },
  };
}

/** How many ways to give indices to a name are tried. */
const mostAssignments = 16;

/** A book in whose formulas a name stands where its own formula is written out; undefined where it is nowhere. */
export function withName(book: Book, formulas: readonly Given[], family: FamilyKey): Book | undefined {
  const named = book.given(family);
  if (named === undefined || named.params !== undefined || !isLong(named.body)) return undefined;
  let isFound = false;
  const there = (expr: Expr): Expr => {
    const slots = slotsAt(named, expr);
    isFound ||= slots !== undefined;
    return slots ? { kind: 'ref', family, slots } : withChildren(expr, there);
  };
  const bodies = new Map(formulas.filter((given) => given.family !== family).map((given) => [given.family, { ...given, body: there(given.body) }]));
  return isFound ? { ...book, given: (other) => bodies.get(other) ?? book.given(other) } : undefined;
}

/** For which indices a name is a formula. */
function slotsAt({ head, body }: Given, expr: Expr): readonly IndexTerm[] | undefined {
  if (expr.kind !== body.kind) return undefined;
  const key = keyOf(expr);
  const terms = new Map<string, IndexTerm>();
  for (const id of freeIndices(expr)) terms.set(String(id), { kind: 'index', id, shift: 0 });
  let assignments: (readonly IndexTerm[])[] = [[]];
  for (const _ of head)
    assignments = assignments.flatMap((some) => [...terms.values()].map((term) => [...some, term])).slice(0, mostAssignments);
  return assignments.find((assignment) => keyOf(renamed(body, head, assignment)) === key);
}

/** Whether a formula is more than a name or a number. */
function isLong({ kind }: Expr): boolean {
  return kind !== 'ref' && kind !== 'number';
}

/** Whether a formula is a name with all the indices of its head and no others. */
function isAlias({ head, params, body, family }: Given): boolean {
  if (params !== undefined || body.kind !== 'ref' || body.family === family) return false;
  const ids = body.slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1));
  return ids.length === head.length && head.every((id) => ids.includes(id));
}
