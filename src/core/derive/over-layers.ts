import { keyOf } from '../algebra/key.ts';
import { withParts } from '../algebra/rename.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';

/** A letter that stands for any layer or step in time, with the number of those that were tried and the name of the last. */
export interface OpenLetter {
  readonly letter: string;
  readonly last: number;
  readonly lastName: string;
}

/** A sum over all layers or steps in time: what stands in front of it, if anything does, and its terms for the first of them. */
export interface SumOverLayers {
  readonly front?: Expr;
  readonly first: Expr;
}

/** The number of the layer or step in time of a name; not a number where it has none. */
export function layerOf(family: FamilyKey): number {
  return Number(/\d+/.exec(partsOfKey(family).label)?.[0] ?? Number.NaN);
}

/** A name with a letter in the place of the number of its layer: `h_{t+1}` for `h_3` where `t` stands for 2. */
export function lettered(family: FamilyKey, letter: string, layer: number): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  const shift = layerOf(family) - layer;
  return familyKey(base, label.replace(/\d+/, shift === 0 ? letter : `${letter}${shift < 0 ? '' : '+'}${shift}`), arity);
}

/** A name at another layer. */
export function atLayer(family: FamilyKey, layer: number): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  return familyKey(base, label.replace(/\d+/, String(layer)), arity);
}

/** A formula with other names. */
export function renamedFamilies(expr: Expr, to: (family: FamilyKey) => FamilyKey): Expr {
  const inside = withParts(expr, (part) => renamedFamilies(part, to));
  return inside.kind === 'ref' ? { ...inside, family: to(inside.family) } : inside;
}

/**
 * A formula that adds up the same for each layer, as a sum over them; undefined where it is none. `isOwn` says of a name whether the letter
 * stands for its number in the notes.
 */
export function overLayers(expr: Expr, isOwn: (family: FamilyKey) => boolean, open: OpenLetter): SumOverLayers | undefined {
  if (expr.kind === 'multiply') {
    const [sum, ...others] = expr.factors.filter((factor) => [...mentioned(factor)].some(isOwn));
    const front = expr.factors.filter((factor) => factor !== sum);
    const found = sum && others.length === 0 ? overLayers(sum, isOwn, open) : undefined;
    return found && { front: front.length === 1 ? (front[0] as Expr) : { kind: 'multiply', factors: front }, ...found };
  }
  if (expr.kind !== 'add') return undefined;
  const topOf = (term: Expr): number => Math.max(...[...mentioned(term)].filter(isOwn).map(layerOf));
  const moved = (term: Expr, to: (family: FamilyKey) => FamilyKey): Expr =>
    renamedFamilies(term, (family) => (isOwn(family) ? to(family) : family));
  const firsts = expr.terms.filter((term) => topOf(term) === 1);
  if (firsts.length === 0 || expr.terms.length !== open.last * firsts.length) return undefined;
  const keys = new Set(expr.terms.map((term) => keyOf(term)));
  for (const first of firsts)
    for (let layer = 1; layer <= open.last; layer++)
      if (!keys.has(keyOf(moved(first, (family) => atLayer(family, layerOf(family) + layer - 1))))) return undefined;
  return { first: firsts.length === 1 ? (firsts[0] as Expr) : { ...expr, terms: firsts } };
}
