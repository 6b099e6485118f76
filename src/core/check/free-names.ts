import type { Expr, FamilyKey } from '../expr/expr.ts';
import { termsOf, walk } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import type { Step } from './classify.ts';
import type { Definition } from './definition.ts';
import { keptFor } from './kept.ts';
import { hasPieces } from './sampling.ts';
import { derives } from './sides.ts';
import { constantOf, isStandard, mentioned } from './world.ts';
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
  const bodies = [...sides, ...behindSides];
  if (!bodies.every(isAnalytic)) return never;
  const nodes = flatMap(bodies, walk);
  const variables = new Set<FamilyKey>();
  let isNested = behindSides.some(derives);
  for (const node of nodes) {
    if (node.kind === 'call' && node.order > 0 && isWithoutParameters(environment(node.fn))) return never;
    if (node.kind !== 'partial') continue;
    if (node.wrt.kind !== 'ref') return never;
    variables.add(node.wrt.family);
    isNested ||= derives(node.of);
  }
  const isMade = [...variables].some((family) => environment(family) !== undefined || inputs.has(family));
  // A loss that nothing defines is a function of those of its inputs that lead to no other one of them.
  const losses = flatMap(bodies, (body) => [...mentioned(body)]).filter((family) => environment(family) === undefined);
  const towardsLosses = behind(flatMap(losses, (family) => [...(inputs.get(family) ?? [])]));
  return (family) => {
    const definition = environment(family);
    if (definition?.meaning.kind !== 'formula' || axes.valueOfSize(family) !== undefined) return false;
    if (towardsLosses.has(family) || worlds.isCounted(family)) return false;
    const { body } = definition.meaning;
    // What has a formula may be one node with the same formula in another place, which is differentiated with it.
    if (isMade && (isNested || isWrittenOut(body))) return false;
    if (definition.params !== undefined) return isOfItsParameters(definition, body);
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
    const others = flatMap(bodies, (body) => (body === formula ? [] : [operationsIn(body)]));
    return [...operationsIn(formula)].every((operation) => others.some((other) => other.has(operation)));
  }

  /** Whether a function is one of its arguments alone, like those that stand in for it where nothing defines it. */
  function isOfItsParameters({ family, head, params = [] }: Definition, body: Expr): boolean {
    if (isStandard(family) || inputs.has(family) || head.length > 0 || params.some(({ slots }) => slots.length > 0)) return false;
    if (![...mentioned(body)].every((name) => params.some((param) => param.family === name))) return false;
    return nodes.every((node) => {
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

/** Whether a formula is an analytic function of all that it names. */
const isAnalytic = keptFor(
  (expr: Expr): boolean =>
    !hasPieces(expr) &&
    walk(expr).every((node) => {
      switch (node.kind) {
        case 'power':
          return Number.isInteger(constantOf(node.exponent));
        case 'reduce':
          return node.conditions.every(({ kind }) => kind === 'index-relation') && hasPlainTerms(node);
        case 'at':
        case 'hole':
          return false;
        default:
          return hasPlainTerms(node);
      }
    }),
);

/** Whether no value selects a member in the slots of a formula. */
function hasPlainTerms(expr: Expr): boolean {
  return termsOf(expr).every(({ kind }) => kind !== 'by');
}

/** The operations that a formula is made by. */
const operationsIn = keptFor((expr: Expr): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const node of walk(expr)) {
    if (node.kind === 'apply') found.add(node.fn);
    else if (node.kind === 'reduce') found.add(node.op);
    else if (node.kind !== 'number' && node.kind !== 'ref' && node.kind !== 'call') found.add(node.kind);
  }
  return found;
});
