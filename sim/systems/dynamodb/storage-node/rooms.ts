/**
 * Storage nodes with limits of their own tell one another how many writes they have to spare: a
 * partition that goes beyond its allocation needs room on the nodes of all its members (ATC '22,
 * §4.1.1: the leader collects it periodically). The same message says what was led here and is work
 * there; the paper leaves open how a follower's node learns of it.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { NodeRoom } from "../admission/messages.ts";
import { chargeNode, roomOf } from "../admission/partition-admission.ts";
import type { NodeEffects, NodeState } from "./node-state.ts";

/** Sets the timer for the next message; a node without limits of its own has nothing to tell. */
export function armRooms({ admission }: NodeState, effects: NodeEffects): void {
  const { nodeRoomInterval } = admission.config;
  if (admission.node !== undefined) effects.setTimer("room", nodeRoomInterval, nodeRoomInterval);
}

export function onRoomTimer(state: NodeState, at: LocalTime, effects: NodeEffects): void {
  const { admission } = state;
  const write = roomOf(admission, at);
  for (const node of state.peers.keys()) {
    effects.send(node, { kind: "node-room", write, led: admission.led.get(node) ?? 0 });
  }
  armRooms(state, effects);
}

export function onNodeRoom(
  { admission }: NodeState,
  from: Address,
  { write, led }: NodeRoom,
  at: LocalTime,
): void {
  admission.rooms.set(from, write);
  const known = admission.ledBy.get(from) ?? 0;
  admission.ledBy.set(from, led);
  // A smaller total is that of a node started anew, or one that was overtaken on its way.
  if (led > known) chargeNode(admission, led - known, at);
}

/** A write led here has cost so much: the nodes of the group's other members have done it, too. */
export function noteLed(
  { admission }: NodeState,
  members: readonly Address[],
  units: number,
): void {
  if (admission.node === undefined) return;
  for (const node of members) admission.led.set(node, (admission.led.get(node) ?? 0) + units);
}
