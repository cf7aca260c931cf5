/** Quantiles of the distributions that have a formula. All lengths in µs. */

import { exp, ln, lnOnePlus } from "./exact-math.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * The value that a draw stays below with probability `below`. `above` is 1 - `below`, computed
 * apart, because the smaller of the two carries the digits.
 */
export type QuantileFunction = (below: number, above: number) => number;

export const exponentialQuantile =
  (mean: number): QuantileFunction =>
  (below, above) =>
    -mean * (below < above ? lnOnePlus(-below) : ln(above));

export function lognormalQuantile(median: number, p99: number): QuantileFunction {
  const sigma = lognormalSigma(median, p99);
  return (below, above) => {
    if (below <= 0) return 0;
    if (above <= 0) return Number.POSITIVE_INFINITY;
    return median * exp(sigma * (below < above ? normalQuantile(below) : -normalQuantile(above)));
  };
}

/** Standard deviation of the logarithm. */
export const lognormalSigma = (median: number, p99: number): number =>
  ln(p99 / median) / -normalQuantile(0.01);

export const paretoQuantile =
  (scale: number, shape: number): QuantileFunction =>
  (below, above) =>
    scale * exp(-(below < above ? lnOnePlus(-below) : ln(above)) / shape);
