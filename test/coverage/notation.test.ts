import { expect, it } from 'vitest';
import { stepsOf } from '../support/checks.ts';
import { constructs } from './notation.ts';

/** Constructs that are not read yet. One that is read leaves the list. */
const open: ReadonlySet<string> = new Set();

it.each(constructs)('%s (%d %% of files)', (construct, _, note) => {
  const last = stepsOf(note).at(-1);
  const isRead = ['holds', 'holds-assuming', 'rounded'].includes(last?.verdict ?? '');
  expect(isRead, `${last?.lhs} ${last?.relation} ${last?.rhs}: ${last?.verdict} ${last?.reason.id}`).toBe(!open.has(construct));
});
