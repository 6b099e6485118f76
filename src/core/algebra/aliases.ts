import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { childrenOf, freeIndices, walk, withChildren } from '../expr/expr.ts';
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

/** A book in whose formulas names stand where their own formulas are written out; undefined where that changes nothing. */
export function withNames(book: Book, formulas: readonly Given[], names: readonly Given[]): Book | undefined {
  // A function alone simplifies with what stands around it, and gets its name after that.
  const long = names.filter(({ params, body }) => params === undefined && !['ref', 'number', 'apply'].includes(body.kind));
  if (long.length === 0) return undefined;
  const bodies = new Map<FamilyKey, Given>();
  for (const given of formulas) {
    const fitting = long.filter((name) => name.family !== given.family && !leadsTo(book, name, given.family));
    const body = there(given.body, fitting);
    if (body !== given.body) bodies.set(given.family, { ...given, body });
  }
  return bodies.size === 0 ? undefined : { ...book, given: (family) => bodies.get(family) ?? book.given(family) };
}

/** A formula with names where theirs are written out; itself where there is none. */
function there(expr: Expr, names: readonly Given[]): Expr {
  for (const name of names) {
    const slots = slotsAt(name, expr);
    if (slots) return { kind: 'ref', family: name.family, slots };
  }
  const inside = withChildren(expr, (part) => there(part, names));
  const before = childrenOf(expr);
  return childrenOf(inside).every((part, at) => part === before[at]) ? expr : inside;
}

/** Whether the formula of a name depends on a family. */
function leadsTo(book: Book, name: Given, family: FamilyKey): boolean {
  const seen = new Set<FamilyKey>();
  const visit = (expr: Expr): boolean =>
    walk(expr).some((node) => {
      const next = node.kind === 'ref' ? node.family : node.kind === 'call' ? node.fn : undefined;
      if (next === undefined || seen.has(next)) return false;
      seen.add(next);
      const given = book.given(next);
      return next === family || (given !== undefined && visit(given.body));
    });
  return visit(name.body);
}

/** Which of two names for one thing is taken. */
export type Preference = 'shorter' | 'longer';

/**
 * What puts one of two names for one thing into a formula, at the same indices; undefined where nothing has two of which one is longer.
 * `kept` are names that stay.
 */
export function inNames(
  preference: Preference,
  formulas: readonly Given[],
  kept: ReadonlySet<FamilyKey>,
): ((expr: Expr) => Expr) | undefined {
  const names = new Map<FamilyKey, Name>();
  for (const given of formulas) {
    const own: Name = { kind: 'ref', family: given.family, ids: given.head };
    const same = sameAs(given);
    if (same === undefined || own.family.length === same.family.length) continue;
    const isOwn = own.family.length < same.family.length === (preference === 'shorter');
    const [other, name] = isOwn ? [same, own] : [own, same];
    if (kept.has(other.family) || names.has(other.family)) continue;
    names.set(other.family, { kind: same.kind, family: name.family, ids: name.ids.map((id) => other.ids.indexOf(id)) });
  }
  if (names.size === 0) return undefined;
  const put = (expr: Expr): Expr => {
    const inside = withChildren(expr, put);
    const name = inside.kind === 'ref' ? names.get(inside.family) : inside.kind === 'call' ? names.get(inside.fn) : undefined;
    if (name === undefined || name.kind !== inside.kind) return inside;
    if (inside.kind === 'call') return { ...inside, fn: name.family };
    return inside.kind === 'ref'
      ? { kind: 'ref', family: name.family, slots: name.ids.map((at) => inside.slots[at] as IndexTerm) }
      : inside;
  };
  return put;
}

/** A name, or a function by its name, with its indices; in a table of names with the places of these among the indices of another one. */
interface Name {
  readonly kind: 'ref' | 'call';
  readonly family: FamilyKey;
  readonly ids: readonly number[];
}

/** What a name is only another name of: one with the same indices (`y_k = o_k`), or a function of the same arguments (`h(a) = \tanh(a)`). */
function sameAs(given: Given): Name | undefined {
  const { head, params = [], body } = given;
  if (body.kind === 'ref' && isAlias(given))
    return { kind: 'ref', family: body.family, ids: body.slots.map((term) => (term.kind === 'index' ? term.id : -1)) };
  if (body.kind !== 'call' || body.order > 0 || head.length + body.slots.length > 0 || params.length === 0) return undefined;
  const isSame = (arg: Expr, at: number): boolean => arg.kind === 'ref' && arg.slots.length === 0 && arg.family === params[at]?.family;
  return body.args.length === params.length && body.args.every(isSame) ? { kind: 'call', family: body.fn, ids: [] } : undefined;
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

/** Whether a formula is a name with all the indices of its head and no others. */
function isAlias({ head, params, body, family }: Given): boolean {
  if (params !== undefined || body.kind !== 'ref' || body.family === family) return false;
  const ids = body.slots.map((term) => (term.kind === 'index' && term.shift === 0 ? term.id : -1));
  return ids.length === head.length && head.every((id) => ids.includes(id));
}
