/** How large a sparkline is, in pixels, and the air above and below. */
export const width = 96;
export const height = 24;
const air = 3;

/** A path over the steps within a range of values; where there is no value there is a gap. */
export function pathOf(steps: readonly number[], values: readonly number[], range: readonly [number, number]): string {
  const last = Math.max(1, steps.at(-1) ?? 0);
  let path = '';
  let isOpen = false;
  for (const [n, step] of steps.entries()) {
    const value = values[n] ?? Number.NaN;
    if (Number.isFinite(value)) path += `${isOpen ? 'L' : 'M'}${rounded((width * step) / last)} ${heightOf(value, range)}`;
    isOpen = Number.isFinite(value);
  }
  return path;
}

/** How far below its top a value lies. */
export function heightOf(value: number, [low, high]: readonly [number, number]): number {
  const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
  return rounded(height - air - share * (height - 2 * air));
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
