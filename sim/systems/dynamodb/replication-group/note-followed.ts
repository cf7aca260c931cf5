/** A leader notes how far those are who follow its log, and lets the log know. */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ReplicaEffects } from "../messages.ts";
import { followedBy } from "./followed.ts";
import { logOrder } from "./orders.ts";
import { isLeading, type ReplicaState } from "./state.ts";

/** Positions are logged when somebody is so many records ahead of what the log says of it. */
const loggedEvery = 256;

/** As leader: a follower has all up to here. The log hears of it, but not each time. */
export function noteFollowed(
  state: ReplicaState,
  name: string,
  upTo: Lsn,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (!isLeading(state)) return;
  const before = state.following.get(name) ?? followedBy(state, name);
  if (upTo <= before) return;
  state.following.set(name, upTo);
  if (upTo - followedBy(state, name) >= loggedEvery) return logFollowed(state, at, effects);
  if (state.followTimer) return;
  state.followTimer = true;
  const { followInterval } = state.setup.config;
  effects.setTimer("followed", followInterval, followInterval);
}

export function onFollowedTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  state.followTimer = false;
  if (state.role === "leader") logFollowed(state, at, effects);
}

/** Nothing is logged where nothing but such records has come since: a group at rest stays at rest. */
function logFollowed(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const moved = [...state.following].filter(([name, upTo]) => upTo > followedBy(state, name) + 1);
  state.following = new Map();
  if (moved.length > 0) logOrder(state, { kind: "followed", upTo: moved }, at, effects);
}
