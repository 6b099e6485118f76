import { type Condition, type Expr, freeIndices, type IndexTerm } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { message } from '../../text/message.ts';
import type { Premise } from '../assumptions.ts';
import { casesIn, comparedIn, markedIn } from '../branches.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided } from '../decision.ts';
import { labelsIn, says } from '../sides.ts';
import type { Context } from './context.ts';
import { compareUnder } from './under-premises.ts';

const caseWords = phrase('cases');

/** The step where two of its indices are equal, or are not, if words or another claim of the same say that there are cases. */
export function inCase(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const { letters } = context.worlds;
  const { axes, note } = context.worlds.meaning;
  const free = [...new Set([...freeIndices(expected), ...freeIndices(written)])].filter((id) => letters(id) !== '');
  const labels = labelsIn(context.worlds, step, expected, written);
  if (free.length + labels.length < 2 || !(says(caseWords, note, step) || isSplit(context, step))) return undefined;
  const branches = new Set([...casesIn(written, letters), ...markedIn(written, letters)]);
  for (const [at, one] of free.entries()) {
    const others = free.slice(at + 1).filter((two) => axes.ofIndex(one) === axes.ofIndex(two));
    const terms: readonly (readonly [IndexTerm, string])[] = [
      ...others.map((id) => [{ kind: 'index', id, shift: 0 }, letters(id)] as const),
      ...labels.map((family) => [{ kind: 'by', of: { kind: 'ref', family, slots: [] } }, partsOfKey(family).base] as const),
    ];
    for (const [right, letter] of terms) {
      for (const [relation, sign] of [['=', '='] as const, ['≠', '\\neq'] as const]) {
        const tex = `${letters(one)} ${sign} ${letter}`;
        const condition: Condition = { kind: 'index-relation', relation, left: { kind: 'index', id: one, shift: 0 }, right };
        if (comparedIn(condition, letters).some((both) => branches.has(both))) continue;
        const premise: Premise = {
          id: `case:${tex}`,
          tex,
          reshape: new Map(),
          conditions: [condition],
          section: step.chain.section,
          order: step.order,
        };
        const comparison = compareUnder(context, [premise], step, expected, written);
        if (comparison.kind === 'equal')
          return decided('holds', message('says-holds-assuming', { assumption: tex }), {
            premises: [premise],
            points: comparison.points,
          });
      }
    }
  }
  return undefined;
}

/** Whether another step near by says something else of the same left side, which does not hold in general either. */
function isSplit(context: Context, step: Step): boolean {
  const text = print(step.lhs, context.worlds.letters);
  return context.worlds.meaning.steps.some(
    (other) =>
      other.order !== step.order &&
      other.position === 1 &&
      other.chain.section === step.chain.section &&
      Math.abs(other.chain.paragraph - step.chain.paragraph) <= 3 &&
      print(other.lhs, context.worlds.letters) === text &&
      context.worlds.compare(context.worlds.of(other), other, other.lhs, other.rhs, other.conditions).kind !== 'equal',
  );
}
