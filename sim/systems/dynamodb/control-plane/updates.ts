/**
 * Updates of storage machines' software: before its turn comes, each is told to hand over what is
 * led from it, and not to lead again (ATC '22, §6.4). Its replicas are not replaced meanwhile.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { ControlEffects, ControlState } from "./control-state.ts";

export function planDrains({ setup }: ControlState, effects: ControlEffects): void {
  for (const [index, { at }] of setup.drains.entries()) effects.setTimer(`drain-${index}`, at, at);
}

export function drainAt(
  state: ControlState,
  timer: string,
  at: LocalTime,
  effects: ControlEffects,
): void {
  const order = state.setup.drains[Number(timer.slice("drain-".length))];
  if (order === undefined) return;
  const { fleet } = state.setup;
  if (fleet !== undefined) state.updates.set(order.replica, after(at, fleet.config.updateTime));
  effects.send(order.replica, { kind: "drain" });
}

/** Whether this node is being updated, and expected back. */
export const isUpdated = ({ updates }: ControlState, node: Address, at: LocalTime): boolean =>
  (updates.get(node) ?? Number.NEGATIVE_INFINITY) > at;
