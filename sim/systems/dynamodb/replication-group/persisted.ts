/** The disk has done what was asked: whoever waits for that can be told now. */

import { assertNever } from "../../../kernel/assert.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { DiskRecord, LogRecord, ReplicaEffects } from "../messages.ts";
import { acknowledge } from "./acceptor.ts";
import { commit } from "./commit.ts";
import { finishRecovery } from "./copying.ts";
import { promiseSelf, sendPromise } from "./election.ts";
import { ballotAt, isLeading, memberOf, type ReplicaState } from "./state.ts";

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
      if (record.upTo > state.durable) state.durable = record.upTo;
      if (state.role === "recovering") finishRecovery(state, effects);
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
  if (ballot !== state.promised) return;
  if (state.role === "candidate") return promiseSelf(state, at, effects);
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
  const last = records[records.length - 1];
  // One that was replaced since it was asked for is not worth a word: its successor will be.
  if (last !== undefined && ballotAt(state, last.lsn) === last.ballot) {
    if (last.lsn > state.durable) state.durable = last.lsn;
  }
  if (isLeading(state)) commit(state, at, effects);
  else acknowledge(state, effects);
}
