/** What followers answer: how far their disks are, whether they grant the lease, what they lack. */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { AppendAck, AppendRefused, HeartbeatAck } from "../messages/group.ts";
import type { ReplicaEffects } from "../messages.ts";
import { commit } from "./commit.ts";
import { noteCovered } from "./delegation.ts";
import { handOverIfReady } from "./hand-over.ts";
import { onGrant, tryToServe } from "./lease.ts";
import { noteProgress, progressOf, rewind, sendBatch } from "./sending.ts";
import { buggy, isLeading, type ReplicaState } from "./state.ts";

/** The follower's disk holds this leader's log up to `upTo`. */
export function onAppendAck(
  state: ReplicaState,
  from: Address,
  { ballot, upTo }: AppendAck,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (!isLeading(state)) return;
  // An ack meant for an earlier leadership: the records it speaks of may since have been replaced.
  if (ballot !== state.promised || !hear(state, from, at)) return;
  noteProgress(state, from, upTo);
  commit(state, at, effects);
  const progress = state.progress.get(from);
  if (progress !== undefined && progress.next <= state.log.last) sendBatch(state, from, effects);
  // The successor may be the last to have what the others have committed.
  handOverIfReady(state, at, effects);
}

/** Notes a sign of life; false for one that does not belong to the group any more. */
function hear(state: ReplicaState, from: Address, at: LocalTime): boolean {
  if (!state.progress.has(from)) return false;
  state.upkeep?.answered.set(from, at);
  return true;
}

/** The follower lacks what comes before: start again behind what it has, not too often. */
export function onAppendRefused(
  state: ReplicaState,
  from: Address,
  { ballot, have }: AppendRefused,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (!isLeading(state) || ballot !== state.promised || !hear(state, from, at)) return;
  rewind(state, from, have, at, effects);
}

export function onHeartbeatAck(
  state: ReplicaState,
  from: Address,
  { ballot, renew, upTo, committed, delegated }: HeartbeatAck,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (!isLeading(state) || ballot !== state.promised || !hear(state, from, at)) return;
  noteProgress(state, from, upTo);
  const progress = progressOf(state, from);
  if (renew !== undefined) {
    onGrant(state, progress, buggy(state, "lease-from-receipt") ? at : renew);
  }
  commit(state, at, effects);
  if (state.role === "waiting") tryToServe(state, at, effects);
  // No step forward between two heartbeats, and yet behind: something was lost on the way.
  if (upTo < state.log.last && upTo === progress.stalledAt) rewind(state, from, upTo, at, effects);
  progress.stalledAt = upTo;
  if (committed > progress.knows) progress.knows = committed;
  if (delegated === true) noteCovered(state, from, effects);
  handOverIfReady(state, at, effects);
}
