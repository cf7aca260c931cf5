/**
 * Updates of storage machines' software: before its turn comes, each is told to hand over what is
 * led from it, and not to lead again (ATC '22, §6.4). Its replicas are not replaced meanwhile.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../../kernel/time.ts";
import {
  type ControlEffects,
  type ControlState,
  hasFleet,
  type UpdatesState,
} from "./control-state.ts";

/** One that comes back after a crash does not drain a second time what it has drained before. */
export function planDrains(
  { drains }: UpdatesState,
  restarted: boolean,
  now: LocalTime,
  effects: ControlEffects,
): void {
  for (const [index, { at }] of drains.entries()) {
    const left = (restarted ? at - now : at) as Duration;
    if (left >= 0) effects.setTimer(`drain-${index}`, left, left);
  }
}

export function drainAt(
  state: UpdatesState | ControlState,
  timer: string,
  at: LocalTime,
  effects: ControlEffects,
): void {
  const order = state.drains[Number(timer.slice("drain-".length))];
  if (order === undefined) return;
  if (hasFleet(state) && state.setup.fleet !== undefined) {
    state.updates.set(order.replica, after(at, state.setup.fleet.config.updateTime));
  }
  effects.send(order.replica, { kind: "drain" });
}

/** Whether this node is being updated, and expected back. */
export const isUpdated = ({ updates }: ControlState, node: Address, at: LocalTime): boolean =>
  (updates.get(node) ?? Number.NEGATIVE_INFINITY) > at;
