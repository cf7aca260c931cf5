/** How a consumer gets the records of its shards: it asks each of them at intervals. */

import { between, type LocalTime, seconds } from "../../../../kernel/time.ts";
import type { StreamReadRefused } from "../facts.ts";
import { homeOf, partitionOf } from "../homes.ts";
import type { IteratorGiven, StreamRecords, StreamRefused } from "../messages.ts";
import type { ConsumerEffects, ConsumerState, Reading } from "./state.ts";
import { beginBatch, finishShard } from "./working.ts";

const usualBatch = 100;
/** What has not been answered for so long is asked again. */
const patience = seconds(1);

/** Asks every shard that may be read and is not worked on. */
export function poll(state: ConsumerState, at: LocalTime, effects: ConsumerEffects): void {
  const { streamPoll } = state.setup.config;
  effects.setTimer("poll", streamPoll, streamPoll);
  for (const reading of state.readings.values()) {
    if (reading.over || reading.batch !== undefined || !isReady(state, reading)) continue;
    if (reading.asked !== undefined && between(reading.asked, at) < patience) continue;
    reading.asked = at;
    askShard(state, reading, effects);
  }
}

/** A child is not read before its parent is over: its items' earlier changes are there. */
function isReady({ readings, setup }: ConsumerState, { parent, done }: Reading): boolean {
  if (parent === undefined || done !== undefined || setup.spec.mistake === "no-lineage")
    return true;
  return readings.get(parent)?.over === true;
}

function askShard({ setup }: ConsumerState, reading: Reading, effects: ConsumerEffects): void {
  const { id: shard, iterator, done, parent } = reading;
  const server = homeOf(partitionOf(shard), setup.servers);
  if (iterator !== undefined) {
    const { batch: limit = usualBatch } = setup.spec;
    const asked = { kind: "get-records", iterator, limit } as const;
    const isReplicator = setup.replication !== undefined;
    return effects.send(server, isReplicator ? { ...asked, isReplicator } : asked);
  }
  const first = parent === undefined ? (setup.spec.from ?? "trim-horizon") : "trim-horizon";
  const type =
    done === undefined ? { kind: first } : { kind: "after-sequence" as const, sequence: done };
  effects.send(server, { kind: "get-iterator", shard, type });
}

export function onIterator(state: ConsumerState, { shard, iterator }: IteratorGiven): void {
  const reading = state.readings.get(shard);
  if (reading === undefined) return;
  reading.asked = undefined;
  reading.iterator = iterator;
}

export function onRecords(
  state: ConsumerState,
  { shard, asked, records, next }: StreamRecords,
  effects: ConsumerEffects,
): void {
  const reading = state.readings.get(shard);
  // An answer to a question asked before this one was.
  if (reading?.iterator?.after !== asked || reading.batch !== undefined || reading.over) return;
  reading.asked = undefined;
  if (records.length > 0) return beginBatch(state, reading, { records, next }, effects);
  if (next === undefined) finishShard(state, reading, effects);
  else reading.iterator = next;
}

/** Too many readers, or too often: later. An iterator that is too old is asked for anew. */
export function onRefused(
  state: ConsumerState,
  { shard, reason }: StreamRefused,
  effects: ConsumerEffects,
): void {
  const reading = state.readings.get(shard);
  if (reading === undefined) return;
  reading.asked = undefined;
  const fact: StreamReadRefused = { kind: "stream-read-refused" };
  effects.note(fact);
  if (reason === "limit-exceeded") return;
  reading.iterator = undefined;
  // What was to come next has been thrown away.
  if (reason === "trimmed") reading.done = undefined;
}
