/** One Region: all that DynamoDB has in its zones. Several do not know of one another. */

import type { Deployment, Zone } from "../../../kernel/system.ts";
import { isIn, type RegionZones } from "../global-tables/regions.ts";
import { layOut } from "../layout.ts";
import { replica } from "../replication-group/replica.ts";
import { controlMachines, controlPlacements } from "./control.ts";
import { frontMachines, frontPlacements } from "./front.ts";
import { replicatorMachines, replicatorPlacements } from "./replicators.ts";
import { addressOf, type Size } from "./size.ts";
import { storageMachines, storagePlacements } from "./storage.ts";
import { streamMachines, streamPlacements } from "./streams.ts";
import { transactionMachines, transactionPlacements } from "./transactions.ts";

/** All Regions side by side. */
export function deployRegions(regions: readonly RegionZones[], size: Size): Deployment {
  const made = regions.map(({ name, zones }) => {
    const own = name === undefined ? size : regionSize(name, zones, size);
    const region = deployRegion(zones, own);
    return {
      machines: [...region.machines, ...replicatorMachines(zones, own)],
      placements: [...region.placements, ...replicatorPlacements(regions, zones, own)],
      entry: region.entry,
    };
  });
  return {
    machines: made.flatMap(({ machines }) => machines),
    placements: made.flatMap(({ placements }) => placements),
    hostable: [replica],
    entry: Object.assign({}, ...made.map(({ entry }) => entry)),
  };
}

/** What of everything is this Region's. */
function regionSize(region: string, zones: readonly Zone[], size: Size): Size {
  const names = new Set(zones.map(({ name }) => name));
  const tables = size.tables.filter(({ name }) => isIn(region, name));
  const own = new Set(tables.map(({ name }) => name));
  return {
    ...size,
    region,
    tables,
    updates: size.updates.filter(({ node }) =>
      zones.some(({ name }) => node.startsWith(`storage-${name}-`)),
    ),
    changes: size.changes.filter(({ table }) => own.has(table)),
    consumers: size.consumers.filter(({ zone }) => names.has(zone)),
  };
}

function deployRegion(zones: readonly Zone[], size: Size): Deployment {
  const layout = layOut(zones, size.tables);
  const machines = zones.flatMap((zone) => [
    ...frontMachines(zone, size),
    ...storageMachines(zone),
  ]);
  return {
    machines: [
      ...machines,
      ...controlMachines(zones, size),
      ...streamMachines(zones, size),
      ...transactionMachines(zones, size),
    ],
    placements: [
      ...storagePlacements(layout, zones, size),
      ...controlPlacements(layout, zones, size),
      ...zones.flatMap((zone) => frontPlacements(zone, zones, layout, size)),
      ...streamPlacements(zones, size),
      ...transactionPlacements(layout, zones, size),
    ],
    entry: Object.fromEntries(zones.map(({ name }) => [name, addressOf("balancer", name)])),
  };
}
