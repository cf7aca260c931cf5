/**
 * Which partitions are where: storage nodes are the authority (ATC '22, §6.6). A replica tells its
 * node of every change; the node of the leader tells the metadata service.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { contains } from "../../../parts/key-range.ts";
import { noteNewcomer, noteSplits } from "../admission/division.ts";
import type { Route, RouteChanged, RoutePassed } from "../messages/path.ts";
import { doorOf, replicaOn } from "../tables.ts";
import { type NodeEffects, type NodeState, routeOf } from "./node-state.ts";

export function onRouteChanged(
  state: NodeState,
  { route }: RouteChanged,
  at: LocalTime,
  effects: NodeEffects,
): void {
  // Only a replica here speaks of routes to its node, of its own and of its children's.
  const isHere = route.members.includes(replicaOn(route.id, state.self));
  if (isHere && !state.hosting.has(route.id)) state.hosting.set(route.id, true);
  const known = routeOf(state, route.id);
  if (!isNewer(route, known)) return;
  // What was consumed before a split says nothing about what is left.
  if (known !== undefined && known.range.to !== route.range.to) {
    state.admission.watches.delete(route.id);
  }
  if (known === undefined && isHere) noteNewcomer(state.admission, route.id, route.table, at);
  noteSplits(state.admission, route.id, route.table, route.splits ?? 0, at);
  state.routes.set(route.id, route);
  if (route.leader === undefined || doorOf(route.leader) !== state.self) return;
  const { metadata } = state.setup;
  if (metadata.length === 0) return;
  const isQuiet = state.untold.size === 0;
  state.untold.set(route.id, route);
  tell(state, route, effects);
  if (isQuiet) armTelling(state, effects);
}

function tell({ setup }: NodeState, route: Route, effects: NodeEffects): void {
  const server = setup.metadata[effects.pick(setup.metadata.length)] as Address;
  effects.send(server, { kind: "route-changed", route });
}

function armTelling({ setup }: NodeState, effects: NodeEffects): void {
  const { metadataRepeat } = setup.config;
  effects.setTimer("tell-routes", metadataRepeat, metadataRepeat);
}

/** Tells again what nobody has confirmed: the message, or the server with it, may be lost. */
export function onTellRoutes(state: NodeState, effects: NodeEffects): void {
  for (const route of state.untold.values()) tell(state, route, effects);
  if (state.untold.size > 0) armTelling(state, effects);
}

/** All metadata servers have this version of the partition's route, or a newer one. */
export function onRoutePassed(state: NodeState, { partition, version }: RoutePassed): void {
  if (state.untold.get(partition)?.version === version) state.untold.delete(partition);
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
