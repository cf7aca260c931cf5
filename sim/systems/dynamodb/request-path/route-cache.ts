/**
 * The router's copy of the partition map (ATC '22, §6.6): a snapshot of bounded size, of which the
 * newest version counts for every key.
 */

import type { Address } from "../../../kernel/role.ts";
import { wholeRange } from "../../../parts/key-range.ts";
import {
  emptyPartitionMap,
  entriesOfTable,
  floor,
  type PartitionMap,
  withEntries,
  withTable,
} from "../../../parts/partition-map.ts";
import type { Route } from "../messages/path.ts";
import { soleTable } from "../tables.ts";
import { buggy, type RouterState } from "./state.ts";

/** The route to the partition that holds the key; undefined: the cache has none. */
export const routeOf = (map: PartitionMap, table: string, key: string): Route | undefined =>
  // What the maps of this system hold are routes, whole or cut to a part of their range.
  floor(map, table, key) as Route | undefined;

/** All routes of a table, in the order of their ranges. */
export const routesOf = (map: PartitionMap, table: string): readonly Route[] =>
  entriesOfTable(map, table) as unknown as readonly Route[];

/** The map of a system of one replication group, whose partition and table have no names. */
export function soleRoute(members: readonly Address[], leader: Address | undefined): PartitionMap {
  const route: Route = {
    table: soleTable,
    id: "",
    range: wholeRange,
    version: 0,
    members,
    leader,
  };
  return withTable(emptyPartitionMap, soleTable, [route]);
}

/** Takes what is newer than what the cache has, and makes room if it becomes too large. */
export function learn(state: RouterState, routes: readonly Route[]): void {
  for (const route of routes) {
    const { id, table } = route;
    if (buggy(state, "router-keeps-stale-route") && state.cached.has(id)) continue;
    const routes = withEntries(state.routes, table, [route]);
    if (routes === state.routes) continue;
    state.routes = routes;
    if (!state.cached.has(id)) state.cached.set(id, table);
  }
  while (state.cached.size > state.setup.config.routesCached) forgetFirst(state);
}

function forgetFirst(state: RouterState): void {
  const [first] = state.cached;
  if (first === undefined) return;
  const [id, table] = first;
  state.cached.delete(id);
  state.beliefs.delete(id);
  state.routes = withTable(
    state.routes,
    table,
    entriesOfTable(state.routes, table).filter((entry) => entry.id !== id),
  );
}

/** A cache with as much of the map as it may hold, by table and in the order of the keys. */
export function filledCache(
  map: PartitionMap,
  most: number,
): Pick<RouterState, "routes" | "cached"> {
  const all = [...map.tables.keys()].flatMap((table) => routesOf(map, table));
  const cached = new Map(all.slice(0, most).map(({ id, table }) => [id, table]));
  if (all.length <= most) return { routes: map, cached };
  const empty = { routes: emptyPartitionMap, cached };
  for (const route of all.slice(0, most)) {
    empty.routes = withEntries(empty.routes, route.table, [route]);
  }
  return empty;
}
