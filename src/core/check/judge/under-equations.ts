import { type Expr, freeIndices, walk } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Equation, Premise } from '../assumptions.ts';
import type { Step } from '../classify/step.ts';
import { isNumeric } from '../constants.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { type Root, solvedFor } from '../inverse.ts';
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
    for (const roots of solutionsOf(context, step, premise, premise.equation)) {
      const found = roots.map((rival) =>
        context.worlds.compare(context.worlds.of(step, { rival }), step, expected, written, step.conditions),
      );
      const [first] = found;
      if (first?.kind !== 'equal' || found.some(({ kind }) => kind !== 'equal')) continue;
      const assumption = premise.tex;
      if (isFarCase(premise, step)) return undetermined(message('one-branch', { part: assumption }));
      return decided('holds-assuming', message('says-holds-assuming', { assumption }), {
        premises: [premise],
        points: first.points,
        sampleSets: ['generic', assumption],
      });
    }
  }
  return undefined;
}

/** An equation that the notes take as given and that is solved for none of its names, so that no sample makes it true: sides may be equal where it is. */
export function unmetEquation(context: Context, step: Step, expected: Expr, written: Expr): Premise | undefined {
  return context.premises
    .equationsOn(step, expected, written)
    .filter(({ equation: { left, right } }) => ![left, right].every(isNumeric))
    .find((premise) => !solutionsOf(context, step, premise, premise.equation).some((roots) => roots.length > 0));
}

/** How many names of an equation it is solved for. */
const mostSolutions = 4;

/** The names of an equation that nothing defines, each with the values that the others leave it. */
function solutionsOf({ worlds }: Context, step: Step, premise: Premise, { left, right }: Equation): readonly (readonly Rival[])[] {
  const environment = worlds.environmentOf(step);
  if (freeIndices(left).size > 0) return [];
  const names = walk(left).filter(
    (node): node is Ref => node.kind === 'ref' && node.slots.length === 0 && environment(node.family) === undefined,
  );
  const solutions = names.map((name) =>
    flatMap(['+', '-'] as const, (root) => {
      const body = solvedFor(name, left, right, root);
      return body === undefined || mentioned(body).has(name.family) ? [] : [rivalOf(name, body, premise, root)];
    }),
  );
  return solutions.slice(0, mostSolutions);
}

type Ref = Expr & { readonly kind: 'ref' };

/** A name as the value of a formula, through which nothing is differentiated. */
function rivalOf({ family }: Ref, body: Expr, { section, order }: Premise, root: Root): Rival {
  const id = firstId - 2 * order - (root === '+' ? 0 : 1);
  return { family, definition: { id, family, head: [], meaning: { kind: 'formula', body }, section, order, isValueAlone: true } };
}

/** What the definitions that equations give are numbered from. */
const firstId = -40_000_000;
