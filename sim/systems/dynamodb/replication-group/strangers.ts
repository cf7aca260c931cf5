/**
 * Those who do not belong to the group. A replica that was removed while it was away does not know
 * it: it misses its leader and stands, and its high ballot would depose a healthy one. So members
 * promise nothing to it, and tell it by which record it was removed; it leaves its node then.
 *
 * Only candidates and askers are turned away. A leader that is not known here is obeyed by its
 * ballot all the same: it may have joined by a record that has not come yet.
 */

import type { Address } from "../../../kernel/role.ts";
import type { Removed } from "../messages/healing.ts";
import type { ReplicaEffects, ReplicaMessage } from "../messages.ts";
import { giveUp } from "./join.ts";
import { committedMembership } from "./membership.ts";
import { isLeading, type ReplicaState } from "./state.ts";

/** Whether this comes from somebody who may not say such a thing; if so, tells them. */
export function turnedAway(
  state: ReplicaState,
  from: Address,
  { kind }: ReplicaMessage,
  effects: ReplicaEffects,
): boolean {
  if (kind !== "prepare" && kind !== "ask-leader-health" && kind !== "recover") return false;
  if (state.members.includes(from)) return false;
  const { lsn, members } = committedMembership(state);
  effects.mark("stranger-turned-away");
  if (!members.includes(from)) effects.send(from, { kind: "removed", lsn, members });
  return true;
}

/** By a record that it does not have itself it belongs to the group no more. */
export function onRemoved(
  state: ReplicaState,
  { lsn, members }: Removed,
  effects: ReplicaEffects,
): void {
  const newest = state.memberships[state.memberships.length - 1]!;
  if (lsn <= newest.lsn || members.includes(state.self) || isLeading(state)) return;
  if (state.joining !== undefined) return;
  effects.mark("removed-replica-leaves");
  giveUp(state, effects);
}
