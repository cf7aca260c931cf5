/**
 * A map from text in the order of its keys: what a B-tree gives a replica. Values lie in hash buckets;
 * the order of keys is kept beside them, in sorted pages, from the moment that `keepOrder` asks for
 * it: a table that is only read by key need not pay for it with every new item.
 *
 * Where containers are copied when touched (immer's drafts in check mode), a change copies one
 * bucket and one page. Both are few while the map is small: an empty one is an empty array.
 */

import { areFull, type Buckets, bucketOf, grown } from "./hash-buckets.ts";
import { enter, type KeyPages, leave, leaveFrom, pagesOf, walk, walkBack } from "./key-pages.ts";

export interface OrderedMap<Value> {
  buckets: Buckets<Value>;
  /** All keys in order; undefined until somebody asks for it. */
  order: KeyPages | undefined;
  size: number;
}

export type Entry<Value> = readonly [key: string, value: Value];

/** What is asked of a range besides its ends. */
export interface Reading {
  /** At most so many entries; all without it. */
  readonly limit?: number;
  /** From the greatest key down. */
  readonly backwards?: boolean;
}

export const emptyOrderedMap = <Value>(): OrderedMap<Value> => ({
  buckets: [],
  order: undefined,
  size: 0,
});

/** The value under `key`; undefined: no such key. */
export const lookUp = <Value>(map: OrderedMap<Value>, key: string): Value | undefined =>
  map.buckets[bucketOf(key, map.buckets.length)]?.get(key);

/** Puts `value` under `key`, in the place of the one that is there. */
export function insert<Value>(map: OrderedMap<Value>, key: string, value: Value): void {
  if (areFull(map.buckets.length, map.size)) map.buckets = grown(map.buckets);
  const bucket = map.buckets[bucketOf(key, map.buckets.length)];
  if (bucket === undefined) return;
  const before = bucket.size;
  bucket.set(key, value);
  if (bucket.size === before) return;
  map.size += 1;
  if (map.order !== undefined) enter(map.order, key);
}

/** Takes `key` and its value out, if it is there. */
export function remove<Value>(map: OrderedMap<Value>, key: string): void {
  if (map.buckets[bucketOf(key, map.buckets.length)]?.delete(key) !== true) return;
  map.size -= 1;
  if (map.order !== undefined) leave(map.order, key);
}

/**
 * Keeps the order of keys from now on, so that reading a range costs what it finds. Without it each
 * such read sorts all keys, and changes nothing: an observer may look at a map that is frozen.
 */
export function keepOrder<Value>(map: OrderedMap<Value>): void {
  map.order ??= orderOf(map);
}

/**
 * Visits the entries from `from` on and before `to` (undefined: to the last), in order of keys
 * (code units) or against it, until `visit` returns false. The map must not change meanwhile.
 */
export function visitBetween<Value>(
  map: OrderedMap<Value>,
  from: string,
  to: string | undefined,
  visit: (key: string, value: Value) => boolean,
  backwards = false,
): void {
  const go = backwards ? walkBack : walk;
  go(orderOf(map), from, to, (key) => visit(key, lookUp(map, key) as Value));
}

/** The entries from `from` on and before `to` (undefined: to the last), as a list of its own. */
export function entriesBetween<Value>(
  map: OrderedMap<Value>,
  from: string,
  to: string | undefined,
  { limit = Number.POSITIVE_INFINITY, backwards = false }: Reading = {},
): Entry<Value>[] {
  const found: Entry<Value>[] = [];
  if (limit <= 0) return found;
  const visit = (key: string, value: Value): boolean => found.push([key, value]) < limit;
  visitBetween(map, from, to, visit, backwards);
  return found;
}

/** All entries, ordered by key (code units), as a list of its own. */
export const entriesOf = <Value>(map: OrderedMap<Value>): Entry<Value>[] =>
  entriesBetween(map, "", undefined);

/** A map of the entries, the last of several with one key; it keeps no order yet. */
export function fromEntries<Value>(entries: readonly Entry<Value>[]): OrderedMap<Value> {
  const map = emptyOrderedMap<Value>();
  for (const [key, value] of entries) insert(map, key, value);
  return map;
}

/**
 * Takes the entries from `key` on out of the map, and returns them as a map of their own. Both keep
 * the order, as a split wants it.
 */
export function splitOff<Value>(map: OrderedMap<Value>, key: string): OrderedMap<Value> {
  keepOrder(map);
  const right = emptyOrderedMap<Value>();
  const gone = map.order === undefined ? [] : leaveFrom(map.order, key);
  for (const name of gone) {
    const bucket = map.buckets[bucketOf(name, map.buckets.length)];
    insert(right, name, bucket?.get(name) as Value);
    bucket?.delete(name);
  }
  right.order = pagesOf(gone);
  map.size -= gone.length;
  return right;
}

const orderOf = <Value>(map: OrderedMap<Value>): KeyPages => map.order ?? pagesOf(sortedKeys(map));

const sortedKeys = <Value>({ buckets }: OrderedMap<Value>): string[] =>
  // Without a function to compare, texts are ordered by their code units, and far faster.
  buckets.flatMap((bucket) => [...bucket.keys()]).sort(); // as text
