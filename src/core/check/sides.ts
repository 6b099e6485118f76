import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { integralBase } from '../meaning/integrals.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { keptFor } from '../text/kept.ts';
import type { Step } from './classify/step.ts';
import type { Definition } from './definition.ts';
import { attempt, isRefusal } from './world/refusal.ts';
import type { Worlds } from './worlds.ts';

/** Whether a formula has a derivative in it. */
export const derives = keptFor((expr: Expr): boolean =>
  walk(expr).some((node) => node.kind === 'partial' || ((node.kind === 'call' || node.kind === 'apply') && node.order > 0)),
);

/** Whether a formula differentiates a derivative, which may well have lost a name. */
export function isSecond(expr: Expr): boolean {
  return expr.kind === 'partial' && expr.of.kind === 'partial';
}

/** Whether a formula has a vector or a matrix entry by entry. */
export const isSpelled = keptFor((expr: Expr): boolean => walk(expr).some(({ kind }) => kind === 'list'));

/** Whether an index links two factors of a product. */
export function standsTwice(expr: Expr, id: IndexId): boolean {
  return walk(expr).some((node) => node.kind === 'multiply' && 1 < node.factors.filter((factor) => freeIndices(factor).has(id)).length);
}

/** Whether a name is a change of another: `\Delta x`, which may be meant as small. */
export function isChange(family: FamilyKey): boolean {
  return partsOfKey(family).base.startsWith('Delta(');
}

/** Whether a definition is beyond doubt in force at a step: it stands before it, in the same section. */
export function isSettled(definition: Definition, step: Step): boolean {
  return definition.order <= step.order && definition.section === step.chain.section;
}

/** Whether there are such words in front of a step, or right behind it. */
export function says(words: RegExp, { sentences }: ReadNote, { chain }: Step): boolean {
  return sentences.some(
    ({ text, section, paragraph }) =>
      section === chain.section && paragraph <= chain.paragraph && chain.paragraph - paragraph <= 2 && words.test(text),
  );
}

/** Two sides with the formulas that give their names a meaning where a step stands. */
export function formulasBehind(worlds: Worlds, step: Step, expected: Expr, written: Expr): readonly Expr[] {
  return [expected, written, ...worlds.bodiesBehind(step, expected), ...worlds.bodiesBehind(step, written)];
}

/** Whether formulas have an integral that would have to be worked out, in whose place a sum of any weights stands. */
export function hasIntegral(bodies: readonly Expr[]): boolean {
  return bodies.some(isIntegrated);
}

const isIntegrated = keptFor((body: Expr): boolean =>
  walk(body).some((node) => node.kind === 'ref' && partsOfKey(node.family).base === integralBase),
);

/** The letters behind a step that select one member. */
export function labelsIn(worlds: Worlds, step: Step, expected: Expr, written: Expr): readonly FamilyKey[] {
  const known = [...worlds.meaning.vocabulary.labels].map((letter) => familyKey(letter, '', 0));
  if (known.length === 0) return known;
  const leaves = new Set([...worlds.leavesOf(step, expected), ...worlds.leavesOf(step, written)]);
  return known.filter((family) => leaves.has(family));
}

/** Whether a derivative has one value at all points, or one for each of its entries, so that no value of the names in it makes it another number. */
export function isConstant(worlds: Worlds, step: Step, expr: Expr, byEntry = false): boolean {
  return derives(expr) && isSameEverywhere(worlds, step, expr, byEntry);
}

/** Whether a formula has one value at all points, as the slope of `x \sigma(\beta x)` at 0 has for any `\beta`. */
export function isSameEverywhere(worlds: Worlds, step: Step, expr: Expr, byEntry = false): boolean {
  const world = worlds.of(step);
  const scope = worlds.scopeOf(world, step.chain);
  const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
  if (isRefusal(node) || walk(expr).some((inner) => world.isIndependent(inner) && !isSecond(inner))) return false;
  const values = attempt(() => world.tape.valueOf(node));
  if (isRefusal(values)) return false;
  return values.every((value, at) => {
    const first = values[byEntry ? at - (at % world.tape.samples) : 0] ?? Number.NaN;
    return Math.abs(value - first) <= 1e-9 * Math.max(1, Math.abs(first));
  });
}
