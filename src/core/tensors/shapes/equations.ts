import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import { standardNames } from '../../meaning/standard-names.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { defines } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { entriesIn } from '../entrywise.ts';
import { namesOf } from '../typer/names-of.ts';

/** Formulas that are said to be equal, in order. */
export interface Equation {
  readonly members: readonly Expr[];
  readonly signs: readonly string[];
  /** The part of the note that it stands in. */
  readonly part: number;
  /** The number of the text that it is of, one for all layers and steps in time for which that is read. */
  readonly text: number | undefined;
}

/** The names of families and functions in some formulas. */
export function namesIn(members: readonly Expr[]): ReadonlySet<FamilyKey> {
  return new Set(flatMap(members, (member) => namesOf(member).families));
}

/** The calls of functions in some equations. */
export function callsIn(equations: readonly Equation[]): readonly (Expr & { readonly kind: 'call' })[] {
  return flatMap(equations, ({ members }) => flatMap(members, (member) => walk(member).filter((node) => node.kind === 'call')));
}

/** The names without indices of which a formula takes each entry by itself. */
export function wholesIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(entriesIn(expr), ({ family, slots }) => (slots.length === 0 ? [family] : []));
}

/** The names that some equation defines entry by entry by those of another (`h = o \odot \tanh(c)`), as `one other`. */
export function elementwiseIn(equations: readonly Equation[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of equations) {
    const [head, body] = members;
    const entries = new Set(head?.kind === 'ref' && body ? entriesIn(body) : []);
    if (head?.kind !== 'ref' || body === undefined || entries.size === 0) continue;
    const parts = walk(body).filter((node) => node.kind === 'ref');
    for (const node of entries) {
      const isWhole = parts.some((other) => other.family === node.family && !entries.has(other));
      if (!isWhole) found.add(`${head.family} ${node.family}`);
    }
  }
  return found;
}

/** The name or the function at its parameters that a member defines in front of a formula, if need be under a logarithm (`\log Z(\theta) = …`). */
export function definedBy(member: Expr): (Expr & { readonly kind: 'ref' | 'call' }) | undefined {
  if (member.kind === 'ref') return member;
  if (member.kind === 'call') return member.order === 0 ? member : undefined;
  const inside = member.kind === 'apply' && member.fn === 'log' && member.order === 0 ? member.args[0] : undefined;
  // `\log \sigma(x) = \dots` is an identity of a function that all know.
  return inside?.kind === 'call' && inside.order === 0 && !standardNames.has(partsOfKey(inside.fn).base) ? inside : undefined;
}

/** The equations that give a name its first meaning. */
export function definingIn(equations: readonly Equation[]): ReadonlySet<number> {
  const known = new Set<FamilyKey>();
  const found = new Set<number>();
  for (const [at, { members, signs }] of equations.entries()) {
    const [first, ...rest] = members;
    const head = first && definedBy(first);
    const family = head?.kind === 'ref' ? head.family : head?.fn;
    if (family === undefined || known.has(family) || !defines(signs[1]) || rest.some((member) => names(member, family))) continue;
    known.add(family);
    found.add(at);
  }
  return found;
}

function names(expr: Expr, family: FamilyKey): boolean {
  return namesOf(expr).families.includes(family);
}
