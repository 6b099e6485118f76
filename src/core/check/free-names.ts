import type { Expr, FamilyKey } from '../expr/expr.ts';
import { termsOf, walk } from '../expr/expr.ts';
import { keptFor } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import type { Step } from './classify/step.ts';
import { constantOf } from './constants.ts';
import type { Definition } from './definition.ts';
import { mentioned } from './mentioned.ts';
import { hasPieces } from './sampling.ts';
import { derives } from './sides.ts';
import { isStandard } from './standard.ts';
import type { Worlds } from './worlds.ts';

const never = (): boolean => false;

/**
 * Tells of the names behind two sides that differ whether the sides are sure to differ with the name free of its formula as well, so that this
 * need not be tried: analytic functions that agree for all values of a name agree for those that its formula gives it (identity theorem). Not so
 * where a derivative may lead through the formula, or where the name is not drawn from an interval.
 */
export function differenceStays(worlds: Worlds, step: Step, expected: Expr, written: Expr): (family: FamilyKey) => boolean {
  const environment = worlds.environmentOf(step);
  const { axes, inputs } = worlds.meaning;
  const sides = [expected, written];
  const behindSides = flatMap(sides, (side) => worlds.bodiesBehind(step, side));
  const bodies = [...new Set([...sides, ...behindSides])];
  const variables = new Set<FamilyKey>();
  let isNested = behindSides.some(derives);
  for (const body of bodies) {
    const { isAnalytic, partials, primed } = traitsOf(body);
    if (!isAnalytic || primed.some(({ fn }) => isWithoutParameters(environment(fn)))) return never;
    for (const { of, wrt } of partials) {
      if (wrt.kind !== 'ref') return never;
      variables.add(wrt.family);
      isNested ||= derives(of);
    }
  }
  // What the notes make of the parameter of a function changes with it.
  for (const node of flatMap(bodies, walk))
    if (node.kind === 'call') for (const { family } of environment(node.fn)?.params ?? []) variables.add(family);
  const isMade = [...variables].some((family) => environment(family) !== undefined || inputs.has(family));
  // A loss that nothing defines is a function of those of its inputs that lead to no other one of them.
  const isOpen = (family: FamilyKey): boolean => environment(family) === undefined && bodies.some((body) => mentioned(body).has(family));
  const towardsLosses = behind(flatMap([...inputs], ([family, among]) => (isOpen(family) ? [...among] : [])));
  return (family) => {
    const definition = environment(family);
    if (definition?.meaning.kind !== 'formula' || axes.valueOfSize(family) !== undefined) return false;
    if (towardsLosses.has(family) || worlds.isCounted(family)) return false;
    const { body } = definition.meaning;
    // What has a formula may be one node with the same formula in another place, which is differentiated with it.
    if (isMade && (isNested || isWrittenOut(body))) return false;
    if (definition.params !== undefined) return isOfItsParameters(definition, body);
    if (variables.size === 0) return true;
    const parts = behind([...mentioned(body), ...(inputs.get(family) ?? [])]);
    return ![...variables].some((variable) => parts.has(variable));
  };

  /** Some families with all that they are made of. */
  function behind(families: Iterable<FamilyKey>): ReadonlySet<FamilyKey> {
    const found = new Set(families);
    // A set goes on to what is added to it.
    for (const family of found) {
      const meaning = environment(family)?.meaning;
      const parts = meaning === undefined ? inputs.get(family) : meaning.kind === 'formula' ? mentioned(meaning.body) : undefined;
      for (const part of parts ?? []) found.add(part);
    }
    return found;
  }

  /** Whether the other formulas have all operations of one, so that it may stand in them without its name. */
  function isWrittenOut(formula: Expr): boolean {
    const others = bodies.filter((body) => body !== formula);
    return [...traitsOf(formula).operations].every((operation) => others.some((other) => traitsOf(other).operations.has(operation)));
  }

  /** Whether a function is one of its arguments alone, like those that stand in for it where nothing defines it. */
  function isOfItsParameters({ family, head, params = [] }: Definition, body: Expr): boolean {
    if (isStandard(family) || inputs.has(family) || head.length > 0 || params.some(({ slots }) => slots.length > 0)) return false;
    if (![...mentioned(body)].every((name) => params.some((param) => param.family === name))) return false;
    return flatMap(bodies, walk).every((node) => {
      if (node.kind === 'ref') return node.family !== family;
      return node.kind !== 'call' || node.fn !== family || (node.args.length === params.length && node.args.every(isNumber));
    });
  }
}

function isWithoutParameters(definition: Definition | undefined): boolean {
  return definition?.meaning.kind === 'formula' && definition.params === undefined;
}

function isNumber({ kind }: Expr): boolean {
  return kind !== 'array';
}

/** What tells of a formula how it depends on the names in it. */
interface Traits {
  /** Whether it is an analytic function of all of them. */
  readonly isAnalytic: boolean;
  readonly partials: readonly (Expr & { readonly kind: 'partial' })[];
  /** The functions in it that are differentiated by primes. */
  readonly primed: readonly (Expr & { readonly kind: 'call' })[];
  /** The operations that it is made by. */
  readonly operations: ReadonlySet<string>;
}

const traitsOf = keptFor((expr: Expr): Traits => {
  const nodes = walk(expr);
  const operations = new Set<string>();
  for (const node of nodes) {
    if (node.kind === 'apply') operations.add(node.fn);
    else if (node.kind === 'reduce') operations.add(node.op);
    else if (node.kind !== 'number' && node.kind !== 'ref' && node.kind !== 'call') operations.add(node.kind);
  }
  return {
    isAnalytic: !hasPieces(expr) && nodes.every(isSmooth),
    partials: nodes.filter((node) => node.kind === 'partial'),
    primed: nodes.filter((node) => node.kind === 'call').filter(({ order }) => order > 0),
    operations,
  };
});

/** Whether an operation without kinks is an analytic function of what it is applied to. */
function isSmooth(node: Expr): boolean {
  switch (node.kind) {
    case 'power':
      return Number.isInteger(constantOf(node.exponent));
    case 'at':
    case 'hole':
      return false;
    case 'reduce':
      if (node.conditions.some(({ kind }) => kind !== 'index-relation')) return false;
  }
  // No value selects a member in its slots.
  return termsOf(node).every(({ kind }) => kind !== 'by');
}
