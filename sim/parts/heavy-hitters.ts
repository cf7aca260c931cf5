/**
 * The keys with most of the traffic, found with a fixed number of counters.
 *
 * Source: A. Metwally, D. Agrawal, A. El Abbadi, "Efficient computation of frequent and top-k
 * elements in data streams", ICDT 2005 ("space-saving"). A key without a counter takes the smallest
 * one and inherits its count as its possible error. So every key with more than total / counters
 * has a counter, and `count - error` ≤ true count ≤ `count`.
 *
 * Weights are whole numbers. A pass over all counters finds a key or the smallest of them: for the
 * few that are needed this is as quick as the paper's sorted list, and flat arrays are cheap to copy.
 */

export interface HeavyHitters {
  readonly counters: number;
  readonly keys: string[];
  readonly counts: number[];
  readonly errors: number[];
  /** Weight of all accesses. */
  total: number;
}

export const heavyHitters = (counters: number): HeavyHitters => ({
  counters,
  keys: [],
  counts: [],
  errors: [],
  total: 0,
});

export function count(hitters: HeavyHitters, key: string, weight: number): void {
  const { keys, counts, errors, counters } = hitters;
  hitters.total += weight;
  const known = keys.indexOf(key);
  if (known >= 0) {
    counts[known] = (counts[known] ?? 0) + weight;
  } else if (keys.length < counters) {
    keys.push(key);
    counts.push(weight);
    errors.push(0);
  } else {
    const smallest = indexOfSmallest(counts);
    const inherited = counts[smallest] ?? 0;
    keys[smallest] = key;
    counts[smallest] = inherited + weight;
    errors[smallest] = inherited;
  }
}

/** Counts the past for half: what comes now weighs more than what was. */
export function halve(hitters: HeavyHitters): void {
  const { counts, errors } = hitters;
  hitters.total = Math.floor(hitters.total / 2);
  for (let index = 0; index < counts.length; index += 1) {
    counts[index] = Math.floor((counts[index] ?? 0) / 2);
    // Rounded up, so that what is certain stays certain.
    errors[index] = Math.ceil((errors[index] ?? 0) / 2);
  }
}

/** The key that certainly has the most weight, and how much; undefined when nothing was counted. */
export function hottest(
  hitters: HeavyHitters,
): { readonly key: string; readonly weight: number } | undefined {
  let best: { key: string; weight: number } | undefined;
  hitters.keys.forEach((key, index) => {
    const weight = Math.max(0, (hitters.counts[index] ?? 0) - (hitters.errors[index] ?? 0));
    if (best === undefined || weight > best.weight) best = { key, weight };
  });
  return best;
}

function indexOfSmallest(counts: readonly number[]): number {
  let smallest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < counts.length; index += 1) {
    const value = counts[index] ?? 0;
    if (value >= least) continue;
    smallest = index;
    least = value;
  }
  return smallest;
}
