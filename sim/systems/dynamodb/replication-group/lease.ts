/**
 * The leader's lease: it serves writes and strong reads while a quorum has promised to let no other
 * leader serve (ATC '22, §3). A new leader waits until the old lease has run out (§6.2).
 *
 * How a lease is granted is ours: a follower grants `leaderLease` from the arrival of the request,
 * on its own clock; the leader counts from the moment it asked, on its own clock, and stops
 * `clockBound` earlier. It holds the lease while the members that grant it, itself included, make a
 * quorum: any candidate needs a promise from one of them, and learns from it how long to wait.
 */

import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { after, between, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { noBallot } from "../../../parts/ballot.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import { majority } from "../../../parts/quorum.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ReplicaEffects } from "../messages.ts";
import { announceRoute } from "./announce.ts";
import { isQuiet, mayDelegate } from "./delegation.ts";
import type { Progress } from "./parts-of-state.ts";
import { buggy, isLeading, type ReplicaState } from "./state.ts";

/** A leader acts only inside its lease, and only once it has all that its predecessors committed. */
export function whyRefuse(
  state: ReplicaState,
  at: LocalTime,
): "not-leader" | "no-lease" | "handing-over" | undefined {
  if (state.role !== "leader") return "not-leader";
  if (state.successor !== undefined) return "handing-over";
  if (at >= state.leaseEnd) return "no-lease";
  return undefined;
}

/** Whether the key is about to go to a child of a split: nobody serves it for the moment. */
export const isLeaving = ({ leaving }: ReplicaState, key: string): boolean =>
  leaving !== undefined && key >= leaving;

/** The same for a range: whether any of its keys is about to go. */
export const isLeavingFrom = ({ leaving }: ReplicaState, { to }: KeyRange): boolean =>
  leaving !== undefined && (to === undefined || to > leaving);

/** Definite: nothing was logged. The router is told whom to ask instead. */
export function refuse(
  state: ReplicaState,
  to: Address,
  request: RequestId,
  effects: ReplicaEffects,
): void {
  const leader = state.successor ?? state.leader;
  effects.mark("request-refused");
  effects.send(to, {
    kind: "not-leader",
    request,
    leader: leader === state.self ? undefined : leader,
  });
}

export function onHeartbeatTimer(
  state: ReplicaState,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (isLeading(state)) sendHeartbeats(state, at, effects);
}

/** Tells followers that the leader is there; asks for the lease anew when that is due. */
export function sendHeartbeats(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { heartbeat, leaseRenewal } = state.setup.config;
  const due = at >= after(state.lastRenewal, leaseRenewal) || at >= state.leaseEnd;
  if (due) state.lastRenewal = at;
  const renew = due ? at : undefined;
  const { promised: ballot, committed } = state;
  const { last } = state.log;
  state.told = committed;
  const beat = { kind: "heartbeat", ballot, committed, last, renew } as const;
  const message = mayDelegate(state) ? { delegate: true, ...beat } : beat;
  state.beating = false;
  for (const peer of state.peers) {
    if (isQuiet(state, peer)) continue;
    state.beating = true;
    effects.send(peer, message);
  }
  if (state.beating) effects.setTimer("heartbeat", heartbeat, heartbeat);
}

/** Notes that a follower granted the lease asked for at `asked`. */
export function onGrant(state: ReplicaState, progress: Progress, asked: LocalTime): void {
  if (progress.granted === undefined || asked > progress.granted) progress.granted = asked;
  extendLease(state);
}

/** The lease runs from the request that enough followers, with the leader itself, have granted. */
function extendLease(state: ReplicaState): void {
  const { leaderLease, clockBound } = state.setup.config;
  const granted: LocalTime[] = [];
  for (const progress of state.progress.values()) {
    if (progress.granted !== undefined) granted.push(progress.granted);
  }
  granted.sort((left, right) => right - left);
  const asked = granted[majority(state.members.length) - 2];
  if (asked === undefined) return;
  const end = after(asked, (leaderLease - clockBound) as Duration);
  if (end > state.leaseEnd) state.leaseEnd = end;
}

/** Begins to serve when the old lease is over, its own is granted, and it has caught up. */
export function tryToServe(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role !== "waiting") return;
  const caughtUp = state.committed >= state.ownFrom || buggy(state, "serve-before-own-ballot");
  if (!caughtUp || at >= state.leaseEnd) return;
  const wait = between(at, oldLeaseEnd(state));
  if (wait > 0 && !buggy(state, "no-lease-wait")) {
    effects.setTimer("serve", wait, wait);
    return;
  }
  state.role = "leader";
  effects.mark("leader-serves");
  state.routeVersion = Math.max(state.routeVersion, state.ownFrom) as Lsn;
  announceRoute(state, effects);
  if (mayDelegate(state)) sendHeartbeats(state, at, effects);
}

/** When the last lease ends that somebody else may still hold, as far as promises told. */
function oldLeaseEnd(state: ReplicaState): LocalTime {
  let end = state.heard;
  const { candidacy } = state;
  if (candidacy === undefined) return end;
  for (const { until, ballot } of candidacy.leases) {
    const isReleased = ballot !== noBallot && candidacy.released.includes(ballot);
    if (until > end && !isReleased) end = until;
  }
  return end;
}
