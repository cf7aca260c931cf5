import type { Duration } from "../../../kernel/time.ts";
import type { ReplicaEffects } from "../messages.ts";
import type { ReplicaState } from "./state.ts";

/** Looks again when the leader has been silent for long enough to be suspected. */
export function armDetection(state: ReplicaState, effects: ReplicaEffects): void {
  const { detection, detectionSpread } = state.setup.config;
  effects.setTimer("detect", detection, (detection + detectionSpread) as Duration);
}
