/**
 * Values by text, in hash buckets: none while empty, so that thousands of idle replicas cost nothing,
 * one while small, and many as soon as one would be too much to copy for a single change.
 */

/** None, one or `many`. */
export type Buckets<Value> = Map<string, Value>[];

const many = 128;
/** Entries a single bucket may hold. */
const few = 64;

/** Which of `count` buckets holds `key`; 0 when there are none. */
export function bucketOf(key: string, count: number): number {
  const { length } = key;
  // FNV-1a over the ends: long keys differ in the hash at their head or in the number at their tail.
  const head = length <= 24 ? length : 8;
  let hash = 0x811c9dc5 ^ length;
  for (let index = 0; index < head; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  for (let index = Math.max(head, length - 16); index < length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (count - 1);
}

/** Whether `count` buckets must grow in number before one more is added to `size` entries. */
export const areFull = (count: number, size: number): boolean =>
  count === 0 || (count === 1 && size >= few);

/** The same entries in more buckets. */
export function grown<Value>(buckets: Buckets<Value>): Buckets<Value> {
  const count = buckets.length === 0 ? 1 : many;
  const more = Array.from({ length: count }, () => new Map<string, Value>());
  for (const bucket of buckets) {
    for (const [key, value] of bucket) more[bucketOf(key, count)]?.set(key, value);
  }
  return more;
}
