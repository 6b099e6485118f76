import type { Expr } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { isEntrywise } from '../entrywise.ts';
import { cheapest, summed } from '../typing.ts';
import type { Readings } from './context.ts';
import { derivative } from './derivatives.ts';
import type { Typer } from './typer.ts';

/** `\frac{\partial a}{\partial b} \frac{\partial b}{\partial c}` in either order, whose sum runs over all of `b` whatever the layout. */
export function pathAt(
  typer: Typer,
  factors: readonly Expr[],
  signs: readonly string[] | undefined,
  at: number,
): { readings: Readings; length: number } | undefined {
  const run: (Expr & { kind: 'partial' })[] = [];
  for (let next = at; next < factors.length; next++) {
    const factor = factors[next];
    if (factor?.kind !== 'partial' || (next > at && isEntrywise(signs?.[next] ?? ''))) break;
    run.push(factor);
  }
  for (let length = run.length; 2 <= length; length--) {
    const part = run.slice(0, length);
    for (const links of [part, [...part].reverse()]) {
      const readings = linked(typer, links);
      if (readings) return { readings, length };
    }
  }
  return undefined;
}

function linked(typer: Typer, links: readonly (Expr & { kind: 'partial' })[]): Readings | undefined {
  const between = links.slice(1).map(({ of }) => of);
  const isPath = between.every((of, at) => {
    const { wrt } = links[at] as Expr & { kind: 'partial' };
    return (
      of.kind === 'ref' &&
      wrt.kind === 'ref' &&
      of.family === wrt.family &&
      typer.context.kindOf(of.family) !== 'scalar' &&
      sameSlots(of, wrt)
    );
  });
  if (!isPath) return undefined;
  const last = links.at(-1) as Expr & { kind: 'partial' };
  const whole: Expr & { kind: 'partial' } = { ...(links[0] as Expr & { kind: 'partial' }), wrt: last.wrt };
  const by = last.wrt.kind === 'ref' ? typer.name(last.wrt) : typer.scalarOf(last.wrt);
  if (by === undefined) return [];
  const inner = between.map((of) => typer.name(of as Expr & { kind: 'ref' }));
  return cheapest(
    flatMap(typer.readings(whole.of), (of) =>
      derivative(typer, whole, of, by).map((typing) => ({
        ...typing,
        entry: (row, col) => {
          const ends = typing.entry(row, col) as Expr & { kind: 'partial' };
          const terms = inner.map((node) => [node.row ? typer.fresh() : undefined, node.col ? typer.fresh() : undefined] as const);
          const nodes = inner.map((node, n) => node.entry(terms[n]?.[0], terms[n]?.[1]));
          const partials = links.map((link, n): Expr => ({ ...link, of: nodes[n - 1] ?? ends.of, wrt: nodes[n] ?? ends.wrt }));
          const product: Expr = { kind: 'multiply', factors: partials };
          return terms.flat().reduce<Expr>((body, term) => (term ? summed(body, term.id) : body), product);
        },
      })),
    ),
  );
}

function sameSlots(one: Expr & { kind: 'ref' }, other: Expr & { kind: 'ref' }): boolean {
  return one.slots.every((term, at) => {
    const there = other.slots[at];
    return (
      term.kind === there?.kind && (term.kind !== 'index' || (there.kind === 'index' && term.id === there.id && term.shift === there.shift))
    );
  });
}
