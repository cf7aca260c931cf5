/**
 * The leader's half of a stream: committed changes go to the server of the partition's shard, in the
 * order of the log, one batch after the other. The server takes each position once, so that what a
 * new leader sends again does no harm.
 *
 * Public sources say that a partition has a shard, and no more. Ours: the server is another machine,
 * so that readers do not touch the group; and a batch is cut from the log, so that nothing is kept
 * twice while a server is away.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { type Lsn, recordAt } from "../../../parts/replicated-log.ts";
import { streamName } from "../derived.ts";
import type { ReplicaEffects } from "../messages.ts";
import { followedBy } from "../replication-group/followed.ts";
import { noteFollowed } from "../replication-group/note-followed.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import { changeOf } from "./change-of.ts";
import { homeOf } from "./homes.ts";
import type { ShardSplit, StreamAppend, StreamKept, StreamRecord } from "./messages.ts";

/** As leader: what the server of the shard has. */
export interface Publishing {
  /** On its disk, as far as it has said. */
  kept: Lsn;
  /** A batch is under way. */
  waiting: boolean;
}

/** Sends what is new, unless an answer is awaited. */
export function followStream(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { derived, partition } = state.setup;
  if (derived?.table.stream === undefined || partition === undefined) return;
  state.publishing ??= { kept: followedBy(state, streamName), waiting: false };
  if (state.publishing.waiting) return;
  const append = nextBatch(state, state.publishing.kept);
  if (append === undefined) return;
  state.publishing.waiting = true;
  if (buggy(state, "stream-followed-when-sent")) {
    noteFollowed(state, streamName, append.upTo, at, effects);
  }
  const bytes = append.records.reduce((sum, record) => sum + record.bytes, 0);
  effects.send(homeOf(partition, derived.streams), append, bytes);
  const { streamResend } = state.setup.config;
  effects.setTimer("stream", streamResend, streamResend);
}

/** The changes behind `after`; undefined: there is nothing new. */
function nextBatch(state: ReplicaState, after: Lsn): StreamAppend | undefined {
  const { derived, partition = "", config } = state.setup;
  const end = buggy(state, "stream-shows-uncommitted") ? state.log.last : state.committed;
  const upTo = Math.min(end, after + config.streamBatch) as Lsn;
  if (upTo <= after) return undefined;
  const view = derived?.table.stream?.view ?? "keys-only";
  const records: StreamRecord[] = [];
  const splits: ShardSplit[] = [];
  for (let lsn = after + 1; lsn <= upTo; lsn += 1) {
    const record = recordAt(state.log, lsn);
    if (record === undefined) continue;
    if (record.order?.kind === "split") splits.push({ at: record.lsn, child: record.order.child });
    const change = changeOf(record, view, buggy(state, "stream-shows-what-changed-nothing"));
    if (change !== undefined) records.push(change);
  }
  const table = derived?.table.name ?? "";
  return { kind: "stream-append", table, partition, after, upTo, records, splits };
}

export function onStreamKept(
  state: ReplicaState,
  { upTo }: StreamKept,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { publishing } = state;
  if (publishing === undefined || state.role !== "leader" || upTo < publishing.kept) return;
  publishing.kept = upTo;
  publishing.waiting = false;
  effects.cancelTimer("stream");
  noteFollowed(state, streamName, upTo, at, effects);
  followStream(state, at, effects);
}

/** Nobody has answered: the batch, or the answer, is lost. */
export function onStreamTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.publishing === undefined || state.role !== "leader") return;
  state.publishing.waiting = false;
  followStream(state, at, effects);
}
