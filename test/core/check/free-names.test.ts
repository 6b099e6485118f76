import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/core/check/budget.ts';
import { differenceStays } from '../../../src/core/check/free-names.ts';
import { bestReading } from '../../../src/core/check/search.ts';
import { emptyMacros } from '../../../src/core/latex/read-math.ts';
import { readChains } from '../../../src/core/meaning/chains.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';

const r = String.raw;

/** Of the names that a note defines: those of which it is told that without their formulas the sides of its last step differ, and those of which that is so. */
function namesIn(text: string): { readonly sure: readonly string[]; readonly differing: readonly string[] } {
  const run = bestReading(readChains(readNote([{ text, format: 'markdown' }]), emptyMacros), new Budget(2_000_000), 20_241);
  let next = run.next();
  while (!next.done) next = run.next();
  const { worlds, meaning } = next.value.decider;
  const step = meaning.steps.at(-1);
  if (step === undefined) throw new Error('no step');
  const { lhs, rhs, conditions } = step;
  const stays = differenceStays(worlds, step, lhs, rhs);
  const names = [...meaning.definitions.keys()];
  const isDiffering = (family: string): boolean =>
    worlds.compare(worlds.of(step, { rival: { family } }), step, lhs, rhs, conditions).kind !== 'equal';
  return { sure: names.filter(stays), differing: names.filter(isDiffering) };
}

describe('names that need not be tried without their formulas where a step is wrong', () => {
  it.each<readonly [note: string, sure: readonly string[], why: string]>([
    [r`$u = 2 x$, $v = u + 1$, $v = 3 u$`, ['u^|0', 'v^|0'], 'a value is one of all values'],
    [
      r`$u = 2 x$, $L = u z$, $\frac{\partial L}{\partial z} = 2 u$`,
      ['u^|0'],
      'no way for a derivative, which leads through the other name',
    ],
    [r`$u = 2 x$, $L = u^2$, $\frac{\partial L}{\partial x} = u$`, [], 'the derivative leads through the formula'],
    [r`$u = -x^2$, $v = |u| + z$, $v = u + 2 z$`, [], 'in pieces: values of one sign alone may be drawn'],
    [r`$u = \sqrt{x}$, $v = u + z$, $v = 2 z$`, [], 'a root has a branch'],
    [
      r`$h(x) = \frac{1}{1 + e^{-x}}$, $y = h(a)$, $L = y z$, $\frac{\partial L}{\partial y} = 2 z$`,
      ['h^|0'],
      'a function of its argument alone',
    ],
    [
      r`$g(x) = c x$, $c = 2 b$, $L = g(a) b$, $\frac{\partial L}{\partial b} = 3 a b$`,
      [],
      'a function through whose formula a derivative leads',
    ],
  ])('%s → %j (%s)', (note, names) => {
    const { sure, differing } = namesIn(note);
    expect(sure).toEqual(names);
    expect(differing).toEqual(expect.arrayContaining([...sure]));
  });
});
