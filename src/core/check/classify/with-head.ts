import { type Expr, type FamilyKey, freeIndices, hasInside, withTerm } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import type { Syntax } from '../../latex/syntax.ts';
import type { Chain } from '../../meaning/chains.ts';
import { sourceOf } from '../../meaning/phrases/index.ts';
import { familyKey, joinLabel, partsOfKey, symbolOf } from '../../meaning/symbols.ts';
import { atEachLayer } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { memberIn } from '../arguments.ts';
import { symmetry } from '../assumptions.ts';
import { constantOf, isNumeric } from '../constants.ts';
import { type Definition, isOpenIn } from '../definition.ts';
import { isStandard } from '../standard.ts';
import { isTable } from './by-syntax.ts';
import type { Context } from './context.ts';
import { define, workedOut } from './define.ts';
import { type Head, names } from './heads.ts';
import type { Class, Unclassified } from './step.ts';

/** What puts a number in for once; “where $\\lambda = 2$” gives it for good. */
const caseWords = new RegExp(`(?:^|[^\\p{L}])(?![Ww]here)${sourceOf('when')}\\s*$`, 'u');

/** A step whose left side may be defined by it: a definition, the same again, a value, a new meaning or a claim. */
export function withHead(context: Context, step: Unclassified, head: Head): Class {
  const { chain, position, rhs } = step;
  const exprs = context.members[chain.id] ?? [];
  const known = context.definitions.get(head.family) ?? [];
  const visible = known.some((other) => isOpenIn(context.note.sections, other.section, chain.section));
  // `p_k = P(y = k \mid x)` says in words what a name is.
  if (rhs.kind === 'hole' && rhs.message.id === 'unread-event' && known.length === 0) return { role: 'definition' };
  if (!names(rhs, head.family)) {
    if (position > 1 && visible && !isNewBefore(context, chain)) return { role: 'claim' };
    if (position === 1 && known.length === 0 && isEndOf(context, step, head)) return define(context, step, head, rhs, 'new');
    const isOfAll = step.lhs.kind === 'ref' && head.head.length > 0 && chain.members.length === 2;
    if (isOfAll && constantOf(rhs) !== undefined && known.length === 0 && context.seen.has(head.family)) return { role: 'assumption' };
    if (known.length === 0 && isForAllIndices(context, step)) return { role: 'assumption' };
    if (isNumeric(rhs) && known.length === 0 && isCaseOf(context, step)) return { role: 'assumption' };
    if (isNumeric(rhs) || isTable(chain.members[position]?.node))
      // `\sigma(z) = 0.5` is a value of a function that all know, and not what it is.
      return {
        role: isNumeric(rhs) && (known.length > 0 || (head.params && (position > 1 || isStandard(head.family)))) ? 'claim' : 'definition',
      };
    return define(
      context,
      step,
      head,
      workedOut(context, step, head),
      visible || known.some((other) => isFormula(other) && other.order < step.order) ? 'again' : 'new',
    );
  }
  const isSpelt = isSpeltOut(chain.members[position - 1]?.node, chain.members[position]?.node);
  if (isSpelt && exprs.length === 2) return { role: 'definition' };
  if (exprs.length === 2 && symmetry(step.lhs, rhs) !== undefined) return { role: visible ? 'claim' : 'assumption' };
  if (writesOut(step.lhs, rhs)) return { role: visible ? 'claim' : 'definition' };
  const swapped = exprs.length === 2 ? symmetrised(step) : undefined;
  if (swapped) return known.length > 0 ? { role: 'claim' } : { ...define(context, step, head, swapped, 'new'), role: 'assumption' };
  if (exprs.length === 2) {
    // `P(A, B) = P(A | B) P(B)` is a law of a function at several arguments, which does not fix it.
    if (known.length === 0 && step.lhs.kind === 'call') context.unreadAt(step, head.family);
    return { role: 'update' };
  }
  const later = visible || head.params ? undefined : exprs.slice(position).find((expr) => !names(expr, head.family));
  return later === undefined ? { role: 'claim' } : { ...define(context, step, head, later, 'new'), role: isSpelt ? 'definition' : 'claim' };
}

/** `\beta_{T,j} = 1` beside `\beta_{t,j} = \sum_k w_{jk} \beta_{t+1,k}`: a number where the members of a family that are defined one by another begin. */
function isEndOf(context: Context, { lhs, rhs, chain }: Unclassified, { family, head }: Head): boolean {
  // At zero much would vanish that the notes say of all beginnings.
  if (lhs.kind !== 'ref' || head.length === 0 || chain.members.length > 2 || !constantOf(rhs)) return false;
  const { all } = atEachLayer(family, context.vocabulary);
  return all.some((other) => other !== family && context.stepwise.has(other));
}

/** “For $\omega = 1$ …”: a number for a name that the notes have in their formulas, put in for what is said next. */
function isCaseOf(context: Context, { chain, lhs, position }: Unclassified): boolean {
  if (lhs.kind !== 'ref' || lhs.slots.length > 0 || position > 1 || chain.members.length > 2 || !context.seen.has(lhs.family)) return false;
  const span = chain.members[0]?.span;
  return context.note.sentences.some(({ text, spans }) => spans === span && caseWords.test(text));
}

/**
 * `C = \lambda_i + \eta_i` of a number that was in formulas before: a condition for every index, since a number has no value for each. A name
 * under a sum over the index, as in `J = \sum_i L`, or that is differentiated does have one.
 */
function isForAllIndices(context: Context, { chain, lhs, rhs, position }: Unclassified): boolean {
  if (position > 1 || chain.members.length > 2 || lhs.kind !== 'ref' || lhs.slots.length > 0 || !context.seen.has(lhs.family)) return false;
  if (freeIndices(rhs).size === 0 || hasInside(rhs, ({ kind }) => kind === 'array' || kind === 'list')) return false;
  return !context.members.some((exprs) => exprs.some((expr) => hasInside(expr, (node) => isOfEach(node, lhs.family))));
}

/** Whether a formula sums a name over an index that nothing else under the sum has, or differentiates the name. */
function isOfEach(node: Expr, family: FamilyKey): boolean {
  if (node.kind === 'partial') return node.of.kind === 'ref' && node.of.family === family;
  return node.kind === 'reduce' && names(node.body, family) && !freeIndices(node.body).has(node.index);
}

/** Whether the chain began with a new meaning for a name, so that its further members give new ones too (`x_2 = g(x_3) = e^{x_3}`). */
function isNewBefore(context: Context, chain: Chain): boolean {
  return context.steps.some((other) => other.chain === chain && other.role === 'restatement');
}

/** Whether a definition counts outside of its own section. */
function isFormula({ meaning, isPrivate }: Definition): boolean {
  return meaning.kind === 'formula' && !isPrivate;
}

/** `K(x, z) = K(z, x)`: a function that stays the same where its arguments are swapped, as the sum of another one both ways. */
function symmetrised({ lhs, rhs }: Unclassified): Expr | undefined {
  if (lhs.kind !== 'call' || rhs.kind !== 'call' || lhs.fn !== rhs.fn || lhs.args.length !== 2 || lhs.order > 0 || rhs.order > 0)
    return undefined;
  const [one, other] = [lhs.args, rhs.args].map((args) => flatMap(args, (arg) => (memberIn(arg) || arg.kind === 'ref' ? nameOf(arg) : [])));
  if (one?.length !== 2 || other?.length !== 2 || one[0] === one[1] || one[0] !== other[1] || one[1] !== other[0]) return undefined;
  const { base, label, arity } = partsOfKey(lhs.fn);
  const fn = familyKey(base, joinLabel(label, '1/2'), arity);
  return { kind: 'add', terms: [lhs, rhs].map((call) => ({ ...call, fn })) };
}

/** A name in brackets with the indices that tell which member it is. */
function nameOf(arg: Expr): string {
  return print(memberIn(arg) ?? arg, String);
}

/** `x = (x_1, x_2)^\top`: a vector as the list of its own entries. */
function isSpeltOut(left: Syntax | undefined, right: Syntax | undefined): boolean {
  const outer = right?.kind === 'scripts' && right.base.kind !== 'symbol' ? right.base : right;
  const inner = outer?.kind === 'group' && outer.body.kind === 'matrix' ? outer.body : outer;
  const list = inner?.kind === 'group' && inner.body.kind === 'list' ? inner.body.items : inner?.kind === 'matrix' ? inner.rows.flat() : [];
  const letter = left && symbolOf(left)?.letter.toLowerCase();
  const isEntry = (node: Syntax): boolean =>
    node.kind === 'scripts' && node.sub !== undefined && symbolOf(node)?.letter.toLowerCase() === letter;
  if (letter === undefined) return false;
  // `(x_1, \dots, x_n)`, as a list with dots is read.
  const every = inner?.kind === 'group' ? inner.body : inner;
  if (every?.kind === 'big-operator' && every.operator === 'each') return isEntry(every.body);
  return 1 < list.length && list.every((entry) => entry.kind === 'dots' || isEntry(entry));
}

/** `x = (x_1, x_2)`: whether a formula only lists the members of its left side, counted from 1 or from 0. */
function writesOut(lhs: Expr, rhs: Expr): boolean {
  if (rhs.kind === 'list') {
    const { index, items } = rhs;
    const isFrom = (start: number): boolean =>
      index.kind === 'index' && items.every((item, at) => writesOut(withTerm(lhs, index.id, { kind: 'value', value: start + at }), item));
    return isFrom(1) || isFrom(0);
  }
  if (lhs.kind !== 'ref' || rhs.kind !== 'ref' || lhs.family !== rhs.family) return false;
  return lhs.slots.every((term, at) => {
    const other = rhs.slots[at];
    if (term.kind === 'index') return other?.kind === 'index' && other.id === term.id && other.shift === term.shift;
    return term.kind === 'value' && other?.kind === 'value' && other.value === term.value;
  });
}
