/** Pseudo-random numbers in [0, 1) from a seed. Source: mulberry32, Tommy Ettinger. */
export function generator(randomSeed: number): () => number {
  let state = randomSeed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A standard normal number. Source: Box and Muller 1958. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Brings numbers into a random order, in place. Source: Fisher and Yates. */
export function shuffle(order: Int32Array, random: () => number): void {
  for (let n = order.length - 1; 0 < n; n--) {
    const other = Math.floor(random() * (n + 1));
    const kept = order[n] as number;
    order[n] = order[other] as number;
    order[other] = kept;
  }
}
