/** A hosted replica lets its storage node know where its partition is, and who leads it. */

import type { Route } from "../messages/path.ts";
import type { ReplicaEffects } from "../messages.ts";
import type { ReplicaState } from "./state.ts";

/** Who, where, and which keys, as far as this replica knows. */
export function announceRoute(state: ReplicaState, effects: ReplicaEffects): void {
  const { partition, table = "" } = state.setup;
  if (partition === undefined) return;
  const { range, routeVersion: version, leader } = state;
  const members = state.members.filter((member) => !state.logMembers.includes(member));
  const { length: splits } = state.children ?? [];
  const route = { table, id: partition, range, version, members, leader };
  tellNode(state, splits === 0 ? route : { splits, ...route }, effects);
}

export function tellNode(state: ReplicaState, route: Route, effects: ReplicaEffects): void {
  const { node } = state.setup;
  if (node !== undefined) effects.send(node, { kind: "route-changed", route });
}
