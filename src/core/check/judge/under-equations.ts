import { type Expr, freeIndices, walk } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Equation, Premise } from '../assumptions.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { solvedFor } from '../inverse.ts';
import { mentioned } from '../mentioned.ts';
import type { Rival } from '../worlds.ts';
import type { Context } from './context.ts';
import { isFarCase } from './under-premises.ts';

/**
 * The step where an equation between names is true that the notes take as given, `ad - bc = 1`: no samples satisfy it by chance, so one of its
 * names is worked out from the others.
 */
export function underEquation(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  for (const premise of context.premises.equationsOn(step, expected, written)) {
    for (const rival of solutionsOf(context, step, premise, premise.equation)) {
      const found = context.worlds.compare(context.worlds.of(step, { rival }), step, expected, written, step.conditions);
      if (found.kind !== 'equal') continue;
      const assumption = premise.tex;
      if (isFarCase(premise, step)) return undetermined(message('one-branch', { part: assumption }));
      return decided('holds-assuming', message('says-holds-assuming', { assumption }), {
        premises: [premise],
        points: found.points,
        sampleSets: ['generic', assumption],
      });
    }
  }
  return undefined;
}

/** How many names of an equation it is solved for. */
const mostSolutions = 4;

/** The names of an equation that nothing defines, each with the value that the others leave it. */
function solutionsOf({ worlds }: Context, step: Step, { section, order }: Premise, { left, right }: Equation): readonly Rival[] {
  const environment = worlds.environmentOf(step);
  if (freeIndices(left).size > 0) return [];
  const solutions = flatMap(walk(left), (name): Rival[] => {
    if (name.kind !== 'ref' || name.slots.length > 0 || environment(name.family) !== undefined) return [];
    const { family } = name;
    const body = solvedFor(name, left, right);
    if (body === undefined || mentioned(body).has(family)) return [];
    const meaning = { kind: 'formula', body } as const;
    return [{ family, definition: { id: firstId - order, family, head: [], meaning, section, order, isValueAlone: true } }];
  });
  return solutions.slice(0, mostSolutions);
}

/** What the definitions that equations give are numbered from. */
const firstId = -40_000_000;
