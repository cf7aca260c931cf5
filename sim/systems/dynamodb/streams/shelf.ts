/** The shards of one partition on their server: plain data, and what a batch does to them. */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { shardId } from "./homes.ts";
import type { ShardInfo, StreamAppend, StreamRecord } from "./messages.ts";

export interface Shard {
  readonly id: string;
  /** It holds changes behind this position. */
  readonly from: Lsn;
  /** Its last position; undefined: it is open. */
  to: Lsn | undefined;
  /** Which shards follow it, once it is closed: of this partition, and of the child. */
  next: readonly ShardInfo[];
  records: StreamRecord[];
  /** When each of them came, on the server's clock. */
  came: LocalTime[];
  /** Position behind which nothing has been thrown away. */
  trimmed: Lsn;
}

export interface Shelf {
  readonly table: string;
  readonly partition: string;
  /** Taken in up to here. */
  upTo: Lsn;
  /** On disk up to here. */
  kept: Lsn;
  /** Readers may see all up to here. */
  shown: Lsn;
  /** Oldest first; the last one is open. */
  shards: Shard[];
}

export const freshShelf = ({ table, partition, after }: StreamAppend): Shelf => ({
  table,
  partition,
  upTo: after,
  kept: after,
  shown: after,
  shards: [openShard(partition, after)],
});

const openShard = (partition: string, from: Lsn): Shard => ({
  id: shardId(partition, from),
  from,
  to: undefined,
  next: [],
  records: [],
  came: [],
  trimmed: from,
});

/**
 * Takes in what is new of a batch that begins at or before the end of the shelf; with `twice`, what
 * is not new, too: a mistake.
 */
export function takeIn(
  shelf: Shelf,
  { upTo, records, splits }: StreamAppend,
  at: LocalTime,
  twice = false,
): void {
  const known = twice ? (0 as Lsn) : shelf.upTo;
  const fresh = records.filter(({ sequence }) => sequence > known);
  let place = 0;
  for (const { at: end, child } of splits) {
    if (end <= shelf.upTo) continue;
    place = fill(shelf, fresh, place, end, at);
    closeShard(shelf, end, child);
  }
  fill(shelf, fresh, place, upTo, at);
  if (upTo > shelf.upTo) shelf.upTo = upTo;
}

/** Records up to `end` go into the open shard; the place of the first that does not. */
function fill(
  shelf: Shelf,
  records: readonly StreamRecord[],
  from: number,
  end: Lsn,
  at: LocalTime,
): number {
  const open = shelf.shards[shelf.shards.length - 1]!;
  let place = from;
  while (place < records.length && records[place]!.sequence <= end) {
    const record = records[place]!;
    place += 1;
    open.records.push(record);
    open.came.push(at);
  }
  return place;
}

function closeShard({ shards, partition }: Shelf, end: Lsn, child: string): void {
  const open = shards[shards.length - 1]!;
  const parent = open.id;
  open.to = end;
  open.next = [partition, child].map((one) => ({
    id: shardId(one, end),
    partition: one,
    parent,
  }));
  shards.push(openShard(partition, end));
}

/** Throws away what came before `horizon`. */
export function trim(shelf: Shelf, horizon: LocalTime): void {
  for (const shard of shelf.shards) {
    const first = shard.came.findIndex((came) => came >= horizon);
    const gone = first === -1 ? shard.came.length : first;
    if (gone === 0) continue;
    shard.trimmed = shard.records[gone - 1]!.sequence;
    shard.records = shard.records.slice(gone);
    shard.came = shard.came.slice(gone);
  }
}

/** All shards on a shelf, and the first ones of children that are known from here. */
export function shardsOn({ shards, partition }: Shelf): ShardInfo[] {
  const found = new Map<string, ShardInfo>();
  for (const { id, next } of shards) {
    if (!found.has(id)) found.set(id, { id, partition });
    for (const info of next) found.set(info.id, info);
  }
  return [...found.values()];
}
