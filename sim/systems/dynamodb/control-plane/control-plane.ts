/**
 * The control plane, "autoadmin" (ATC '22, §3): it watches the health of storage nodes, replaces
 * replicas that are lost, splits partitions, and sees updates through. Which code answers which
 * event: read this first.
 */

import type { Address, Role } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { describe } from "../describe.ts";
import type { DynamoMessage } from "../messages.ts";
import { onBoostsTimer, onCapacityReport } from "./boosts.ts";
import { onChangeTimer, planChanges, tellRates } from "./changing-tables.ts";
import {
  type ControlEffects,
  type ControlSetup,
  type ControlState,
  freshControl,
  hasFleet,
  type UpdatesState,
} from "./control-state.ts";
import { onHealthTimer, onNodeHealth } from "./health.ts";
import { onNodeLoad, onReplicaMoved, seeMovesThrough } from "./moves.ts";
import { onAskReplica } from "./repairs.ts";
import { onSplitTimer, onSplitWanted } from "./splits.ts";
import { drainAt, planDrains } from "./updates.ts";

export const controlPlane: Role<UpdatesState | ControlState, DynamoMessage, never, ControlSetup> = {
  name: "auto-admin",
  describe,

  start(self, setup, { restarted }, at, effects) {
    planDrains(setup, restarted, at, effects);
    if (setup.fleet === undefined) return { drains: setup.drains };
    const state = freshControl(self, setup, at);
    onHealthTimer(state, setup.fleet, at, effects);
    planChanges(state, setup.fleet, restarted, at, effects);
    return state;
  },

  handle(state, event, effects) {
    if (!hasFleet(state)) {
      if (event.kind === "timer") drainAt(state, event.timer, event.at, effects);
    } else if (event.kind === "message") {
      onMessage(state, event.from, event.message, event.at, effects);
    } else if (event.kind === "timer") onTimer(state, event.timer, event.at, effects);
  },
};

function onMessage(
  state: ControlState,
  from: Address,
  message: DynamoMessage,
  at: LocalTime,
  effects: ControlEffects,
): void {
  const { fleet } = state.setup;
  if (fleet === undefined) throw new RangeError(`no fleet to look after, but ${from} asks`);
  switch (message.kind) {
    case "node-health":
      return onNodeHealth(state, from, at, effects);
    case "ask-replica":
      return onAskReplica(state, fleet, message, at, effects);
    case "split-wanted":
      return onSplitWanted(state, message, fleet.config, at, effects);
    case "node-load":
      return onNodeLoad(state, from, message, fleet, at, effects);
    case "capacity-report":
      return onCapacityReport(state, from, message, fleet, at, effects);
    case "replica-moved":
      return onReplicaMoved(state, message.partition, effects);
    default:
      throw new RangeError(`the control plane has no use for "${message.kind}" from ${from}`);
  }
}

function onTimer(state: ControlState, timer: string, at: LocalTime, effects: ControlEffects): void {
  const { fleet } = state.setup;
  if (fleet === undefined) return drainAt(state, timer, at, effects);
  if (timer === "boosts") return onBoostsTimer(state, fleet, at, effects);
  if (timer === "health") {
    onHealthTimer(state, fleet, at, effects);
    seeMovesThrough(state, at, effects);
    tellRates(state, fleet, effects);
  } else if (
    !onSplitTimer(state, timer, fleet.config, at, effects) &&
    !onChangeTimer(state, fleet, timer, effects)
  ) {
    drainAt(state, timer, at, effects);
  }
}
