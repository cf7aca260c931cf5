/** What readers of a shard are given (API reference, streams GetShardIterator and GetRecords). */

import type { Address } from "../../../kernel/role.ts";
import { between, type LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { partitionOf } from "./homes.ts";
import type {
  GetIterator,
  GetRecords,
  IteratorType,
  ShardIterator,
  StreamRecord,
  StreamRefused,
} from "./messages.ts";
import { admitReader } from "./readers.ts";
import type { Shard, Shelf } from "./shelf.ts";
import type { StreamServerEffects, StreamServerState } from "./stream-server.ts";

/** Most bytes of one answer. */
const pageBytes = 1_048_576;

export function giveIterator(
  state: StreamServerState,
  to: Address,
  { shard: id, type }: GetIterator,
  at: LocalTime,
  effects: StreamServerEffects,
): void {
  const found = shardOf(state, id);
  const iterator: ShardIterator | undefined = found && {
    shard: id,
    after: startOf(found, type),
    issued: at,
  };
  effects.send(to, { kind: "iterator-given", shard: id, iterator });
}

function startOf({ shelf, shard }: Found, type: IteratorType): Lsn {
  switch (type.kind) {
    case "trim-horizon":
      return shard.trimmed;
    case "latest":
      return Math.max(shard.from, Math.min(shelf.shown, shard.to ?? shelf.shown)) as Lsn;
    case "at-sequence":
      return (type.sequence - 1) as Lsn;
    case "after-sequence":
      return type.sequence;
  }
}

export function giveRecords(
  state: StreamServerState,
  to: Address,
  { iterator, limit, isReplicator }: GetRecords,
  at: LocalTime,
  effects: StreamServerEffects,
): void {
  const { shard: id, after } = iterator;
  const found = shardOf(state, id);
  const reader = isReplicator === true ? undefined : to;
  const reason = whyRefuse(state, reader, iterator, found, at);
  if (reason !== undefined || found === undefined) {
    effects.mark(`reader-refused-${reason}`);
    return effects.send(to, {
      kind: "stream-refused",
      shard: id,
      reason: reason ?? "no-such-shard",
    });
  }
  const { records, more } = readFrom(found, after, Math.min(limit, state.setup.config.streamPage));
  const last = records[records.length - 1]?.sequence ?? after;
  const isOver = isReadOut(state, found, more);
  const next = isOver ? undefined : { shard: id, after: last, issued: at };
  const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
  effects.send(to, { kind: "stream-records", shard: id, asked: after, records, next }, bytes);
}

/** @param reader undefined: whom nobody counts */
function whyRefuse(
  { setup, readers }: StreamServerState,
  reader: Address | undefined,
  { shard: id, after, issued }: ShardIterator,
  found: Found | undefined,
  at: LocalTime,
): StreamRefused["reason"] | undefined {
  if (found === undefined) return "no-such-shard";
  if (between(issued, at) > setup.config.streamIteratorLife) return "expired-iterator";
  if (after < found.shard.trimmed) return "trimmed";
  if (reader === undefined) return undefined;
  const known = readers.get(id) ?? new Map();
  readers.set(id, known);
  return admitReader(known, reader, at, setup.config) ? undefined : "limit-exceeded";
}

/** What readers may see behind a position, as much as one answer holds. */
function readFrom(
  { shelf, shard }: Found,
  after: Lsn,
  limit: number,
): { readonly records: readonly StreamRecord[]; readonly more: boolean } {
  const records: StreamRecord[] = [];
  let bytes = 0;
  for (let place = firstBehind(shard.records, after); place < shard.records.length; place += 1) {
    const record = shard.records[place]!;
    if (record.sequence > shelf.shown) return { records, more: true };
    if (records.length >= limit || bytes >= pageBytes) return { records, more: true };
    records.push(record);
    bytes += record.bytes;
  }
  return { records, more: false };
}

function firstBehind(records: readonly StreamRecord[], after: Lsn): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.sequence > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A closed shard ends once all of it has been shown and read. */
function isReadOut({ setup }: StreamServerState, { shelf, shard }: Found, more: boolean): boolean {
  if (shard.to === undefined) return false;
  if (setup.config.bugs.includes("closed-shard-ends-early")) return true;
  return !more && shelf.shown >= shard.to;
}

interface Found {
  readonly shelf: Shelf;
  readonly shard: Shard;
}

function shardOf({ shelves }: StreamServerState, id: string): Found | undefined {
  const shelf = shelves.get(partitionOf(id));
  const shard = shelf?.shards.find((one) => one.id === id);
  return shelf === undefined || shard === undefined ? undefined : { shelf, shard };
}
