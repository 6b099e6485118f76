import { type Condition, type Expr, freeIndices, type IndexTerm } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided } from '../decision.ts';
import { isOpenIn } from '../definition.ts';
import { mentioned } from '../mentioned.ts';
import { asPremise } from '../premises.ts';
import type { World } from '../world/world.ts';
import type { Context } from './context.ts';

type Ref = Expr & { readonly kind: 'ref' };

/** A step that says what one member of a family is made of: the others. */
interface Dependent {
  readonly step: Step;
  readonly member: Ref;
  readonly body: Expr;
}

/**
 * A derivative by the members of a family of which one is made of the others, `p_K = 1 - \sum_{k<K} p_k`, if the step holds where that is
 * differentiated too.
 */
export function throughDependent(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const { of, wrt } = expected;
  for (const { step: said, member, body } of dependentsOf(context, step, wrt)) {
    const through: Expr = { kind: 'multiply', factors: [derivative(of, member), derivative(body, wrt)] };
    const total: Expr = { kind: 'add', terms: [expected, through] };
    const conditions = [...step.conditions, ...apart(wrt, member)];
    const premise = asPremise(said, context.worlds.meaning);
    const found = worldsWith(context, step, said, wrt)
      .map((world) => context.worlds.compare(world, step, total, written, conditions))
      .find(({ kind }) => kind === 'equal');
    if (found?.kind !== 'equal') continue;
    const assumption = premise.tex;
    return decided('holds-assuming', message('says-holds-assuming', { assumption }), {
      premises: [premise],
      points: found.points,
      sampleSets: ['generic'],
    });
  }
  return undefined;
}

/** Worlds in which the members are drawn as they are, and one in which a member is what it is said to be if all sum to one. */
function worldsWith({ premises, worlds }: Context, step: Step, said: Step, { family }: Ref): readonly World[] {
  const summing = worlds.of(step, { premises: [premises.summing(family)] });
  const isTrue = worlds.compare(summing, said, said.lhs, said.rhs, said.conditions).kind === 'equal';
  return isTrue ? [worlds.of(step), summing] : [worlds.of(step)];
}

function derivative(of: Expr, wrt: Expr): Expr {
  return { kind: 'partial', of, wrt };
}

/** That a member is not the one which is made of the others. */
function apart({ slots }: Ref, member: Ref): readonly Condition[] {
  return slots.flatMap((left, at) => {
    const right = member.slots[at];
    return left.kind === 'index' && right ? [{ kind: 'index-relation', relation: '≠', left, right } as const] : [];
  });
}

/** What the notes say in front of a step of members of a family that nothing defines. */
function dependentsOf({ worlds }: Context, { order, chain }: Step, { family }: Ref): readonly Dependent[] {
  const { axes, definitions, note, steps } = worlds.meaning;
  const inNumbers = (member: Ref): Ref => ({ ...member, slots: member.slots.map((term, at) => numbered(term, axes.ofSlot(family, at))) });
  if (definitions.has(family)) return [];
  return flatMap(steps, (step): Dependent[] => {
    const { lhs, rhs, sign, position } = step;
    if (sign !== '=' || position > 1 || order < step.order || !isOpenIn(note.sections, step.chain.section, chain.section)) return [];
    const isOne = lhs.kind === 'ref' && lhs.family === family && lhs.slots.length > 0 && lhs.slots.every(isFixed);
    return isOne && mentioned(rhs).has(family) ? [{ step, member: inNumbers(lhs), body: rhs }] : [];
  });
}

/** Whether a slot names one member, by its number or by how many there are. */
function isFixed(term: IndexTerm): boolean {
  return term.kind === 'by' ? freeIndices(term.of).size === 0 : term.kind !== 'index';
}

/** The last position on an axis as a number. */
function numbered(term: IndexTerm, { start, size }: { readonly start: number; readonly size: number }): IndexTerm {
  return term.kind === 'last' ? { kind: 'value', value: start + size - 1 + term.shift } : term;
}
