/**
 * Health of storage nodes: each reports at regular intervals, in a message whose size does not
 * depend on what it hosts; one that is silent for `nodeDead` is taken for lost. No paper gives the
 * figure; the groups themselves notice far sooner, and do not wait for it to restore their quorum.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type LocalTime } from "../../../kernel/time.ts";
import type { ControlEffects, ControlState, FleetSetup } from "./control-state.ts";

export function onNodeHealth(
  state: ControlState,
  node: Address,
  at: LocalTime,
  effects: ControlEffects,
): void {
  state.reports.set(node, at);
  if (state.dead.delete(node)) effects.mark("node-back");
}

export function onHealthTimer(
  state: ControlState,
  { config }: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): void {
  for (const [node, reported] of state.reports) {
    if (state.dead.has(node) || between(reported, at) <= config.nodeDead) continue;
    state.dead.add(node);
    effects.mark("node-dead");
  }
  effects.setTimer("health", config.healthReport, config.healthReport);
}

/** Whether it has reported lately: only such a node is given something to host. */
export const isWell = (state: ControlState, node: Address, at: LocalTime): boolean => {
  const { fleet } = state.setup;
  const reported = state.reports.get(node);
  if (fleet === undefined || reported === undefined) return false;
  return between(reported, at) <= 2 * fleet.config.healthReport;
};
