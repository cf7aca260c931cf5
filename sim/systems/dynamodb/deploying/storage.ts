/** Storage nodes, and the replicas that they host from the beginning. */

import type { Address } from "../../../kernel/role.ts";
import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import type { Derived } from "../derived.ts";
import { storageDisk } from "../hardware.ts";
import { type Layout, nodeName } from "../layout.ts";
import type { Route } from "../messages/path.ts";
import { replica } from "../replication-group/replica.ts";
import { storageNode } from "../storage-node/storage-node.ts";
import { ledgerTable } from "../transactions/ledger.ts";
import { archiveAddress, controlAddress, derivedIn, type Size, specsOf } from "./size.ts";
import { managersFrom } from "./transactions.ts";

export const storageMachines = ({ name, machines }: Zone): MachineSpec[] =>
  Array.from({ length: machines }, (_, index) => ({
    name: nodeName(name, index),
    zone: name,
    ...storageDisk,
  }));

/** Every storage node, and the replicas it hosts: they start when somebody asks them. */
export function storagePlacements(layout: Layout, zones: readonly Zone[], size: Size): Placement[] {
  const { config, tables } = size;
  const routes = new Map(layout.routes.map((route) => [route.id, route]));
  const specs = specsOf(tables);
  const derived = new Map(zones.map(({ name }) => [name, derivedIn(name, zones, size)]));
  const zoneOf = new Map(layout.nodes.map(({ address, zone }) => [address, zone]));
  const nodes = layout.nodes.map(({ address: node, zone }) => {
    const peers = layout.nodes.filter((other) => other.zone !== zone).map((other) => other.address);
    const { metadata } = layout;
    const control = controlAddress(size);
    const archive = archiveAddress(size);
    const plain = { config, peers, metadata, control, archive, routes, tables: specs };
    const followed = derived.get(zone);
    const transactions = managersFrom(zone, zones, size);
    const setup = {
      ...plain,
      ...(followed?.size ? { derived: followed } : {}),
      ...(transactions === undefined ? {} : { transactions }),
    };
    return place({ address: node, machine: node, role: storageNode, setup });
  });
  const replicas = layout.routes.flatMap((route) =>
    replicasOf(route, layout, size, (node) => {
      const zone = zoneOf.get(node) ?? "";
      const transactions =
        route.table === ledgerTable ? undefined : managersFrom(zone, zones, size);
      return { derived: derived.get(zone)?.get(route.table), transactions };
    }),
  );
  return [...nodes, ...replicas];
}

/** What a replica is told of others, beside its group. */
interface Helpers {
  readonly derived: Derived | undefined;
  /** Recovery managers. */
  readonly transactions: readonly Address[] | undefined;
}

function replicasOf(
  route: Route,
  { ballast, disks }: Layout,
  size: Size,
  helpersOn: (node: Address) => Helpers,
): Placement[] {
  const { id: partition, table, range, members, leader } = route;
  return members.map((member) => {
    const node = member.slice(member.indexOf("@") + 1) as Address;
    const { derived, transactions } = helpersOn(node);
    return place({
      address: member,
      machine: node,
      role: replica,
      lazy: true,
      setup: {
        members,
        config: size.config,
        firstLeader: leader,
        node,
        partition,
        table,
        range,
        ballast: ballast.get(table) ?? 0,
        established: true,
        control: controlAddress(size),
        archive: archiveAddress(size),
        ...(derived === undefined ? {} : { derived }),
        ...(transactions === undefined ? {} : { transactions }),
      },
      disk: disks[members.indexOf(leader ?? member)] ?? [],
    });
  });
}
