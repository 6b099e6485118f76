import type { Expr, FamilyKey } from '../expr/expr.ts';
import { withChildren } from '../expr/expr.ts';
import type { Book, Given } from './book.ts';
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

/** Whether a formula is a name with all the indices of its head and no others. */
function isAlias({ head, params, body, family }: Given): boolean {
  if (params !== undefined || body.kind !== 'ref' || body.family === family) return false;
  const ids = body.slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1));
  return ids.length === head.length && head.every((id) => ids.includes(id));
}
