/**
 * DynamoDB in one Region, laid out: in every zone a load balancer, request routers, a metadata
 * server and storage nodes; tables cut into partitions, each with a replica in three zones.
 */

import type { Deployment, Plan, System } from "../../kernel/system.ts";
import type { Duration } from "../../kernel/time.ts";
import { asSetup } from "../../kernel/topology.ts";
import { ballotText } from "../../parts/ballot.ts";
import { type Config, configure } from "./config.ts";
import { checkQuotas } from "./control-plane/quotas.ts";
import { judgeChanges, type TableChange } from "./control-plane/table-changes.ts";
import { controlMachines, controlPlacements } from "./deploying/control.ts";
import { frontMachines, frontPlacements } from "./deploying/front.ts";
import { addressOf, type Size, specsOf, type Transacting } from "./deploying/size.ts";
import { storageMachines, storagePlacements } from "./deploying/storage.ts";
import { streamMachines, streamPlacements } from "./deploying/streams.ts";
import { transactionMachines, transactionPlacements } from "./deploying/transactions.ts";
import { layOut } from "./layout.ts";
import { replica } from "./replication-group/replica.ts";
import type { ReplicaState } from "./replication-group/state.ts";
import { changed, shown } from "./settings.ts";
import type { ConsumerSpec } from "./streams/consumer/spec.ts";
import { type TableSpec, withIndexTables } from "./tables.ts";
import { ledgerSpec } from "./transactions/ledger.ts";

/** What a scenario may say: settings of `config.ts`, the tables, and the size of the fleet. */
export interface FleetOptions extends Partial<Config> {
  readonly tables: readonly TableSpec[];
  /** Default 1. */
  readonly routersPerZone?: number;
  /** Updates: this storage node is drained at this time. */
  readonly updates?: readonly { readonly node: string; readonly at: Duration }[];
  /** Changes of provisioned tables' throughput while the run goes on. */
  readonly changes?: readonly TableChange[];
  /** Applications that read streams. Default: none. */
  readonly consumers?: readonly ConsumerSpec[];
  /** Transactions over several items. Default: there are none. True: one coordinator a zone. */
  readonly transactions?: boolean | Partial<Transacting>;
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
    changes = [],
    consumers = [],
    transactions = false,
    tables: asked,
    ...settings
  } = options;
  const transacting = transactingOf(transactions);
  const ledger = transacting === undefined ? [] : [ledgerSpec(transacting.ledgerPartitions)];
  const tables = [...withIndexTables(asked), ...ledger];
  // Roles keep it in their states; a new setting is no change of state.
  const config = asSetup(configure(settings));
  checkQuotas(tables, config);
  judgeChanges(changes, specsOf(tables), config);
  const partitions = tables.reduce((sum, { partitions: count = 1 }) => sum + count, 0);
  return {
    name: "dynamodb",
    settings: shown(config),
    deploy: (plan) =>
      deploy(plan, {
        config,
        tables,
        routersPerZone,
        coldRouters,
        updates,
        changes,
        consumers,
        ...(transacting && { transactions: transacting }),
      }),
    with: (texts) => fleet({ ...options, ...changed(config, texts) }),
    posture(role, state) {
      if (role !== replica || partitions > drawn) return undefined;
      const { role: as, promised } = state as ReplicaState;
      return { as, ballot: promised, label: ballotText(promised) };
    },
  };
}

function transactingOf(asked: FleetOptions["transactions"]): Transacting | undefined {
  if (asked === undefined || asked === false) return undefined;
  const { coordinatorsPerZone = 1, ledgerPartitions = 3 } = asked === true ? {} : asked;
  return { coordinatorsPerZone, ledgerPartitions };
}

function deploy({ zones }: Plan, size: Size): Deployment {
  const layout = layOut(zones, size.tables);
  const machines = zones.flatMap((zone) => [
    ...frontMachines(zone, size),
    ...storageMachines(zone),
  ]);
  return {
    machines: [
      ...machines,
      ...controlMachines(zones),
      ...streamMachines(zones, size),
      ...transactionMachines(zones, size),
    ],
    placements: [
      ...storagePlacements(layout, zones, size),
      ...controlPlacements(layout, zones, size),
      ...zones.flatMap((zone) => frontPlacements(zone, zones, layout, size)),
      ...streamPlacements(zones, size),
      ...transactionPlacements(zones, size),
    ],
    hostable: [replica],
    entry: Object.fromEntries(zones.map(({ name }) => [name, addressOf("balancer", name)])),
  };
}
