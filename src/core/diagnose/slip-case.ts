import { spreadOver } from '../check/compare.ts';
import type { Decider } from '../check/decide.ts';
import type { Case } from '../check/decision.ts';
import type { Step } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import type { NodeId } from '../engine/tape.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, substitute, walk } from '../expr/expr.ts';
import { print, printCondition } from '../expr/print.ts';
import type { ChainMember } from '../meaning/chains.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { alike } from '../meaning/vocabulary.ts';
import { keptFor, once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import type { Named, Restriction, SlipCase } from './slip.ts';

/** How many names, and as many links between them, may have been meant. */
const mostNames = 40;
/** How many parts of the formulas around may have been meant. */
const mostParts = 24;
/** How many numbers are kept for one slot. */
const mostNumerals = 4;
/** How many paths, and as many restrictions of sums, are tried. */
const mostPaths = 8;

/** What the kinds of slips work on: the two sides, the names that may have been meant, and values at the compared points; what few kinds ask for is found then. */
export function slipCaseOf(decider: Decider, step: Step, found: Case, tex: string): SlipCase {
  const { scope, expected, written } = found;
  const { letters } = decider.worlds;
  const bound = flatMap([...walk(written)], (node) => (node.kind === 'reduce' ? [node.index] : []));
  const free = [...scope.indices.keys()];
  const known = new Map<Expr, Float64Array | undefined>();
  const over = once(() => gridOf(found));
  const members = once(() => membersIn(decider, step, found, free));
  const names = once(() => [...members(), ...switchesIn(decider, step, expected, [...free, ...bound])].slice(0, mostNames));
  const isSize = (family: FamilyKey): boolean => decider.meaning.axes.valueOfSize(family) !== undefined;
  const counts = once(() => [...familiesAround(decider, step, [expected, written])].some(isSize));
  const isOpen = layersOf(step.chain.members[step.position]) !== '';
  return {
    written,
    expected,
    indices: [...free, ...bound].map((id) => ({ id, letter: letters(id) })).filter(({ letter }) => letter !== ''),
    get names() {
      return names();
    },
    inner: once(() => innerIn(decider, step, found, free, bound)),
    ranged: (expr) => rangedIn(decider, expr),
    allSteps: once(() => overSteps(decider, step)),
    restrictions: (id) => restrictionsIn(decider, step, expected, id, [...free, ...bound]),
    links: once(() => linksIn(decider, step, members())),
    parts: once(() => (isOpen ? [] : partsIn(decider, step, expected, new Set(free)))),
    paths: once(() => pathsIn(decider, step, expected)),
    numerals: (family, position) => numeralsIn(decider).get(`${family}:${position}`) ?? [],
    isNamed: (family) => namedIn(decider).has(family),
    hasLeft: hasLeft(step),
    listed: (expr) => listedAs(decider, step, expr),
    isSize,
    get counts() {
      return counts();
    },
    ...wholeOf(decider, step, written),
    chainEnd: step.chain.members.at(-1)?.range.end ?? 0,
    ...(step.role === 'claim' && step.definition ? { head: step.definition.family } : {}),
    fresh: (family, position) => freshIndex(decider, family, position, new Set([...free, ...bound].map(letters))),
    text: (range) => tex.slice(range.start, range.end),
    values: (expr) => {
      if (!known.has(expr)) {
        const grid = over();
        known.set(expr, grid === undefined ? undefined : valuesOver(found, expr, grid));
      }
      return known.get(expr);
    },
  };
}

/** The wrong formula as it is written with vectors and matrices, where it is. */
function wholeOf(decider: Decider, step: Step, written: Expr): Pick<SlipCase, 'whole'> {
  const { lowered } = decider.meaning;
  const known = lowered?.sources.get(written);
  if (lowered === undefined || known === undefined) return {};
  const reread = (expr: Expr): Expr | undefined => {
    const meaning = lowered.reread(known.chain, expr);
    // Its indices are new, and run over what they stand at.
    if (meaning) decider.meaning.axes.adopt(meaning);
    return meaning;
  };
  return { whole: { source: known.source, reread, names: once(() => wholeNames(decider, step)) } };
}

/** The names without indices in the formulas of vectors and matrices of a part of the note, as they are written. */
function wholeNames({ meaning }: Decider, { chain: { section, isInstance } }: Step): readonly Named[] {
  const found = new Map<FamilyKey, Named>();
  for (const chain of isInstance ? [] : meaning.note.chains) {
    if (chain.section !== section) continue;
    for (const [position, { span }] of chain.members.entries()) {
      const source = meaning.lowered?.sources.get(meaning.members[chain.id]?.[position] ?? none)?.source;
      for (const node of source === undefined ? [] : walk(source)) {
        if (node.kind !== 'ref' || node.slots.length > 0 || node.at === undefined || mostNames <= found.size) continue;
        const tex = meaning.note.spans[span]?.tex.slice(node.at.start, node.at.end) ?? '';
        if (!found.has(node.family)) found.set(node.family, { expr: node, tex, family: node.family });
      }
    }
  }
  return [...found.values()];
}

/** The right sides of a step for all steps in time added up, in the indices of this one. */
function overSteps({ meaning }: Decider, step: Step): ReturnType<SlipCase['allSteps']> {
  const { lowered, letters, vocabulary } = meaning;
  const [layer, ...others] = step.chain.members[step.position]?.layers ?? [];
  const own = layer && vocabulary.unrollings.find((one) => one.letters.has(layer[0]));
  const end = own && ([...own.ends, ...own.lastNames][0] as string | undefined);
  const all = meaning.steps.filter(({ order, position }) => order === step.order && position === step.position);
  if (layer === undefined || others.length > 0 || end === undefined || all.length !== own?.last) return undefined;
  const source = ({ rhs }: Step): Expr => lowered?.sources.get(rhs)?.source ?? rhs;
  const here = new Map([...freeIndices(source(step)), ...freeIndices(step.lhs)].map((id) => [letters[id], id]));
  const terms = all.map((other) => {
    const ids = [...freeIndices(source(other))].map((id) => [id, here.get(letters[id]) ?? id] as const);
    return withIndices(source(other), new Map(ids));
  });
  const sum: Expr = { kind: 'add', terms };
  const known = lowered?.sources.get(step.rhs);
  const read = known ? lowered?.reread(known.chain, sum) : sum;
  if (known && read) meaning.axes.adopt(read);
  return read && { sum: read, letter: layer[0], end };
}

/** An index of the notes that runs over a slot and whose letter is not in use; the indices of whole vectors have none. */
function freshIndex(
  decider: Decider,
  family: FamilyKey,
  position: number,
  used: ReadonlySet<string>,
  bare?: ReadonlySet<IndexId>,
): { id: IndexId; letter: string } | undefined {
  const { axes, letters } = decider.meaning;
  const wanted = axes.ofSlot(family, position);
  const id = letters.findIndex(
    (letter, candidate) => (letter === '' ? bare && !bare.has(candidate) : !used.has(letter)) && axes.ofIndex(candidate) === wanted,
  );
  return id < 0 ? undefined : { id, letter: letters[id] as string };
}

/** A node of zeros over the grid on which the two sides are compared. */
function gridOf({ world, scope, expected, written }: Case): NodeId | undefined {
  const sides = [expected, written].map((side) => world.evaluate(side, scope));
  const axes = new Set(flatMap(sides, (side) => (isRefusal(side) ? [] : world.tape.axesOf(side))));
  return sides.some(isRefusal) ? undefined : world.ground.zeros([...axes]);
}

/** The values of a formula over a grid, none where the step says nothing; undefined if it has no value or needs further axes. */
function valuesOver({ world, scope, mask }: Case, expr: Expr, over: NodeId): Float64Array | undefined {
  const value = world.evaluate(expr, scope);
  if (isRefusal(value)) return undefined;
  const axes = world.tape.axesOf(over);
  if (world.tape.axesOf(value).some((axis) => !axes.includes(axis))) return undefined;
  const spread = spreadOver(world, value, over, mask);
  const values = attempt(() => world.tape.valueOf(spread.lhs));
  const allowed = spread.mask === undefined ? undefined : attempt(() => world.tape.valueOf(spread.mask as NodeId));
  if (isRefusal(values) || isRefusal(allowed)) return undefined;
  return allowed ? values.map((value, at) => (allowed[at] === 0 ? Number.NaN : value)) : values;
}

/** The members that the families around make with the free indices of the step. */
function membersIn(decider: Decider, step: Step, { expected, written }: Case, free: readonly IndexId[]): readonly Named[] {
  const { axes, opaque } = decider.meaning;
  const named: Named[] = [];
  const isWithNumbers = [step.position - 1, step.position].some((at) => numbered.test(decider.worlds.texOf(step.chain, at)));
  for (const family of familiesAround(decider, step, [expected, written])) {
    const { arity } = partsOfKey(family);
    if (opaque.has(family) || arity > 2 || decider.worlds.environmentOf(step)(family)?.meaning.kind === 'function') continue;
    for (const ids of assignments(arity, free, (id, position) => axes.ofIndex(id) === axes.ofSlot(family, position))) {
      const expr: Expr = { kind: 'ref', family, slots: ids.map((id) => ({ kind: 'index', id, shift: 0 })) };
      const spelt = print(expr, decider.worlds.letters);
      const layers = layersOf(step.chain.members[step.position]);
      const tex = speltIn(decider).get(family)?.().get(`${layers}${spelt}`);
      // The number of a layer that is left open, or of the last, is nothing to write where the step has no such numbers.
      const isNumbered = alike(family, decider.meaning.vocabulary) !== family && !isWithNumbers;
      if (tex !== undefined || (layers === '' && !isNumbered)) named.push({ expr, tex: tex ?? spelt, family });
    }
  }
  return named;
}

/** The members that the families around make with an index that a sum runs over, as far as they can be written. */
function innerIn(decider: Decider, step: Step, found: Case, free: readonly IndexId[], bound: readonly IndexId[]): readonly Named[] {
  if (bound.length === 0) return [];
  const isWritten = (id: IndexId): boolean => decider.worlds.letters(id) !== '';
  const members = membersIn(decider, step, found, [...free, ...bound].filter(isWritten));
  return members.filter(({ expr }) => [...freeIndices(expr)].some((id) => bound.includes(id))).slice(0, mostNames);
}

/** A number below or above a name. */
const numbered = /[_^]\s*\{?\s*[[(]?\s*\d/;

/** How the author writes the members of each family, by the layers for which they are read. */
const speltIn = keptFor((decider: Decider): ReadonlyMap<FamilyKey, () => ReadonlyMap<string, string>> => {
  const { note, members } = decider.meaning;
  const places = new Map<FamilyKey, Place[]>();
  for (const chain of note.chains) {
    for (const [position, member] of chain.members.entries()) {
      const nodes = walk(members[chain.id]?.[position] ?? none);
      const several = severalIn(nodes);
      for (const node of nodes) {
        if (node.kind !== 'ref' || node.at === undefined || several.has(node.at.start)) continue;
        const place = { node, at: node.at, member };
        const known = places.get(node.family);
        if (known === undefined) places.set(node.family, [place]);
        else known.push(place);
      }
    }
  }
  return new Map([...places].map(([family, all]) => [family, once(() => spellings(decider, all))]));
});

/** Where a member of a family stands. */
interface Place {
  readonly node: Expr;
  readonly at: Range;
  readonly member: ChainMember;
}

function spellings({ meaning, worlds }: Decider, places: readonly Place[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { node, at, member } of places) {
    const key = `${layersOf(member)}${print(node, worlds.letters)}`;
    const spelt = meaning.note.spans[member.span]?.tex.slice(at.start, at.end) ?? '';
    // A capital letter may stand for the same.
    if (!found.has(key) || key.endsWith(spelt)) found.set(key, spelt);
  }
  return found;
}

/** Where names stand that are read for several layers or steps, in a sum over them. */
function severalIn(nodes: readonly Expr[]): ReadonlySet<number> {
  const families = new Map<number, FamilyKey>();
  const several = new Set<number>();
  for (const node of nodes) {
    if (node.kind !== 'ref' || node.at === undefined) continue;
    const known = families.get(node.at.start) ?? node.family;
    if (known !== node.family) several.add(node.at.start);
    families.set(node.at.start, known);
  }
  return several;
}

const none: Expr = { kind: 'number', value: 0, decimals: 0 };

function layersOf(member: ChainMember | undefined): string {
  return [...(member?.layers ?? [])].map(([letter, value]) => `${letter}${value};`).join('');
}

/** The derivatives of members by what stands in their formulas. */
function linksIn(decider: Decider, step: Step, names: readonly Named[]): readonly Named[] {
  const environment = decider.worlds.environmentOf(step);
  const links: Named[] = [];
  for (const one of names) {
    const meaning = environment(one.family)?.meaning;
    if (meaning?.kind !== 'formula') continue;
    const inside = mentioned(meaning.body);
    for (const two of names) {
      if (one.family === two.family || !inside.has(two.family)) continue;
      const expr: Expr = { kind: 'partial', of: one.expr, wrt: two.expr };
      links.push({ expr, tex: `\\frac{\\partial ${one.tex}}{\\partial ${two.tex}}`, family: one.family });
    }
  }
  return links.slice(0, mostNames);
}

/** What the left side and the definitions behind it are made of, in the indices of the step. */
function partsIn(decider: Decider, step: Step, expected: Expr, free: ReadonlySet<IndexId>): readonly Named[] {
  const { letters } = decider.worlds;
  const parts = new Map<string, Named>();
  for (const body of [expected, ...decider.worlds.bodiesBehind(step, expected), ...towardsLoss(decider, step, expected)]) {
    for (const node of walk(body)) {
      if (node.kind === 'ref' || node.kind === 'number' || node.kind === 'tensor') continue;
      if (walk(node).some(({ kind }) => kind === 'partial' || kind === 'hole')) continue;
      if (mostParts <= parts.size) break;
      if ([...freeIndices(node)].every((id) => free.has(id) && letters(id) !== '')) {
        const tex = authorsText(decider).get(node) ?? print(node, letters);
        parts.set(tex, { expr: node, tex, family: '' });
      }
    }
  }
  return [...parts.values()];
}

/** The parts of the formulas of a note, each with its text. */
const authorsText = keptFor(({ meaning: { note, members } }: Decider): ReadonlyMap<Expr, string> => {
  const texts = new Map<Expr, string>();
  for (const chain of note.chains)
    for (const [position, { span, layers }] of chain.members.entries()) {
      const member = members[chain.id]?.[position];
      const tex = note.spans[span]?.tex;
      if (member === undefined || tex === undefined || layers !== undefined) continue;
      for (const node of walk(member)) if (node.at) texts.set(node, tex.slice(node.at.start, node.at.end));
    }
  return texts;
});

/** The formulas between what is differentiated by and a loss that nothing defines. */
function towardsLoss({ meaning, worlds }: Decider, step: Step, expected: Expr): readonly Expr[] {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref' || !worlds.isOpenLoss(step, expected.of.family)) return [];
  const environment = worlds.environmentOf(step);
  const own = mentioned(expected.wrt);
  return flatMap([...(meaning.lossInputs.get(expected.of.family) ?? [])], (family) => {
    const made = environment(family)?.meaning;
    return made?.kind === 'formula' && [...mentioned(made.body)].some((name) => own.has(name)) ? [made.body] : [];
  });
}

/** A formula with new indices in its sums, which run over what they stand at in it. */
function rangedIn(decider: Decider, expr: Expr): Expr {
  const { axes } = decider.meaning;
  const sums = flatMap(walk(expr), (node) => (node.kind === 'reduce' && node.conditions.length === 0 ? [node] : []));
  let ranged = expr;
  for (const { index } of sums) {
    const id = nextIndex.get(decider) ?? decider.meaning.letters.length;
    nextIndex.set(decider, id + 1);
    const sum = walk(ranged).find((node) => node.kind === 'reduce' && node.index === index);
    if (sum?.kind === 'reduce')
      ranged = substitute(ranged, sum, { ...sum, index: id, body: withIndices(sum.body, new Map([[index, id]])) });
  }
  if (sums.length > 0) axes.adopt(ranged);
  return ranged;
}

/** The next index that the notes do not have. */
const nextIndex = new WeakMap<Decider, IndexId>();

/** The conditions under which the definitions sum over what an index runs over (`\sum_{j \neq y_i}`), in the indices of the step. */
function restrictionsIn(decider: Decider, step: Step, expected: Expr, id: IndexId, ids: readonly IndexId[]): readonly Restriction[] {
  const { axes } = decider.meaning;
  const { letters } = decider.worlds;
  const found = new Map<string, Restriction>();
  for (const node of flatMap(decider.worlds.bodiesBehind(step, expected), (body) => walk(body))) {
    if (node.kind !== 'reduce' || node.conditions.length === 0 || axes.ofIndex(node.index) !== axes.ofIndex(id)) continue;
    const own = new Map<IndexId, IndexId>([[node.index, id]]);
    for (const other of freeIndices(node)) {
      const same = ids.find((one) => letters(one) === letters(other) && axes.ofIndex(one) === axes.ofIndex(other));
      if (same !== undefined) own.set(other, same);
    }
    const conditions = flatMap(node.conditions, (condition): readonly Condition[] => {
      if (condition.kind !== 'index-relation') return [];
      return [{ ...condition, left: withIndex(condition.left, own), right: withIndex(condition.right, own) }];
    });
    const tex = conditions.map((condition) => printCondition(condition, letters)).join(', ');
    if (conditions.length === node.conditions.length && found.size < mostPaths) found.set(tex, { conditions, tex });
  }
  return [...found.values()];
}

function withIndex(term: IndexTerm, ids: ReadonlyMap<IndexId, IndexId>): IndexTerm {
  if (term.kind === 'by') return { ...term, of: withIndices(term.of, ids) };
  return term.kind === 'index' ? { ...term, id: ids.get(term.id) ?? term.id } : term;
}

/** What reaches a derivative through each of the names that are made of what it is taken by. */
function pathsIn(decider: Decider, step: Step, expected: Expr): readonly Named[] {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return [];
  const { of, wrt } = expected;
  const { letters } = decider.worlds;
  const environment = decider.worlds.environmentOf(step);
  const paths: Named[] = [];
  for (const family of decider.meaning.definitions.keys()) {
    const meaning = environment(family)?.meaning;
    if (meaning?.kind !== 'formula' || !mentioned(meaning.body).has(wrt.family) || family === wrt.family) continue;
    if (of.kind === 'ref' && of.family === family) continue;
    const used = new Set([...freeIndices(expected)].map(letters));
    const indices: { id: IndexId; letter: string }[] = [];
    for (let position = 0; position < partsOfKey(family).arity; position++) {
      const index = freshIndex(decider, family, position, used, freeIndices(expected));
      if (index === undefined) break;
      indices.push(index);
      used.add(index.letter);
    }
    if (indices.length < partsOfKey(family).arity) continue;
    const node: Expr = { kind: 'ref', family, slots: indices.map(({ id }) => ({ kind: 'index', id, shift: 0 })) };
    const product: Expr = {
      kind: 'multiply',
      factors: [
        { kind: 'partial', of, wrt: node },
        { kind: 'partial', of: node, wrt },
      ],
    };
    const expr = indices.reduce<Expr>(
      (body, { id }) => ({ kind: 'reduce', op: 'sum', index: id, bounds: {}, conditions: [], body }),
      product,
    );
    // Products of whole vectors sum over indices that are not written.
    const sums = indices.filter(({ letter }) => letter !== '').map(({ letter }) => `\\sum_${letter} `);
    paths.push({ expr, tex: sums.join('') + print(product, letters), family });
  }
  return paths.slice(0, mostPaths);
}

/** Whether the left side stands in front of the right one, in the same piece of math. */
function hasLeft({ chain, position, role }: Step): boolean {
  const [left, right] = [chain.members[position - 1], chain.members[position]];
  return position === 1 && role === 'claim' && !chain.isInstance && left !== undefined && left.span === right?.span;
}

/** How often the listing in which a step stands assigns to a name, and whether it uses it. */
function listedAs({ meaning, worlds }: Decider, { chain }: Step, expr: Expr): { assigned: number; isUsed: boolean } {
  if (!meaning.note.listings.has(chain.section)) return { assigned: 0, isUsed: false };
  const nameOf = (one: Expr): string => print(one, worlds.letters);
  const name = nameOf(expr);
  const around = meaning.steps.filter((other) => other.chain.section === chain.section);
  return {
    assigned: around.filter(({ lhs }) => nameOf(lhs) === name).length,
    isUsed: around.some(({ rhs }) => walk(rhs).some((node) => node.kind === expr.kind && nameOf(node) === name)),
  };
}

/** The numbers that stand in the slots of families. */
const numeralsIn = keptFor((decider: Decider): ReadonlyMap<string, readonly number[]> => {
  const found = new Map<string, number[]>();
  for (const node of flatMap(decider.meaning.members.flat(), (member) => walk(member))) {
    if (node.kind !== 'ref') continue;
    for (const [position, term] of node.slots.entries()) {
      if (term.kind !== 'value') continue;
      const key = `${node.family}:${position}`;
      const known = found.get(key) ?? [];
      if (!known.includes(term.value) && known.length < mostNumerals) found.set(key, [...known, term.value]);
    }
  }
  return found;
});

/** The families that the notes name. */
const namedIn = keptFor(
  (decider: Decider): ReadonlySet<FamilyKey> => new Set(flatMap(decider.meaning.members.flat(), (member) => [...mentioned(member)])),
);

/** Where the maxima in the definitions are not flat. */
function switchesIn(decider: Decider, step: Step, expected: Expr, ids: readonly IndexId[]): readonly Named[] {
  const { axes } = decider.meaning;
  const { letters } = decider.worlds;
  const named: Named[] = [];
  for (const body of decider.worlds.bodiesBehind(step, expected)) {
    for (const node of walk(body)) {
      if (node.kind !== 'apply' || node.fn !== 'max') continue;
      const [first, second] = node.args;
      const inner =
        first?.kind === 'number' && first.value === 0 ? second : second?.kind === 'number' && second.value === 0 ? first : undefined;
      if (inner === undefined) continue;
      // The indices of the definition are those of the step that run over the same.
      const renamed = new Map<IndexId, IndexId>();
      for (const id of freeIndices(inner)) {
        const fitting = ids.filter((own) => axes.ofIndex(own) === axes.ofIndex(id));
        const found = fitting.find((own) => letters(own) === letters(id)) ?? fitting[0];
        if (found !== undefined) renamed.set(id, found);
      }
      if (renamed.size < freeIndices(inner).size) continue;
      const left = withIndices(inner, renamed);
      const expr: Expr = {
        kind: 'indicator',
        condition: { kind: 'relation', relation: '>', left, right: { kind: 'number', value: 0, decimals: 0 } },
      };
      named.push({ expr, tex: `${print(left, letters)} > 0`, family: '' });
    }
  }
  return named;
}

/** A formula with its free indices exchanged. */
function withIndices(expr: Expr, ids: ReadonlyMap<IndexId, IndexId>): Expr {
  return walk(expr).reduce<Expr>((whole, node) => {
    if (node.kind === 'position') return substitute(whole, node, { ...node, term: withIndex(node.term, ids) });
    return node.kind === 'ref' ? substitute(whole, node, { ...node, slots: node.slots.map((term) => withIndex(term, ids)) }) : whole;
  }, expr);
}

function familiesAround(decider: Decider, step: Step, sides: readonly Expr[]): ReadonlySet<FamilyKey> {
  const found = new Set<FamilyKey>();
  for (const side of sides) {
    for (const body of [side, ...decider.worlds.bodiesBehind(step, side)])
      for (const node of walk(body)) if (node.kind === 'ref') found.add(node.family);
  }
  return found;
}

function* assignments(
  arity: number,
  free: readonly IndexId[],
  fits: (id: IndexId, position: number) => boolean,
  taken: readonly IndexId[] = [],
): Generator<readonly IndexId[]> {
  if (taken.length === arity) {
    yield taken;
    return;
  }
  for (const id of free) if (fits(id, taken.length)) yield* assignments(arity, free, fits, [...taken, id]);
}
