/** Repeatable chance: every run of the simulation sees the same year. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** In [0, limit), whole. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  /** An index, the likelier the greater its weight. */
  weighted(weights: readonly number[]): number;
  exponential(mean: number): number;
}

/** Mulberry32: small, and good enough to draw some hundred thousand times. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    weighted(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return index < 0 ? weights.length - 1 : index;
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
  };
}
