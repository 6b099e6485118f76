import { type Expr, walk } from '../../expr/expr.ts';
import { outcome } from '../../meaning/random-variables.ts';
import { type Message, message } from '../../text/message.ts';
import { formulasBehind } from '../sides.ts';
import type { Difference, Doubt } from './doubt.ts';

/** What the laws of random variables may make equal. */
export const lawsInDoubt: readonly Doubt[] = [ofAnyLaw];

/** An expectation of which nothing says by what law: that of a product may be the product of two, and a mean may be zero. */
function ofAnyLaw({ worlds, step, expected, written }: Difference): Message | undefined {
  const isMean = (node: Expr): boolean => node.kind === 'reduce' && worlds.letters(node.index) === outcome;
  return formulasBehind(worlds, step, expected, written).some((formula) => walk(formula).some(isMean)) ? message('open-law') : undefined;
}
