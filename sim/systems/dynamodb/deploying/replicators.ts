/** Replicators of global tables: one for each table and other Region, in the Region it reads. */

import type { Address } from "../../../kernel/role.ts";
import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import { type RegionZones, regionalTable } from "../global-tables/regions.ts";
import { storageDisk } from "../hardware.ts";
import { streamConsumer } from "../streams/consumer/consumer.ts";
import { routersFrom, type Size, streamServers } from "./size.ts";

/** One table of this Region, as another one gets it. */
interface Course {
  /** Of the replicator and its machine: "replicator-orders-us-eu". */
  readonly name: Address;
  readonly zone: string;
  readonly table: string;
  readonly from: string;
  readonly to: string;
  /** The table there. */
  readonly target: string;
}

function coursesOf(zones: readonly Zone[], { tables }: Size): Course[] {
  return tables
    .flatMap(({ name: table, replica }) =>
      (replica?.regions ?? [])
        .filter((to) => to !== replica?.region)
        .map((to) => ({ table, from: replica?.region ?? "", to, of: replica?.of ?? "" })),
    )
    .map(({ table, from, to, of }, index) => ({
      name: `replicator-${of}-${from}-${to}` as Address,
      zone: zones[index % zones.length]!.name,
      table,
      from,
      to,
      target: regionalTable(to, of),
    }));
}

export const replicatorMachines = (zones: readonly Zone[], size: Size): MachineSpec[] =>
  coursesOf(zones, size).map(({ name, zone }) => ({ name, zone, ...storageDisk }));

export function replicatorPlacements(
  regions: readonly RegionZones[],
  zones: readonly Zone[],
  own: Size,
): Placement[] {
  const { config } = own;
  const servers = streamServers(zones, own);
  return coursesOf(zones, own).map(({ name, zone, table, from, to, target }) => {
    const there = regions.find((region) => region.name === to)?.zones ?? [];
    const { near, far } = routersFrom(there[0]?.name ?? "", there, own);
    const spec = { name, table, zone, kind: "broadcast", batch: config.replicationBatch } as const;
    const replication = { from, to, table: target, routers: [...near, ...far] };
    const setup = { config, spec, servers, replication };
    return place({ address: name, machine: name, role: streamConsumer, setup });
  });
}
