/** A share of trials with its interval. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval at 95 % (Wilson 1927): unlike the textbook one it stays inside [0, 1] and
 * is honest about a run in which nothing failed. Undefined when nothing was tried.
 */
export function wilson(successes: number, trials: number): Interval | undefined {
  if (trials === 0) return undefined;
  const z = 1.959964;
  const share = successes / trials;
  const spread = (z * z) / trials;
  const centre = share + spread / 2;
  const half = z * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  const scale = 1 + spread;
  return {
    share,
    // At the edges exactly, where rounding would leave a last digit too little or too much.
    low: successes === 0 ? 0 : (centre - half) / scale,
    high: successes === trials ? 1 : (centre + half) / scale,
  };
}
