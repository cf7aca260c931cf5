/**
 * Which partition holds a key: the map that storage nodes, the metadata service and the caches of
 * request routers have versions of (Elhemali et al., ATC '22, §6.6).
 *
 * A map is a snapshot that nobody changes. A change makes a new one, which shares with the old one
 * all but the touched chunk and the list of chunks: some 200 references for 10,000 partitions. So
 * thousands of routers may hold maps at the price of one, and a message may carry one.
 *
 * For every key the entry of the highest version counts. Entries may therefore arrive in any order,
 * late or twice: as partitions split and never merge, and each part begins with a higher version
 * than the whole had, all who heard the same have the same map. An entry that is newer in a part of
 * its range only is kept for that part. A map may have holes: a cache that knows little has many.
 */

import { assert, InvariantViolation } from "../kernel/assert.ts";
import { chunked, overlapping, spliced, startingAtOrBefore } from "./entry-chunks.ts";
import { overlay } from "./overlay-entry.ts";
import type { EntryChunk, PartitionEntry } from "./partition-entry.ts";

export interface PartitionMap {
  /** By table: chunks in the order of their ranges. */
  readonly tables: ReadonlyMap<string, readonly EntryChunk[]>;
}

export const emptyPartitionMap: PartitionMap = { tables: new Map() };

/** The map with all entries of a table, which need not be in order, in the place of any it had. */
export function withTable(
  map: PartitionMap,
  table: string,
  entries: readonly PartitionEntry[],
): PartitionMap {
  const ordered = [...entries].sort((left, right) =>
    left.range.from < right.range.from ? -1 : left.range.from > right.range.from ? 1 : 0,
  );
  const wrong = whyOverlapping(ordered);
  assert(wrong === undefined, `table ${table}: ${wrong}`);
  return withChunks(map, table, chunked(ordered));
}

/**
 * The map with these entries of a table as far as they are newer than what it has; the very same
 * map when none is. A split is one change of two entries.
 */
export function withEntries(
  map: PartitionMap,
  table: string,
  entries: readonly PartitionEntry[],
): PartitionMap {
  const before = map.tables.get(table) ?? [];
  const chunks = entries.reduce(withEntry, before);
  return chunks === before ? map : withChunks(map, table, chunks);
}

/** The entry whose range holds `key`, in O(log n); undefined when the map has none. */
export function floor(map: PartitionMap, table: string, key: string): PartitionEntry | undefined {
  const chunks = map.tables.get(table);
  const entry = chunks === undefined ? undefined : entryAt(chunks, key);
  if (entry === undefined) return undefined;
  return entry.range.to === undefined || key < entry.range.to ? entry : undefined;
}

/** The last entry that begins at or before `key`. */
function entryAt(chunks: readonly EntryChunk[], key: string): PartitionEntry | undefined {
  const chunk = chunks[startingAtOrBefore(chunks, key, (each) => each.from)];
  return chunk?.entries[startingAtOrBefore(chunk.entries, key, (each) => each.range.from)];
}

/** All entries of a table in the order of their ranges. */
export const entriesOfTable = (map: PartitionMap, table: string): PartitionEntry[] =>
  (map.tables.get(table) ?? []).flatMap(({ entries }) => entries);

/** Whether every key of the table, from "" to the end, is in exactly one entry. */
export const coversAll = (map: PartitionMap, table: string): boolean =>
  whyNotCovered(map, table) === undefined;

/** Which keys are in no entry or in two, in a sentence; undefined when `coversAll`. */
export function whyNotCovered(map: PartitionMap, table: string): string | undefined {
  let reached: string | undefined = "";
  for (const { id, range } of entriesOfTable(map, table)) {
    if (range.from !== reached) {
      return `expected ${id} to begin at ${said(reached)}, got ${said(range.from)}`;
    }
    reached = range.to;
  }
  return reached === undefined ? undefined : `no entry holds keys from ${said(reached)} on`;
}

function withEntry(chunks: readonly EntryChunk[], entry: PartitionEntry): readonly EntryChunk[] {
  const { from, to } = entry.range;
  // Most of what is learnt is known: a router that looks up what it has is told so every time.
  if (entryAt(chunks, from) === entry) return chunks;
  if (to !== undefined && from >= to) {
    throw new InvariantViolation(`${entry.id} has no keys: ${said(from)} to ${said(to)}`);
  }
  const place = overlapping(chunks, entry.range);
  const there = place.entries.slice(place.first, place.end);
  const laid = overlay(there, entry);
  return laid === undefined ? chunks : spliced(chunks, place, laid);
}

function withChunks(map: PartitionMap, table: string, chunks: readonly EntryChunk[]): PartitionMap {
  return { tables: new Map(map.tables).set(table, chunks) };
}

function whyOverlapping(ordered: readonly PartitionEntry[]): string | undefined {
  for (const [index, { id, range }] of ordered.entries()) {
    if (range.to !== undefined && range.to <= range.from) return `${id} has no keys`;
    const next = ordered[index + 1];
    if (next === undefined || (range.to !== undefined && range.to <= next.range.from)) continue;
    return `${id} ends at ${said(range.to)}, after ${next.id} begins at ${said(next.range.from)}`;
  }
  return undefined;
}

const said = (key: string | undefined): string =>
  key === undefined ? "the end" : JSON.stringify(key);
