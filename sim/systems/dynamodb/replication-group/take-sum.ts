/** A scrub's record is applied: all members take their checksums as of the same position (§5.3). */

import type { Lsn } from "../../../parts/replicated-log.ts";
import type { ReplicaEffects } from "../messages.ts";
import type { ReplicaState } from "./state.ts";

export function takeSum(state: ReplicaState, lsn: Lsn, effects: ReplicaEffects): void {
  const { upkeep, leader, self } = state;
  if (upkeep === undefined || state.setup.kind === "log") return;
  const { sum } = upkeep;
  if (state.role === "leader") {
    upkeep.scrub = { lsn, sums: new Map([[self, sum]]) };
  } else if (leader !== undefined && leader !== self) {
    effects.send(leader, { kind: "scrubbed", lsn, sum });
  }
}
