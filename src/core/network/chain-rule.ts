import { renamed } from '../algebra/rename.ts';
import type { Axes } from '../check/axes/axes.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Claim } from './claims.ts';

type Name = Expr & { readonly kind: 'ref' };

/** Ids of indices that no note has. */
const firstIndex = 41_000_000;

/**
 * What the notes claim of the derivative of a loss by something between it and a parameter, as a claim about the parameter by the chain rule:
 * `\sum_k \partial L/\partial y_k\, \partial y_k/\partial w_{ji}`, whose second factor is the true one.
 */
export class ChainRule {
  private readonly loss: Name;
  private readonly axes: Axes;
  private next = firstIndex;

  constructor(loss: Name, axes: Axes) {
    this.loss = loss;
    this.axes = axes;
  }

  /** The chain through what one claim is about; none where that is not the loss. */
  through({ head, values, section, order }: Claim, parameter: FamilyKey): readonly Claim[] {
    if (values.length === 0 || head.kind !== 'partial') return [];
    const { of, wrt: between } = head;
    const isOfLoss = of.kind === 'ref' && of.family === this.loss.family;
    if (!isOfLoss || (between.kind !== 'ref' && between.kind !== 'call')) return [];
    const points = of.slots.flatMap((term) => (term.kind === 'index' && term.shift === 0 ? [term.id] : []));
    if (points.length < of.slots.length) return [];
    const ids = [...freeIndices(between)].filter((id) => !points.includes(id));
    const own = ids.map((id) => this.like(id));
    const here = renamed(between, [...points, ...ids], [...this.loss.slots, ...own.map(plain)]);
    const wrt = this.member(parameter);
    const factors: readonly Expr[] = [
      { kind: 'partial', of: this.loss, wrt: here },
      { kind: 'partial', of: here, wrt },
    ];
    const expr = own.reduce<Expr>((body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body }), {
      kind: 'multiply',
      factors,
    });
    return [{ head: { kind: 'partial', of: this.loss, wrt }, values: [{ expr, steps: [], conditions: [] }], section, order }];
  }

  private like(other: IndexId): IndexId {
    const id = this.next++;
    this.axes.alike(id, other);
    return id;
  }

  /** A member of a name, at indices of its own. */
  private member(family: FamilyKey): Name {
    const name: Name = { kind: 'ref', family, slots: Array.from({ length: partsOfKey(family).arity }, () => plain(this.next++)) };
    this.axes.adopt(name);
    return name;
  }
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}
