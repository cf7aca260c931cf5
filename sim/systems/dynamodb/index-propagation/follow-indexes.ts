/** The log propagator of global secondary indexes. */

import type { LocalTime } from "../../../kernel/time.ts";
import type { ReplicaEffects } from "../messages.ts";
import type { ReplicaState } from "../replication-group/state.ts";

export function followIndexes(
  _state: ReplicaState,
  _at: LocalTime,
  _effects: ReplicaEffects,
): void {}
