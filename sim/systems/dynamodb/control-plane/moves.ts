/**
 * A storage node that is too busy is relieved of a replica: `balancing.ts` says which goes where. The
 * group's leader carries it out as it heals: it has a storage replica built on the new node, takes
 * it in, and then lets the old one go (`replication-group/moving.ts`).
 *
 * Which moves are under way is in memory alone. After a crash busy nodes ask anew, and a group that
 * has one member too many lets the last to come go.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { AskReplica } from "../messages/healing.ts";
import type { NodeLoad, Offered } from "../messages/nodes.ts";
import { replicaOn } from "../tables.ts";
import { chooseMove, type Move } from "./balancing.ts";
import type { ControlEffects, ControlState, FleetSetup } from "./control-state.ts";
import { isWell } from "./health.ts";

export interface MoveUnderWay extends Move {
  /** Nodes of the members when it was decided: one of them leads. */
  readonly nodes: readonly Address[];
}

/** Notes how busy the node is, and begins the move that relieves it, if it asks for one. */
export function onNodeLoad(
  state: ControlState,
  from: Address,
  load: NodeLoad,
  fleet: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): void {
  state.loads.set(from, load.used);
  relieve(state, from, load.offers, fleet, at, effects);
}

/** Moves the busiest of the offered replicas that fits somewhere away from the node. */
export function relieve(
  state: ControlState,
  from: Address,
  offers: readonly Offered[],
  { config, nodes }: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): void {
  // One after the other: what the first one takes away is seen before the next is chosen.
  for (const move of state.moves.values()) if (move.from === from || move.to === from) return;
  const fleet = { nodes, loads: state.loads, isWell: (node: Address) => isWell(state, node, at) };
  const move = chooseMove(from, offers, fleet, config.balanceThreshold);
  const offer = offers.find(({ partition }) => partition === move?.partition);
  if (move === undefined || offer === undefined || state.moves.has(move.partition)) return;
  effects.mark("move-decided");
  const begun = { ...move, nodes: offer.nodes };
  state.moves.set(move.partition, begun);
  tell(begun, effects);
}

/** Tells again who may have missed it, or leads by now; a node that fails gets nothing. */
export function seeMovesThrough(state: ControlState, at: LocalTime, effects: ControlEffects): void {
  for (const move of state.moves.values()) {
    if (isWell(state, move.to, at)) tell(move, effects);
    else {
      effects.mark("move-dropped");
      state.moves.delete(move.partition);
    }
  }
}

function tell({ partition, from, to, nodes }: MoveUnderWay, effects: ControlEffects): void {
  const gone = replicaOn(partition, from);
  const newcomer = replicaOn(partition, to);
  for (const node of nodes) {
    const member = replicaOn(partition, node);
    effects.send(member, { kind: "move-replica", from: gone, to: newcomer });
  }
}

/** The group says that the old replica is not one of its own any more. */
export function onReplicaMoved(
  state: ControlState,
  partition: string,
  effects: ControlEffects,
): void {
  if (state.moves.delete(partition)) effects.mark("move-done");
}

/** Where the replica that a leader asks for is to be, if it asks because of a move. */
export function movedTo(
  { moves }: ControlState,
  { partition, wanted, inPlaceOf }: AskReplica,
): Address | undefined {
  const move = moves.get(partition);
  if (move === undefined || wanted !== "storage") return undefined;
  return inPlaceOf === replicaOn(partition, move.from) ? move.to : undefined;
}
