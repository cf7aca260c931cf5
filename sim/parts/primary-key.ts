/**
 * Primary keys, and the one text that orders them as a B-tree does: by the hash of the partition key,
 * then the partition key itself, then the sort key (USENIX ATC '22, §3: hash and sort key decide
 * where an item is stored).
 */

import { assert } from "../kernel/assert.ts";
import { keyHash } from "./key-hash.ts";
import type { KeyRange } from "./key-range.ts";
import { numberOf, orderedNumber, orderedText, textOf } from "./ordered-text.ts";

/** All sort keys of a table are of one type; binary ones are left out. */
export type SortKey = string | number;

export interface PrimaryKey {
  readonly partition: string;
  /** Undefined: the table has no sort key. */
  readonly sort: SortKey | undefined;
}

/** A condition on the sort key, as a Query may have one; `between` includes both ends. */
export type SortRange =
  | { readonly kind: "all" }
  | { readonly kind: "equals" | "before" | "at-most" | "after" | "at-least"; readonly key: SortKey }
  | { readonly kind: "between"; readonly low: string; readonly high: string }
  | { readonly kind: "between"; readonly low: number; readonly high: number }
  | { readonly kind: "begins-with"; readonly prefix: string };

/** A range of item keys with an end. */
export interface Bounds extends KeyRange {
  readonly to: string;
}

const hashDigits = 32;
/** Before everything that a text may hold, so that a shorter partition key comes first. */
const separator = "\0";
/** Behind the separator: which type the sort key has. */
const tags = { number: "n", string: "s" } as const;
/** Behind everything that may follow a text: no escape has a second U+FFFF. */
const last = "\uffff\uffff";

/** The text an item is stored under: different for different keys, and in the order of the B-tree. */
export function itemKey(partition: string, sort?: SortKey): string {
  const item = keyHash(partition) + orderedText(partition);
  return sort === undefined ? item : item + separator + sortText(sort);
}

/** The key that `itemKey` made this text of. */
export function parseItemKey(item: string): PrimaryKey {
  const end = item.indexOf(separator, hashDigits);
  const partition = textOf(item.slice(hashDigits, end === -1 ? undefined : end));
  assert(item.startsWith(keyHash(partition)), `"${item}" does not begin with its key's hash`);
  return { partition, sort: end === -1 ? undefined : sortOf(item.slice(end + 1)) };
}

/** The least key of those with this one's partition key. */
export function collectionOf(item: string): string {
  const end = item.indexOf(separator, hashDigits);
  return end === -1 ? item : item.slice(0, end);
}

/** What an entry of an index is stored under: its own key in the index, and the item that it shows. */
export interface EntryKey extends PrimaryKey {
  /** The whole key of the item. */
  readonly of: string;
}

/** Behind the index's key, so that entries stand in its order and two items never share one. */
export const entryKey = ({ partition, sort, of }: EntryKey): string =>
  itemKey(partition, sort) + separator + of;

/** The key that `entryKey` made this text of. */
export function parseEntryKey(entry: string): EntryKey {
  const end = entry.indexOf(separator, hashDigits);
  assert(end !== -1, `"${entry}" is no entry of an index: it names no item`);
  const partition = textOf(entry.slice(hashDigits, end));
  // An item's key begins with hex digits, a sort key with its tag.
  const tag = entry[end + 1];
  if (tag !== tags.number && tag !== tags.string) {
    return { partition, sort: undefined, of: entry.slice(end + 1) };
  }
  const behind = entry.indexOf(separator, end + 1);
  return { partition, sort: sortOf(entry.slice(end + 1, behind)), of: entry.slice(behind + 1) };
}

/**
 * Where the items with this partition key, or the entries of an index, stand that satisfy `range`;
 * empty if none can.
 */
export function boundsOf(partition: string, range: SortRange): Bounds {
  const item = keyHash(partition) + orderedText(partition);
  const all = item + separator;
  switch (range.kind) {
    case "all":
      // The item without a sort key, and all with one; U+0001 is the least that can follow.
      return { from: item, to: `${item}\x01` };
    case "between":
      return crossing(all + sortText(range.low), next(all + sortText(range.high)));
    case "begins-with": {
      const from = all + sortText(range.prefix);
      return { from, to: from + last };
    }
    default:
      return comparison(all, range.kind, range.key);
  }
}

type Comparison = "equals" | "before" | "at-most" | "after" | "at-least";

function comparison(all: string, kind: Comparison, key: SortKey): Bounds {
  const exact = all + sortText(key);
  const least = all + tagOf(key);
  const end = least + last;
  switch (kind) {
    case "equals":
      return { from: exact, to: next(exact) };
    case "before":
      return { from: least, to: exact };
    case "at-most":
      return { from: least, to: next(exact) };
    case "after":
      return { from: next(exact), to: end };
    case "at-least":
      return { from: exact, to: end };
  }
}

/** Ends that have crossed hold nothing (DynamoDB refuses such a condition before it comes here). */
const crossing = (from: string, to: string): Bounds => ({ from, to: to < from ? from : to });

/** Behind `text` and every entry of an index under it; U+0001 is the least that can follow else. */
const next = (text: string): string => `${text}\x01`;

const tagOf = (sort: SortKey): string => (typeof sort === "number" ? tags.number : tags.string);

const sortText = (sort: SortKey): string =>
  tagOf(sort) + (typeof sort === "number" ? orderedNumber(sort) : orderedText(sort));

const sortOf = (text: string): SortKey =>
  text.startsWith(tags.number) ? numberOf(text.slice(1)) : textOf(text.slice(1));
