/**
 * The entries of one table in chunks, so that a change copies one chunk and the list of chunks, not
 * all entries. Nothing here changes what it is given.
 */

import type { EntryChunk, PartitionEntry, PartitionRange } from "./partition-entry.ts";

/** Some chunks, whose entries are `entries`, and which of those overlap a range. */
export interface Place {
  readonly firstChunk: number;
  readonly endChunk: number;
  readonly entries: readonly PartitionEntry[];
  readonly first: number;
  readonly end: number;
}

/** 128 entries and the 80 to 160 chunks of 10,000 partitions cost about the same to copy. */
const mostEntries = 128;

/** Chunks of the entries, which are in order, as even as can be. */
export function chunked(entries: readonly PartitionEntry[]): EntryChunk[] {
  const parts = Math.ceil(entries.length / mostEntries);
  return Array.from({ length: parts }, (_, part) => {
    const start = Math.floor((part * entries.length) / parts);
    const end = Math.floor(((part + 1) * entries.length) / parts);
    return { from: entries[start]!.range.from, entries: entries.slice(start, end) };
  });
}

/** Index of the last of `items`, in order, that begins at or before `key`; -1 when none does. */
export function startingAtOrBefore<Item>(
  items: readonly Item[],
  key: string,
  from: (item: Item) => string,
): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (from(items[middle]!) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where entries that overlap `range` are, or where they would be. */
export function overlapping(chunks: readonly EntryChunk[], range: PartitionRange): Place {
  const firstChunk = Math.max(
    0,
    startingAtOrBefore(chunks, range.from, ({ from }) => from),
  );
  let endChunk = firstChunk;
  while (endChunk < chunks.length && beginsBefore(chunks[endChunk]!.from, range.to)) endChunk += 1;
  // A range below all entries belongs before the first one, in its chunk.
  endChunk = Math.min(Math.max(endChunk, firstChunk + 1), chunks.length);
  const entries = entriesBetween(chunks, firstChunk, endChunk);
  const before = startingAtOrBefore(entries, range.from, (entry) => entry.range.from);
  const first = before >= 0 && reachesInto(entries[before]!, range.from) ? before : before + 1;
  let end = first;
  while (end < entries.length && beginsBefore(entries[end]!.range.from, range.to)) end += 1;
  return { firstChunk, endChunk, entries, first, end };
}

/** The chunks with `laid` in the place of the overlapping entries; other chunks are shared. */
export function spliced(
  chunks: readonly EntryChunk[],
  { firstChunk, endChunk, entries, first, end }: Place,
  laid: readonly PartitionEntry[],
): EntryChunk[] {
  const touched = chunked([...entries.slice(0, first), ...laid, ...entries.slice(end)]);
  return [...chunks.slice(0, firstChunk), ...touched, ...chunks.slice(endChunk)];
}

/** Mostly there is one chunk, whose entries need not be copied. */
function entriesBetween(
  chunks: readonly EntryChunk[],
  first: number,
  end: number,
): readonly PartitionEntry[] {
  if (end === first + 1) return chunks[first]!.entries;
  return chunks.slice(first, end).flatMap(({ entries }) => entries);
}

const beginsBefore = (from: string, to: string | undefined): boolean =>
  to === undefined || from < to;

const reachesInto = ({ range }: PartitionEntry, key: string): boolean =>
  range.to === undefined || range.to > key;
