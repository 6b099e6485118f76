import type { Step } from '../check/classify.ts';
import type { Decider } from '../check/decide.ts';
import type { Case, Decision } from '../check/decision.ts';
import { walk } from '../expr/expr.ts';
import type { Message } from '../text/message.ts';
import { message } from '../text/message.ts';
import { applyEdits, type Range } from '../text/range.ts';
import type { Diagnosis, Witness } from './diagnosis.ts';
import type { Slip } from './slip.ts';
import { slipCaseOf } from './slip-case.ts';
import { slipKinds } from './slips.ts';
import { witnessOf } from './witness.ts';

/** How many ways to slip are tried for one step. */
const mostSlips = 240;

/** What a mismatch says, with ranges in the `tex` of the span of the wrong side: where, why, what would be right, and a point that shows it. */
export function diagnose(
  decider: Decider,
  step: Step,
  decision: Decision,
  tex: string,
): { readonly diagnosis: Diagnosis; readonly witness?: Witness } {
  const range = step.chain.members[step.position]?.range ?? { start: 0, end: 0 };
  const { case: found, numbers } = decision;
  if (numbers) return { diagnosis: plain('arithmetic', range, decision.reason), witness: { indices: {}, values: {}, ...numbers } };
  if (found === undefined) return { diagnosis: plain('other', range, message('slip-other')) };
  const cut = walk(found.written).find((node) => node.kind === 'partial' && found.world.independent.has(node));
  const slip = slipFor(decider, step, found, tex);
  if (slip === undefined && cut?.at)
    return { diagnosis: plain('no-dependence', cut.at, message('slip-no-dependence')), witness: witnessOf(found, decider.worlds.letters) };
  const witness = found.comparison.points === 0 ? {} : { witness: witnessOf(found, decider.worlds.letters, slip?.mended) };
  if (slip === undefined)
    return { diagnosis: plain('other', range, found.comparison.points === 0 ? decision.reason : message('slip-other')), ...witness };
  const side = slip.left === undefined ? range : (step.chain.members[step.position - 1]?.range ?? range);
  const inside = slip.edits.map(({ range: at, newText }) => ({
    range: { start: at.start - side.start, end: Math.min(at.end, side.end) - side.start },
    newText,
  }));
  const repaired = applyEdits(tex.slice(side.start, side.end), inside).trim();
  return {
    diagnosis: {
      class: slip.class,
      range: slip.at,
      message: slip.message,
      repairs: slip.edits.length === 0 ? [] : [{ tex: repaired, edits: slip.edits }],
    },
    ...witness,
  };
}

function plain(kind: Diagnosis['class'], range: Range, said: Message): Diagnosis {
  return { class: kind, range, message: said, repairs: [] };
}

/** The first slip whose mended side makes the step hold, by the rules by which it was judged. */
function slipFor(decider: Decider, step: Step, found: Case, tex: string): Slip | undefined {
  const slipCase = slipCaseOf(decider, step, found, tex);
  const mends = decider.judge.mender(step, found);
  let left = mostSlips;
  for (const kind of slipKinds) {
    for (const slip of kind.slips(slipCase)) {
      if (left-- <= 0) return undefined;
      if (mends(slip.mended, slip.left)) return slip;
    }
  }
  return undefined;
}
