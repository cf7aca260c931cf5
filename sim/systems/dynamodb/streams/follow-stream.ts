/** The leader's half of a stream: committed records go to the server of the partition's shard. */

import type { LocalTime } from "../../../kernel/time.ts";
import type { ReplicaEffects } from "../messages.ts";
import type { ReplicaState } from "../replication-group/state.ts";

export function followStream(
  _state: ReplicaState,
  _at: LocalTime,
  _effects: ReplicaEffects,
): void {}
