/** What a hosted replica sees to behind whatever it is asked: cheap where there is nothing to do. */

import type { ReplicaEffects } from "../messages.ts";
import { archiveIfLarge, armArchiving } from "./archiving.ts";
import { endJoining } from "./join.ts";
import { armHealing } from "./log-replica.ts";
import { armScrub } from "./scrub.ts";
import type { ReplicaState } from "./state.ts";

export function keepHouse(state: ReplicaState, effects: ReplicaEffects): void {
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
}
