import type { Bounds, Condition, IndexBound, IndexId } from '../../expr/expr.ts';
import type { BigOperatorSyntax, RelationSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { eachPart, walkSyntax } from '../../latex/walk.ts';
import { comparisonOf } from '../comparisons.ts';
import { isNamed } from '../forms.ts';
import { argumentsOf } from '../outcomes.ts';
import { isNeighbours, secondOfPair } from '../pairs.ts';
import { boundLetters, leftmost, orderedIn, runs, tupleIn } from '../scripts.ts';
import { setBelow } from '../sets.ts';
import { baseName, isIndexSymbol, pieces, wordIn } from '../symbols.ts';
import { memberOf, membershipIn, sets } from './conditions.ts';
import type { Context } from './context.ts';
import { endAt, endByCondition } from './ends.ts';

/** An index that a sum binds, with where it runs. */
export interface Binder {
  readonly id: IndexId;
  readonly bounds: Bounds;
  readonly conditions: Condition[];
}

/** The indices that a sum binds, by what stands below and above its sign or else `implied`, in scope from here on; undefined where that was not read. */
export function bindersOf(context: Context, node: BigOperatorSyntax, implied: readonly string[]): readonly Binder[] | undefined {
  const depth = context.bound.length;
  const binders: Binder[] = [];
  const bind = (letter: string, bounds: Bounds): void => {
    const id = context.lexicon.nextIndex(letter);
    const isNumber = bounds.lower !== undefined || bounds.upper !== undefined || runs(letter);
    const counts = isNumber || context.lexicon.vocabulary.outcomes.has(letter) || isSummedValue(context, node, letter);
    context.bound.push({ letter, id, counts });
    binders.push({ id, bounds, conditions: [] });
  };
  const upper = node.upper ? endAt(context, node.upper) : undefined;
  for (const letter of implied) bind(letter, {});
  const isNew = (letter: string): boolean => !context.bound.slice(depth).some((own) => own.letter === letter);
  for (const entry of node.over) {
    const ordered = orderedIn(entry);
    if (ordered) {
      const [from, ...between] = ordered.relations as readonly [RelationSyntax, ...RelationSyntax[]];
      const lower = endByCondition(context, from, 1);
      const to = endByCondition(context, between.pop() as RelationSyntax, -1);
      if (lower === undefined || to === undefined) return undefined;
      for (const { letter } of ordered.letters) bind(letter, { lower, upper: to });
      for (const one of between) binders.at(-1)?.conditions.push(context.condition(one));
      continue;
    }
    const relation = entry.kind === 'relation' ? entry : undefined;
    const first = leftmost(entry);
    const tuple = tupleIn(first);
    const names = (tuple ?? pieces(first)).map((piece) => (canBind(context, piece) ? baseName(piece) : undefined));
    const letters = names.includes(undefined) ? undefined : (names as readonly string[]);
    if (!letters?.every((name) => !isNew(name))) {
      const second = tuple ? undefined : secondOfPair(entry);
      const pair = [...(letters ?? ['']), ...(second ? [second.letter] : [])];
      const isPair = tuple !== undefined || second !== undefined;
      const set = relation && sets.has(relation.relation) ? relation : undefined;
      // `\sum_{j : i \in N(j)}` runs over `j` already.
      const isBegun = !(set && !tuple ? walkSyntax(set.right).flatMap((part) => (isIndexSymbol(part) ? [part.letter] : [])) : pair).every(
        isNew,
      );
      const own = isPair || (set && isBegun) ? runningIn(context, pair, { isTuple: tuple !== undefined, isBegun }) : pair;
      // No set is called by a small Greek letter: it would be an index, but stands for a value too.
      if (relation === undefined && first.kind === 'symbol' && /^\\[a-z]/.test(first.letter) && letters === undefined) return undefined;
      if (set || (relation === undefined && (tuple || letters === undefined)) || (relation && isNeighbours(relation))) {
        for (const letter of own) bind(letter, {});
        const named = setBelow(entry);
        if (letters && named && !tuple && !context.lexicon.vocabulary.parts.has(baseName(named))) continue;
        const ids = isPair || isBegun ? pair.map((letter) => context.indexOf(letter)) : binders.slice(-own.length).map(({ id }) => id);
        const isInside = set && set.relation === '\\in';
        const member =
          set || !isPair ? membershipIn(context, set?.right ?? first, ids, isInside) : memberOf(second ? '\\sim' : '⟨⟩', ids, true);
        if (member) binders.at(-1)?.conditions.push(member);
        continue;
      }
      if (letters === undefined) {
        // `\sum_{m_i < 1}`, behind `i:` or without it
        const sign = relation && comparisonOf(relation.relation);
        if (relation === undefined || sign === undefined || sign === '=' || sign === '≠') return undefined;
        for (const letter of impliedLetters(context, relation)) bind(letter, {});
      } else {
        const lower = relation?.relation === '=' ? endAt(context, relation.right) : undefined;
        if (relation?.relation === '=' && lower === undefined) return undefined;
        for (const letter of own) bind(letter, boundsOf(lower && asStart(lower), upper));
        if (relation === undefined || relation.relation === '=') continue;
      }
    }
    const condition = relation ? context.condition(relation) : undefined;
    if (condition === undefined || condition.kind === 'unread') return undefined;
    binders.at(-1)?.conditions.push(condition);
  }
  return node.upper && upper === undefined ? undefined : binders;
}

/**
 * `\sum_y f(x, y)`: whether the letter is the value that is summed over, and not one of the notes that the sum has as its label (`\sum_x (y - t) x`): it is
 * handed to functions, and to nothing else where it is also free.
 */
function isSummedValue(context: Context, { body }: BigOperatorSyntax, letter: string): boolean {
  const parts = walkSyntax(body);
  const handed = parts.flatMap((part) => (part.kind === 'call' ? argumentsOf(part).filter((item) => isNamed(item, letter)) : []));
  if (handed.length === 0) return false;
  const isOnlyHanded = parts.filter((part) => isNamed(part, letter)).length === handed.length;
  if (!isOnlyHanded && context.chain.some((member) => isFree(member, letter))) return false;
  return context.choose(`summed:${letter}`, 'document', ['bound', 'outer']) === 'bound';
}

/** Whether a letter stands in a formula outside of the sums over it. */
function isFree(node: Syntax, letter: string): boolean {
  if (isNamed(node, letter)) return true;
  if (node.kind === 'big-operator' && node.over.some((entry) => walkSyntax(entry).some((part) => isNamed(part, letter)))) return false;
  let found = false;
  eachPart(node, (part) => {
    found ||= isFree(part, letter);
  });
  return found;
}

/** The letters of a pair, `i \neq j` or `(i, j)`, that a sum over it runs over: those that are not fixed outside. */
function runningIn(
  context: Context,
  pair: readonly string[],
  { isTuple, isBegun }: { readonly isTuple: boolean; readonly isBegun: boolean },
): readonly string[] {
  const loose = pair.filter((letter) => !context.fixed.has(letter) && !context.bound.some((own) => own.letter === letter));
  // `\sum_{j : (i, j) \in E}` runs over `j` already.
  if (isBegun) return loose;
  if (loose.length === 0) return isTuple ? pair : pair.slice(0, 1);
  const isOpen = !isTuple && loose.length === pair.length;
  return isOpen && context.choose(`pair:${pair.join()}`, 'document', ['both', 'first']) === 'first' ? pair.slice(0, 1) : loose;
}

/** Whether a sum can run over a letter. */
function canBind(context: Context, piece: Syntax): piece is SymbolSyntax {
  return isIndexSymbol(piece) || (piece.kind === 'symbol' && context.lexicon.vocabulary.outcomes.has(baseName(piece)));
}

/** Letters that a sum without bounds runs over: the indices of its body that nothing around it binds. */
export function impliedLetters(context: Context, body: Syntax): readonly string[] {
  const inner = new Set<string>();
  const own = new Set<string>();
  for (const node of walkSyntax(body)) {
    if (node.kind === 'big-operator') for (const letter of boundLetters(node.over)) own.add(letter);
    if (node.kind !== 'scripts' || node.sub === undefined || wordIn(node.sub) !== undefined) continue;
    for (const piece of pieces(node.sub)) if (isIndexSymbol(piece)) inner.add(piece.letter);
  }
  return [...inner].filter((letter) => !own.has(letter) && !context.isInScope(letter));
}

/** Where an index runs, as far as it is said. */
function boundsOf(lower: IndexBound | undefined, upper: IndexBound | undefined): Bounds {
  if (lower === undefined) return upper === undefined ? {} : { upper };
  return upper === undefined ? { lower } : { lower, upper };
}

/** Where a sum starts: a name there is a number between the ends of what the sum runs over, not the size of that. */
function asStart(bound: IndexBound): IndexBound {
  return bound.kind === 'size' && bound.of === undefined ? { ...bound, of: { kind: 'ref', family: bound.name, slots: [] } } : bound;
}
