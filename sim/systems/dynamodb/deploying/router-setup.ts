/** What a request router knows when the run begins. */

import { emptyPartitionMap, type PartitionMap, withTable } from "../../../parts/partition-map.ts";
import type { Layout } from "../layout.ts";
import type { Route } from "../messages/path.ts";
import type { RouterSetup } from "../request-path/state.ts";
import { addressOf, type Size, specsOf } from "./size.ts";

export const routerSetup = (
  zones: readonly { readonly name: string }[],
  { routes, metadata }: Layout,
  { config, tables, coldRouters }: Size,
): RouterSetup => ({
  config,
  routes: mapOf(routes),
  metadata,
  cold: coldRouters,
  admission: zones.map(({ name }) => addressOf("admission", name)),
  tables: specsOf(tables),
});

/** One map of all tables. */
function mapOf(routes: readonly Route[]): PartitionMap {
  const byTable = new Map<string, Route[]>();
  for (const route of routes) {
    const known = byTable.get(route.table);
    if (known === undefined) byTable.set(route.table, [route]);
    else known.push(route);
  }
  let map = emptyPartitionMap;
  for (const [table, entries] of byTable) map = withTable(map, table, entries);
  return map;
}
