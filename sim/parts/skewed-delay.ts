/** Delays with a long tail, from three figures that people quote. */

/** Whole microseconds; median below slow below most. */
export interface Skew {
  readonly median: number;
  /** p99. */
  readonly slow: number;
  readonly most: number;
}

/**
 * The delay that a share of `drawn` in [0, 1) of all delays stays below. From a quarter of the median
 * it rises evenly to the median, to a third of p99 at p90, to p99, to twice that at p99.8 and to the
 * longest, piece by piece.
 */
export function skewed({ median, slow, most }: Skew, drawn: number): number {
  const knots = [
    [0, median / 4],
    [0.5, median],
    [0.9, Math.max(median, slow / 3)],
    [0.99, slow],
    [0.998, Math.min(most, 2 * slow)],
    [1, most],
  ] as const;
  let [low, from] = knots[0] as readonly [number, number];
  for (const [high, to] of knots) {
    if (drawn < high) return Math.round(from + ((to - from) * (drawn - low)) / (high - low));
    [low, from] = [high, to];
  }
  return most;
}
