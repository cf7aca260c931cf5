import type { Operation } from "../sim/client/history.ts";
import type { Measure } from "./result.ts";

/** Of attempts answered ok, under "<what>LatencyP50" and so on; empty when there were none. */
export function latencies(what: string, list: readonly Operation[]): Record<string, Measure> {
  const sorted = list
    .filter(({ outcome }) => outcome === "ok")
    .map(({ invoked, completed }) => (completed ?? invoked) - invoked)
    .sort((left, right) => left - right);
  if (sorted.length === 0) return {};
  const at = (share: number): Measure => ({ value: quantile(sorted, share) / 1_000, unit: "ms" });
  return {
    [`${what}LatencyP50`]: at(0.5),
    [`${what}LatencyP95`]: at(0.95),
    [`${what}LatencyP99`]: at(0.99),
    [`${what}LatencyMax`]: at(1),
  };
}

/** The smallest of the sorted values that at least this share of them does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? 0;
}
