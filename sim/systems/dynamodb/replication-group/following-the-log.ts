/**
 * What is derived from a table follows the log of each of its partitions: global indexes and the
 * stream (ATC '22, §3; AWS re:Invent 2018, DAT321: a log propagator on the storage node). The leader
 * sees to it. How far each follower is goes through the log from time to time, so that the next
 * leader can go on from there; what it repeats, who is fed must know as a repetition.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { followIndexes } from "../index-propagation/follow-indexes.ts";
import type { ReplicaEffects } from "../messages.ts";
import { followStream } from "../streams/follow-stream.ts";
import type { ReplicaState } from "./state.ts";

/** As leader: whatever is newly committed goes on to those who follow. Cheap where nobody does. */
export function followLog(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.setup.derived === undefined || state.role !== "leader") return;
  followIndexes(state, at, effects);
  followStream(state, at, effects);
}
