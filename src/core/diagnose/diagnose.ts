import type { Step } from '../check/classify/step.ts';
import { constantOf } from '../check/constants.ts';
import type { Decider } from '../check/decide.ts';
import type { Case, Decision } from '../check/decision.ts';
import type { Expr } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import type { Message } from '../text/message.ts';
import { message } from '../text/message.ts';
import { applyEdits, type Edit, type Range } from '../text/range.ts';
import type { Diagnosis, Repair, Witness } from './diagnosis.ts';
import { signSlips } from './sign-slips.ts';
import type { Slip, SlipKind } from './slip.ts';
import { slipCaseOf } from './slip-case.ts';
import { indexKinds, numberKinds, slipKinds } from './slips.ts';
import { witnessOf } from './witness.ts';

/** How many ways to slip are tried for one step. */
const mostSlips = 240;
/** How many parts a formula may have for a slip to be looked for: each way to slip works it out anew. */
const mostParts = 400;

/** What is said of a step that is wrong, with a point that shows it. */
export interface Explained {
  readonly diagnosis: Diagnosis;
  readonly witness?: Witness;
}

/** What a mismatch says, with ranges in the `tex` of the span of the wrong side: where, why, what would be right, and a point that shows it. */
export function diagnose(decider: Decider, step: Step, decision: Decision, tex: string): Explained {
  const range = step.chain.members[step.position]?.range ?? { start: 0, end: 0 };
  const { case: found, numbers } = decision;
  if (numbers) return { diagnosis: ofNumbers(decider, step, decision, tex, numbers), witness: { indices: {}, values: {}, ...numbers } };
  if (found === undefined) return { diagnosis: plain('other', range, message('slip-other')) };
  const cut = walk(found.written).find((node) => node.kind === 'partial' && found.world.isIndependent(node));
  const slip = slipFor(decider, step, found, tex, slipKinds);
  if (slip !== undefined) return explained(decider, step, found, tex, slip);
  const witness = found.comparison.points === 0 ? {} : { witness: witnessOf(found, decider.worlds.letters) };
  if (cut?.at) return { diagnosis: plain('no-dependence', cut.at, message('slip-no-dependence')), ...witness };
  return { diagnosis: plain('other', range, found.comparison.points === 0 ? decision.reason : message('slip-other')), ...witness };
}

function explained(decider: Decider, step: Step, found: Case, tex: string, slip: Slip): Explained {
  const { position, chain } = step;
  const side = chain.members[slip.left === undefined ? position : position - 1]?.range ?? { start: 0, end: 0 };
  return {
    diagnosis: {
      class: slip.class,
      range: slip.at,
      message: slip.message,
      repairs: slip.edits.length === 0 ? [] : [repairOf(tex, side, slip.edits)],
    },
    ...(found.comparison.points === 0 ? {} : { witness: witnessOf(found, decider.worlds.letters, slip.mended) }),
  };
}

/** Why a step may be open in which a sign or a number is wrong all the same. */
const inNumbers: ReadonlySet<Message['id']> = new Set(['index-may-run', 'both-vanish']);

/**
 * What an open step with an index or a name out of place says, or one with a sign or a number that no sum over its indices could mend; undefined
 * where no such change makes it hold.
 */
export function suspicion(decider: Decider, step: Step, { suspect, reason }: Decision, tex: string): Explained | undefined {
  if (suspect === undefined) return undefined;
  const slip = slipFor(decider, step, suspect, tex, inNumbers.has(reason.id) ? numberKinds : indexKinds);
  return slip && explained(decider, step, suspect, tex, slip);
}

/** A sign in a row of numbers that makes it wrong, or the number that it works out to, with as many digits as are shown. */
function ofNumbers(decider: Decider, step: Step, { reason }: Decision, tex: string, { lhs }: { readonly lhs: number }): Diagnosis {
  const range = step.chain.members[step.position]?.range ?? { start: 0, end: 0 };
  const { rhs } = step;
  if (constantOf(rhs) === undefined) {
    const text = (at: Range): string => tex.slice(at.start, at.end);
    for (const { mended, at, edits, message: said } of signSlips(rhs, text)) {
      const value = decider.judge.values.workOut(step, mended)?.value;
      if (value === undefined || Math.abs(value - lhs) > 1e-9 * Math.abs(lhs)) continue;
      return { class: 'sign', range: at, message: said, repairs: [repairOf(tex, range, edits)] };
    }
    return plain('arithmetic', range, reason);
  }
  const decimals = Math.max(...walk(rhs).map((node) => (node.kind === 'number' ? node.decimals : 0)));
  const newText = decimals > 0 ? lhs.toFixed(decimals) : Number.isInteger(lhs) ? String(lhs) : undefined;
  const fraction = newText === undefined ? ofFraction(rhs, lhs) : undefined;
  if (fraction) return { class: 'arithmetic', range, message: reason, repairs: [repairOf(tex, range, fraction)] };
  if (rhs.at === undefined || newText === undefined) return plain('arithmetic', range, reason);
  return { class: 'arithmetic', range, message: reason, repairs: [repairOf(tex, range, [{ range: rhs.at, newText }])] };
}

/** The whole number that has to stand above the bar of a fraction of numbers, where there is one. */
function ofFraction(rhs: Expr, value: number): readonly Edit[] | undefined {
  if (rhs.kind !== 'divide' || rhs.denominator.kind !== 'number' || rhs.numerator.kind !== 'number') return undefined;
  const above = value * rhs.denominator.value;
  const range = rhs.numerator.at;
  if (range === undefined || Math.abs(above - Math.round(above)) > 1e-9 * Math.abs(above)) return undefined;
  return [{ range, newText: String(Math.round(above)) }];
}

/** The text of a side after some edits, and these. */
function repairOf(tex: string, side: Range, edits: readonly Edit[]): Repair {
  const inside = edits.map(({ range: at, newText }) => ({
    range: { start: at.start - side.start, end: Math.min(at.end, side.end) - side.start },
    newText,
  }));
  return { tex: applyEdits(tex.slice(side.start, endWithBraces(tex, side)), inside).trim(), edits };
}

/** The end of a side with the braces that close groups which only dress a part of it, `\textcolor{blue}{- b}`. */
function endWithBraces(tex: string, { start, end }: Range): number {
  const braces = tex.slice(start, end).match(/\\.|[{}]/gs) ?? [];
  let open = braces.reduce((depth, brace) => depth + (brace === '{' ? 1 : brace === '}' ? -1 : 0), 0);
  let at = end;
  for (; open > 0 && tex[at] === '}'; at++) open--;
  return at;
}

function plain(kind: Diagnosis['class'], range: Range, said: Message): Diagnosis {
  return { class: kind, range, message: said, repairs: [] };
}

function isSaidOfItself(left: Expr, right: Expr): boolean {
  return left.kind === 'partial' && right.kind === 'partial' && printUpToIds(left) === printUpToIds(right);
}

/** Whether the text stays as it is, as where a factor is of no text of its own, but one of those that a product over an index stands for. */
function changesNothing({ edits }: Slip, tex: string): boolean {
  return edits.length > 0 && edits.every(({ range, newText }) => tex.slice(range.start, range.end) === newText);
}

/** The first slip whose mended side makes the step hold, by the rules by which it was judged. */
function slipFor(decider: Decider, step: Step, found: Case, tex: string, kinds: readonly SlipKind[]): Slip | undefined {
  if (mostParts < walk(found.written).length) return undefined;
  const mends = decider.judge.mender(step, found);
  let left = mostSlips;
  const firstOf = (some: readonly SlipKind[], one: Case): Slip | undefined => {
    const slipCase = slipCaseOf(decider, step, one, tex);
    for (const kind of some) {
      for (const slip of kind.slips(slipCase)) {
        if (left-- <= 0) return undefined;
        // Nobody means to say of a derivative that it is itself.
        if (isSaidOfItself(slip.left ?? one.expected, slip.mended) || changesNothing(slip, tex)) continue;
        if (mends(slip.mended, slip.left)) return slip;
      }
    }
    return undefined;
  };
  const slip = firstOf(kinds, found);
  if (slip !== undefined || found.comparison.points === 0) return slip;
  // What a factor or a term has to be may show only where the premises of the notes are true.
  for (const one of decider.judge.casesUnder(step, found)) {
    const given = firstOf(
      kinds.filter(({ byValues }) => byValues),
      one,
    );
    if (given) return given;
  }
  return undefined;
}
