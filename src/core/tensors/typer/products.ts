import type { Expr } from '../../expr/expr.ts';
import { isEntrywise } from '../entrywise.ts';
import { isTransposed } from '../factors.ts';
import { Cheapest, cheapest, costs } from '../typing.ts';
import type { Readings } from './context.ts';
import { join } from './joining.ts';
import { namesOf } from './names-of.ts';
import { pathAt } from './paths.ts';
import type { Typer } from './typer.ts';

export function productOf(typer: Typer, expr: Expr & { kind: 'multiply' }): Readings {
  const items = itemsOf(typer, expr);
  const apart = items.some(({ parts }) => parts)
    ? folded(
        typer,
        items.flatMap((item) => item.parts ?? [item]),
      )
    : [];
  return cheapest([...folded(typer, items), ...apart]);
}

/** A product read from the left, and with the signs for entries also after all others. */
function folded(typer: Typer, items: readonly Item[]): Readings {
  const isLate = items.some(({ sign }) => isEntrywise(sign));
  const inOrder = fold(typer, items);
  if (!isLate) return inOrder;
  const groups: Item[][] = [];
  for (const item of items) {
    if (groups.length === 0 || isEntrywise(item.sign)) groups.push([item]);
    else groups.at(-1)?.push(item);
  }
  const late = groups.map((group): Item => ({ readings: fold(typer, group), sign: group[0]?.sign ?? '' }));
  return cheapest([...inOrder, ...fold(typer, late)]);
}

/**
 * The factors; derivatives that follow one another along a path are one, and so are a name and the bracket behind it (`a (1 - a)`), which in
 * `x^\top w (w - v)` may stand apart.
 */
function itemsOf(typer: Typer, { factors, signs }: Expr & { kind: 'multiply' }): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < factors.length; at++) {
    const factor = factors[at] as Expr;
    const sign = signs?.[at] ?? 'juxtaposed';
    const path = pathAt(typer, factors, signs, at);
    if (path) {
      items.push({ readings: path.readings, sign });
      at += path.length - 1;
      continue;
    }
    const isAfterRow = isTransposed(factors[at - 1]) && !isEntrywise(sign);
    const rest = factors[at + 1];
    if (at > 0 && rest && isRestOf(factor, rest)) {
      const parts: Item[] = [
        { readings: typer.readings(factor), sign },
        { readings: typer.readings(rest), sign: signs?.[at + 1] ?? 'juxtaposed' },
      ];
      items.push({ readings: withRest(typer, parts, rest), sign, ...(isAfterRow ? { parts } : {}) });
      at++;
    } else if (isAfterRow && isNameBeforeBracket(factor)) {
      const parts = itemsOf(typer, factor).map((part, n) => (n === 0 ? { ...part, sign } : part));
      items.push({ readings: fold(typer, parts), sign, parts });
    } else items.push({ readings: typer.readings(factor), sign });
  }
  return items;
}

/** A name and the bracket behind it; `a \cdot (1 - a)`, whose number is one for each entry, is a product entry by entry rather than an inner one. */
function withRest(typer: Typer, parts: readonly Item[], rest: Expr): Readings {
  const found = fold(typer, parts);
  if (parts[1]?.sign !== '\\cdot' || rest.kind !== 'add' || !rest.terms.some(({ kind }) => kind === 'number')) return found;
  const byEntries = fold(
    typer,
    parts.map((part, at) => (at === 1 ? { ...part, sign: '*' } : part)),
  );
  return cheapest([...byEntries, ...found.map((typing) => ({ ...typing, cost: typing.cost + costs.idle }))]);
}

function fold(typer: Typer, items: readonly Item[]): Readings {
  const [first, ...rest] = items;
  return rest.reduce<Readings>((left, { readings, sign }) => {
    const found = new Cheapest();
    for (const a of left) for (const b of readings) join(typer, a, b, sign, found);
    return found.all;
  }, first?.readings ?? []);
}

/** Whether a factor is a sum with the name in front of it: `(1 - a)` behind `a`. */
function isRestOf(name: Expr, rest: Expr): boolean {
  return name.kind === 'ref' && rest.kind === 'add' && namesOf(rest).families.includes(name.family);
}

/** `w (v - x)`: a name with a bracket behind it, which is read as a call and then found to be a product. */
function isNameBeforeBracket(expr: Expr): expr is Expr & { kind: 'multiply' } {
  return expr.kind === 'multiply' && expr.signs === undefined && expr.factors.length === 2 && expr.factors[0]?.kind === 'ref';
}
interface Item {
  readonly readings: Readings;
  readonly sign: string;
  /** What it is made of, where that may belong to the factors around it one by one. */
  readonly parts?: readonly Item[];
}
