/**
 * The follower's half: it obeys the leader of the highest ballot it knows, keeps its log equal to
 * the leader's, and says so once its disk holds it (ATC '22, §3). It applies a record when it
 * learns that it is committed: so an eventually consistent read here can be a little old.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import { type Lsn, recordsBetween, truncateAfter } from "../../../parts/replicated-log.ts";
import type { Append, CommitNotice, Heartbeat } from "../messages/group.ts";
import type { LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { applyUpTo, checkpointIfDue, putRecord } from "./apply.ts";
import { leaveToNodes, takeBack } from "./delegation.ts";
import { ballotAt, buggy, type ReplicaState } from "./state.ts";
import { servesOn, stepDown } from "./step-down.ts";

/** Logs what the leader sends, if it fits behind what is here. */
export function onAppend(
  state: ReplicaState,
  from: Address,
  message: Append,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (!obey(state, from, message.ballot, at, effects)) return;
  if (!fits(state, message)) {
    const have = Math.max(state.committed, state.matched) as Lsn;
    effects.mark("append-refused");
    effects.send(from, { kind: "append-refused", ballot: message.ballot, have });
    return;
  }
  const first = takeIn(state, message, effects);
  if (message.records.some(({ order }) => order?.kind === "membership")) {
    // Members that go may have granted the leader's lease: those that stay answer for it too.
    grant(state, message.ballot, at);
  }
  const end = (message.previous + message.records.length) as Lsn;
  if (end > state.matched) state.matched = end;
  if (first === undefined) acknowledge(state, effects);
  else persistRecords(state, logFrom(state, first), effects);
  if (first !== undefined && buggy(state, "follower-acks-before-persist")) {
    effects.send(from, { kind: "append-ack", ballot: message.ballot, upTo: end });
  }
  follow(state, message.committed, effects);
}

/** Whether the records continue a log that is the leader's up to there. */
function fits(state: ReplicaState, { previous, previousBallot, records }: Append): boolean {
  if (buggy(state, "follower-accepts-a-hole")) return records.length > 0;
  if (previous <= state.committed) return true;
  return previous <= state.log.last && ballotAt(state, previous) === previousBallot;
}

/** Logs what is new, in place of older records at the same positions; returns the first of it. */
function takeIn(
  state: ReplicaState,
  message: Append,
  effects: ReplicaEffects,
): LogRecord | undefined {
  const { records, previous } = message;
  if (buggy(state, "truncate-on-any-append")) {
    truncateAfter(state.log, Math.max(previous + records.length, state.log.first - 1) as Lsn);
    state.durable = Math.min(state.durable, state.log.last) as Lsn;
    state.matched = Math.min(state.matched, state.log.last) as Lsn;
  }
  let first: LogRecord | undefined;
  for (const record of records) {
    if (record.lsn < state.log.first || ballotAt(state, record.lsn) === record.ballot) continue;
    // What is committed is the same everywhere, under whatever ballot it was learned.
    if (record.lsn <= state.committed) continue;
    if (record.key === "" && state.log.last > record.lsn) effects.mark("suffix-truncated");
    putRecord(state, record);
    first ??= record;
  }
  return first;
}

/** What stays behind a record that was replaced is written again: the disk keeps the log's order. */
function logFrom({ log }: ReplicaState, first: LogRecord): readonly LogRecord[] {
  return first.lsn === log.last ? [first] : recordsBetween(log, first.lsn, log.last);
}

export function persistRecords(
  state: ReplicaState,
  records: readonly LogRecord[],
  effects: ReplicaEffects,
): void {
  let bytes = 0;
  for (const record of records) bytes += record.bytes;
  effects.persist({ kind: "records", records, committed: state.committed }, bytes);
}

/** Tells the leader how far this disk holds its log. */
export function acknowledge(state: ReplicaState, effects: ReplicaEffects): void {
  if (state.leader === undefined || state.leader === state.self) return;
  const upTo = Math.min(state.durable, state.matched) as Lsn;
  effects.send(state.leader, { kind: "append-ack", ballot: state.promised, upTo });
}

/** Grants the lease that a leader asks for, and tells it how far this disk is. */
export function onHeartbeat(
  state: ReplicaState,
  from: Address,
  { ballot, committed, renew, delegate }: Heartbeat,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (!obey(state, from, ballot, at, effects)) return;
  // A crash before the promise is on disk would make this replica look new, and free to vote.
  const granted = state.promiseDurable >= ballot ? renew : undefined;
  if (granted !== undefined) grant(state, ballot, at);
  follow(state, committed, effects);
  const upTo = Math.min(state.durable, state.matched) as Lsn;
  const { committed: applied } = state;
  const ack = { kind: "heartbeat-ack", ballot, renew: granted, upTo, committed: applied } as const;
  if (delegate !== true || state.promiseDurable < ballot) return effects.send(from, ack);
  leaveToNodes(state, from, ballot, effects);
  effects.send(from, { delegated: true, ...ack });
}

/** Notes the lease until it is over, beside leases of earlier ballots that may still run. */
function grant(state: ReplicaState, ballot: Ballot, at: LocalTime): void {
  const until = after(at, state.setup.config.leaderLease);
  const own = { ballot, until };
  if (state.grants.every((lease) => lease.ballot === ballot)) {
    state.grants = [own];
    return;
  }
  const others = state.grants.filter((lease) => lease.ballot !== ballot && lease.until > at);
  state.grants = [...others, own];
}

export function onCommitNotice(
  state: ReplicaState,
  { ballot, committed }: CommitNotice,
  effects: ReplicaEffects,
): void {
  if (ballot === state.promised) follow(state, committed, effects);
}

/** Applies what the leader has committed, as far as this log is known to be the leader's. */
function follow(state: ReplicaState, committed: Lsn, effects: ReplicaEffects): void {
  const known = buggy(state, "commit-without-matching") ? state.log.last : state.matched;
  applyUpTo(state, Math.min(committed, known) as Lsn, effects);
  checkpointIfDue(state, effects);
}

/** Whether `from` leads by a ballot that this replica may follow; if so, follows it from now on. */
function obey(
  state: ReplicaState,
  from: Address,
  ballot: Ballot,
  at: LocalTime,
  effects: ReplicaEffects,
): boolean {
  if (ballot < state.promised) {
    effects.send(from, { kind: "outdated", promised: state.promised });
    return false;
  }
  if (ballot > state.promised) {
    promise(state, ballot, at, effects);
    effects.persist({ kind: "promise", ballot });
  }
  if (state.role !== "follower" && !servesOn(state, at)) stepDown(state, at, effects);
  state.leader = from;
  state.heard = at;
  return true;
}

/** Takes a higher ballot; the caller persists it before anybody may rely on it. */
export function promise(
  state: ReplicaState,
  ballot: Ballot,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (state.role !== "follower" && !servesOn(state, at)) stepDown(state, at, effects);
  takeBack(state, at, effects);
  state.promised = ballot;
  if (ballot > state.highest) state.highest = ballot;
  state.leader = undefined;
  state.matched = state.committed;
}
