/** A leader, a candidate or an asker becomes a follower. */

import { between, type LocalTime } from "../../../kernel/time.ts";
import { stopPropagating } from "../index-propagation/sending-entries.ts";
import type { Promised } from "../messages/group.ts";
import type { ReplicaEffects } from "../messages.ts";
import { armDetection } from "./arm-detection.ts";
import { endCover } from "./delegation.ts";
import { buggy, isLeading, type ReplicaState } from "./state.ts";

/**
 * Gives up whatever it was. A leader gives up its lease with it: whoever comes next need not wait
 * for it. Those who wait for an answer learn that nobody knows what became of their write.
 */
export function stepDown(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (isLeading(state)) {
    effects.mark("stepped-down");
    state.released = state.promised;
    state.leaseEnd = at;
    for (const { to, response } of state.pending) {
      effects.send(to, { kind: "failed", request: response.request, reason: "leader-changed" });
    }
    state.pending = [];
    state.tentative = new Map();
    for (const timer of [
      "heartbeat",
      "serve",
      "commit-notice",
      "hand-over",
      "followed",
      "stream",
    ]) {
      effects.cancelTimer(timer);
    }
    state.noticeDue = false;
    state.followTimer = false;
    state.following = new Map();
    state.publishing = undefined;
    stopPropagating(state, effects);
    effects.cancelTimer("purge");
    if (state.purging !== undefined) state.purging.armed = false;
    endCover(state, effects);
    state.successor = undefined;
    state.leaving = undefined;
  }
  for (const timer of ["ask", "election"]) effects.cancelTimer(timer);
  state.role = "follower";
  state.candidacy = undefined;
  state.unanswered = [];
  state.leader = undefined;
  state.heard = at;
  armDetection(state, effects);
}

/** Leases granted that still run, as a promise reports them. */
export const runningLeases = (state: ReplicaState, at: LocalTime): Promised["leases"] =>
  state.grants
    .filter(({ until }) => until > at)
    .map(({ ballot, until }) => ({ ballot, left: between(at, until) }));

/** The mistake of a leader that holds on to a lease it has said to be over. */
export const servesOn = (state: ReplicaState, at: LocalTime): boolean =>
  buggy(state, "hand-over-keeps-serving") && isLeading(state) && at < state.leaseEnd;
