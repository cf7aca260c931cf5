/**
 * Detecting that the leader is gone, and not standing for nothing: a follower that misses its
 * leader first asks the other members whether they can talk to it, and drops the attempt when one
 * says yes (ATC '22, §6.2, gray network failures).
 *
 * The paper does not say how many must say yes, nor what silence means. We drop the attempt on one
 * yes. Silence is no answer: without enough answers for a majority nobody could be elected, and a
 * member that stood all the same while it was cut off would depose a healthy leader when it comes
 * back, by its higher ballot alone (what Raft's pre-vote is for: Ongaro 2014, §9.6). So it asks on.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { majority } from "../../../parts/quorum.ts";
import type { LeaderHealth } from "../messages/group.ts";
import type { ReplicaEffects } from "../messages.ts";
import { armDetection } from "./arm-detection.ts";
import { takeBack } from "./delegation.ts";
import { stand } from "./election.ts";
import { isLeading, type ReplicaState } from "./state.ts";

export function onDetect(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role !== "follower" || state.delegated !== undefined) return;
  const { detection, detectionSpread } = state.setup.config;
  const left = (detection - between(state.heard, at)) as Duration;
  // Setting a timer at every sign of life would cost more than looking once at its end.
  if (left > 0) {
    return effects.setTimer("detect", left, (left + detectionSpread) as Duration);
  }
  if (state.draining || state.setup.kind === "log") return armDetection(state, effects);
  effects.mark("leader-suspected");
  askPeers(state, at, effects);
}

/** A round without a majority, or a leader deposed by somebody who does not come to lead. */
export function onElectionTimeout(
  state: ReplicaState,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const leaderless =
    state.role === "follower" &&
    state.leader === undefined &&
    !state.draining &&
    state.setup.kind !== "log";
  if (state.role === "candidate" || leaderless) askPeers(state, at, effects);
}

/** Asks all but the leader that is suspected, if one is; all when none is known. */
function askPeers(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { askPeersBeforeStanding, askTimeout } = state.setup.config;
  if (!askPeersBeforeStanding) return stand(state, at, effects);
  const { leader } = state;
  state.role = "asking";
  state.candidacy = undefined;
  state.unanswered = state.peers.filter((peer) => peer !== leader);
  for (const peer of state.unanswered) effects.send(peer, { kind: "ask-leader-health" });
  effects.setTimer("ask", askTimeout, askTimeout);
}

/** Healthy: this replica leads, or has heard a leader lately, whoever it is by now. */
export function onAskLeaderHealth(
  state: ReplicaState,
  from: Address,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (from === state.leader && state.delegated !== undefined) {
    // It handed over, and its successor never heard of it: its node's beats say nothing of this.
    takeBack(state, at, effects);
    state.leader = undefined;
    armDetection(state, effects);
  }
  const silence = between(state.heard, at);
  const hears = state.leader !== undefined && silence < state.setup.config.detection;
  const left = state.delegated !== undefined;
  const healthy = isLeading(state) || (state.role === "follower" && (hears || left));
  effects.send(from, { kind: "leader-health", healthy });
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

/** Those who have not answered by now are taken to be as far away as the leader. */
export function onAskTimeout(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role !== "asking") return;
  const { members } = state;
  const asked = state.peers.filter((peer) => peer !== state.leader).length;
  const answers = asked - state.unanswered.length;
  if (answers + 1 >= majority(members.length)) return stand(state, at, effects);
  effects.mark("nobody-answers");
  state.role = "follower";
  state.unanswered = [];
  const { electionTimeout, electionSpread } = state.setup.config;
  effects.setTimer("detect", electionTimeout, (electionTimeout + electionSpread) as Duration);
}
