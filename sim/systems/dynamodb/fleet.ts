/**
 * DynamoDB in one Region, laid out: in every zone a load balancer, request routers, a metadata
 * server and storage nodes; tables cut into partitions, each with a replica in three zones.
 */

import type { Deployment, Plan, System } from "../../kernel/system.ts";
import type { Duration } from "../../kernel/time.ts";
import { asSetup } from "../../kernel/topology.ts";
import { ballotText } from "../../parts/ballot.ts";
import { type Config, configure } from "./config.ts";
import { controlMachines, controlPlacements } from "./deploying/control.ts";
import { frontMachines, frontPlacements } from "./deploying/front.ts";
import { addressOf, type Size } from "./deploying/size.ts";
import { storageMachines, storagePlacements } from "./deploying/storage.ts";
import { layOut } from "./layout.ts";
import { replica } from "./replication-group/replica.ts";
import type { ReplicaState } from "./replication-group/state.ts";
import { changed, shown } from "./settings.ts";
import { type TableSpec, withIndexTables } from "./tables.ts";

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
  const {
    routersPerZone = 1,
    coldRouters = false,
    updates = [],
    tables: asked,
    ...changes
  } = options;
  const tables = withIndexTables(asked);
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

function deploy({ zones }: Plan, size: Size): Deployment {
  const layout = layOut(zones, size.tables);
  const machines = zones.flatMap((zone) => [
    ...frontMachines(zone, size),
    ...storageMachines(zone),
  ]);
  return {
    machines: [...machines, ...controlMachines(zones)],
    placements: [
      ...storagePlacements(layout, zones, size),
      ...controlPlacements(layout, size),
      ...zones.flatMap((zone) => frontPlacements(zone, zones, layout, size)),
    ],
    hostable: [replica],
    entry: Object.fromEntries(zones.map(({ name }) => [name, addressOf("balancer", name)])),
  };
}
