import type { Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices, substitute, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { familyKey, isPlace, partsOfKey, placeOf } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import type { Definition } from './definition.ts';
import { type Derivative, partialsIn } from './partials.ts';

/**
 * Gives a meaning to the parameter of a function that the definitions apply in one place only: with `y = \sigma(wx + b)` and
 * `\sigma(z) = …`, notes go on to differentiate by `z`, and mean the argument. Names that have a meaning keep it, and a letter that stands
 * in formulas of the function alone is no name for anything.
 */
export function nameArguments(definitions: Map<FamilyKey, Definition[]>, chains: readonly (readonly Expr[])[]): void {
  const all = [...definitions.values()].flat();
  for (const definition of all) {
    const [param] = definition.params ?? [];
    if (param === undefined || definition.params?.length !== 1 || definitions.has(param.family)) continue;
    if (chains.every((chain) => isOfFunction(chain, definition.family, param.family) || !chain.some((one) => mentions(one, param.family))))
      continue;
    const sites = flatMap(all, (other) => (other === definition ? [] : callsIn(other, definition.family)));
    const [site] = sites;
    if (site === undefined || sites.length > 1 || site.arg.kind === 'ref') continue;
    if (all.some((other) => other !== definition && other.meaning.kind === 'formula' && mentions(other.meaning.body, param.family)))
      continue;
    const head = param.slots.length === 0 ? [] : [runningIndex(site.arg, site.head)];
    if (param.slots.length > 1 || head.includes(undefined)) continue;
    if ([...freeIndices(site.arg)].some((id) => !head.includes(id))) continue;
    definitions.set(param.family, [
      {
        id: all.length + definition.id,
        family: param.family,
        head: head as IndexId[],
        meaning: { kind: 'formula', body: site.arg },
        section: site.section,
        order: site.order,
      },
    ]);
  }
}

/** The name that an argument of a function has while it is differentiated by alone. */
const argument: Expr & { kind: 'ref' } = { kind: 'ref', family: placeOf(0), slots: [] };

/**
 * A formula with each of some derivatives of a call by one of its several arguments taken by that argument alone, the others being held: in
 * `\partial f(x, h, w)/\partial w` beside `\partial f(x, h, w)/\partial h`, what `h` makes of `w` is told apart. The formula itself where it has none.
 */
export function byArguments(expr: Expr, isPartial: (node: Derivative) => boolean): Expr {
  let whole = expr;
  for (const node of partialsIn(expr)) {
    const { of, wrt } = node;
    // What is taken at the places of a function is taken argument by argument already.
    const isByPlace = wrt.kind === 'ref' && isPlace(wrt.family);
    if (of.kind !== 'call' || of.args.length < 2 || isByPlace || !isPartial(node)) continue;
    const given = of.args.filter((arg) => wrt.kind === 'ref' && arg.kind === 'ref' && print(arg, String) === print(wrt, String));
    const [own] = given;
    if (own === undefined || given.length > 1) continue;
    const args = of.args.map((arg) => (arg === own ? argument : arg));
    const alone: Expr = { kind: 'partial', of: { ...of, args }, wrt: argument };
    whole = substitute(whole, node, { kind: 'at', of: alone, point: argument, value: own });
  }
  return whole;
}

/** `x_i` where that is a whole vector, by the name that it has as one of many: what it is written as, with the slots that tell which. */
export function memberIn(arg: Expr | undefined): (Expr & { kind: 'ref' }) | undefined {
  if (arg?.kind !== 'array' || arg.body.kind !== 'ref' || arg.body.slots.length === arg.indices.length) return undefined;
  const { family, slots } = arg.body;
  const own = slots.filter((term) => term.kind !== 'index' || !arg.indices.includes(term.id));
  const { base, label } = partsOfKey(family);
  return { kind: 'ref', family: familyKey(base, label, own.length), slots: own };
}

/** The one free index of an argument that runs over the family which a function of a whole family takes. */
export function runningIndex(arg: Expr, among: Iterable<IndexId>): IndexId | undefined {
  const free = freeIndices(arg);
  const found = [...among].filter((id) => free.has(id));
  return found.length === 1 ? found[0] : undefined;
}

/** Whether what a chain is of is a function at its own letter, or a derivative of that by the letter. */
function isOfFunction([head]: readonly Expr[], fn: FamilyKey, letter: FamilyKey): boolean {
  if (head?.kind === 'partial') return head.wrt.kind === 'ref' && head.wrt.family === letter && isOfFunction([head.of], fn, letter);
  const of = head?.kind === 'call' ? head.fn : head?.kind === 'ref' ? head.family : undefined;
  return of === fn;
}

function callsIn(
  { meaning, head, section, order }: Definition,
  fn: FamilyKey,
): { arg: Expr; head: readonly IndexId[]; section: number; order: number }[] {
  if (meaning.kind !== 'formula') return [];
  return flatMap([...walk(meaning.body)], (node) => {
    const [arg] = node.kind === 'call' && node.fn === fn && node.order === 0 && node.args.length === 1 ? node.args : [];
    return arg ? [{ arg, head, section, order }] : [];
  });
}

function mentions(expr: Expr, family: FamilyKey): boolean {
  for (const node of walk(expr)) if (node.kind === 'ref' && node.family === family) return true;
  return false;
}
