/**
 * Which partitions are where: storage nodes are the authority (ATC '22, §6.6). A replica tells its
 * node of every change; the node of the leader tells the metadata service.
 */

import type { Address } from "../../../kernel/role.ts";
import { contains } from "../../../parts/key-range.ts";
import type { Route, RouteChanged } from "../messages.ts";
import { doorOf } from "../tables.ts";
import { type NodeEffects, type NodeState, routeOf } from "./node-state.ts";

export function onRouteChanged(
  state: NodeState,
  { route }: RouteChanged,
  effects: NodeEffects,
): void {
  if (!isNewer(route, routeOf(state, route.id))) return;
  state.routes.set(route.id, route);
  if (route.leader === undefined || doorOf(route.leader) !== state.self) return;
  const { metadata } = state.setup;
  if (metadata.length === 0) return;
  const server = metadata[effects.pick(metadata.length)] as Address;
  effects.send(server, { kind: "route-changed", route });
}

const isNewer = (route: Route, known: Route | undefined): boolean =>
  known === undefined || route.version > known.version;

/** What this node can tell of where a key is that it was asked for in vain. */
export function newerRoutes(state: NodeState, partition: string, key: string): readonly Route[] {
  const found: Route[] = [];
  const own = state.routes.get(partition);
  if (own !== undefined) found.push(own);
  // Children of a split are known by the route that came with it.
  for (const route of state.routes.values()) {
    if (route.id !== partition && contains(route.range, key)) found.push(route);
  }
  return found;
}
