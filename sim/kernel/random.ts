/**
 * Named random streams from one seed: one stream per purpose, so that a draw more in one place
 * shifts nothing anywhere else, and two systems can be given the very same requests.
 *
 * The generator is seedrandom's `tychei`: the only quick one of that package whose first draws are
 * not correlated between neighbouring seeds (`docs/decisions.md`, "Randomness").
 */

import seedrandom from "seedrandom";

export interface RandomStream {
  /** Uniform whole number in [0, 2^32). */
  u32(): number;
  /** Uniform whole number in [0, count), without bias; count from 1 to 2^32. */
  below(count: number): number;
}

export type Streams = (purpose: string) => RandomStream;

/** Streams of one run. The same seed and purpose always give the same stream, in its first state. */
export const streamsOf =
  (seed: number): Streams =>
  (purpose) =>
    streamFrom(`${seed}/${purpose}`);

const allDraws = 0x1_0000_0000;

function streamFrom(name: string): RandomStream {
  const generator = seedrandom.tychei(name);
  const u32 = (): number => generator.int32() >>> 0;
  return {
    u32,
    below(count) {
      if (count === allDraws) return u32();
      // Said to be a whole number of 32 bits, so that the engine need not divide fractions.
      const whole = count >>> 0;
      for (;;) {
        const draw = u32();
        const rest = draw % whole;
        // Draws above the largest multiple of `count` would make some results likelier.
        if (draw - rest <= allDraws - whole) return rest;
      }
    },
  };
}
