/** A storage node that is too busy is relieved of a replica: `balancing.ts` says which goes where. */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { NodeLoad } from "../messages/nodes.ts";
import { chooseMove, type Move } from "./balancing.ts";
import type { ControlEffects, ControlState, FleetSetup } from "./control-state.ts";
import { isWell } from "./health.ts";

/** Notes how busy the node is; the move that would relieve it, if it asks for that. */
export function onNodeLoad(
  state: ControlState,
  from: Address,
  load: NodeLoad,
  { config, nodes }: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): Move | undefined {
  state.loads.set(from, load.used);
  const fleet = { nodes, loads: state.loads, isWell: (node: Address) => isWell(state, node, at) };
  const move = chooseMove(from, load, fleet, config.balanceThreshold);
  if (move !== undefined) effects.mark("move-decided");
  return move;
}
