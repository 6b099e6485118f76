import { type Expr, type FamilyKey, freeIndices, type IndexId, walk } from '../../expr/expr.ts';
import { familyKey, joinLabel, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { memberIn } from '../arguments.ts';
import { isNumeric } from '../constants.ts';
import { isOpenIn } from '../definition.ts';
import { mentioned } from '../mentioned.ts';
import { derives, formulasBehind, isSettled } from '../sides.ts';
import { type Difference, type Doubt, unreadMeaningOf } from './doubt.ts';

/** Names and functions of which another meaning may be in force. */
export const meaningsInDoubt: readonly Doubt[] = [
  saidMeaning,
  unreadMeaning,
  ambiguousName,
  memberLikeAnother,
  argumentWithoutUse,
  saidSlope,
  startsAnew,
  saidOtherwise,
  lawByItsArguments,
];

/** How many meanings a name may have had before a step that still says which one it means. */
const mostMeanings = 2;

/** A name that the notes define only behind the step or elsewhere, and of which the step itself says what it is: `dy/dx = d(x^2)/dx`. */
function saidMeaning({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref' || written.kind !== 'partial' || written.of.kind === 'ref')
    return undefined;
  const inForce = worlds.environmentOf(step)(expected.of.family);
  return inForce === undefined || isSettled(inForce, step) ? undefined : unreadMeaningOf(expected.of.family);
}

/** A name of which the notes give another meaning, before the step, that was not understood. */
function unreadMeaning({ worlds, step, expected, written }: Difference): Message | undefined {
  const behind = new Set(flatMap(formulasBehind(worlds, step, expected, written), (body) => [...mentioned(body)]));
  const found = worlds.meaning.unread.find(
    ({ family, order, section = step.chain.section }) => order < step.order && section === step.chain.section && behind.has(family),
  );
  return found && unreadMeaningOf(found.family);
}

/** A name behind a step that the notes define more than once, and not in this section before it. */
function ambiguousName({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  if (step.definition !== undefined) return undefined;
  const before = (worlds.meaning.members[step.chain.id] ?? []).slice(0, step.position);
  const bare =
    ![expected, written].some(derives) &&
    !before.some((member) => member.kind === 'partial' || (member.kind === 'call' && member.order > 0));
  for (const body of formulasBehind(worlds, step, expected, written)) {
    for (const family of mentioned(body)) {
      const inForce = environment(family);
      if (inForce?.isConditional) return unreadMeaningOf(family);
      if (inForce === undefined || isSettled(inForce, step)) continue;
      const isElsewhere = bare && !isOpenIn(worlds.meaning.note.sections, inForce.section, step.chain.section);
      const known = worlds.meaning.definitions.get(family) ?? [];
      if (isElsewhere || mostMeanings < known.filter((other) => other.order < step.order).length) return unreadMeaningOf(family);
    }
  }
  return undefined;
}

/** A named member (`s_1`) of a family whose formula does not depend on which member it is, so that it may be that of another one. */
function memberLikeAnother({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  const found = [expected, written].find((side) => {
    const definition = side.kind === 'ref' ? environment(side.family) : undefined;
    if (side.kind !== 'ref' || definition?.meaning.kind !== 'formula') return false;
    const free = freeIndices(definition.meaning.body);
    return side.slots.some((term, at) => term.kind === 'value' && !free.has(definition.head[at] as IndexId));
  });
  return found?.kind === 'ref' ? unreadMeaningOf(found.family) : undefined;
}

/** A function whose formula does not name its parameter (`P(A) = p(a_1) p(a_2)`), at another argument: it may be another function there. */
function argumentWithoutUse({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  for (const node of flatMap(formulasBehind(worlds, step, expected, written), (body) => walk(body))) {
    if (node.kind !== 'call') continue;
    const definition = environment(node.fn);
    if (definition?.meaning.kind !== 'formula') continue;
    const used = mentioned(definition.meaning.body);
    const isOther = (arg: Expr | undefined, family: FamilyKey): boolean => {
      const name = memberIn(arg) ?? (arg?.kind === 'array' ? arg.body : arg);
      return name !== undefined && !(name.kind === 'ref' && name.family === family);
    };
    if (definition.params?.some(({ family }, at) => !used.has(family) && isOther(node.args[at], family))) return unreadMeaningOf(node.fn);
  }
  return undefined;
}

/** A name of which the notes say by its prime that its slope is a function, `\Phi' = \phi`: it is a function itself, and not read as one. */
function saidSlope({ worlds, step, expected, written }: Difference): Message | undefined {
  const { definitions } = worlds.meaning;
  const isFunction = (base: string): boolean =>
    [...definitions.values()].some((known) => known.some(({ family, params }) => params !== undefined && partsOfKey(family).base === base));
  const leaves = flatMap([expected, written], (side) => [...worlds.leavesOf(step, side)]);
  const found = leaves.find((family) => {
    const { base, label, arity } = partsOfKey(family);
    const meaning = definitions.get(familyKey(base, joinLabel(label, "'"), arity))?.[0]?.meaning;
    return meaning?.kind === 'formula' && meaning.body.kind === 'ref' && isFunction(partsOfKey(meaning.body.family).base);
  });
  return found === undefined ? undefined : message('unknown-function');
}

/** A name that the notes define only elsewhere or behind the step, and of which they say before it, in its section, what it is not by that. */
function saidOtherwise({ worlds, step, expected, written }: Difference): Message | undefined {
  const environment = worlds.environmentOf(step);
  const loose = [...new Set([...mentioned(expected), ...mentioned(written)])].find((family) => {
    const inForce = environment(family);
    if (inForce === undefined || isSettled(inForce, step)) return false;
    return worlds.meaning.steps.some((said) => {
      const { lhs, rhs, position, order, chain, conditions } = said;
      if (lhs.kind !== 'ref' || partsOfKey(lhs.family).base !== partsOfKey(family).base || isNumeric(rhs)) return false;
      if (position !== 1 || step.order <= order || chain.section !== step.chain.section) return false;
      return worlds.compare(worlds.of(said), said, lhs, rhs, conditions).kind !== 'equal';
    });
  });
  return loose === undefined ? undefined : unreadMeaningOf(loose);
}

/** Another value for the first member of a family, `d^0 = -g` behind `d^0 = g`: where a recurrence starts may be chosen anew. */
function startsAnew({ step: { lhs, role } }: Difference): Message | undefined {
  if (role !== 'restatement' || lhs.kind !== 'ref') return undefined;
  const isFirst = /(?:^|,)_?0$/.test(partsOfKey(lhs.family).label) || lhs.slots.some((term) => term.kind === 'value' && term.value === 0);
  return isFirst ? unreadMeaningOf(lhs.family) : undefined;
}

/** `p(w \mid m, s^2) = …` behind `p(w \mid m, b) = …`: laws by one letter, which their arguments tell apart. */
function lawByItsArguments({ worlds, step, expected, written }: Difference): Message | undefined {
  const node = step.chain.members[step.position - 1]?.node;
  const list = node?.kind === 'call' && node.argument.body.kind === 'list' ? node.argument.body : undefined;
  if (expected.kind !== 'call' || written.kind === 'call' || !list?.separators.some((sign) => bars.has(sign))) return undefined;
  const environment = worlds.environmentOf(step);
  const params = environment(expected.fn)?.params ?? [];
  const isOther = expected.args.some((arg, at) => {
    const name = arg.kind === 'power' ? arg.base : arg;
    if (name.kind !== 'ref' || environment(name.family) !== undefined) return false;
    const own = params[at]?.family;
    return arg.kind === 'power' || own === undefined || partsOfKey(name.family).base !== partsOfKey(own).base;
  });
  return isOther ? unreadMeaningOf(expected.fn) : undefined;
}

const bars: ReadonlySet<string> = new Set(['|', '\\mid', '\\vert', ';']);
