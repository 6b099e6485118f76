import type { Condition, Expr, IndexBound, IndexId, IndexTerm } from '../expr/expr.ts';

type Bound = ReadonlyMap<IndexId, string>;

/**
 * A text that is the same for formulas that differ only in the order of terms and factors and in the ids of bound indices. `bound` has
 * the texts of the indices that are bound around.
 * Source: de Bruijn, Lambda calculus notation with nameless dummies, 1972, for bound names by their depth.
 */
export function keyOf(expr: Expr, bound: Bound = none): string {
  if (bound !== none) return keyIn(expr, bound);
  let key = known.get(expr);
  if (key === undefined) {
    key = keyIn(expr, bound);
    known.set(expr, key);
  }
  return key;
}

const known = new WeakMap<Expr, string>();

function keyIn(expr: Expr, bound: Bound): string {
  switch (expr.kind) {
    case 'number':
      return `${expr.value}`;
    case 'ref':
      return `${expr.family}${slotsKey(expr.slots, bound)}`;
    case 'add':
      return `(${sorted(expr.terms, bound).join('+')})`;
    case 'negate':
      return `-${keyOf(expr.of, bound)}`;
    case 'multiply':
      return `(${sorted(expr.factors, bound).join('*')})`;
    case 'divide':
      return `(${keyOf(expr.numerator, bound)}/${keyOf(expr.denominator, bound)})`;
    case 'power':
      return `(${keyOf(expr.base, bound)}^${keyOf(expr.exponent, bound)})`;
    case 'apply':
      return `${expr.fn}${"'".repeat(expr.order)}(${keysOf(expr.args, bound)})`;
    case 'call':
      return `${expr.fn}${"'".repeat(expr.order)}${slotsKey(expr.slots, bound)}(${keysOf(expr.args, bound)})`;
    case 'reduce': {
      const inner = within(bound, [expr.index]);
      const conditions = expr.conditions.map((condition) => conditionKey(condition, inner)).sort();
      const { lower, upper } = expr.bounds;
      return `${expr.op}{${boundKey(lower, bound)}..${boundKey(upper, bound)};${conditions.join()}}(${keyOf(expr.body, inner)})`;
    }
    case 'position':
      return `#${termKey(expr.term, bound)}`;
    case 'delta':
      return `delta[${[termKey(expr.left, bound), termKey(expr.right, bound)].sort().join()}]`;
    case 'indicator':
      return `1[${conditionKey(expr.condition, bound)}]`;
    case 'cases':
      return `cases{${expr.branches.map(({ value, condition }) => `${keyOf(value, bound)}:${condition ? conditionKey(condition, bound) : ''}`).join(';')}}`;
    case 'list':
      return `list[${termKey(expr.index, bound)}](${keysOf(expr.items, bound)})`;
    case 'partial':
      return `d(${keyOf(expr.of, bound)})/d(${keyOf(expr.wrt, bound)})`;
    case 'at':
      return `at(${keysOf([expr.of, expr.point, expr.value], bound)})`;
    case 'tensor':
      return `tensor:${expr.op}${slotsKey(expr.slots ?? [], bound)}(${keysOf(expr.args, bound)})`;
    case 'array':
      return `array{${keyOf(expr.body, within(bound, expr.indices))}}`;
    case 'matrix':
      return `${expr.op}${slotsKey(expr.slots, bound)}{${keyOf(expr.body, within(bound, [expr.rows, expr.columns]))}}`;
    case 'hole':
      return '?';
  }
}

const none: Bound = new Map();

/** The text of a term in a slot. */
export function termKey(term: IndexTerm, bound: Bound = none): string {
  switch (term.kind) {
    case 'index':
      return `${bound.get(term.id) ?? `@${term.id}`}${shiftKey(term.shift)}`;
    case 'value':
      return String(term.value);
    case 'last':
      return `last${shiftKey(term.shift)}`;
    case 'by':
      return `by ${keyOf(term.of, bound)}`;
  }
}

/** A key in which every index is any index: what is known of a formula for all values of its indices. */
export function anyIndex(key: string): string {
  return key.replace(/[@%]\d+/g, '*');
}

/** The same with every number in a slot any index: what is known for all values is known for one. */
export function anySlot(key: string): string {
  return anyIndex(key).replace(/\[[\d*,]+\]/g, (slots) => slots.replace(/\d+/g, '*'));
}

function shiftKey(shift: number): string {
  return shift === 0 ? '' : shift < 0 ? String(shift) : `+${shift}`;
}

/** Below all ids of indices. */
const hidden = -1_000_000;

function within(bound: Bound, ids: readonly IndexId[]): Bound {
  const inner = new Map(bound);
  for (const id of ids) {
    // An index that is bound once more inside hides the outer one; the places of both count.
    if (inner.has(id)) inner.set(hidden - inner.size, '');
    inner.set(id, `%${inner.size}`);
  }
  return inner;
}

function keysOf(exprs: readonly Expr[], bound: Bound): string {
  return exprs.map((expr) => keyOf(expr, bound)).join();
}

function sorted(exprs: readonly Expr[], bound: Bound): readonly string[] {
  return exprs.map((expr) => keyOf(expr, bound)).sort();
}

function slotsKey(slots: readonly IndexTerm[], bound: Bound): string {
  return slots.length === 0 ? '' : `[${slots.map((term) => termKey(term, bound)).join()}]`;
}

function boundKey(at: IndexBound | undefined, bound: Bound): string {
  if (at === undefined) return '';
  if (at.kind === 'value') return String(at.value);
  return at.kind === 'size' ? at.name : `${bound.get(at.id) ?? `@${at.id}`}${shiftKey(at.shift)}`;
}

function conditionKey(condition: Condition, bound: Bound): string {
  if (condition.kind === 'unread') return '?';
  const sides =
    condition.kind === 'relation'
      ? [keyOf(condition.left, bound), keyOf(condition.right, bound)]
      : [termKey(condition.left, bound), termKey(condition.right, bound)];
  if (condition.relation === '=' || condition.relation === '≠') sides.sort();
  return sides.join(condition.relation);
}
