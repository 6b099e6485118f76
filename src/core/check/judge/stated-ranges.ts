import { type Expr, type FamilyKey, freeIndices, walk } from '../../expr/expr.ts';
import type { Syntax } from '../../latex/syntax.ts';
import { baseName, familyKey, isIndexSymbol } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf } from '../constants.ts';
import { type Decision, undetermined } from '../decision.ts';
import { formulasBehind } from '../sides.ts';
import type { Worlds } from '../worlds.ts';
import type { Context } from './context.ts';

type Sum = Expr & { readonly kind: 'reduce' };

/** A step that is said of `k = 1, \dots, K`, and holds for the members that all of its sums have, which end sooner: nothing is known of the last. */
export function beyondSums({ worlds }: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const ends = endsFor(worlds, step);
  if (ends.size === 0) return undefined;
  const { axes } = worlds.meaning;
  const sums = flatMap(formulasBehind(worlds, step, expected, written), walk).filter((node): node is Sum => node.kind === 'reduce');
  const isCut = [...freeIndices(expected), ...freeIndices(written)].some((id) => {
    const end = ends.get(worlds.letters(id));
    const own = sums.filter((sum) => axes.ofIndex(sum.index) === axes.ofIndex(id));
    return end !== undefined && own.length > 0 && own.every((sum) => endsBefore(sum, end));
  });
  return isCut ? undetermined(message('beyond-sums')) : undefined;
}

/** `\sum_{k=1}^{K-1}` */
function endsBefore({ bounds: { upper } }: Sum, end: FamilyKey): boolean {
  const terms = upper?.kind === 'size' && upper.of?.kind === 'add' ? upper.of.terms : [];
  const isEnd = (term: Expr): boolean => term.kind === 'ref' && term.family === end;
  return terms.length === 2 && terms.some(isEnd) && terms.some((term) => (constantOf(term) ?? 0) < 0);
}

/** The sizes up to which the letters of a step are said to run, beside it or right in front of it. */
function endsFor({ meaning: { note } }: Worlds, { chain, position }: Step): ReadonlyMap<string, FamilyKey> {
  const member = chain.members[position];
  const before = note.chains.filter(
    ({ section, paragraph, members: [head] }) =>
      section === chain.section && [0, 1].includes(chain.paragraph - paragraph) && (head?.span ?? 0) <= (member?.span ?? 0),
  );
  const said = before.flatMap(({ members: [letter, range, ...more] }) =>
    letter && range?.node.kind === 'list' && more.length === 0 ? endOf(letter.node, range.node.items) : [],
  );
  return new Map([...said, ...(member?.conditions ?? []).flatMap(endBeside)]);
}

/** `k = 1, \dots, K` as it is read beside a formula. */
function endBeside(node: Syntax): readonly End[] {
  const [first, ...items] = node.kind === 'list' ? node.items : [];
  return first?.kind === 'relation' && first.relation === '=' ? endOf(first.left, items) : [];
}

/** A letter with the name of the size up to which it runs. */
type End = readonly [string, FamilyKey];

function endOf(letter: Syntax, items: readonly Syntax[]): readonly End[] {
  const last = items.at(-1);
  if (!isIndexSymbol(letter) || !items.some(({ kind }) => kind === 'dots') || last?.kind !== 'symbol') return [];
  return [[baseName(letter), familyKey(baseName(last), '', 0)]];
}
