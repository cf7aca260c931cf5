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
    new TycheI(seedrandom.tychei(`${seed}/${purpose}`, { state: true }).state());

const allDraws = 0x1_0000_0000;

/**
 * Goes on from a state of the package's generator with the same draws (S. Neves, F. Araujo, "Fast
 * and small nonlinear pseudorandom number generators for computer simulation", PPAM 2011). A run has
 * thousands of streams: as one class they share their code, as closures each would have its own.
 */
class TycheI implements RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor({ a, b, c, d }: seedrandom.State.Tychei) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  u32(): number {
    const turned = (this.b << 25) ^ (this.b >>> 7) ^ this.c;
    const less = (this.c - this.d) | 0;
    const mixed = (this.d << 24) ^ (this.d >>> 8) ^ this.a;
    const rest = (this.a - turned) | 0;
    this.b = (turned << 20) ^ (turned >>> 12) ^ less;
    this.c = (less - mixed) | 0;
    // The package shifts its new c here, where the paper turns d.
    this.d = (mixed << 16) ^ (this.c >>> 16) ^ rest;
    this.a = (rest - this.b) | 0;
    return this.a >>> 0;
  }

  below(count: number): number {
    if (count === allDraws) return this.u32();
    // Said to be a whole number of 32 bits, so that the engine need not divide fractions.
    const whole = count >>> 0;
    for (;;) {
      const draw = this.u32();
      const rest = draw % whole;
      // Draws above the largest multiple of `count` would make some results likelier.
      if (draw - rest <= allDraws - whole) return rest;
    }
  }
}
