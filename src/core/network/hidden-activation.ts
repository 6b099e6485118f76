import type { Definition, Environment } from '../check/definition.ts';
import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Compared } from './compared.ts';
import type { Dependence } from './dependence.ts';

/** The names behind what a network says that a function is applied to elementwise, with another function in its place. */
export function withActivation(
  { prediction }: Compared,
  on: Dependence,
  environment: Environment,
  activation: string,
): ReadonlyMap<FamilyKey, Definition> {
  const said = prediction.kind === 'ref' ? prediction.family : undefined;
  const found = new Map<FamilyKey, Definition>();
  for (const family of on.of(prediction).families) {
    const definition = environment(family);
    if (family === said || definition?.meaning.kind !== 'formula') continue;
    const argument = argumentOf(definition.meaning.body, definition.head);
    if (argument === undefined) continue;
    const body: Expr = { kind: 'apply', fn: activation, args: [argument], order: 0 };
    found.set(family, { ...definition, meaning: { kind: 'formula', body } });
  }
  return found;
}

/** What an activation is applied to: `\tanh(\sum_i w_{ji} x_i)`, or a formula of nothing but `a_j`, as `1 / (1 + e^{-a_j})`. */
function argumentOf(body: Expr, head: readonly IndexId[]): Expr | undefined {
  if ((body.kind === 'apply' || body.kind === 'call') && body.order === 0 && body.args.length === 1) return body.args[0];
  const names = walk(body).filter((node) => node.kind === 'ref');
  const [first] = names;
  const isBent = walk(body).some(({ kind }) => bent.has(kind));
  const isAlone = walk(body).every((node) => !gathering.has(node.kind)) && names.every((name) => isSame(name, first));
  return isBent && isAlone && first?.kind === 'ref' && isOver(first, head) ? first : undefined;
}

/** What makes a formula more than a multiple of a name, and what brings several members of it together. */
const bent: ReadonlySet<Expr['kind']> = new Set(['apply', 'call', 'power', 'divide', 'cases']);
const gathering: ReadonlySet<Expr['kind']> = new Set(['reduce', 'partial', 'tensor', 'array', 'matrix', 'at', 'list', 'hole']);

function isSame(one: Expr, other: Expr | undefined): boolean {
  if (one.kind !== 'ref' || other?.kind !== 'ref' || one.family !== other.family) return false;
  return one.slots.every((term, n) => {
    const there = other.slots[n];
    return term.kind === 'index' && there?.kind === 'index' && term.id === there.id && term.shift === there.shift;
  });
}

function isOver({ slots }: Expr & { kind: 'ref' }, head: readonly IndexId[]): boolean {
  return slots.length === head.length && slots.every((term, n) => term.kind === 'index' && term.id === head[n] && term.shift === 0);
}
