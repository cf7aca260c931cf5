/**
 * Capacity units (DynamoDB developer guide, read and write operations): reads are counted in 4 KB,
 * halves for eventual consistency, writes in 1 KB of the larger image. Sizes are those of whole items,
 * names and values, without what storage adds. Where sources differ or are silent, the choice is
 * ours and says so.
 */

const kilobyte = 1024;

type Consistency = "strong" | "eventual";

/** Units of a read of an item of `bytes`; a missing item counts as the smallest one. */
export function readUnits(bytes: number, consistency: Consistency): number {
  const units = Math.max(1, Math.ceil(bytes / (4 * kilobyte)));
  return consistency === "strong" ? units : units / 2;
}

/** Units of a write that found `before` bytes and leaves `after`; a missing item counts as 0. */
export const writeUnits = (before: number, after: number): number =>
  Math.max(1, Math.ceil(Math.max(before, after) / kilobyte));

/** Units of a delete of an item of `before` bytes; a missing one (0) costs the smallest write. */
export const deleteUnits = (before: number): number => writeUnits(before, 0);

/** A batch costs what its items cost one by one. */
export const batchReadUnits = (sizes: readonly number[], consistency: Consistency): number =>
  sizes.reduce((units, bytes) => units + readUnits(bytes, consistency), 0);

export const batchWriteUnits = (writes: readonly { before: number; after: number }[]): number =>
  writes.reduce((units, { before, after }) => units + writeUnits(before, after), 0);

/**
 * Units of a page of a Query or Scan: all bytes evaluated are rounded together, whatever a filter or
 * projection leaves. `evaluated` has one number for each partition searched, 0 where nothing was. The
 * guide says that each one searched is charged, even when empty, but not how much; ours: each
 * rounds for itself, as each answers for itself, so that none costs less than the smallest read.
 */
export const queryUnits = (evaluated: readonly number[], consistency: Consistency): number =>
  batchReadUnits(evaluated, consistency);

/** Units of a Query on a local index that fetches items for attributes it does not hold. */
export const fetchingQueryUnits = (
  entries: readonly number[],
  fetched: readonly number[],
  consistency: Consistency,
): number => queryUnits(entries, consistency) + batchReadUnits(fetched, consistency);

/** Units of one action of a TransactGetItems: a strong read, twice. */
export const transactReadUnits = (bytes: number): number => 2 * readUnits(bytes, "strong");

/** Units of one write of a TransactWriteItems, on the table alone: indexes are not doubled. */
export const transactWriteUnits = (before: number, after: number): number =>
  2 * writeUnits(before, after);

/** Units of a condition check in a TransactWriteItems: those of a write of what it looks at. */
export const conditionCheckUnits = (bytes: number): number => transactWriteUnits(bytes, bytes);

/** Read units of one action of a transaction that is sent again with its token and only answered. */
export const replayedActionUnits = (before: number, after: number): number =>
  transactReadUnits(Math.max(before, after));

/**
 * Units of a single write whose condition failed: it is charged all the same. The guide's example
 * charges the larger image; AWS's cost calculator measured the existing one, or the new one of a put
 * on nothing. Ours: a put costs the larger of the two, an update or delete the existing item.
 */
export const refusedWriteUnits = (
  kind: "put" | "update" | "delete",
  before: number,
  proposed: number,
): number => writeUnits(before, kind === "put" ? proposed : 0);

/** An item's entry in an index: what is projected, in bytes; undefined: the item is not in it. */
export type EntrySize = number | undefined;

/**
 * Units that a write costs on one index: the index's own if it is global, the table's if local.
 * `change`: what became of an entry that was there and still is.
 */
export function indexWriteUnits(
  before: EntrySize,
  after: EntrySize,
  change: "none" | "content" | "key",
): number {
  if (before === undefined) return after === undefined ? 0 : writeUnits(0, after);
  if (after === undefined) return deleteUnits(before);
  switch (change) {
    case "none":
      return 0;
    case "content":
      return writeUnits(before, after);
    case "key":
      return deleteUnits(before) + writeUnits(0, after);
  }
}

/** Units of an expiry (time to live) in the Region where it happens, indexes included. */
export const expiryUnits = 0;
