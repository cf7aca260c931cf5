/** Throws a die of so many sides, from 0. */
export type Dice = (sides: number) => number;

/** A tiny generator for samples, so that the pictures of tests need nothing of the kernel. */
export function dice(seed: number): Dice {
  let state = seed | 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0) % sides;
  };
}

/** Mostly near 0, seldom near `most`: the shape of a delay. */
export function skewed(throwDie: Dice, most: number): number {
  const part = throwDie(1_000) / 1_000;
  return Math.round(part * part * part * part * most);
}
