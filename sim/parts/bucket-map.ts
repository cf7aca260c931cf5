/**
 * A map from text in buckets: the items of a B-tree, as far as single keys go.
 *
 * Buckets bound what one change copies where containers are copied when touched (immer's drafts
 * in check mode copy a whole Map for one entry).
 */

export interface BucketMap<Value> {
  buckets: Map<string, Value>[];
  size: number;
}

const count = 128;

export const emptyBucketMap = <Value>(): BucketMap<Value> => ({
  buckets: Array.from({ length: count }, () => new Map<string, Value>()),
  size: 0,
});

export const lookUp = <Value>(map: BucketMap<Value>, key: string): Value | undefined =>
  map.buckets[bucketOf(key)]?.get(key);

export function insert<Value>(map: BucketMap<Value>, key: string, value: Value): void {
  const bucket = map.buckets[bucketOf(key)];
  if (bucket === undefined) return;
  const before = bucket.size;
  bucket.set(key, value);
  map.size += bucket.size - before;
}

export function remove<Value>(map: BucketMap<Value>, key: string): void {
  if (map.buckets[bucketOf(key)]?.delete(key) === true) map.size -= 1;
}

/** All entries, ordered by key (code units), as a list of its own. */
export function entriesOf<Value>(map: BucketMap<Value>): (readonly [string, Value])[] {
  const all: (readonly [string, Value])[] = [];
  for (const bucket of map.buckets) for (const entry of bucket) all.push(entry);
  return all.sort(([left], [right]) => (left < right ? -1 : 1));
}

export function fromEntries<Value>(
  entries: readonly (readonly [string, Value])[],
): BucketMap<Value> {
  const map = emptyBucketMap<Value>();
  for (const [key, value] of entries) insert(map, key, value);
  return map;
}

/** A small hash over the key's code units (FNV-1a): where it lands matters to nobody else. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % count;
}
