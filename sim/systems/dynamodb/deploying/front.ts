/** What customers meet in a zone: load balancer, request routers, metadata and admission servers. */

import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import { emptyPartitionMap, type PartitionMap, withTable } from "../../../parts/partition-map.ts";
import { globalAdmissionControl } from "../admission/global-admission-control.ts";
import type { Layout } from "../layout.ts";
import type { Route } from "../messages/path.ts";
import { loadBalancer } from "../request-path/load-balancer.ts";
import { metadataServer } from "../request-path/metadata-service.ts";
import { requestRouter } from "../request-path/request-router.ts";
import { addressOf, routerName, routersFrom, type Size, specsOf, upTo } from "./size.ts";
import { coordinatorsFrom } from "./transactions.ts";

export function frontMachines({ name }: Zone, { routersPerZone }: Size): MachineSpec[] {
  const zone = { zone: name };
  return [
    { name: `balancer-${name}`, ...zone, cores: 8 },
    { name: `metadata-${name}`, ...zone, cores: 4 },
    { name: `admission-${name}`, ...zone },
    ...upTo(routersPerZone).map((number) => ({
      name: routerName(name, number),
      ...zone,
      cores: 8,
    })),
  ];
}

export function frontPlacements(
  { name }: Zone,
  zones: readonly Zone[],
  { metadata, routes }: Layout,
  size: Size,
): Placement[] {
  const { config, tables, coldRouters } = size;
  const map = mapOf(routes);
  const specs = specsOf(tables);
  const admission = zones.map((zone) => addressOf("admission", zone.name));
  const { near, far } = routersFrom(name, zones, size);
  const coordinators = coordinatorsFrom(name, zones, size);
  const own = (kind: string) => ({ address: addressOf(kind, name), machine: `${kind}-${name}` });
  const peers = metadata.filter((server) => server !== addressOf("metadata", name));
  return [
    place({ ...own("balancer"), role: loadBalancer, setup: { config, near, far } }),
    place({ ...own("metadata"), role: metadataServer, setup: { config, routes: map, peers } }),
    place({
      ...own("admission"),
      role: globalAdmissionControl,
      setup: { config, tables: specs },
    }),
    ...near.map((router) =>
      place({
        address: router,
        machine: router,
        role: requestRouter,
        setup: {
          ...(coordinators.length === 0 ? {} : { coordinators }),
          config,
          routes: map,
          metadata,
          cold: coldRouters,
          admission,
          tables: specs,
        },
      }),
    ),
  ];
}

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
