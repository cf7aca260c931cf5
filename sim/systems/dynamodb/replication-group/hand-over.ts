/**
 * Planned hand-over: a leader whose machine will be updated gives its lease up, so that its
 * successor need not wait for it (ATC '22, §6.4). The machine is also marked as not to lead.
 *
 * How the successor is chosen is ours: the follower that has most of the log. The leader stops
 * serving, waits until that follower has everything, and only then hands over.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { ReplicaEffects } from "../messages.ts";
import { isLeading, type ReplicaState } from "./state.ts";
import { servesOn, stepDown } from "./step-down.ts";

export function onDrain(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  state.draining = true;
  const { handOver } = state.setup.config;
  if (state.role !== "leader" || !handOver) return;
  beginHandOver(state, at, effects);
}

/** As leader: chooses who leads next, and lets it have everything. */
export function beginHandOver(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { handOverPatience } = state.setup.config;
  state.successor = mostAdvanced(state);
  effects.mark("hand-over-begun");
  effects.setTimer("hand-over", handOverPatience, handOverPatience);
  handOverIfReady(state, at, effects);
}

/** The follower with most of the log; among equals the first member. */
function mostAdvanced(state: ReplicaState): Address | undefined {
  let best: Address | undefined;
  let most = -1;
  for (const [peer, { persisted }] of state.progress) {
    if (persisted <= most || state.logMembers.includes(peer)) continue;
    most = persisted;
    best = peer;
  }
  return best;
}

/** Hands over once the successor has the whole log, and all of it is committed. */
export function handOverIfReady(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { successor } = state;
  if (successor === undefined || !isLeading(state)) return;
  const persisted = state.progress.get(successor)?.persisted ?? 0;
  if (persisted < state.log.last || state.committed < state.log.last) return;
  effects.mark("handed-over");
  effects.send(successor, { kind: "hand-over", released: state.promised });
  if (servesOn(state, at)) {
    state.successor = undefined;
    return;
  }
  stepDown(state, at, effects);
  state.leader = successor;
}

/** The successor does not catch up: serve again rather than stand still. */
export function onHandOverTimeout(state: ReplicaState, effects: ReplicaEffects): void {
  if (state.successor === undefined) return;
  effects.mark("hand-over-given-up");
  state.successor = undefined;
}
