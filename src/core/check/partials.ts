import type { Expr } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { keptFor } from '../text/kept.ts';

/** A derivative that stands in a formula. */
export type Derivative = Expr & { readonly kind: 'partial' };

/** The derivatives in a formula, in source order; of most there are none, and what is asked of all formulas is often asked of these alone. */
export const partialsIn = keptFor((expr: Expr): readonly Derivative[] => walk(expr).filter((node) => node.kind === 'partial'));
