/** The disk has done what was asked: whoever waits for that can be told now. */

import { assertNever } from "../../../kernel/assert.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { DiskRecord, LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { acknowledge } from "./acceptor.ts";
import { commit } from "./commit.ts";
import { finishRecovery } from "./copying.ts";
import { canvass, sendPromise } from "./election.ts";
import { beReady } from "./join.ts";
import { ballotAt, buggy, isLeading, memberOf, type ReplicaState } from "./state.ts";

export function onPersisted(
  state: ReplicaState,
  record: DiskRecord,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  switch (record.kind) {
    case "formatted":
      return;
    case "promise":
      return onPromisePersisted(state, record.ballot, at, effects);
    case "records":
      return onRecordsPersisted(state, record.records, at, effects);
    case "checkpoint":
      if (record.promised > state.promiseDurable) state.promiseDurable = record.promised;
      if (record.upTo > state.durable) state.durable = record.upTo;
      if (state.role === "recovering") finishRecovery(state, effects);
      if (state.role === "joining") beReady(state, at, effects);
      return onRecordsPersisted(state, record.records, at, effects);
    default:
      assertNever(record);
  }
}

/** Only now may the candidate rely on the promise: this replica remembers it through a crash. */
function onPromisePersisted(
  state: ReplicaState,
  ballot: Ballot,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (ballot > state.promiseDurable) state.promiseDurable = ballot;
  if (ballot !== state.promised) return;
  if (state.role === "candidate") return canvass(state, at, effects);
  const { owed } = state;
  const candidate = memberOf(state, ballot);
  if (owed?.ballot !== ballot || candidate === undefined) return;
  state.owed = undefined;
  sendPromise(state, candidate, owed.committed, at, effects);
}

function onRecordsPersisted(
  state: ReplicaState,
  records: readonly LogRecord[],
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const minds = !buggy(state, "follower-accepts-a-hole");
  for (const { lsn, ballot } of records) {
    if (ballot > state.promiseDurable) state.promiseDurable = ballot;
    // Behind one that was replaced since it was asked for, the disk is not yet what the log is.
    if ((minds && lsn > state.durable + 1) || ballotAt(state, lsn) !== ballot) break;
    if (lsn > state.durable) state.durable = lsn;
  }
  if (isLeading(state)) commit(state, at, effects);
  else acknowledge(state, effects);
}
