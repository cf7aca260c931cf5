/**
 * Detecting that the leader is gone, and not standing for nothing: a follower that misses its
 * leader first asks the other members whether they can talk to it, and drops the attempt when one
 * says yes (ATC '22, §6.2, gray network failures).
 *
 * The paper does not say how many must say yes, nor what silence means. We drop the attempt on one
 * yes, and take silence for a no.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type Duration, type LocalTime } from "../../../kernel/time.ts";
import type { AskLeaderHealth, LeaderHealth, ReplicaEffects } from "../messages.ts";
import { armDetection } from "./arm-detection.ts";
import { stand } from "./election.ts";
import { isLeading, type ReplicaState } from "./state.ts";

export function onDetect(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role !== "follower") return;
  const { detection, detectionSpread } = state.setup.config;
  const left = (detection - between(state.heard, at)) as Duration;
  // Setting a timer at every sign of life would cost more than looking once at its end.
  if (left > 0) {
    return effects.setTimer("detect", left, (left + detectionSpread) as Duration);
  }
  if (state.draining) return armDetection(state, effects);
  effects.mark("leader-suspected");
  askPeers(state, at, effects);
}

function askPeers(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { askPeersBeforeStanding, askTimeout } = state.setup.config;
  const { leader } = state;
  if (!askPeersBeforeStanding || leader === undefined) return stand(state, at, effects);
  state.role = "asking";
  state.unanswered = state.peers.filter((peer) => peer !== leader);
  for (const peer of state.unanswered) effects.send(peer, { kind: "ask-leader-health", leader });
  effects.setTimer("ask", askTimeout, askTimeout);
}

/** Healthy: this replica leads, or has heard a leader lately. */
export function onAskLeaderHealth(
  state: ReplicaState,
  from: Address,
  { leader }: AskLeaderHealth,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const silence = between(state.heard, at);
  const hears = state.leader !== undefined && silence < state.setup.config.detection;
  const healthy = isLeading(state) || (state.role === "follower" && hears);
  effects.send(from, { kind: "leader-health", leader, healthy });
}

export function onLeaderHealth(
  state: ReplicaState,
  from: Address,
  { healthy }: LeaderHealth,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (state.role !== "asking") return;
  if (healthy) {
    effects.mark("election-dropped");
    effects.cancelTimer("ask");
    state.role = "follower";
    state.unanswered = [];
    return armDetection(state, effects);
  }
  state.unanswered = state.unanswered.filter((peer) => peer !== from);
  if (state.unanswered.length === 0) stand(state, at, effects);
}

export function onAskTimeout(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role === "asking") stand(state, at, effects);
}
