import type { Expr } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import type { Step } from './classify.ts';
import { type Decision, decided } from './decision.ts';
import { isCutOff } from './numeric.ts';
import { halfUnit, type Shown, type Values, type Worked } from './values.ts';
import { constantOf, mentioned } from './world.ts';

const exactly = 1e-12;
const slack = 1 + 1e-9;

/** The decision on a step that sets symbols equal to numbers, from the values that the notes give; undefined where one is missing. */
export function workedVerdict(values: Values, step: Step, symbolic: Expr, numeric: Expr): Decision | undefined {
  if (values.introduces(symbolic, numeric, step.order)) return decided('definition', message('says-values'));
  const head = step.position === 1 || values.of(symbolic)?.order === step.order ? symbolic : undefined;
  const left = values.workOut(step, symbolic, head) ?? (known(values.of(symbolic), step) as Worked | undefined);
  const right = values.workOut(step, numeric);
  return left && right && compared(left, right, numeric);
}

/** The decision on an update with numbers (`v_{11} ← 0.7 − 0.5 · 0.0478`): the old value less the rate times the shown gradient. */
export function workedUpdate(values: Values, step: Step, rates: readonly string[], losses: readonly Expr[]): Decision | undefined {
  const { lhs, rhs } = step;
  for (const of of losses) {
    const gradient = values.of({ kind: 'partial', of, wrt: lhs });
    if (gradient === undefined) continue;
    const number: Expr = { kind: 'number', value: gradient.value, decimals: 0 };
    for (const family of rates) {
      const rate: Expr = { kind: 'ref', family, slots: [] };
      const open = new Map<string, number>();
      for (const [member, value] of [
        [lhs, 1.37],
        [rate, 0.59],
      ] as const)
        if (member.kind === 'ref' && mentioned(rhs).has(member.family)) open.set(`${member.family}:${slotsOf(member)}`, value);
      const expected: Expr = { kind: 'add', terms: [lhs, { kind: 'negate', of: { kind: 'multiply', factors: [rate, number] } }] };
      const left = values.workOut(step, expected, undefined, open);
      const right = values.workOut(step, rhs, undefined, open);
      if (left && right) return compared({ ...left, carried: left.carried + gradient.half }, right, rhs);
    }
  }
  return undefined;
}

function compared(left: Worked, right: Worked, numeric: Expr): Decision {
  const difference = Math.abs(left.value - right.value);
  const exact = difference <= exactly * Math.max(Math.abs(left.value), Math.abs(right.value));
  if (exact && left.carried === 0) return decided('holds', message('says-exact'), { points: 1 });
  if (constantOf(numeric) !== undefined && difference <= halfUnit(numeric) * slack)
    return decided('rounded', message('says-rounded'), { points: 1 });
  if (isCutOff(numeric, left.value)) return decided('rounded', message('says-rounded'), { points: 1 });
  if (difference <= (left.carried + right.carried + halfUnit(numeric)) * slack)
    return decided('rounded', message('says-carried'), { points: 1 });
  const shown = { value: Number(left.value.toPrecision(6)), shown: Number(right.value.toPrecision(6)) };
  return decided('mismatch', message('says-arithmetic', shown), { points: 1, numbers: { lhs: left.value, rhs: right.value } });
}

/** A value that another step shows. */
function known(shown: Shown | undefined, step: Step): Worked | undefined {
  return shown === undefined || shown.order === step.order || step.chain.orders.includes(shown.order)
    ? undefined
    : { value: shown.value, carried: shown.half };
}

function slotsOf(member: Expr & { kind: 'ref' }): string {
  return member.slots.map((term) => (term.kind === 'value' ? term.value : '')).join();
}
