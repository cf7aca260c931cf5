import { wilson } from "../reports/wilson.ts";

export interface FailureShare {
  readonly low: number;
  readonly high: number;
}

/**
 * Of all seeds, the share that fails, with 95 % confidence, when `failed` of `runs` did: Wilson's
 * interval. When none failed, the rule of three in its place: fewer than 3 in `runs` of all seeds do
 * (Hanley and Lippman-Hand 1983).
 */
export function failureShare(failed: number, runs: number): FailureShare {
  const interval = wilson(failed, runs);
  if (interval === undefined) return { low: 0, high: 1 };
  if (failed === 0) return { low: 0, high: Math.min(1, 3 / runs) };
  return { low: interval.low, high: interval.high };
}
