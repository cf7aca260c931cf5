/**
 * A record is committed once a quorum of disks holds it. The leader applies it, answers those who
 * waited for it, and lets its followers know (ATC '22, §3).
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { majority, positionReachedBy } from "../../../parts/quorum.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { fedUpTo, isFedFirst } from "../index-propagation/propagation.ts";
import type { ReplicaEffects } from "../messages.ts";
import { applyUpTo, checkpointIfDue } from "./apply.ts";
import { followLog } from "./following-the-log.ts";
import { handOverIfReady } from "./hand-over.ts";
import { tryToServe } from "./lease.ts";
import { reportSize } from "./partition-size.ts";
import { ballotAt, buggy, isLeading, type ReplicaState } from "./state.ts";

const countsEarly = "log-replica-counts-before-it-has-the-log";

/** Commits what a quorum of disks holds; applies it, then answers those who waited for it. */
export function commit(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (!isLeading(state)) return;
  const quorum = writeQuorum(state);
  // Most of what a leader hears moves nothing.
  if (membersAhead(state) < quorum && !buggy(state, countsEarly)) return;
  const reached = [state.durable as number];
  for (const [peer, { persisted, next }] of state.progress) {
    const early = state.logMembers.includes(peer) && buggy(state, countsEarly);
    reached.push(early ? next - 1 : persisted);
  }
  const target = Math.min(positionReachedBy(quorum, reached), state.log.last) as Lsn;
  // Only a record of this ballot proves that a quorum follows this leader.
  if (target <= state.committed || ballotAt(state, target) !== state.promised) return;
  applyUpTo(state, target, effects);
  answerPending(state, effects);
  followLog(state, at, effects);
  if (isFedFirst(state)) answerPending(state, effects);
  announceCommit(state, effects);
  if (state.role === "waiting") tryToServe(state, at, effects);
  handOverIfReady(state, at, effects);
  checkpointIfDue(state, effects);
  reportSize(state, at, effects);
}

/** Disks that must hold a record: a majority, unless somebody wants to see what else would do. */
function writeQuorum(state: ReplicaState): number {
  const { members, setup } = state;
  if (buggy(state, "ack-before-quorum")) return 1;
  const wanted = setup.config.writeQuorum;
  return wanted === 2 ? majority(members.length) : Math.min(wanted, members.length);
}

/** How many disks hold more than what is committed. */
function membersAhead({ durable, committed, progress }: ReplicaState): number {
  let ahead = durable > committed ? 1 : 0;
  for (const { persisted } of progress.values()) if (persisted > committed) ahead += 1;
  return ahead;
}

/** Answers those whose writes are committed, and in the indexes where answers wait for that. */
export function answerPending(state: ReplicaState, effects: ReplicaEffects): void {
  const { pending } = state;
  const upTo = isFedFirst(state) ? fedUpTo(state) : state.committed;
  while (pending.length > 0 && pending[0]!.lsn <= upTo) {
    const { to, response } = pending.shift()!;
    if (response.kind === "done") effects.mark("write-acknowledged");
    effects.send(to, response);
  }
}

/** Followers hear of the commit with the next append, or in a notice if none comes soon. */
function announceCommit(state: ReplicaState, effects: ReplicaEffects): void {
  if (state.noticeDue) return;
  state.noticeDue = true;
  const { commitNotice } = state.setup.config;
  effects.setTimer("commit-notice", commitNotice, commitNotice);
}

export function sendCommitNotice(state: ReplicaState, effects: ReplicaEffects): void {
  state.noticeDue = false;
  if (!isLeading(state) || state.told >= state.committed) return;
  const { promised: ballot, committed } = state;
  state.told = committed;
  for (const peer of state.peers) effects.send(peer, { kind: "commit-notice", ballot, committed });
}
