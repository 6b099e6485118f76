import type { Condition } from '../../expr/expr.ts';
import { type Expr, type FamilyKey, hasInside, walk } from '../../expr/expr.ts';
import type { Syntax } from '../../latex/syntax.ts';
import { walkSyntax } from '../../latex/walk.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { defines } from '../../meaning/comparisons.ts';
import { isEqual } from '../../meaning/general-term.ts';
import { baseName, partsOfKey, symbolOf } from '../../meaning/symbols.ts';
import type { Vocabulary } from '../../meaning/vocabulary.ts';
import { message } from '../../text/message.ts';
import { isNumeric } from '../constants.ts';
import type { Definition } from '../definition.ts';
import type { ByMembers } from '../member-by-member.ts';
import { isStandard } from '../standard.ts';
import { insideOf, isSameCall, withAlias } from './aliases.ts';
import { isNumberAlone, roleOf } from './by-syntax.ts';
import { Context } from './context.ts';
import { headOf, names } from './heads.ts';
import { withLogarithm } from './logarithms.ts';
import { withNameBehind } from './names-behind.ts';
import type { Class, Step, Unclassified, Unread } from './step.ts';
import { withHead } from './with-head.ts';

/** The steps of a note with what they are; the definitions that they make are added to `definitions`. */
export function classify(
  note: ReadNote,
  members: readonly (readonly Expr[])[],
  conditions: readonly Condition[][][],
  definitions: Map<FamilyKey, Definition[]>,
  vocabulary: Vocabulary,
  byMembers: readonly ByMembers[] = [],
): { readonly steps: Step[]; readonly unread: readonly Unread[] } {
  const context = new Context(note, members, definitions, vocabulary, byMembers);
  for (const chain of note.chains) {
    for (const [before, order] of chain.orders.entries()) {
      const [lhs, rhs] = [members[chain.id]?.[before], members[chain.id]?.[before + 1]];
      if (lhs === undefined || rhs === undefined) continue;
      const position = before + 1;
      const sign = chain.members[position]?.relation?.sign ?? '=';
      takeIn(context, { chain, position, order, sign, lhs, rhs, conditions: conditions[chain.id]?.[position] ?? [] });
    }
  }
  return { steps: context.steps, unread: context.unread };
}

/** Tells what a step is, and takes it in. */
function takeIn(context: Context, step: Unclassified): void {
  const found = classOf(context, step);
  const isDisowned = found.definition === undefined && context.disowned.has(step.chain.members[step.position]?.span ?? -1);
  const { chain, position, order, sign, lhs, rhs, conditions } = step;
  const { definition, isElsewhere } = found;
  const role = isDisowned ? 'not-a-claim' : found.role;
  context.steps.push({ chain, position, order, sign, lhs, rhs, conditions, role, definition, isElsewhere });
  // Further on in a chain the left side was the right one of the step before.
  for (const side of step.position === 1 ? [step.lhs, step.rhs] : [step.rhs])
    for (const node of walk(side)) if (node.kind === 'ref' && !context.seen.has(node.family)) context.seen.set(node.family, step.chain.id);
}

/** What a step is: by its syntax, else by what its left side is and what was known before. */
function classOf(context: Context, step: Unclassified): Class {
  const role = roleOf(step, context.vocabulary);
  if (role !== 'claim' || !defines(step.sign)) return { role };
  const own = step.position === 1 ? context.byMembers.get(step.order) : undefined;
  if (own) return oneMember(context, step, own);
  // `x = -1, 0, 2` lists values that a name may have.
  const values = step.chain.members[step.position]?.node;
  if (step.lhs.kind === 'ref' && values?.kind === 'list' && values.items.every(isNumberAlone)) return { role: 'assumption' };
  if (step.lhs.kind === 'ref' && step.position === 1 && context.alternatives.has(step.chain.members[1]?.span ?? -1))
    return { role: 'assumption' };
  // `\operatorname{tr} I_d = d` is `d` on both sides, and gives it no meaning.
  const isSame = step.lhs.kind === 'ref' && step.rhs.kind === 'ref' && step.lhs.family === step.rhs.family;
  if (isSame && step.lhs.kind === 'ref' && step.lhs.slots.length === 0) return { role };
  const head = headOf(step.lhs);
  if (isSameCall(context, step) || insideOf(context, step)) return withAlias(context, step);
  if (head && context.definitions.has(head.family) && isMovedOn(step)) return { role: 'definition' };
  if (head && !isStepwise(step.rhs, step.lhs)) return withHead(context, step, head);
  if (isReplaced(step)) return { role: 'update' };
  const underLogarithm = withLogarithm(context, step);
  if (underLogarithm) return underLogarithm;
  if (isLawAtSample(context, step)) {
    if (step.lhs.kind === 'call') context.unreadAt(step, step.lhs.fn);
    return { role: 'definition' };
  }
  if (isGeneral(context, step) && step.lhs.kind === 'call') context.unreadAt(step, step.lhs.fn);
  const family = step.lhs.kind === 'ref' && step.position === 1 && (head || isShifted(step.lhs)) ? step.lhs.family : undefined;
  return family === undefined ? (withNameBehind(context, step) ?? withAlias(context, step)) : recurrence(context, step, family);
}

/** Whether a step says of a function at some point that it is made of others that nothing defines: `f(x + h) = g(x + h) k(x + h)`. */
function isGeneral(context: Context, { lhs, rhs, position }: Unclassified): boolean {
  if (position !== 1 || lhs.kind !== 'call' || lhs.order > 0 || headOf(lhs) || names(rhs, lhs.fn)) return false;
  return hasInside(rhs, (node) => node.kind === 'call' && !isStandard(node.fn) && !context.definitions.has(node.fn));
}

/** `P(y_i \mid x_i) = \sigma(w^\top x_i)`: a law that nothing defines, at the values of a sample. */
function isLawAtSample(context: Context, { lhs, rhs, position }: Unclassified): boolean {
  if (position !== 1 || lhs.kind !== 'call' || lhs.order > 0 || headOf(lhs) || context.definitions.has(lhs.fn) || names(rhs, lhs.fn))
    return false;
  return /^(?:[Ppq]|\\Pr|bb\(P\))$/.test(partsOfKey(lhs.fn).base) && !isNumeric(rhs);
}

/** `x_2 = x_2^2`: a member that is given a new value by its old one. */
function isReplaced({ chain, position, lhs, rhs }: Unclassified): boolean {
  if (position !== 1 || chain.members.length !== 2 || lhs.kind !== 'ref' || lhs.slots.length === 0) return false;
  if (!lhs.slots.every(({ kind }) => kind === 'value')) return false;
  return hasInside(rhs, (node) => node.kind === 'ref' && node.family === lhs.family && isSameMember(node, lhs));
}

/** A step that says what one member of a family is; together they define it. */
function oneMember(context: Context, step: Unclassified, { family, head, body, isAgain }: ByMembers): Class {
  const known = context.definitions.get(family) ?? [];
  const isOfBody = ({ meaning }: Definition): boolean => meaning.kind === 'formula' && meaning.body === body;
  const again = context.steps.find(({ definition }) => definition && isOfBody(definition))?.definition;
  const made = again ?? known.find(isOfBody);
  const definition = made ?? context.definition(step, { family, head }, { kind: 'formula', body });
  if (isAgain) return { role: 'restatement', definition: again ?? { ...definition, isLocal: true }, isElsewhere: true };
  if (made === undefined) context.definitions.set(family, [...known, definition]);
  return { role: 'definition', definition };
}

/** `h_t = f(h_{t-1})`, `s_{k+1} = w_k z_k`: the family is defined member after member. */
function recurrence(context: Context, step: Unclassified, family: FamilyKey): Class {
  const known = context.definitions.get(family) ?? [];
  if (known.length > 0) return { role: 'claim' };
  // A step of a descent says where a name moves, and not what it is.
  if (isUpdated(step)) return { role: 'definition' };
  const { base } = partsOfKey(family);
  const why = message('unread-recurrence', { name: base });
  const definition = context.definition(step, { family, head: [] }, { kind: 'unreadable', message: why });
  context.definitions.set(family, [definition]);
  return { role: 'definition', definition };
}

/** Whether two names are of one member, by numbers in their slots. */
function isSameMember(one: Expr & { kind: 'ref' }, two: Expr & { kind: 'ref' }): boolean {
  return one.slots.every((term, at) => {
    const other = two.slots[at];
    return term.kind === 'value' && other?.kind === 'value' && other.value === term.value;
  });
}

/** `w_{t+1} = w_t - \eta\,\partial L/\partial w`: a member of a family as the one before it, moved along a derivative. */
function isUpdated({ lhs, rhs }: Unclassified): boolean {
  if (lhs.kind !== 'ref' || rhs.kind !== 'add') return false;
  const isKept = rhs.terms.some((term) => term.kind === 'ref' && term.family === lhs.family);
  return isKept && hasInside(rhs, (node) => node.kind === 'partial' && node.wrt.kind === 'ref' && sharesBase(node.wrt.family, lhs.family));
}

/** `w^{new} = w^{old} + \eta\,\partial L/\partial w`, said once more: what a label calls new is what another one calls old, moved along a derivative. */
function isMovedOn({ chain: { members } }: Unclassified): boolean {
  const [left, right, ...more] = members.map(({ node }) => node);
  const name = left && symbolOf(left);
  if (left === undefined || right?.kind !== 'sum' || name === undefined || more.length > 0) return false;
  const isOne = (node: Syntax): boolean => {
    const own = symbolOf(node);
    return own !== undefined && baseName(own) === baseName(name);
  };
  const isBefore = right.terms.some(({ node }) => isOne(node) && node.kind === 'scripts' && !isEqual(node, left));
  return isBefore && walkSyntax(right).some((node) => node.kind === 'partial' && node.wrt.some(isOne));
}

/** Whether two families have one letter. */
function sharesBase(one: FamilyKey, two: FamilyKey): boolean {
  return partsOfKey(one).base === partsOfKey(two).base;
}

/** Whether a head is the next member of its family (`s_{k+1}`). */
function isShifted(expr: Expr & { kind: 'ref' }): boolean {
  const moved = expr.slots.some((term) => term.kind === 'index' && term.shift !== 0);
  return moved && expr.slots.every((term) => term.kind === 'index');
}

/** Whether a formula names other members of the family that its left side is a member of. */
function isStepwise(rhs: Expr, lhs: Expr): boolean {
  if (lhs.kind !== 'ref' || lhs.slots.length === 0) return false;
  return hasInside(
    rhs,
    (node) => node.kind === 'ref' && node.family === lhs.family && node.slots.some((term) => term.kind === 'index' && term.shift !== 0),
  );
}
