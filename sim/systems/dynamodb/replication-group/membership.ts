/**
 * Who belongs to the group. ATC '22 does not describe how that changes; ours is the rule of one
 * member at a time (Ongaro 2014, §4.1): a membership counts from the moment it is logged, and the
 * next change waits until the last one is committed, by a leader that has committed in its own
 * ballot. Any majority of one membership then meets any majority of the next.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { GroupState, LogRecord } from "../messages/records.ts";
import type { Stamp } from "../messages/transactions.ts";
import type { Membership, Progress } from "./parts-of-state.ts";
import { buggy, type ReplicaState } from "./state.ts";

/** Why a leader may not change the membership now; undefined: it may. */
export function whyNotChange(state: ReplicaState): "not-leader" | "not-settled" | undefined {
  if (state.role !== "leader") return "not-leader";
  const newest = state.memberships[state.memberships.length - 1]!;
  const settled = newest.lsn <= state.committed && state.committed >= state.ownFrom;
  return settled || buggy(state, "two-changes-at-once") ? undefined : "not-settled";
}

/** A record has taken its position in the log: a membership in it counts from now on. */
export function noteLogged(state: ReplicaState, { lsn, key, order }: LogRecord): void {
  const newest = state.memberships[state.memberships.length - 1]!;
  // What stood there before is gone; behind a leader's own record everything is.
  if (newest.lsn === lsn || (key === "" && newest.lsn > lsn)) {
    state.memberships = state.memberships.filter(
      (known) => known.lsn < lsn || (key !== "" && known.lsn > lsn),
    );
  }
  if (order?.kind === "membership") {
    const { members, roster, logMembers = [] } = order;
    const others = state.memberships.filter((known) => known.lsn < lsn);
    const later = state.memberships.filter((known) => known.lsn > lsn);
    state.memberships = [...others, { lsn, members, roster, logMembers }, ...later];
  }
  followNewest(state);
}

/** A membership is committed: the ones before it will never count again. */
export function settleMembership(state: ReplicaState, lsn: Lsn): void {
  const index = state.memberships.findIndex((known) => known.lsn === lsn);
  if (index > 0) state.memberships = state.memberships.slice(index);
}

function followNewest(state: ReplicaState): void {
  const { members, roster, logMembers = [] } = state.memberships[state.memberships.length - 1]!;
  const counted = buggy(state, "removed-replica-still-counts")
    ? [...new Set([...members, ...roster])]
    : members;
  state.members = members;
  state.roster = roster;
  state.logMembers = logMembers;
  state.peers = counted.filter((member) => member !== state.self);
}

/** As leader: keeps progress of all peers and of nobody else. */
export function syncProgress(state: ReplicaState, at: LocalTime): void {
  for (const known of state.progress.keys()) {
    if (!state.peers.includes(known)) state.progress.delete(known);
  }
  for (const peer of state.peers) {
    if (state.progress.has(peer)) continue;
    state.progress.set(peer, unknownProgress(state));
    state.upkeep?.answered.set(peer, at);
  }
}

/** A follower of which nothing is known but that it should have what is committed. */
const unknownProgress = (state: ReplicaState): Progress => ({
  persisted: 0 as Lsn,
  next: (state.committed + 1) as Lsn,
  granted: undefined,
  rewound: state.heard,
  stalledAt: 0 as Lsn,
  knows: 0 as Lsn,
});

/** The newest membership that is committed: what a checkpoint or a copy hands on. */
export function committedMembership(
  state: ReplicaState,
  upTo: number = state.committed,
): Membership {
  let found = state.memberships[0]!;
  for (const known of state.memberships) if (known.lsn <= upTo) found = known;
  return found;
}

/** What orders have made of the group, as of the commit. */
export const groupOf = (state: ReplicaState): GroupState => ({
  membership: committedMembership(state),
  range: state.range,
  ballast: state.ballast,
  ...(state.children === undefined ? {} : { children: state.children }),
  ...(state.followed.size === 0 ? {} : { followed: [...state.followed] }),
  ...(state.deleteStamp === undefined ? {} : { deleteStamp: state.deleteStamp }),
});

/** Of a partition only the highest is kept (ATC '23, §3.3). */
export function noteDelete(state: ReplicaState, stamp: Stamp): void {
  state.deleteStamp = Math.max(state.deleteStamp ?? 0, stamp) as Stamp;
}

/** Takes over a group as a checkpoint or a copy has it. */
export function adoptGroup(state: ReplicaState, group: GroupState): void {
  const { membership, range, ballast, children, followed = [], deleteStamp } = group;
  state.memberships = [membership];
  state.range = range;
  state.ballast = ballast;
  if (children !== undefined) state.children = children;
  state.followed = new Map(followed);
  if (deleteStamp !== undefined) noteDelete(state, deleteStamp);
  followNewest(state);
}
