import type { Condition } from './expr.ts';

/** The condition that two conditions are both met (`0 < m < 1`): that the product of their indicators is one. */
export function bothOf(one: Condition, two: Condition): Condition {
  if (one.kind === 'unread' || two.kind === 'unread') return one.kind === 'unread' ? one : two;
  const factors = [one, two].map((condition) => ({ kind: 'indicator', condition }) as const);
  return { kind: 'relation', relation: '≥', left: { kind: 'multiply', factors }, right: { kind: 'number', value: 1, decimals: 0 } };
}

/** The conditions that one says are both met, or undefined where it says something else. */
export function partsOfBoth(condition: Condition): readonly [Condition, Condition] | undefined {
  if (condition.kind !== 'relation' || condition.relation !== '≥' || condition.left.kind !== 'multiply') return undefined;
  const { left, right } = condition;
  const [one, two, ...rest] = left.factors;
  if (right.kind !== 'number' || right.value !== 1 || rest.length > 0) return undefined;
  return one?.kind === 'indicator' && two?.kind === 'indicator' ? [one.condition, two.condition] : undefined;
}

/** The text of two conditions: one chain where the second goes on with what the first ends in. */
export function joinedText(one: string, two: string): string {
  const end = one.split(/ (?:[<>=]|\\[a-z]+) /).at(-1) ?? '';
  return end !== '' && two.startsWith(`${end} `) ? `${one}${two.slice(end.length)}` : `${one}, ${two}`;
}
