/** What customers meet in a zone: load balancer, request routers, metadata and admission servers. */

import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import { globalAdmissionControl } from "../admission/global-admission-control.ts";
import type { Layout } from "../layout.ts";
import { loadBalancer } from "../request-path/load-balancer.ts";
import { metadataServer } from "../request-path/metadata-service.ts";
import { requestRouter } from "../request-path/request-router.ts";
import { routerSetup } from "./router-setup.ts";
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
  layout: Layout,
  size: Size,
): Placement[] {
  const { config, tables } = size;
  const known = routerSetup(zones, layout, size);
  const { near, far } = routersFrom(name, zones, size);
  const coordinators = coordinatorsFrom(name, zones, size);
  const own = (kind: string) => ({ address: addressOf(kind, name), machine: `${kind}-${name}` });
  const peers = layout.metadata.filter((server) => server !== addressOf("metadata", name));
  return [
    place({ ...own("balancer"), role: loadBalancer, setup: { config, near, far } }),
    place({
      ...own("metadata"),
      role: metadataServer,
      setup: { config, routes: known.routes, peers },
    }),
    place({
      ...own("admission"),
      role: globalAdmissionControl,
      setup: { config, tables: specsOf(tables) },
    }),
    ...near.map((router) =>
      place({
        address: router,
        machine: router,
        role: requestRouter,
        setup: coordinators.length === 0 ? known : { ...known, coordinators },
      }),
    ),
  ];
}
