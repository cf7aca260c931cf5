/**
 * Becoming leader: Multi-Paxos's first phase, once for all positions of the log (ATC '22, §3).
 *
 * A candidate asks every member to promise its ballot and to report what it has logged above the
 * candidate's commit. With a majority of promises it takes, for each position, the record of the
 * highest ballot, and proposes all of them again under its own: so it holds every record that may
 * have been committed, and whatever else followers hold is void.
 */

import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { type Ballot, ballotAfter, noBallot } from "../../../parts/ballot.ts";
import { majority } from "../../../parts/quorum.ts";
import { type Lsn, recordsBetween } from "../../../parts/replicated-log.ts";
import type { HandOver, Outdated, Prepare, Promised } from "../messages/group.ts";
import type { LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { persistRecords, promise } from "./acceptor.ts";
import { putRecord } from "./apply.ts";
import { takeBack } from "./delegation.ts";
import { sendHeartbeats, tryToServe } from "./lease.ts";
import type { Candidacy } from "./parts-of-state.ts";
import { sendBatch } from "./sending.ts";
import { buggy, indexOf, isLeading, mayStand, type ReplicaState } from "./state.ts";
import { runningLeases, stepDown } from "./step-down.ts";

/** Stands for leadership with a ballot above all heard of. `released`: a lease handed over to it. */
export function stand(
  state: ReplicaState,
  at: LocalTime,
  effects: ReplicaEffects,
  released: Ballot = noBallot,
): void {
  if (isLeading(state) || !mayStand(state)) return;
  takeBack(state, at, effects);
  const ballot = ballotAfter(Math.max(state.highest, state.promised) as Ballot, indexOf(state));
  state.role = "candidate";
  state.promised = ballot;
  state.highest = ballot;
  state.leader = undefined;
  state.matched = state.committed;
  state.unanswered = [];
  state.heard = at;
  state.candidacy = {
    promises: [],
    leases: [],
    released: [released, state.released],
    reported: new Map(),
    committed: state.committed,
  };
  effects.cancelTimer("detect");
  effects.cancelTimer("ask");
  effects.mark("election-started");
  effects.persist({ kind: "promise", ballot });
  const { electionTimeout, electionSpread } = state.setup.config;
  effects.setTimer("election", electionTimeout, (electionTimeout + electionSpread) as Duration);
}

/** Promises a higher ballot; answers when the promise is on disk. */
export function onPrepare(
  state: ReplicaState,
  from: Address,
  { ballot, committed }: Prepare,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (ballot < state.promised) {
    return effects.send(from, { kind: "outdated", promised: state.promised });
  }
  // A copy of a prepare already promised: the answer to the first is on its way.
  if (ballot === state.promised) return;
  promise(state, ballot, at, effects);
  state.heard = at;
  if (buggy(state, "ballot-forgotten-in-a-crash")) {
    return sendPromise(state, from, committed, at, effects);
  }
  state.owed = { ballot, committed };
  effects.persist({ kind: "promise", ballot });
}

/** Reports to the candidate what it needs to carry on: records, commit, and leases that run. */
export function sendPromise(
  state: ReplicaState,
  to: Address,
  committed: Lsn,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const records = recordsBetween(state.log, committed + 1, state.log.last);
  let bytes = 0;
  for (const record of records) bytes += record.bytes;
  effects.send(to, promiseOf(state, records, at), bytes);
}

const promiseOf = (
  state: ReplicaState,
  records: readonly LogRecord[],
  at: LocalTime,
): Promised => ({
  kind: "promised",
  ballot: state.promised,
  records,
  committed: state.committed,
  leases: runningLeases(state, at),
  released: state.released,
});

export function onPromised(
  state: ReplicaState,
  from: Address,
  message: Promised,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { candidacy } = state;
  if (state.role !== "candidate" || candidacy === undefined) return;
  if (message.ballot !== state.promised || candidacy.promises.includes(from)) return;
  candidacy.promises.push(from);
  candidacy.released.push(message.released);
  for (const { ballot, left } of message.leases) {
    candidacy.leases.push({ ballot, until: after(at, left) });
  }
  if (message.committed > candidacy.committed) candidacy.committed = message.committed;
  if (!buggy(state, "elect-without-catching-up")) {
    for (const record of message.records) report(candidacy.reported, record);
  }
  if (isElected(state, candidacy, from, effects)) win(state, at, effects);
}

/**
 * A candidate may learn from a promise that the group has changed: then it needs a majority of each
 * membership that may count, and asks those that it has not asked.
 */
function isElected(
  state: ReplicaState,
  { promises, reported }: Candidacy,
  from: Address,
  effects: ReplicaEffects,
): boolean {
  const { promised: ballot, committed, self } = state;
  let elected = isMajority(promises, state.members);
  for (const { order } of reported.values()) {
    if (order?.kind !== "membership") continue;
    elected &&= isMajority(promises, order.members);
    if (from === self) continue;
    for (const member of order.members) {
      if (member === self || state.peers.includes(member) || promises.includes(member)) continue;
      effects.send(member, { kind: "prepare", ballot, committed });
    }
  }
  return elected;
}

const isMajority = (promises: readonly Address[], members: readonly Address[]): boolean =>
  promises.filter((promise) => members.includes(promise)).length >= majority(members.length);

/**
 * The candidate's disk has its own promise: it counts, and others may be asked. Not before, or a
 * crash could make it propose one ballot twice, and answers to the first would count for the second.
 */
export function canvass(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { promised: ballot, committed } = state;
  for (const peer of state.peers) effects.send(peer, { kind: "prepare", ballot, committed });
  const records = recordsBetween(state.log, state.committed + 1, state.log.last);
  onPromised(state, state.self, promiseOf(state, records, at), at, effects);
}

/** For each position the record of the highest ballot counts: only that may have been chosen. */
function report(reported: Map<number, LogRecord>, record: LogRecord): void {
  const known = reported.get(record.lsn);
  if (known === undefined || record.ballot > known.ballot) reported.set(record.lsn, record);
}

function win(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const inherited = inheritedRecords(state);
  if (inherited === undefined) {
    effects.mark("candidate-too-far-behind");
    return stepDown(state, at, effects);
  }
  effects.mark("election-won");
  effects.cancelTimer("election");
  state.role = "waiting";
  state.leader = state.self;
  state.leaseEnd = at;
  proposeAgain(state, inherited, effects);
  lead(state, at, effects);
  sendHeartbeats(state, at, effects);
  tryToServe(state, at, effects);
}

/** Logs what was inherited under the new ballot, and behind it the leader's own first record. */
function proposeAgain(
  state: ReplicaState,
  inherited: readonly LogRecord[],
  effects: ReplicaEffects,
): void {
  const { promised: ballot } = state;
  for (const record of inherited) putRecord(state, { ...record, ballot });
  state.ownFrom = (state.committed + inherited.length + 1) as Lsn;
  putRecord(state, ownRecord(state));
  state.matched = state.log.last;
  persistRecords(state, recordsBetween(state.log, state.committed + 1, state.log.last), effects);
}

/** Sends every follower all above this leader's commit, in place of whatever it holds there. */
function lead(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  state.progress = new Map();
  for (const peer of state.peers) {
    state.progress.set(peer, {
      persisted: 0 as Lsn,
      next: (state.committed + 1) as Lsn,
      granted: undefined,
      rewound: at,
      stalledAt: 0 as Lsn,
      knows: 0 as Lsn,
    });
    state.upkeep?.answered.set(peer, at);
    sendBatch(state, peer, effects);
  }
}

/**
 * What the promises report above this replica's commit, without a hole; undefined when records are
 * committed that no promise could report, as their logs have been cut below a checkpoint since.
 */
function inheritedRecords(state: ReplicaState): LogRecord[] | undefined {
  const { candidacy } = state;
  if (candidacy === undefined) return undefined;
  const inherited: LogRecord[] = [];
  for (let lsn = state.committed + 1; ; lsn += 1) {
    const record = candidacy.reported.get(lsn);
    if (record === undefined) break;
    inherited.push(record);
  }
  const reaches = state.committed + inherited.length;
  const sound = !buggy(state, "elect-without-catching-up");
  return sound && reaches < candidacy.committed ? undefined : inherited;
}

/** A leader's first record: once it is committed, so is all that was inherited. */
const ownRecord = (state: ReplicaState): LogRecord => ({
  lsn: state.ownFrom,
  ballot: state.promised,
  key: "",
  value: undefined,
  bytes: 0,
  request: -1 as RequestId,
});

/** Somebody has promised a higher ballot: this leadership or candidacy cannot go on. */
export function onOutdated(
  state: ReplicaState,
  { promised }: Outdated,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (promised > state.highest) state.highest = promised;
  if (promised <= state.promised || state.role === "follower") return;
  stepDown(state, at, effects);
  // If the other one does not come to lead soon, this replica tries again.
  const { electionTimeout, electionSpread } = state.setup.config;
  const soon = (electionTimeout + electionSpread) as Duration;
  effects.setTimer("election", electionTimeout, soon);
}

/** The leader that hands over names its lease, which nobody need wait for. */
export function onHandOver(
  state: ReplicaState,
  { released }: HandOver,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  // An old hand-over, delivered late, is no reason to depose whoever leads by now.
  if (state.role !== "follower" || state.draining || released < state.promised) return;
  stand(state, at, effects, released);
}
