import { type Expr, withTerm } from './expr.ts';

/** The entries of a vector or a matrix that is written out, each with what another formula has in its place. */
export function* entriesOf(written: Expr, other: Expr): Generator<readonly [entry: Expr, there: Expr]> {
  if (written.kind !== 'list' || written.index.kind !== 'index') return;
  const { id } = written.index;
  for (const [at, item] of written.items.entries()) {
    const isAlong = other.kind === 'list' && other.index.kind === 'index' && other.index.id === id;
    const there = isAlong ? other.items[at] : withTerm(other, id, { kind: 'value', value: at + 1 });
    if (there === undefined) continue;
    if (item.kind === 'list') yield* entriesOf(item, there);
    else yield [item, there];
  }
}
