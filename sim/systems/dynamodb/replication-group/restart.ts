/** A replica starts: the first time, after a crash, or with a disk that was lost. One path. */

import type { Address, Survived } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import { type Ballot, noBallot } from "../../../parts/ballot.ts";
import { fromEntries } from "../../../parts/ordered-map.ts";
import { append, emptyLog, type Lsn } from "../../../parts/replicated-log.ts";
import type { DiskRecord, LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { announceRoute } from "./announce.ts";
import { applyUpTo, putRecord } from "./apply.ts";
import { armDetection } from "./arm-detection.ts";
import { sumOf } from "./checksum.ts";
import { recover } from "./copying.ts";
import { stand } from "./election.ts";
import { beginJoining } from "./join.ts";
import { adoptGroup, noteLogged, syncProgress } from "./membership.ts";
import type { ReplicaSetup } from "./setup.ts";
import { buggy, freshState, type ReplicaState } from "./state.ts";

export function startReplica(
  self: Address,
  setup: ReplicaSetup,
  disk: Survived<DiskRecord>,
  at: LocalTime,
  effects: ReplicaEffects,
): ReplicaState {
  const state = freshState(self, setup, at);
  if (setup.established === true && !disk.restarted) {
    readBack(state, disk, effects);
    beAtWork(state, at);
    return state;
  }
  const wiped = disk.records.length === 0;
  if (wiped && setup.joins === true) {
    beginJoining(state, disk.restarted, at, effects);
    return state;
  }
  // Its node may not know that it is here, or not any more.
  if (setup.established !== true) announceRoute(state, effects);
  if (wiped && !buggy(state, "wiped-replica-votes")) {
    state.role = "recovering";
    beCareful(state, at);
    recover(state, effects);
    return state;
  }
  if (wiped) effects.persist({ kind: "formatted" });
  readBack(state, disk, effects);
  const isNew = state.promised === noBallot && !wiped;
  if (!isNew) beCareful(state, at);
  if (isNew && setup.firstLeader === self) standFirst(state, at, effects);
  else armDetection(state, effects);
  return state;
}

/** A child of a split gives the other members time to cut. */
function standFirst(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { standsAfter } = state.setup;
  if (standsAfter === undefined) return stand(state, at, effects);
  effects.setTimer("stand-first", standsAfter, standsAfter);
  armDetection(state, effects);
}

/** The time is over: unless somebody leads already. */
export function onStandFirst(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role === "follower" && state.promised === noBallot) stand(state, at, effects);
}

/** The group has been at work before the run began: its first leader leads, by beats. */
function beAtWork(state: ReplicaState, at: LocalTime): void {
  const { firstLeader } = state.setup;
  state.leader = firstLeader;
  if (firstLeader !== state.self) {
    state.delegated = state.promised;
    return;
  }
  state.role = "leader";
  state.covered = [...state.peers];
  syncProgress(state, at);
}

/**
 * A lease granted before the crash may still run, and the grant was only in memory: take it that
 * the longest possible one was granted just now.
 */
function beCareful(state: ReplicaState, at: LocalTime): void {
  if (buggy(state, "lease-forgotten-in-a-crash")) return;
  const until = after(at, state.setup.config.leaderLease);
  state.grants.push({ ballot: noBallot, until });
}

function readBack(
  state: ReplicaState,
  { records, torn }: Survived<DiskRecord>,
  effects: ReplicaEffects,
): void {
  let committed = 0 as Lsn;
  for (const record of records) {
    committed = Math.max(committed, readRecord(state, record)) as Lsn;
  }
  if (torn?.kind === "records" && buggy(state, "torn-record-replayed")) {
    readRecord(state, { ...torn, records: torn.records.map(garble) });
  }
  state.highest = state.promised;
  state.promiseDurable = state.promised;
  applyUpTo(state, Math.min(committed, state.log.last) as Lsn, effects);
  state.durable = state.log.last;
  state.matched = state.committed;
  if (state.upkeep !== undefined) state.upkeep.sum = sumOf(state.items);
}

/** Takes one record of the disk into the state; the commit that it vouches for. */
function readRecord(state: ReplicaState, record: DiskRecord): Lsn {
  switch (record.kind) {
    case "formatted":
      return 0 as Lsn;
    case "promise":
      state.promised = Math.max(state.promised, record.ballot) as Ballot;
      return 0 as Lsn;
    case "records":
      for (const entry of record.records) readEntry(state, entry);
      return record.committed;
    case "checkpoint":
      state.promised = Math.max(state.promised, record.promised) as Ballot;
      state.items = fromEntries(record.items);
      state.committed = record.upTo;
      state.checkpointed = record.upTo;
      adoptGroup(state, record.group);
      state.log = emptyLog(record.records[0]?.lsn ?? ((record.upTo + 1) as Lsn));
      for (const entry of record.records) {
        append(state.log, entry);
        if (entry.order !== undefined) noteLogged(state, entry);
      }
      return record.upTo;
  }
}

function readEntry(state: ReplicaState, entry: LogRecord): void {
  putRecord(state, entry);
  state.promised = Math.max(state.promised, entry.ballot) as Ballot;
}

/** What a torn record holds: half of it is what was there before. */
const garble = (record: LogRecord): LogRecord => ({ ...record, value: "torn" });
