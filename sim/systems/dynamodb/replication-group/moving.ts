/**
 * A replica is moved to another storage node because its own is too busy (ATC '22, §4.3). The group
 * is whole all the while: the newcomer is taken in before the old one goes. One that leads hands its
 * leadership over first, and whoever leads next is told again.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type LocalTime } from "../../../kernel/time.ts";
import type { MoveReplica } from "../messages/healing.ts";
import type { ReplicaEffects } from "../messages.ts";
import { beginHandOver } from "./hand-over.ts";
import type { Moving } from "./parts-of-state.ts";
import type { ReplicaState } from "./state.ts";

/** As leader: has the new replica built, and reports when the old one is gone. */
export function onMoveReplica(
  state: ReplicaState,
  { from, to }: MoveReplica,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { upkeep, setup, members, self } = state;
  const { control, partition } = setup;
  if (state.role !== "leader" || upkeep === undefined) return;
  if (control === undefined || partition === undefined) return;
  if (!members.includes(from)) {
    upkeep.moving = undefined;
    return effects.send(control, { kind: "replica-moved", partition });
  }
  if (from === self) return handOverFirst(state, at, effects);
  upkeep.moving = { from, to, told: at };
}

function handOverFirst(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.successor !== undefined || !state.setup.config.handOver) return;
  effects.mark("hands-over-to-move");
  beginHandOver(state, at, effects);
}

/** The move that this leader sees to; one that nobody speaks of any more is forgotten. */
export function movingNow({ upkeep, setup }: ReplicaState, at: LocalTime): Moving | undefined {
  const moving = upkeep?.moving;
  if (upkeep === undefined || moving === undefined) return undefined;
  if (between(moving.told, at) <= setup.config.joinPatience) return moving;
  upkeep.moving = undefined;
  return undefined;
}

/** Of more than three that all hold the items: the one that moves, or else the last to come. */
export function surplusOf(state: ReplicaState, at: LocalTime): Address | undefined {
  const { members, self } = state;
  const moving = movingNow(state, at);
  if (moving !== undefined && moving.from !== self && members.includes(moving.from)) {
    return moving.from;
  }
  const others = members.filter((member) => member !== self);
  return others[others.length - 1];
}
