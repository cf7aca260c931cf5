/**
 * Lease and liveness left to the storage nodes.
 *
 * A storage node carries thousands of replicas (ATC '22, §4.3); were each group to send its own
 * heartbeats, idle groups would cost most of what a node has. So once a leader serves, it asks its
 * followers to leave both to their machines: one beat between two storage nodes then renews the
 * leases, and is the sign of life, of all groups led by the one and followed by the other
 * (`storage-node/beats.ts`). The group itself is silent until somebody writes.
 *
 * The paper does not describe this; CockroachDB's node liveness and quiescent ranges are the
 * precedent. Safe because a follower that takes its word back (a higher ballot, a silent leader)
 * counts the grant as running for as long as its node may have granted it, and its node tells the
 * leader's in every answer until that one has heard it.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { LeaderNodeSilent, Uncovered } from "../messages/group.ts";
import type { NodeLease } from "../messages/path.ts";
import type { ReplicaEffects } from "../messages.ts";
import { doorOf } from "../tables.ts";
import { buggy, isLeading, type ReplicaState } from "./state.ts";

/** As follower: from now on the nodes see to the lease and the liveness of this leader. */
export function leaveToNodes(
  state: ReplicaState,
  leader: Address,
  ballot: Ballot,
  effects: ReplicaEffects,
): void {
  const { node, partition } = state.setup;
  if (node === undefined || partition === undefined) return;
  effects.cancelTimer("detect");
  if (state.delegated === ballot) return;
  state.delegated = ballot;
  effects.send(node, { kind: "follow", partition, leader: doorOf(leader) });
}

/** As follower: takes its word back. Its node may have granted the lease as late as now. */
export function takeBack(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { node, partition, config } = state.setup;
  const { delegated: ballot } = state;
  if (ballot === undefined || node === undefined || partition === undefined) return;
  state.delegated = undefined;
  if (!buggy(state, "takes-back-without-a-grant")) {
    const running = state.grants.filter(({ until }) => until > at);
    state.grants = [...running, { ballot, until: after(at, config.leaderLease) }];
  }
  effects.send(node, { kind: "unfollow", partition });
}

/** The leader's node is silent: this group must look for itself. */
export function onLeaderNodeSilent(
  state: ReplicaState,
  { heard, until }: LeaderNodeSilent,
  effects: ReplicaEffects,
): void {
  const { delegated: ballot } = state;
  if (ballot === undefined) return;
  state.delegated = undefined;
  state.grants.push({ ballot, until });
  if (heard > state.heard) state.heard = heard;
  // Not all followers at once: see `detectionSpread`.
  const { detectionSpread } = state.setup.config;
  effects.setTimer("detect", 0 as typeof detectionSpread, detectionSpread);
}

/** As leader: this follower has left it to the nodes; it needs no heartbeats of its own. */
export function noteCovered(state: ReplicaState, by: Address, effects: ReplicaEffects): void {
  const { node, partition } = state.setup;
  if (node === undefined || partition === undefined || state.covered.includes(by)) return;
  state.covered.push(by);
  const { promised: ballot } = state;
  const peers = state.peers.map(doorOf);
  effects.send(node, { kind: "covered", partition, ballot, by: doorOf(by), peers });
}

/** As leader: the node of this follower has taken its word back, or is silent. */
export function onUncovered(
  state: ReplicaState,
  { by }: Uncovered,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  state.covered = state.covered.filter((follower) => doorOf(follower) !== by);
  for (const peer of state.peers) {
    if (doorOf(peer) === by) state.upkeep?.answered.set(peer, at);
  }
  if (isLeading(state)) wakeHeartbeats(state, effects);
}

/** As leader: the group has changed: only those who belong to it count for the lease. */
export function renewCover(state: ReplicaState, effects: ReplicaEffects): void {
  const { node, partition } = state.setup;
  if (node === undefined || partition === undefined) return;
  state.covered = state.covered.filter((follower) => state.peers.includes(follower));
  const [first] = state.covered;
  if (first === undefined) return effects.send(node, { kind: "uncover", partition });
  const peers = state.peers.map(doorOf);
  const { promised: ballot } = state;
  effects.send(node, { kind: "covered", partition, ballot, by: doorOf(first), peers });
}

/** As leader: leads no more, so the node need not hold a lease for it. */
export function endCover(state: ReplicaState, effects: ReplicaEffects): void {
  const { node, partition } = state.setup;
  if (node === undefined || partition === undefined) return;
  state.covered = [];
  state.beating = false;
  effects.send(node, { kind: "uncover", partition });
}

/** As leader: the node holds a lease for this leadership up to then. */
export function noteNodeLease(state: ReplicaState, { ballot, end }: NodeLease): void {
  if (ballot === state.promised && end > state.leaseEnd) state.leaseEnd = end;
}

/** As leader: something was logged, or a follower is on its own: somebody needs to hear of it. */
export function wakeHeartbeats(state: ReplicaState, effects: ReplicaEffects): void {
  if (state.beating) return;
  state.beating = true;
  const { heartbeat } = state.setup.config;
  effects.setTimer("heartbeat", heartbeat, heartbeat);
}

/** Whether a follower lacks nothing and is covered: it need not be told anything. */
export function isQuiet(state: ReplicaState, peer: Address): boolean {
  const progress = state.progress.get(peer);
  if (progress === undefined || !state.covered.includes(peer)) return false;
  return progress.persisted >= state.log.last && progress.knows >= state.committed;
}

/** Only a leader that serves leaves its lease to the nodes, and only where there are any. */
export const mayDelegate = ({ setup, role }: ReplicaState): boolean =>
  setup.node !== undefined && role === "leader";
