/**
 * An index remembers of an entry that is gone which write removed it, so that an older change that
 * comes late does not bring it back. Not for ever: what a new leader of the table sends again, it
 * sends again to the end, the removal too; so only a message that is on its way for longer than
 * `indexPurge` could do harm. Forgetting goes through the log, so that all members do it at once.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import type { ReplicaEffects } from "../messages.ts";
import { logOrder } from "../replication-group/orders.ts";
import type { ReplicaState } from "../replication-group/state.ts";

/** As leader: forgets again in a while, if there is anything to forget. */
export function armPurge(state: ReplicaState, effects: ReplicaEffects): void {
  const { purging } = state;
  if (purging === undefined || purging.armed || purging.gone === 0) return;
  if (state.role !== "leader") return;
  purging.armed = true;
  purging.upTo = state.committed;
  const { indexPurge } = state.setup.config;
  effects.setTimer("purge", indexPurge, indexPurge);
}

export function onPurgeTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { purging } = state;
  if (purging === undefined || !purging.armed) return;
  purging.armed = false;
  if (state.role !== "leader") return;
  logOrder(state, { kind: "purge", upTo: purging.upTo }, at, effects);
}
