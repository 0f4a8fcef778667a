import { createHash } from 'node:crypto';

/** Chances of one subject: the same seed and labels give the same numbers, whatever anybody else draws. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** From `low` up to `high`. */
  between(low: number, high: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
}

export const chanceOf = (seed: string, ...labels: readonly (string | number)[]): Chance => {
  const start = createHash('sha256')
    .update([seed, ...labels].join('\u0000'))
    .digest();
  let state = start.readUInt32LE(0);
  // mulberry32: small, fast, and good enough to spread habits.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  return { next, between, pick: (list) => list[Math.floor(next() * list.length)] ?? list[0] };
};
