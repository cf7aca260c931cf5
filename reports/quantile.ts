/** The quantiles that a report prints, in µs, by nearest rank: each is a latency that occurred. */
export interface Quantiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Undefined when there is nothing to rank. */
export function quantilesOf(values: readonly number[]): Quantiles | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  return {
    count: sorted.length,
    p50: ranked(sorted, 50),
    p95: ranked(sorted, 95),
    p99: ranked(sorted, 99),
    max: ranked(sorted, 100),
  };
}

/** Smallest value that at least `percent` of all do not exceed. In whole numbers, so exact. */
function ranked(sorted: Float64Array, percent: number): number {
  const rank = Math.ceil((sorted.length * percent) / 100);
  return sorted[Math.max(rank, 1) - 1] ?? 0;
}
