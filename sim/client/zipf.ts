import { exp, expMinusOne, ln, lnOnePlus } from "../kernel/exact-math.ts";

/**
 * Draws ranks 1 .. count with P(rank) proportional to rank^-exponent, for any exponent of at least
 * 0, at a cost that does not grow with `count`: no table, about 1.1 tries a draw.
 *
 * Source: W. Hörmann, G. Derflinger, "Rejection-inversion to generate variates from monotone
 * discrete distributions", ACM TOMACS 6 (1996). A point under the curve x^-exponent between 1/2 and
 * count + 1/2 is drawn by inverting its integral; its rank is kept unless the point lies in the
 * sliver by which the curve exceeds the step of that rank.
 */
export interface Zipf {
  rank(count: number, u32: () => number): number;
}

export function zipfOf(exponent: number): Zipf {
  const area = (x: number): number => {
    const log = ln(x);
    return log * growthRatio((1 - exponent) * log);
  };
  const inverse = (y: number): number => {
    // Rounding may carry the argument of the logarithm below its edge at the far end.
    const bent = Math.max((1 - exponent) * y, -1);
    return exp(y * logRatio(bent));
  };
  const height = (rank: number): number => exp(-exponent * ln(rank));

  const start = area(1.5) - 1;
  const alwaysKept = 2 - inverse(area(2.5) - height(2));
  const endOf = remembered((count) => area(count + 0.5));

  return {
    rank(count, u32) {
      if (exponent === 0) return 1 + Math.floor((u32() / 0x1_0000_0000) * count);
      const end = endOf(count);
      for (;;) {
        const y = end + ((u32() + 0.5) / 0x1_0000_0000) * (start - end);
        const x = inverse(y);
        const rank = Math.min(Math.max(Math.floor(x + 0.5), 1), count);
        if (rank - x <= alwaysKept || y >= area(rank + 0.5) - height(rank)) return rank;
      }
    },
  };
}

/** The same function; asked for the same number again it answers from memory. */
function remembered(compute: (input: number) => number): (input: number) => number {
  let input = Number.NaN;
  let output = Number.NaN;
  return (asked) => {
    if (asked !== input) {
      input = asked;
      output = compute(asked);
    }
    return output;
  };
}

/** (e^x - 1) / x, which is 1 at 0. */
const growthRatio = (x: number): number => (Math.abs(x) < 1e-8 ? 1 + x / 2 : expMinusOne(x) / x);

/** ln(1 + x) / x, which is 1 at 0. */
const logRatio = (x: number): number => (Math.abs(x) < 1e-8 ? 1 - x / 2 : lnOnePlus(x) / x);
