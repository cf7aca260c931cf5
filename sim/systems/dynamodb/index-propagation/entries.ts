/**
 * What an index shows of an item, and what a write changes in that. An item has at most one entry in
 * an index; without the attributes that the index is keyed by it has none (developer guide, sparse
 * indexes).
 */

import type { Attributes, SortKey } from "../../../client/operation.ts";
import { indexWriteUnits } from "../../../parts/capacity-units.ts";
import type { Value } from "../../../parts/condition.ts";
import { entryKey, parseItemKey } from "../../../parts/primary-key.ts";
import type { Item } from "../messages/records.ts";
import { type IndexSpec, isGlobal } from "../tables.ts";

/** An item as a write left or found it; a value that is undefined: there is none. */
export interface Image extends Pick<Item, "value" | "bytes"> {
  readonly extras?: Item["extras"] | undefined;
}

/** An entry, but for where the B-tree has it. */
export interface Shown {
  /** Of the index; a local one's is the item's own, and not told. */
  readonly partition: SortKey | undefined;
  readonly sort: SortKey | undefined;
  readonly value: Value;
  readonly bytes: number;
}

export interface EntryChange {
  readonly before: Shown | undefined;
  readonly after: Shown | undefined;
  /** What became of an entry that was there and still is. */
  readonly change: "none" | "content" | "key";
}

/** What of its key an item brings along: the rest is 32 digits of its hash. */
const hashDigits = 32;

/** @param item the whole key of the item */
export function shownBy(
  { kind, key, sort, projection = "all" }: IndexSpec,
  item: string,
  image: Image | undefined,
): Shown | undefined {
  if (image?.value === undefined) return undefined;
  const attributes: Attributes = image.extras?.attributes ?? {};
  const partition = key === undefined || kind === "local" ? undefined : attributes[key];
  const own = sort === undefined ? undefined : attributes[sort];
  if (sort !== undefined && own === undefined) return undefined;
  if (kind !== "local" && partition === undefined) return undefined;
  const { value } = image;
  if (projection === "all") return { partition, sort: own, value, bytes: image.bytes };
  const keys = item.length - hashDigits + sizeOf(partition) + sizeOf(own);
  if (projection === "keys-only") return { partition, sort: own, value: "", bytes: keys };
  return { partition, sort: own, value, bytes: keys + projection.bytes };
}

/** Bytes of a key attribute; a number's are half its digits (facts of item sizes). */
function sizeOf(key: SortKey | undefined): number {
  if (key === undefined) return 0;
  return typeof key === "string" ? key.length : 1 + Math.ceil(String(Math.abs(key)).length / 2);
}

export function entryChange(
  index: IndexSpec,
  item: string,
  before: Image | undefined,
  after: Image | undefined,
): EntryChange {
  const [old, now] = [shownBy(index, item, before), shownBy(index, item, after)];
  if (old === undefined || now === undefined) return { before: old, after: now, change: "none" };
  if (old.partition !== now.partition || old.sort !== now.sort) {
    return { before: old, after: now, change: "key" };
  }
  const isSame =
    old.value === now.value &&
    old.bytes === now.bytes &&
    ((index.projection ?? "all") !== "all" || haveSameAttributes(before, after));
  return { before: old, after: now, change: isSame ? "none" : "content" };
}

function haveSameAttributes(left: Image | undefined, right: Image | undefined): boolean {
  const [one, other] = [left?.extras?.attributes ?? {}, right?.extras?.attributes ?? {}];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  );
}

/** Entries that have to be written or removed: 0 to 2. */
export function countOf({ before, after, change }: EntryChange): number {
  if (before !== undefined && after !== undefined) {
    return change === "none" ? 0 : change === "content" ? 1 : 2;
  }
  return before === undefined && after === undefined ? 0 : 1;
}

/** Units that the change costs: the index's own if it is global, the table's if local. */
export const unitsOf = ({ before, after, change }: EntryChange): number =>
  indexWriteUnits(before?.bytes, after?.bytes, change);

/** Where the B-tree of the index has the entry. */
export const keyOfEntry = (index: IndexSpec, { partition, sort }: Shown, item: string): string =>
  entryKey({
    partition: isGlobal(index) ? String(partition) : parseItemKey(item).partition,
    sort,
    of: item,
  });
