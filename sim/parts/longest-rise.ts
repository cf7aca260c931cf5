/**
 * Length of the longest strictly rising subsequence: how many of `keys` could be one front that
 * moves up in key order, whatever else is in between. O(n log n), by patience sorting. Of n keys in
 * random order about 2√n do.
 */
export function longestRise(keys: readonly string[]): number {
  // At index k, the smallest key that ends a rise of k + 1 keys.
  const ends: string[] = [];
  for (const key of keys) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! < key) low = middle + 1;
      else high = middle;
    }
    ends[low] = key;
  }
  return ends.length;
}
