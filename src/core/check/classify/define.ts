import { type Expr, type FamilyKey, hasInside, holeIn } from '../../expr/expr.ts';
import { nodesIn } from '../../latex/walk.ts';
import type { Chain } from '../../meaning/chains.ts';
import { defines } from '../../meaning/comparisons.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { isNumeric } from '../constants.ts';
import { namesWritten } from '../constituents.ts';
import { type Definition, isOpenIn } from '../definition.ts';
import { mentioned } from '../mentioned.ts';
import { isStandard } from '../standard.ts';
import { isSet } from './by-syntax.ts';
import type { Context } from './context.ts';
import { type Head, names } from './heads.ts';
import { membersApart } from './members-apart.ts';
import type { Class, Unclassified } from './step.ts';

/** Big operators whose values are not worked out. */
const averages: ReadonlySet<string> = new Set(['integral', 'expectation']);

/** The definition that a step makes of its head, or the claim or restatement that it is where the name has one already. */
export function define(context: Context, step: Unclassified, written: Head, formula: Expr, which: 'new' | 'again'): Class {
  const { head, body } = membersApart(step.lhs, written, formula);
  const hole = holeIn(body);
  const known = context.definitions.get(head.family) ?? [];
  const isPrivate = isApart(context, step.chain.section);
  const visible = isPrivate ? known.filter(({ section }) => section === step.chain.section) : known;
  if (hole && visible.length > 0) context.unreadAt(step, head.family);
  if (hole && (visible.length > 0 || isWhole(context, head.family) || isSet(step.chain.members[step.position]?.node)))
    return { role: 'claim' };
  const member = step.chain.members[step.position];
  const tex = member && context.note.spans[member.span]?.tex.slice(member.range.start, member.range.end);
  const meaning: Definition['meaning'] = hole
    ? { kind: 'unreadable', message: hole.message, ...(tex === undefined ? {} : { names: namesWritten(tex) }) }
    : { kind: 'formula', body };
  const isConditional = step.conditions.some(({ kind }) => kind === 'relation');
  const plain = context.definition(step, head, meaning);
  const definition: Definition = isPrivate || isConditional ? { ...plain, isPrivate, isConditional } : plain;
  if (which === 'new' && leadsBack(context, head.family, body, step.chain.section)) {
    context.unreadAt(step, head.family);
    return { role: 'restatement', definition: { ...definition, isCircular: true } };
  }
  const isRestated = which === 'again' && !definition.isPrivate;
  if (!isRestated) context.definitions.set(head.family, [...known, definition]);
  const isElsewhere = isRestated && !known.some((other) => isOpenIn(context.note.sections, other.section, step.chain.section));
  return { role: isRestated ? 'restatement' : 'definition', definition, isElsewhere };
}

/** Whether what a section defines says nothing of the names around it. */
function isApart(context: Context, section: number): boolean {
  return context.note.listings.has(section) || context.note.rows.get(section) === 'schematic';
}

/** Whether the open definitions of the names in a formula lead to a family: `n = m + k` where `m = n - k`. */
function leadsBack(context: Context, family: FamilyKey, body: Expr, section: number): boolean {
  const seen = new Set<FamilyKey>();
  const visit = (expr: Expr): boolean =>
    [...mentioned(expr)].some((name) => {
      if (name === family) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      const open = (context.definitions.get(name) ?? []).filter((other) => isOpenIn(context.note.sections, other.section, section));
      const meaning = open.at(-1)?.meaning;
      return meaning?.kind === 'formula' && visit(meaning.body);
    });
  return visit(body);
}

/** Whether a name without indices is the whole matrix whose entries have a definition. */
function isWhole(context: Context, family: FamilyKey): boolean {
  const own = partsOfKey(family);
  for (const key of context.definitions.keys()) {
    const other = partsOfKey(key);
    if (other.base === own.base && other.label === own.label && own.arity === 0 && other.arity === 2) return true;
  }
  return false;
}

/** Of the formulas that a chain gives for a name the first that can be worked with: the last of `K = D(q \| p) = \mathbb{E}_q[\ldots] = \mu^2`. */
export function workedOut(context: Context, { chain, position, rhs }: Unclassified, head: Head): Expr {
  if (position !== 1) return rhs;
  const exprs = context.members[chain.id] ?? [];
  for (let at = position; at < exprs.length && defines(chain.members[at]?.relation?.sign); at++) {
    const found = exprs[at] as Expr;
    if (isWorkable(context, chain, at) && (at === position || !(isNumeric(found) || names(found, head.family)))) return found;
  }
  return rhs;
}

/** Whether a formula is read, and has neither functions that nothing has defined yet nor an average by a law or an integral. */
function isWorkable(context: Context, { id, members }: Chain, position: number): boolean {
  const expr = context.members[id]?.[position];
  const node = members[position]?.node;
  if (expr === undefined || node === undefined) return false;
  return (
    !hasInside(
      expr,
      (inner) => inner.kind === 'hole' || (inner.kind === 'call' && !isStandard(inner.fn) && !context.definitions.has(inner.fn)),
    ) && nodesIn(node).every((inner) => inner.kind !== 'big-operator' || !averages.has(inner.operator))
  );
}
