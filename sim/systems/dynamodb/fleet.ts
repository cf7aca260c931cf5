/**
 * DynamoDB in one Region, laid out: in every zone a load balancer, request routers, a metadata
 * server and storage nodes; tables cut into partitions, each with a replica in three zones.
 */

import type { Address } from "../../kernel/role.ts";
import type { Deployment, Plan, System, Zone } from "../../kernel/system.ts";
import type { Duration } from "../../kernel/time.ts";
import { asSetup, type MachineSpec, type Placement, place } from "../../kernel/topology.ts";
import { ballotText } from "../../parts/ballot.ts";
import { emptyPartitionMap, type PartitionMap, withTable } from "../../parts/partition-map.ts";
import { globalAdmissionControl } from "./admission/global-admission-control.ts";
import { archive } from "./archive/archive.ts";
import { type Config, configure } from "./config.ts";
import { controlPlane } from "./control-plane/control-plane.ts";
import { storageDisk } from "./hardware.ts";
import { type Layout, layOut } from "./layout.ts";
import type { Route } from "./messages/path.ts";
import { replica } from "./replication-group/replica.ts";
import type { ReplicaState } from "./replication-group/state.ts";
import { loadBalancer } from "./request-path/load-balancer.ts";
import { metadataServer } from "./request-path/metadata-service.ts";
import { requestRouter } from "./request-path/request-router.ts";
import { changed, shown } from "./settings.ts";
import { storageNode } from "./storage-node/storage-node.ts";
import type { TableSpec } from "./tables.ts";

/** What a scenario may say: settings of `config.ts`, the tables, and the size of the fleet. */
export interface FleetOptions extends Partial<Config> {
  readonly tables: readonly TableSpec[];
  /** Default 1. */
  readonly routersPerZone?: number;
  /** Updates: this storage node is drained at this time. */
  readonly updates?: readonly { readonly node: string; readonly at: Duration }[];
  /** Whether routers begin with empty caches. Default false. */
  readonly coldRouters?: boolean;
}

/** As many partitions as a report can draw strips of. */
const drawn = 6;

export function fleet(options: FleetOptions): System {
  const { tables, routersPerZone = 1, coldRouters = false, updates = [], ...changes } = options;
  // Roles keep it in their states; a new setting is no change of state.
  const config = asSetup(configure(changes));
  const partitions = tables.reduce((sum, { partitions: count = 1 }) => sum + count, 0);
  return {
    name: "dynamodb",
    settings: shown(config),
    deploy: (plan) => deploy(plan, { config, tables, routersPerZone, coldRouters, updates }),
    with: (texts) => fleet({ ...options, ...changed(config, texts) }),
    posture(role, state) {
      if (role !== replica || partitions > drawn) return undefined;
      const { role: as, promised } = state as ReplicaState;
      return { as, ballot: promised, label: ballotText(promised) };
    },
  };
}

interface Size {
  readonly config: Config;
  readonly tables: readonly TableSpec[];
  readonly routersPerZone: number;
  readonly coldRouters: boolean;
  readonly updates: readonly { readonly node: string; readonly at: Duration }[];
}

const address = (kind: string, zone: string): Address => `${kind}-${zone}` as Address;

function deploy({ zones }: Plan, size: Size): Deployment {
  const layout = layOut(zones, size.tables);
  const machines = zones.flatMap((zone) => machinesOf(zone, size));
  return {
    machines: [...machines, ...controlMachines(zones)],
    placements: [
      ...storagePlacements(layout, size),
      ...controlPlacements(layout, size),
      ...zones.flatMap((zone) => frontPlacements(zone, zones, layout, size)),
    ],
    hostable: [replica],
    entry: Object.fromEntries(zones.map(({ name }) => [name, address("balancer", name)])),
  };
}

const controlAddress = "control-plane" as Address;
const archiveAddress = "archive" as Address;

/** The control plane, and the archive, which is a service of its own. */
function controlMachines(zones: readonly Zone[]): MachineSpec[] {
  const zone = zones[zones.length - 1]!.name;
  return [
    { name: "control", zone },
    { name: "archive", zone },
  ];
}

function controlPlacements(layout: Layout, { config, tables, updates }: Size): Placement[] {
  const { nodes } = layout;
  const routes = new Map(layout.routes.map((route) => [route.id, route]));
  const drains = updates.map(({ node, at }) => ({ replica: node as Address, at }));
  const setup = { drains, fleet: { config, nodes, routes, tables: specsOf(tables) } };
  return [
    place({ address: controlAddress, machine: "control", role: controlPlane, setup }),
    place({ address: archiveAddress, machine: "archive", role: archive, setup: {} }),
  ];
}

const storageName = (zone: string, number: number): string => `storage-${zone}-${number}`;
const routerName = (zone: string, number: number): string => `router-${zone}-${number}`;
const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

function machinesOf({ name, machines }: Zone, { routersPerZone }: Size): MachineSpec[] {
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
    ...upTo(machines).map((number) => ({
      name: storageName(name, number),
      ...zone,
      ...storageDisk,
    })),
  ];
}

/** Every storage node, and the replicas it hosts: they start when somebody asks them. */
function storagePlacements(layout: Layout, { config, tables }: Size): Placement[] {
  const routes = new Map(layout.routes.map((route) => [route.id, route]));
  const specs = specsOf(tables);
  const nodes = layout.nodes.map(({ address: node, zone }) => {
    const peers = layout.nodes.filter((other) => other.zone !== zone).map((other) => other.address);
    const { metadata } = layout;
    const control = controlAddress;
    const archive = archiveAddress;
    const setup = { config, peers, metadata, control, archive, routes, tables: specs };
    return place({ address: node, machine: node, role: storageNode, setup });
  });
  const replicas = layout.routes.flatMap((route) => replicasOf(route, layout, config));
  return [...nodes, ...replicas];
}

function replicasOf(route: Route, { ballast, disks }: Layout, config: Config): Placement[] {
  const { id: partition, table, range, members, leader } = route;
  return members.map((member) => {
    const node = member.slice(member.indexOf("@") + 1) as Address;
    return place({
      address: member,
      machine: node,
      role: replica,
      lazy: true,
      setup: {
        members,
        config,
        firstLeader: leader,
        node,
        partition,
        table,
        range,
        ballast: ballast.get(table) ?? 0,
        established: true,
        control: controlAddress,
        archive: archiveAddress,
      },
      disk: disks[members.indexOf(leader ?? member)] ?? [],
    });
  });
}

function frontPlacements(
  { name }: Zone,
  zones: readonly Zone[],
  { metadata, routes }: Layout,
  { config, tables, routersPerZone, coldRouters }: Size,
): Placement[] {
  const map = mapOf(routes);
  const specs = specsOf(tables);
  const admission = zones.map((zone) => address("admission", zone.name));
  const routersOf = (zone: string): Address[] =>
    upTo(routersPerZone).map((number) => routerName(zone, number) as Address);
  const near = routersOf(name);
  const far = zones.filter((zone) => zone.name !== name).flatMap((zone) => routersOf(zone.name));
  const own = (kind: string) => ({ address: address(kind, name), machine: `${kind}-${name}` });
  const peers = metadata.filter((server) => server !== address("metadata", name));
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
        setup: { config, routes: map, metadata, cold: coldRouters, admission, tables: specs },
      }),
    ),
  ];
}

const specsOf = (tables: readonly TableSpec[]): ReadonlyMap<string, TableSpec> =>
  new Map(tables.map((table) => [table.name, table]));

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
