/** A storage node tells the control plane at regular intervals that it is well, and no more. */

import type { NodeEffects, NodeState } from "./node-state.ts";

export function reportHealth({ setup }: NodeState, effects: NodeEffects): void {
  if (setup.control === undefined) return;
  const { healthReport } = setup.config;
  effects.send(setup.control, { kind: "node-health" });
  effects.setTimer("health", healthReport, healthReport);
}
