/**
 * DynamoDB in a Region, laid out: in every zone a load balancer, request routers, a metadata
 * server and storage nodes; tables cut into partitions, each with a replica in three zones. With
 * tables of several Regions, all of that in each of them.
 */

import type { System } from "../../kernel/system.ts";
import type { Duration } from "../../kernel/time.ts";
import { asSetup } from "../../kernel/topology.ts";
import { ballotText } from "../../parts/ballot.ts";
import { type Config, configure } from "./config.ts";
import { checkQuotas } from "./control-plane/quotas.ts";
import { judgeChanges, type TableChange } from "./control-plane/table-changes.ts";
import { deployRegions } from "./deploying/region.ts";
import { specsOf, type Transacting } from "./deploying/size.ts";
import { regionsOf, withReplicas } from "./global-tables/regions.ts";
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
  const tables = [...withIndexTables(withReplicas(asked)), ...ledger];
  refuseTransactions(tables, ledger);
  // Roles keep it in their states; a new setting is no change of state.
  const config = asSetup(configure(settings));
  checkQuotas(tables, config);
  judgeChanges(changes, specsOf(tables), config);
  const partitions = tables.reduce((sum, { partitions: count = 1 }) => sum + count, 0);
  return {
    name: "dynamodb",
    settings: shown(config),
    deploy: ({ zones }) =>
      deployRegions(regionsOf(zones, tables), {
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

/** A transaction is one Region's (developer guide, global tables): coordinators there are left out. */
function refuseTransactions(tables: readonly TableSpec[], ledger: readonly TableSpec[]): void {
  const global = tables.find(({ replica }) => replica !== undefined);
  if (global === undefined || ledger.length === 0) return;
  throw new RangeError(`expected no transactions beside global tables, got ${global.name}`);
}
