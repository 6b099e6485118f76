import {
  type Condition,
  type Expr,
  type FamilyKey,
  freeIndices,
  type IndexId,
  isWorkedOut,
  substitute,
  walk,
  withTerm,
} from '../../expr/expr.ts';
import { printName } from '../../expr/print.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { runs } from '../../meaning/scripts.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { fixed, type Premise } from '../assumptions.ts';
import type { Step } from '../classify/step.ts';
import { mentioned } from '../mentioned.ts';
import { derives, formulasBehind, labelsIn, standsTwice } from '../sides.ts';
import { type Difference, type Doubt, isOpen, partialsIn, type Ref } from './doubt.ts';

/** Sums and indices that may run, end or leave out otherwise. */
export const sumsInDoubt: readonly Doubt[] = [
  shadowedIndex,
  endlessSum,
  extremeOfNumbers,
  letterThatMayRun,
  beyondEnds,
  memberApart,
  memberLeftOut,
  partOfAll,
  someOfAll,
  unwrittenSum,
];

/**
 * A derivative by a member whose index the other side sums over by the same letter: `\frac{\partial J}{\partial w_i} = \sum_i …` of all of them.
 * What follows in a chain that writes the sum has lost it.
 */
function shadowedIndex({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const isSummed = (one: Expr, other: Expr): boolean =>
    [...freeIndices(one)].some((index) => {
      const letter = worlds.letters(index);
      const isBound = walk(other).some((node) => node.kind === 'reduce' && node.op === 'sum' && worlds.letters(node.index) === letter);
      if (letter === '' || !isBound || freeIndices(other).has(index)) return false;
      if (!partialsIn(one).some(({ wrt }) => wrt.kind === 'ref' && freeIndices(wrt).has(index))) return false;
      const all: Expr = { kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body: one };
      return worlds.compare(world, step, all, other, step.conditions).kind === 'equal';
    });
  return isSummed(expected, written) || (step.position === 1 && isSummed(written, expected)) ? message('unbound-index') : undefined;
}

const endless = /\\(?:sum|prod)\s*(?:\\limits\s*)?(?:_\s*(?:\{[^{}]{0,60}\}|\w)\s*)?\^\s*\{?\s*\+?\s*(?:\\infty|∞)/;

/** A sum or product without end, of which only the first terms are tried. */
function endlessSum({ worlds, step: { chain, position } }: Difference): Message | undefined {
  const isEndless = [position - 1, position].some((at) => endless.test(worlds.texOf(chain, at)));
  return isEndless ? message('unread-infinity') : undefined;
}

/** `\max_x \sigma'(x) = 1/4`: the largest value over all numbers, of which only a few are tried; what a function is that nothing defines says nothing of them. */
function extremeOfNumbers({ worlds, step, expected, written }: Difference): Message | undefined {
  const isOfNumbers = (node: Expr): boolean => {
    if (node.kind !== 'reduce' || (node.op !== 'maximum' && node.op !== 'minimum')) return false;
    const counts = (one: Expr): boolean => one.kind === 'position' && one.term.kind === 'index' && one.term.id === node.index;
    const isFormula = (one: Expr): boolean => one.kind === 'apply' || (one.kind === 'call' && !isOpen(worlds, step, one.fn));
    return walk(node.body).some((one) => isFormula(one) && walk(one).some(counts));
  };
  const isFound = flatMap(formulasBehind(worlds, step, expected, written), walk).some(isOfNumbers);
  return isFound ? message('unread-extreme') : undefined;
}

const beyondWords = phrase('beyondEnds');

/** A subscript that is worked out, `x_{i+k}`, may lie beyond the ends of a sequence, where it is read as zero: what is said of other values there, or of the middle alone, cannot be judged. */
function beyondEnds({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const { note, steps, axes } = worlds.meaning;
  const nodes = flatMap(formulasBehind(worlds, step, expected, written), walk);
  if (!nodes.some((node) => node.kind === 'ref' && node.slots.some(isWorkedOut))) return undefined;
  const why = message('beyond-ends');
  // Which member is the first is not said.
  const isNumbered = (node: Expr): boolean =>
    node.kind === 'ref' && node.slots.some((slot, at) => slot.kind === 'value' && axes.ofSlot(node.family, at).isStartGuessed);
  if ([expected, written].some((side) => walk(side).some(isNumbered))) return why;
  if (note.sentences.some(({ text }) => beyondWords.test(text)) || steps.some(goesOn)) return why;
  for (const id of new Set([...freeIndices(expected), ...freeIndices(written)])) {
    const { start, size } = axes.ofIndex(id);
    const middle = [Math.floor, Math.ceil].map((round) => start + round((size - 1) / 2));
    const holds = (value: number): boolean => {
      const [left, right] = [
        { kind: 'index', id, shift: 0 },
        { kind: 'value', value },
      ] as const;
      const here = [...step.conditions, { kind: 'index-relation', relation: '=', left, right } as const];
      return worlds.compare(world, step, expected, written, here).kind === 'equal';
    };
    if (size > 2 && middle.every(holds)) return why;
  }
  return undefined;
}

/** `x_{i+N} = x_i`: how a sequence goes on. */
function goesOn({ lhs, rhs }: Step): boolean {
  const isBeyond = (side: Expr): boolean => side.kind === 'ref' && side.slots.some(isWorkedOut);
  return lhs.kind === 'ref' && rhs.kind === 'ref' && lhs.family === rhs.family && (isBeyond(lhs) || isBeyond(rhs));
}

/** A letter by which indices are called, which may run though it stands free. */
function letterThatMayRun({ worlds, step, expected, written }: Difference): Message | undefined {
  const bodies = flatMap([expected, written], (side) => worlds.bodiesBehind(step, side));
  const sides = flatMap([expected, written], (side) => walk(side));
  const running = new Set(flatMap(sides, (node) => (node.kind === 'reduce' ? [`_${worlds.letters(node.index)}`] : [])));
  if (sides.some((node) => node.kind === 'ref' && running.has(partsOfKey(node.family).label))) return message('unbound-index');
  const { summed } = worlds.meaning.vocabulary;
  const isLoose = labelsIn(worlds, step, expected, written).some((family) => {
    const { base } = partsOfKey(family);
    return summed.has(base) || (runs(base) && bodies.some((body) => mentioned(body).has(family)));
  });
  return isLoose ? message('index-may-run') : undefined;
}

/**
 * A sum that a note which writes none at all may mean by an index that stands twice in a product, or on one side only. What a derivative
 * on the left has of indices is given, and none of them is summed over.
 */
function unwrittenSum({ worlds, expected, written }: Difference): Message | undefined {
  if (worlds.meaning.vocabulary.summed.size > 0) return undefined;
  const left = freeIndices(expected);
  const right = freeIndices(written);
  const named = [...left, ...right].filter((id) => worlds.letters(id) !== '');
  const isGiven = (id: IndexId): boolean => expected.kind === 'partial' && !standsTwice(expected, id) && left.has(id) && right.has(id);
  const isMeant = named.some(
    (id) => left.has(id) !== right.has(id) || (!isGiven(id) && (standsTwice(expected, id) || standsTwice(written, id))),
  );
  return isMeant ? message('index-may-run') : undefined;
}

/** `\log\sigma(u_o^\top v) + \sum_k \log\sigma(-u_k^\top v)`: a member that a letter selects, which the sum beside it may not run over. */
function memberApart({ worlds, step, expected, written }: Difference): Message | undefined {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref') return undefined;
  const { family } = expected.of;
  const definition = worlds.environmentOf(step)(family);
  if (definition?.meaning.kind !== 'formula') return undefined;
  const { body } = definition.meaning;
  const apart = withMembersApart(body);
  if (apart === body) return undefined;
  const rival = { family, definition: { ...definition, id: -200_000 - definition.id, meaning: { kind: 'formula', body: apart } as const } };
  const comparison = worlds.compare(worlds.of(step, { rival }), step, expected, written, step.conditions);
  return comparison.kind === 'equal' ? message('member-apart', { name: partsOfKey(family).base }) : undefined;
}

/** `\delta_k\,p'_{kk} + \sum_{k \neq j} \delta_k\,p'_{kj}` behind “where `k = j`”: the letter of a sum in a term beside it, which may stand for the member that the sum leaves out. */
function memberLeftOut({ worlds, step, expected, written, world }: Difference): Message | undefined {
  if (written.kind !== 'add') return undefined;
  const { letters } = worlds;
  const given = freeIndices(expected);
  for (const [id, other] of flatMap(walk(written), leftOutIn)) {
    const loose = [...freeIndices(written)].find((free) => letters(free) === letters(id) && !given.has(free));
    if (loose === undefined || !given.has(other)) continue;
    const mended = withTerm(written, loose, { kind: 'index', id: other, shift: 0 });
    if (worlds.compare(world, step, expected, mended, step.conditions).kind === 'equal') return message('unbound-index');
  }
  return undefined;
}

/** The index of a sum, and the one of the member that it leaves out. */
function leftOutIn(node: Expr): readonly (readonly [index: IndexId, other: IndexId])[] {
  if (node.kind !== 'reduce' || node.op !== 'sum') return [];
  return flatMap(node.conditions, (condition): readonly (readonly [IndexId, IndexId])[] => {
    if (condition.kind !== 'index-relation' || condition.relation !== '≠') return [];
    const ids = flatMap([condition.left, condition.right], (term) => (term.kind === 'index' && term.shift === 0 ? [term.id] : []));
    const other = ids.find((id) => id !== node.index);
    return ids.length === 2 && other !== undefined && ids.includes(node.index) ? [[node.index, other]] : [];
  });
}

/** `\sum_{i \in C}`: a set that may be all there is, though the notes sum over something else elsewhere, if the sides agree where it is. */
function partOfAll({ worlds, step, expected, written }: Difference): Message | undefined {
  const bodies = formulasBehind(worlds, step, expected, written);
  const sets = new Set(flatMap(bodies, setsIn));
  if (sets.size === 0) return undefined;
  const reshape = new Map([...sets].map((family) => [family, fixed(1)] as const));
  const premise: Premise = { id: `all:${[...sets].join()}`, tex: '', reshape, conditions: [], section: 0, order: -1 };
  const comparison = worlds.compare(worlds.of(step, { premises: [premise] }), step, expected, written, step.conditions);
  const [name = ''] = [...sets].map((family) => printName(family, []));
  return comparison.kind === 'equal' ? message('part-or-all', { name }) : undefined;
}

/** `\sum_x p(x) \log p(x)` of a law that the notes give outright: some values stand in for all, and what comes out of all of them cannot be judged. What is differentiated is the same term by term. */
function someOfAll({ worlds, step, expected, written }: Difference): Message | undefined {
  const sides = [expected, written] as const;
  if (sides.some(derives)) return undefined;
  const environment = worlds.environmentOf(step);
  const isGiven = (node: Expr): boolean => {
    const meaning = node.kind === 'call' ? environment(node.fn)?.meaning : undefined;
    return meaning?.kind === 'formula' && walk(meaning.body).every(({ kind }) => kind !== 'call');
  };
  const sum = flatMap(sides, walk).find(
    (node) => node.kind === 'reduce' && node.conditions.some(isAnySet) && walk(node.body).some(isGiven),
  );
  return sum?.kind === 'reduce' ? message('part-or-all', { name: worlds.letters(sum.index) }) : undefined;
}

/** Whether a sum runs over whatever values its letter has, none of which are told. */
function isAnySet(condition: Condition): boolean {
  return condition.kind === 'relation' && condition.left === condition.right && setsIn(condition.left).length > 0;
}

function setsIn(expr: Expr): readonly FamilyKey[] {
  return [...mentioned(expr)].filter((family) => family.startsWith('set('));
}

/** A formula whose sums leave out the members that letters in it select. */
function withMembersApart(body: Expr): Expr {
  const selected = walk(body).filter((node): node is Ref => node.kind === 'ref' && node.slots.some(({ kind }) => kind === 'by'));
  return walk(body).reduce<Expr>((whole, sum) => {
    if (sum.kind !== 'reduce' || sum.op !== 'sum') return whole;
    const inside = walk(sum.body);
    const conditions = flatMap(selected, ({ family, slots }) =>
      flatMap(slots, (right, at): readonly Condition[] => {
        const isRunning = inside.some((node) => {
          const term = node.kind === 'ref' && node.family === family ? node.slots[at] : undefined;
          return term?.kind === 'index' && term.id === sum.index;
        });
        if (right.kind !== 'by' || !isRunning) return [];
        return [{ kind: 'index-relation', relation: '≠', left: { kind: 'index', id: sum.index, shift: 0 }, right }];
      }),
    );
    return conditions.length === 0 ? whole : substitute(whole, sum, { ...sum, conditions: [...sum.conditions, ...conditions] });
  }, body);
}
