/**
 * A server of streams: keeps the shards of the partitions that are its own, and serves readers. It
 * keeps on disk what it has confirmed; in Amazon's case a fleet of such servers does, three copies
 * of each (not described in public; ours has one copy and a disk that is not lost).
 */

import type { Address, Effects, Role } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Config } from "../config.ts";
import { describe } from "../describe.ts";
import type { DynamoMessage } from "../messages.ts";
import type { StreamAppend } from "./messages.ts";
import type { Readers } from "./readers.ts";
import { giveIterator, giveRecords } from "./reading.ts";
import { freshShelf, type Shelf, shardsOn, takeIn, trim } from "./shelf.ts";

export interface StreamServerSetup {
  readonly config: Config;
}

export interface StreamServerState {
  readonly setup: StreamServerSetup;
  /** By partition. */
  shelves: Map<string, Shelf>;
  /** By shard. */
  readers: Map<string, Readers>;
  /** Who waits to hear that a partition's records are on disk. */
  tellers: Map<string, Address>;
}

export type StreamServerEffects = Effects<DynamoMessage, StreamAppend>;

export const streamServer: Role<StreamServerState, DynamoMessage, StreamAppend, StreamServerSetup> =
  {
    name: "stream-server",
    describe,

    start(_self, setup, { records }, at, effects) {
      const state: StreamServerState = {
        setup,
        shelves: new Map(),
        readers: new Map(),
        tellers: new Map(),
      };
      for (const append of records) {
        const shelf = shelfOf(state, append);
        takeIn(shelf, append, at);
        shelf.kept = shelf.upTo;
        shelf.shown = shelf.upTo;
      }
      armTrim(state, effects);
      return state;
    },

    handle(state, event, effects) {
      if (event.kind === "persisted") onKept(state, event.record, effects);
      else if (event.kind === "timer") onTimer(state, event.timer, event.at, effects);
      else if (event.kind === "message") {
        onMessage(state, event.from, event.message, event.at, effects);
      }
    },
  };

function shelfOf({ shelves }: StreamServerState, append: StreamAppend): Shelf {
  const known = shelves.get(append.partition);
  if (known !== undefined) return known;
  const fresh = freshShelf(append);
  shelves.set(append.partition, fresh);
  return fresh;
}

function onMessage(
  state: StreamServerState,
  from: Address,
  message: DynamoMessage,
  at: LocalTime,
  effects: StreamServerEffects,
): void {
  switch (message.kind) {
    case "stream-append":
      return onAppend(state, from, message, at, effects);
    case "list-shards": {
      const shelves = [...state.shelves.values()].filter(({ table }) => table === message.table);
      return effects.send(from, { kind: "shards", shards: shelves.flatMap(shardsOn) });
    }
    case "get-iterator":
      return giveIterator(state, from, message, at, effects);
    case "get-records":
      return giveRecords(state, from, message, at, effects);
    default:
      throw new RangeError(`a stream server has no use for "${message.kind}" from ${from}`);
  }
}

/** Each position once: what is here already is confirmed again, and a batch behind a gap is not taken. */
function onAppend(
  state: StreamServerState,
  from: Address,
  append: StreamAppend,
  at: LocalTime,
  effects: StreamServerEffects,
): void {
  const { partition, after, upTo } = append;
  const shelf = shelfOf(state, append);
  state.tellers.set(partition, from);
  const twice = state.setup.config.bugs.includes("stream-takes-batches-twice");
  if (after > shelf.upTo || (upTo <= shelf.upTo && !twice)) {
    if (shelf.kept >= shelf.upTo) tellKept(state, shelf, effects);
    return;
  }
  takeIn(shelf, append, at, twice);
  effects.persist(
    append,
    append.records.reduce((sum, { bytes }) => sum + bytes, 0),
  );
}

function onKept(
  state: StreamServerState,
  { partition, upTo }: StreamAppend,
  effects: StreamServerEffects,
): void {
  const shelf = state.shelves.get(partition);
  if (shelf === undefined) return;
  if (upTo > shelf.kept) shelf.kept = upTo;
  tellKept(state, shelf, effects);
  showLater(state, partition, upTo, effects);
}

function tellKept(
  { tellers }: StreamServerState,
  { partition, kept }: Shelf,
  effects: StreamServerEffects,
): void {
  const leader = tellers.get(partition);
  if (leader !== undefined) effects.send(leader, { kind: "stream-kept", partition, upTo: kept });
}

/** Readers see a record soon, and one in fifty late: median and p99 are the settings'. */
function showLater(
  { setup }: StreamServerState,
  partition: string,
  upTo: Lsn,
  effects: StreamServerEffects,
): void {
  const { streamDelay: median, streamDelaySlow: slow } = setup.config;
  const usual = Math.ceil(1.5 * median) as Duration;
  const timer = `show ${upTo} ${partition}`;
  if (effects.pick(50) > 0) {
    return effects.setTimer(timer, Math.floor(median / 2) as Duration, usual);
  }
  effects.setTimer(timer, usual, Math.max(usual, 2 * slow - usual) as Duration);
}

function onTimer(
  state: StreamServerState,
  timer: string,
  at: LocalTime,
  effects: StreamServerEffects,
): void {
  if (timer === "trim") {
    const horizon = (at - state.setup.config.streamRetention) as LocalTime;
    for (const shelf of state.shelves.values()) trim(shelf, horizon);
    return armTrim(state, effects);
  }
  const [, upTo = "0", ...partition] = timer.split(" ");
  const shelf = state.shelves.get(partition.join(" "));
  if (shelf !== undefined && Number(upTo) > shelf.shown) shelf.shown = Number(upTo) as Lsn;
}

/** Twenty-four looks in the time that a record is kept. */
function armTrim({ setup }: StreamServerState, effects: StreamServerEffects): void {
  const interval = Math.ceil(setup.config.streamRetention / 24) as Duration;
  effects.setTimer("trim", interval, interval);
}
