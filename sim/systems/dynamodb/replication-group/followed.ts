/**
 * How far those are who follow the log: global indexes and the stream. It goes through the log, so
 * that every member knows how much of the log is still needed.
 */

import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ReplicaState } from "./state.ts";

/** How far a follower is, as far as the log says. A child of a split begins where it was born. */
export const followedBy = (state: ReplicaState, name: string): Lsn =>
  state.followed.get(name) ?? state.setup.born ?? (0 as Lsn);

/** Everything up to here has been taken over by all followers; undefined: there are none. */
export function followedByAll(state: ReplicaState): Lsn | undefined {
  const names = state.setup.derived?.followers ?? [];
  if (names.length === 0) return undefined;
  let least: Lsn = state.log.last;
  for (const name of names) {
    const upTo = followedBy(state, name);
    if (upTo < least) least = upTo;
  }
  return least;
}

/** The order is committed: the log may be cut so far. */
export function applyFollowed(
  state: ReplicaState,
  upTo: readonly (readonly [string, Lsn])[],
): void {
  for (const [name, lsn] of upTo) {
    if (lsn > followedBy(state, name)) state.followed.set(name, lsn);
  }
}
