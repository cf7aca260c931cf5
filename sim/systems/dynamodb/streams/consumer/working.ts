/** A batch under a consumer's hands: applied, written down, tried again, halved, put aside. */

import type { Duration } from "../../../../kernel/time.ts";
import type { Lsn } from "../../../../parts/replicated-log.ts";
import { replicate } from "../../global-tables/replicating.ts";
import type { StreamApplied } from "../facts.ts";
import type { ShardIterator, StreamRecord } from "../messages.ts";
import { applyRecords, failsOn } from "./apply.ts";
import { type ConsumerEffects, type ConsumerState, progressOf, type Reading } from "./state.ts";

export function beginBatch(
  state: ConsumerState,
  reading: Reading,
  got: { readonly records: readonly StreamRecord[]; readonly next: ShardIterator | undefined },
  effects: ConsumerEffects,
): void {
  const { consumerRetry: wait } = state.setup.config;
  const { records, next } = got;
  const ends = next === undefined;
  reading.batch = { records, ends, next, size: records.length, failures: 0, wait };
  if (state.setup.spec.mistake === "checkpoint-first") {
    reading.done = records[records.length - 1]?.sequence;
    write(state, effects);
  }
  work(state, reading, effects);
}

function work({ setup }: ConsumerState, { id }: Reading, effects: ConsumerEffects): void {
  effects.setTimer(`work ${id}`, setup.config.consumerWork, setup.config.consumerWork);
}

/** The code has run on the first `size` records of the batch, or a wait is over. */
export function onWorkDone(state: ConsumerState, timer: string, effects: ConsumerEffects): void {
  const [what, ...shard] = timer.split(" ");
  const reading = state.readings.get(shard.join(" "));
  if (reading?.batch === undefined) return;
  const { config } = state.setup;
  if (what === "retry") return work(state, reading, effects);
  const tried = reading.batch.records.slice(0, reading.batch.size);
  if (what === "mark") return goOn(state, reading, tried, effects);
  if (failsOn(state, tried)) return onFailure(state, reading, tried, effects);
  if (replicate(state, reading.id, tried, effects)) {
    if (!config.bugs.includes("replication-noted-when-sent")) return;
  }
  applyRecords(state, tried);
  noteApplied(reading, tried, effects);
  if (state.setup.spec.mistake === "apply-first") {
    write(state, effects);
    const { consumerWork } = config;
    return effects.setTimer(`mark ${reading.id}`, consumerWork, consumerWork);
  }
  goOn(state, reading, tried, effects);
}

/** All of a shard's batch is in the other Region. @param shard undefined: of none */
export function onBatchReplicated(
  state: ConsumerState,
  shard: string | undefined,
  effects: ConsumerEffects,
): void {
  const reading = shard === undefined ? undefined : state.readings.get(shard);
  if (reading?.batch === undefined) return;
  const { records } = reading.batch;
  applyRecords(state, records);
  noteApplied(reading, records, effects);
  goOn(state, reading, records, effects);
}

function noteApplied(
  { id: shard }: Reading,
  tried: readonly StreamRecord[],
  effects: ConsumerEffects,
): void {
  const records = tried.map(({ sequence, key }) => ({ sequence, key }));
  const fact: StreamApplied = { kind: "stream-applied", shard, records };
  effects.note(fact);
}

/** The rest of the batch comes next; without a rest, the next batch. */
function goOn(
  state: ConsumerState,
  reading: Reading,
  tried: readonly StreamRecord[],
  effects: ConsumerEffects,
): void {
  const { batch } = reading;
  const last = tried[tried.length - 1];
  if (batch === undefined || last === undefined) return;
  reading.done = last.sequence;
  const rest = batch.records.slice(tried.length);
  if (rest.length > 0) {
    const { consumerRetry: wait } = state.setup.config;
    reading.batch = { ...batch, records: rest, size: rest.length, failures: 0, wait };
    work(state, reading, effects);
  } else {
    reading.iterator = batch.next;
    reading.over = batch.ends;
    reading.batch = undefined;
    if (batch.ends) effects.mark("shard-read-out");
  }
  write(state, effects);
}

/** Tried again after a wait; halved; or put aside, if that is what its owner asked for. */
function onFailure(
  state: ConsumerState,
  reading: Reading,
  tried: readonly StreamRecord[],
  effects: ConsumerEffects,
): void {
  const { batch } = reading;
  if (batch === undefined) return;
  const { bisect = false, retries = Number.POSITIVE_INFINITY } = state.setup.spec;
  effects.mark("batch-failed");
  batch.failures += 1;
  if (bisect && batch.size > 1) {
    batch.size = Math.ceil(batch.size / 2);
    batch.failures = 0;
    return work(state, reading, effects);
  }
  if (batch.failures > retries) {
    effects.mark("records-put-aside");
    state.aside = [...state.aside, ...tried.map(({ sequence }): Lsn => sequence)];
    return goOn(state, reading, tried, effects);
  }
  const { wait } = batch;
  const { consumerRetryMost } = state.setup.config;
  batch.wait = Math.min(2 * wait, consumerRetryMost) as Duration;
  effects.setTimer(`retry ${reading.id}`, wait, wait);
}

/** A closed shard without anything left. */
export function finishShard(
  state: ConsumerState,
  reading: Reading,
  effects: ConsumerEffects,
): void {
  reading.over = true;
  reading.done ??= reading.iterator?.after;
  effects.mark("shard-read-out");
  write(state, effects);
}

/** All that the consumer keeps, and how far it has come: one record. */
function write(state: ConsumerState, effects: ConsumerEffects): void {
  effects.checkpoint(progressOf(state));
}
