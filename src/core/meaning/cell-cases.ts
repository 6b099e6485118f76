import type { CasesSyntax, RelationSyntax, Statement, Syntax } from '../latex/syntax.ts';
import type { Span } from '../notes/note.ts';
import { cover, type Range } from '../text/range.ts';
import { comparisonOf } from './comparisons.ts';
import { sourceOf } from './phrases/index.ts';

/** A formula of a cell, with the words behind it. */
export interface CellPiece {
  readonly span: Span;
  readonly statements: readonly Statement[];
  readonly behind: string;
}

const when = new RegExp(`^[\\s,(]*${sourceOf('when')}\\s*$`, 'u');
const otherwise = new RegExp(`^[\\s,;)]*${sourceOf('otherwise')}[\\s,:]*$`, 'u');
const separator = /^(?:[\s,;)]|<br\s*\/?>)*$/;

/**
 * A function in pieces that a cell says in words, `$x$ if $x > 0$, $0$ otherwise`: one formula over all of them, in a span from the first to
 * the last. Undefined for cells that say something else.
 */
export function casesIn(pieces: readonly CellPiece[], text: string): { readonly span: Span; readonly statement: Statement } | undefined {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined || pieces.some(({ span }) => span.map.length !== 1)) return undefined;
  const range = cover(first.span.range, last.span.range);
  const branches: CasesSyntax['branches'][number][] = [];
  let isLast = false;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as CellPiece;
    const value = valueIn(piece, range.start);
    if (value === undefined || isLast) return undefined;
    if (when.test(piece.behind)) {
      const next = pieces[++at];
      const condition = next && conditionIn(next, range.start);
      if (next === undefined || condition === undefined) return undefined;
      branches.push({ value, condition, range: cover(value.range, condition.range) });
      if (!separator.test(next.behind) && !(otherwise.test(next.behind) && at + 2 === pieces.length)) return undefined;
    } else {
      // Only the last may be without a condition.
      isLast = true;
      const isSaid = otherwise.test(piece.behind) || otherwise.test(pieces[at - 1]?.behind ?? '');
      if (!isSaid || !(separator.test(piece.behind) || otherwise.test(piece.behind))) return undefined;
      branches.push({ value, range: value.range });
    }
  }
  if (branches.length < 2) return undefined;
  const tex = text.slice(range.start, range.end);
  const whole = { start: 0, end: tex.length };
  const node: CasesSyntax = { kind: 'cases', branches, range: whole };
  return {
    span: { part: first.span.part, range, kind: 'inline', tex, map: [{ at: 0, source: range.start, length: tex.length }] },
    statement: {
      members: [{ node, range: whole }],
      range: whole,
      continues: false,
      arrow: false,
      conditions: [],
      reasons: [],
      comments: [],
    },
  };
}

/** How far the offsets of a span move where its text is part of one that begins at `start`. */
function shiftOf({ span: { map } }: CellPiece, start: number): number {
  return (map[0]?.source ?? 0) - start;
}

function valueIn(piece: CellPiece, start: number): Syntax | undefined {
  const [statement, ...more] = piece.statements;
  const [member, ...others] = statement?.members ?? [];
  const isAlone = member && more.length === 0 && others.length === 0 && statement?.conditions.length === 0 && !member.relation;
  return isAlone ? moved(member.node, shiftOf(piece, start)) : undefined;
}

function conditionIn(piece: CellPiece, start: number): RelationSyntax | undefined {
  const [statement, ...more] = piece.statements;
  const [left, right, ...others] = statement?.members ?? [];
  if (!left || !right?.relation || more.length > 0 || others.length > 0 || comparisonOf(right.relation.sign) === undefined)
    return undefined;
  const { sign, range: relationRange } = right.relation;
  const range = cover(left.range, right.range);
  return moved({ kind: 'relation', relation: sign, relationRange, left: left.node, right: right.node, range }, shiftOf(piece, start));
}

/** A formula with all its places moved. */
function moved<T>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((entry) => moved(entry, by)) as T;
  if (typeof node !== 'object' || node === null) return node;
  if (isRange(node)) return { start: node.start + by, end: node.end + by } as T;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, moved(value, by)])) as T;
}

function isRange(value: object): value is Range {
  return !('kind' in value) && 'start' in value && 'end' in value;
}
