import { type Expr, type FamilyKey, type IndexTerm, walk } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { once } from '../../text/kept.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { type Definition, isOpenIn, ownIndices } from '../definition.ts';
import { differenceStays } from '../free-names.ts';
import { solvedFor } from '../inverse.ts';
import { mentioned } from '../mentioned.ts';
import { isSettled } from '../sides.ts';
import type { Rival } from '../worlds.ts';
import type { Context } from './context.ts';
import { differing } from './differing.ts';
import { namedInWords, ofItsRow, restatements } from './rivals.ts';
import { cutsOff } from './vanishing.ts';

/** How many other meanings of names are tried for one step. */
const mostRivals = 8;

const noises: ReadonlySet<string> = new Set(['\\epsilon', '\\varepsilon', '\\xi', '\\eta']);

/** The step judged with another of the meanings that one section gives a name; `differs`: with those in force its sides differ. */
export function withOtherMeaning(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
  positive: boolean,
  differs: boolean,
): Decision | undefined {
  const environment = context.worlds.environmentOf(step);
  const families = flatMap([expected, written, ...context.worlds.bodiesBehind(step, expected)], (body) => [...mentioned(body)]);
  let tried = 0;
  for (const rival of [...namedInWords(context, step, expected), ...ofItsRow(context, step, expected, written)]) {
    const comparison = context.worlds.compare(context.worlds.of(step, { positive, rival }), step, expected, written, step.conditions);
    if (comparison.kind !== 'equal') continue;
    const name = partsOfKey(rival.family).base;
    return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
  }
  const held = [...new Set(families)].filter((family) => isObserved(environment(family)));
  for (const rival of [undefined, ...restatements(context, step, expected)]) {
    if (rival === undefined && held.length === 0) continue;
    const world = context.worlds.of(step, { positive, held, ...(rival ? { rival } : {}) });
    const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
    const name = rival ? partsOfKey(rival.family).base : held.map((family) => partsOfKey(family).base).join(', ');
    if (comparison.kind === 'equal' && !cutsOff(world, context.worlds.of(step, { positive })))
      return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
  }
  const stays = once(() => differenceStays(context.worlds, step, expected, written));
  for (const family of new Set(families)) {
    const inForce = environment(family);
    if (inForce === undefined) continue;
    const others = (context.worlds.meaning.definitions.get(family) ?? []).filter(
      (other) => other !== inForce && other.order !== step.order && (other.section === inForce.section || !isSettled(inForce, step)),
    );
    const rivals: readonly Rival[] = [
      ...others.map((definition) => ({ family, definition })),
      ...(isSettled(inForce, step) ? [] : [{ family }]),
    ];
    for (const rival of rivals) {
      if (mostRivals <= tried++) return undefined;
      if (differs && rival.definition === undefined && stays()(family)) continue;
      const world = context.worlds.of(step, { positive, rival });
      const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
      const name = partsOfKey(family).base;
      if (comparison.kind !== 'equal' || cutsOff(world, context.worlds.of(step, { positive }))) continue;
      // Without its formula a name holds up what leads through it, which the author may have forgotten.
      if (!('definition' in rival) && leadsThrough(context, step, expected, family)) {
        if (others.length > 0 || !isAtHome(context, step, expected, inForce)) return undetermined(message('held-partially', { name }));
        continue;
      }
      return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
    }
  }
  return undefined;
}

/** Whether the formula of a name leads to what a derivative is taken by. */
function leadsThrough(context: Context, step: Step, expected: Expr, family: FamilyKey): boolean {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return false;
  const by = expected.wrt.family;
  const meaning = context.worlds.environmentOf(step)(family)?.meaning;
  if (meaning?.kind !== 'formula' || family === by) return false;
  return [meaning.body, ...context.worlds.bodiesBehind(step, meaning.body)].some((body) => mentioned(body).has(by));
}

/** Whether all that is made of a name, on the way from what is differentiated, is defined under the heading that defines it, so that it is the one meant. */
function isAtHome(context: Context, step: Step, expected: Expr, { family, section }: Definition): boolean {
  const environment = context.worlds.environmentOf(step);
  const way = [expected, ...context.worlds.bodiesBehind(step, expected)];
  const users = [...new Set(flatMap(way, (part) => [...mentioned(part)]))]
    .map(environment)
    .filter((definition) => definition?.meaning.kind === 'formula' && mentioned(definition.meaning.body).has(family));
  return users.every((definition) => definition && isOpenIn(context.worlds.meaning.note.sections, section, definition.section));
}

/**
 * A derivative by a name that is made of one other (`\lambda = \ln s`, `a_k = \ln \alpha_k`), of what names the other alone: that is then
 * made of the first (`s = e^\lambda`).
 */
export function reparametrised(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const environment = context.worlds.environmentOf(step);
  const { family } = expected.wrt;
  const definition = environment(family);
  if (definition?.meaning.kind !== 'formula' || definition.params) return undefined;
  const { body } = definition.meaning;
  const [name, ...more] = walk(body).filter((node) => node.kind === 'ref');
  if (name?.kind !== 'ref' || more.length > 0) return undefined;
  const head = ownIndices(name.slots);
  if (head?.length !== definition.head.length || !head.every((id) => definition.head.includes(id))) return undefined;
  const behind = context.worlds.bodiesBehind(step, expected.of);
  if (behind.length === 0 || [expected.of, ...behind].some((part) => mentioned(part).has(family))) return undefined;
  const slots = definition.head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
  const solved = solvedFor(name, body, { kind: 'ref', family, slots });
  if (solved === undefined) return undefined;
  const id = -20_000_000 - definition.id;
  const rival: Rival = {
    family: name.family,
    definition: { ...definition, id, family: name.family, head, meaning: { kind: 'formula', body: solved } },
  };
  const other = context.worlds.of(step, { rival, held: [family] });
  const comparison = context.worlds.compare(other, step, expected, written, step.conditions);
  // A name with a formula of its own may be meant as that.
  if (comparison.kind === 'differ' && environment(name.family) === undefined)
    return differing(context, { step, expected, written, world: other, comparison });
  if (comparison.kind !== 'equal') return undefined;
  const said = message('says-solved', { name: partsOfKey(name.family).base, by: partsOfKey(family).base });
  return decided('holds', said, { points: comparison.points, sampleSets: ['generic'] });
}

/** Whether a formula says of data how they come about (`y_i = w x_i + \epsilon_i`), so that they are given all the same. */
function isObserved(definition: Definition | undefined): boolean {
  const meaning = definition?.meaning;
  if (meaning?.kind !== 'formula' || meaning.body.kind !== 'add') return false;
  return meaning.body.terms.some((term) => term.kind === 'ref' && noises.has(partsOfKey(term.family).base));
}
