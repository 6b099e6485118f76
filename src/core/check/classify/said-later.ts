import { type FamilyKey, holeIn } from '../../expr/expr.ts';
import type { Chain } from '../../meaning/chains.ts';
import { defines } from '../../meaning/comparisons.ts';
import { isNumeric } from '../constants.ts';
import type { Context } from './context.ts';
import { headOf } from './heads.ts';

/** Whether a later chain says what a name is by its own formula. */
export function isSaidOtherwise(context: Context, family: FamilyKey, order: number): boolean {
  return context.note.chains.some(({ id, members, orders: [first = -1] }) => {
    const [head, body] = context.members[id] ?? [];
    if (head === undefined || body === undefined || first <= order || !defines(members[1]?.relation?.sign)) return false;
    return headOf(head)?.family === family && !isNumeric(body);
  });
}

/** Whether the next chain, in the same paragraph, says what a name is by its own formula. */
export function isSaidNext(context: Context, { id, section, paragraph }: Chain, family: FamilyKey): boolean {
  const next = context.note.chains[id + 1];
  const [head, body] = context.members[id + 1] ?? [];
  if (next === undefined || next.section !== section || next.paragraph !== paragraph) return false;
  if (head === undefined || body === undefined || !defines(next.members[1]?.relation?.sign)) return false;
  return headOf(head)?.family === family && !isNumeric(body) && !holeIn(body);
}
