import { message } from '../../text/message.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { doubtOf } from '../doubts/index.ts';
import type { Differing } from './cases.ts';
import { caseOf, suspected } from './cases.ts';
import type { Context } from './context.ts';
import { restatements } from './rivals.ts';
import { unmetEquation } from './under-equations.ts';

/** Sides that differ, with the reason why that is, or may not be, the author's mistake. */
export function explained(context: Context, found: Differing): Decision {
  return differingInTerms(context, found) ?? differing(context, found);
}

/** Whether it is the author's mistake that the sides differ. */
export function differing(context: Context, found: Differing): Decision {
  const { step, expected, written, world } = found;
  const doubt = doubtOf({ worlds: context.worlds, step, expected, written, world });
  if (doubt !== undefined) {
    // What has no meaning in a note has none in a part of it; other doubts may come from what stands elsewhere.
    const open: Decision = { ...undetermined(doubt), differs: doubt.id === 'unknown-symbol' || doubt.id === 'open-part' };
    const isSuspect = doubt.id === 'loose-ends' || doubt.id === 'index-may-run';
    return isSuspect ? suspected(context, open, found) : open;
  }
  const unmet = unmetEquation(context, step, expected, written);
  if (unmet) return { ...undetermined(message('unmet-equation', { assumption: unmet.tex })), differs: true };
  const telling = apartFromSolution(context, found) ?? found;
  const explained = caseOf(context, telling);
  return decided('mismatch', message('says-mismatch'), {
    points: telling.comparison.points,
    sampleSets: ['generic'],
    differs: true,
    ...(explained ? { case: explained } : {}),
  });
}

/** A derivative that differs, of the formula that was last given for it in terms of what it is differentiated by. */
function differingInTerms(context: Context, { step, expected, written }: Differing): Decision | undefined {
  const rival = restatements(context, step, expected, 'later').at(-1);
  if (rival === undefined) return undefined;
  const world = context.worlds.of(step, { rival });
  const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
  return comparison.kind === 'differ' ? differing(context, { step, expected, written, world, comparison }) : undefined;
}

/** Where sides differ with what is differentiated by free of a formula that the notes give it only later, as a solution: there they tell more. */
function apartFromSolution(context: Context, { step, expected, written }: Differing): Differing | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const { family } = expected.wrt;
  const definition = context.worlds.environmentOf(step)(family);
  if (definition?.meaning.kind !== 'formula' || definition.order <= step.order) return undefined;
  const world = context.worlds.of(step, { rival: { family } });
  const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
  return comparison.kind === 'differ' ? { step, expected, written, world, comparison } : undefined;
}
