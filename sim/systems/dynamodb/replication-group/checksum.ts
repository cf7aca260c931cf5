/**
 * Checksums by which replicas and archives are compared (ATC '22, §5.2, §5.3). The one over items
 * does not depend on their order, so that it is kept up to date with every write.
 */

import type { Value } from "../../../parts/condition.ts";
import { entriesOf, type OrderedMap } from "../../../parts/ordered-map.ts";
import type { Item, LogRecord } from "../messages/records.ts";

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** One item's part in the sum of all: adding it twice takes it out again. */
export const itemSum = (key: string, { value, lsn }: Item): number =>
  hashText(String(lsn), hashText(":", hashValue(value, hashText(key))));

/** Piece by piece, as no text need be put together for it. */
const hashValue = (value: Value | undefined, seed: number): number =>
  hashText(String(value), hashText(":", hashText(typeof value, seed)));

export function sumOf(items: OrderedMap<Item>): number {
  let sum = 0;
  for (const [key, item] of entriesOf(items)) sum = (sum ^ itemSum(key, item)) >>> 0;
  return sum;
}

/** Over the contents of records in their order, whatever ballot they are logged under. */
export function checksumOf(records: readonly LogRecord[]): number {
  let hash = 0x811c9dc5;
  for (const { lsn, key, value, request, order } of records) {
    hash = hashText(":", hashText(key, hashText(":", hashText(String(lsn), hash))));
    hash = order === undefined ? hashValue(value, hash) : hashText(order.kind, hash);
    hash = hashText(";", hashText(String(request), hashText(":", hash)));
  }
  return hash;
}
