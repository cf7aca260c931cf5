/** What a hosted replica sees to behind whatever it is asked: cheap where there is nothing to do. */

import type { LocalTime } from "../../../kernel/time.ts";
import { armPurge } from "../index-propagation/purging.ts";
import type { ReplicaEffects } from "../messages.ts";
import { armExpiry } from "../time-to-live/removing.ts";
import { archiveIfLarge, armArchiving } from "./archiving.ts";
import { followLog } from "./following-the-log.ts";
import { endJoining } from "./join.ts";
import { armHealing } from "./log-replica.ts";
import { armScrub } from "./scrub.ts";
import type { ReplicaState } from "./state.ts";

export function keepHouse(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.role === "leader" && state.followedIn !== state.promised) {
    // What the leader before has not passed on is this one's to pass on.
    state.followedIn = state.promised;
    followLog(state, at, effects);
  }
  if (state.purging !== undefined) armPurge(state, effects);
  const { upkeep } = state;
  if (upkeep === undefined) return;
  if (state.joining?.ready === true && state.members.includes(state.self)) {
    endJoining(state, effects);
  }
  armHealing(state, effects);
  archiveIfLarge(state, effects);
  // Only those who have something: an idle replica costs nothing.
  if (upkeep.keepsHouse || state.committed === 0 || state.role === "joining") return;
  upkeep.keepsHouse = true;
  armArchiving(state, effects);
  armScrub(state, effects);
  armExpiry(state, effects);
}
