import { type Expr, type FamilyKey, freeIndices, hasInside, withChildren } from '../../expr/expr.ts';
import { familyKey, joinLabel, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { ownIndices, type Parameter } from '../definition.ts';
import type { Head } from './heads.ts';

/** A member of a family in the brackets of a head, and the parameter that it is. */
interface MemberParameter {
  readonly member: Expr & { kind: 'ref' };
  /** The positions of its slots that tell which member it is. */
  readonly own: readonly number[];
  readonly param: Parameter;
}

/**
 * `k(x_i, x_j) = x_i^\top x_j`: a function at several members of one family says what it is at any two vectors. Its head and its formula with a
 * parameter for each of the members; as they are where the formula has more of the family than those, or of what else is counted by their indices.
 */
export function membersApart(lhs: Expr, head: Head, body: Expr): { readonly head: Head; readonly body: Expr } {
  const asWritten = { head, body };
  if (lhs.kind !== 'call' || head.params === undefined) return asWritten;
  const all = lhs.args.map(memberParameter);
  const members = flatMap(all, (one) => one ?? []);
  const [first] = members;
  if (first === undefined || members.length < 2 || members.some(({ member }) => member.family !== first.member.family)) return asWritten;
  const apart = renamed(body, members);
  const free = freeIndices(apart);
  const isOfMembers = members.some(({ member, own }) => own.some((at) => hasIndex(free, member, at)));
  if (isOfMembers || hasInside(apart, (node) => node.kind === 'ref' && node.family === first.member.family)) return asWritten;
  return { head: { ...head, params: head.params.map((param, at) => all[at]?.param ?? param) }, body: apart };
}

function hasIndex(free: ReadonlySet<number>, { slots }: Expr & { kind: 'ref' }, at: number): boolean {
  const term = slots[at];
  return term?.kind === 'index' && free.has(term.id);
}

/** The parameter that `x_i` in some place of a head is; undefined of a name that is no member of a family. */
function memberParameter(arg: Expr, position: number): MemberParameter | undefined {
  const member = arg.kind === 'array' ? arg.body : arg;
  if (member.kind !== 'ref' || ownIndices(member.slots) === undefined) return undefined;
  const inside = arg.kind === 'array' ? arg.indices : [];
  const own = flatMap(member.slots, (term, at) => (term.kind === 'index' && inside.includes(term.id) ? [] : [at]));
  if (own.length === 0 || own.length + inside.length !== member.slots.length) return undefined;
  const family = placeIn(member.family, position, inside.length);
  return { member, own, param: inside.length > 0 ? { family, slots: inside, isWhole: true, member } : { family, slots: [], member } };
}

/** The name of a member of a family in some place of the brackets. */
function placeIn(family: FamilyKey, position: number, arity: number): FamilyKey {
  const { base, label } = partsOfKey(family);
  return familyKey(base, joinLabel(label, `argument ${position + 1}`), arity);
}

/** A formula with the parameters in the place of the members. */
function renamed(expr: Expr, members: readonly MemberParameter[]): Expr {
  if (expr.kind !== 'ref') return withChildren(expr, (part) => renamed(part, members));
  const found = members.find(({ member, own }) => expr.family === member.family && own.every((at) => isSameSlot(expr, member, at)));
  if (found === undefined) return expr;
  return { kind: 'ref', family: found.param.family, slots: expr.slots.filter((_, at) => !found.own.includes(at)) };
}

function isSameSlot(one: Expr & { kind: 'ref' }, other: Expr & { kind: 'ref' }, at: number): boolean {
  const [left, right] = [one.slots[at], other.slots[at]];
  return left?.kind === 'index' && right?.kind === 'index' && left.id === right.id && left.shift === right.shift;
}
