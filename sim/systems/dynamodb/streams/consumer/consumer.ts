/**
 * A consumer of a stream: finds the shards, reads each of them in its own time and the parent before
 * its children, and applies batches to what it keeps (Lambda developer guide, with DynamoDB; the
 * lease table of a client library is left out: one worker reads all shards).
 *
 * What it keeps and how far it has come are written to disk together: so a crash makes it read some
 * records again, and apply none of them twice. Which code answers which event: read this first.
 */

import type { Role } from "../../../../kernel/role.ts";
import type { LocalTime } from "../../../../kernel/time.ts";
import { describe } from "../../describe.ts";
import {
  freshReplicating,
  isReplicateTimer,
  onReplicated,
  onReplicateTimer,
} from "../../global-tables/replicating.ts";
import type { DynamoMessage } from "../../messages.ts";
import { isResponse } from "../../request-path/requests.ts";
import { isRoot } from "../homes.ts";
import type { ShardInfo } from "../messages.ts";
import { onIterator, onRecords, onRefused, poll } from "./polling.ts";
import type {
  ConsumerEffects,
  ConsumerRecord,
  ConsumerSetup,
  ConsumerState,
  Reading,
} from "./state.ts";
import { onBatchReplicated, onWorkDone } from "./working.ts";

export const streamConsumer: Role<ConsumerState, DynamoMessage, ConsumerRecord, ConsumerSetup> = {
  name: "stream-consumer",
  describe,

  start(self, setup, { records }, at, effects) {
    const last = records[records.length - 1];
    const state: ConsumerState = {
      self,
      setup,
      readings: new Map(),
      totals: last?.totals ?? { items: 0, sum: 0 },
      archived: last?.archived ?? 0,
      aside: last?.aside ?? [],
      replicating: freshReplicating(at),
    };
    for (const [id, done, over] of last?.shards ?? []) {
      state.readings.set(id, { ...freshReading(id, undefined), done, over });
    }
    if (last !== undefined) effects.mark("consumer-resumed");
    onSync(state, effects);
    poll(state, at, effects);
    return state;
  },

  handle(state, event, effects) {
    if (event.kind === "timer") onTimer(state, event.timer, event.at, effects);
    else if (event.kind === "message") onMessage(state, event.message, effects);
  },
};

const freshReading = (id: string, parent: string | undefined): Reading => ({
  id,
  parent,
  done: undefined,
  over: false,
  iterator: undefined,
  asked: undefined,
  batch: undefined,
});

function onTimer(
  state: ConsumerState,
  timer: string,
  at: LocalTime,
  effects: ConsumerEffects,
): void {
  if (timer === "sync") return onSync(state, effects);
  if (timer === "poll") return poll(state, at, effects);
  if (isReplicateTimer(timer)) return onReplicateTimer(state, timer, effects);
  onWorkDone(state, timer, effects);
}

function onMessage(state: ConsumerState, message: DynamoMessage, effects: ConsumerEffects): void {
  if (isResponse(message)) {
    return onBatchReplicated(state, onReplicated(state, message, effects), effects);
  }
  switch (message.kind) {
    case "shards":
      return onShards(state, message.shards);
    case "iterator-given":
      return onIterator(state, message);
    case "stream-records":
      return onRecords(state, message, effects);
    case "stream-refused":
      return onRefused(state, message, effects);
    default:
      throw new RangeError(`a consumer of a stream has no use for "${message.kind}"`);
  }
}

/** Asks for the shards there are. */
function onSync({ setup }: ConsumerState, effects: ConsumerEffects): void {
  const { spec, servers, config } = setup;
  for (const server of servers) effects.send(server, { kind: "list-shards", table: spec.table });
  effects.setTimer("sync", config.streamShardSync, config.streamShardSync);
}

/** A shard that has a parent is not begun before it is known which. */
function onShards(state: ConsumerState, shards: readonly ShardInfo[]): void {
  for (const { id, parent } of shards) {
    const known = state.readings.get(id);
    if (known?.parent !== undefined) continue;
    if (parent === undefined && !isRoot(id) && state.setup.spec.mistake !== "no-lineage") continue;
    if (known === undefined) state.readings.set(id, freshReading(id, parent));
    else if (parent !== undefined) state.readings.set(id, { ...known, parent });
  }
}
