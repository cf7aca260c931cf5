/**
 * Adaptive capacity (ATC '22, §4.1.2), which global admission control has replaced: storage nodes
 * report what their partitions consume and refuse; at intervals the control plane boosts those that
 * refuse, as long as their table keeps within its total. The controller itself is
 * `parts/adaptive-share.ts`.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { toSeconds } from "../../../kernel/time.ts";
import { adaptiveShares } from "../../../parts/adaptive-share.ts";
import type { TableSpec } from "../tables.ts";
import { partitionLimit, tableRate } from "./allocation.ts";
import type { Direction } from "./demand.ts";
import type { CapacityReport, CapacitySet, PartitionUse, TableRates } from "./messages.ts";
import { bucketsOf, evenShare, type NodeAdmission, setAllocation } from "./partition-admission.ts";
import { useOf } from "./partition-watch.ts";
import { type AdmissionConfig, hasBug } from "./settings.ts";

/** A storage node's report of the partitions that were asked, over the controller's period. */
export function capacityReport(
  state: NodeAdmission,
  nodesOf: (partition: string) => readonly Address[],
  at: LocalTime,
): CapacityReport {
  const partitions: PartitionUse[] = [];
  for (const [partition, { table }] of state.partitions) {
    const use = useOfPartition(state, partition, table, nodesOf(partition), at);
    if (use !== undefined && isWorthReporting(use)) partitions.push(use);
  }
  return { kind: "capacity-report", partitions };
}

function useOfPartition(
  state: NodeAdmission,
  partition: string,
  table: string,
  nodes: readonly Address[],
  at: LocalTime,
): PartitionUse | undefined {
  const watch = state.watches.get(partition);
  if (watch === undefined) return undefined;
  const { adaptiveInterval, consumptionWindow } = state.config;
  const length = Math.max(1, Math.min(consumptionWindow, Math.floor(toSeconds(adaptiveInterval))));
  const [reads, writes] = [useOf(watch.read, length, at), useOf(watch.write, length, at)];
  const { read, write } = bucketsOf(state, partition, table);
  const even = (direction: Direction): number => evenShare(state, partition, table, direction);
  return {
    partition,
    table,
    nodes,
    even: { read: even("read"), write: even("write") },
    allocation: { read: read.allocated.rate / 1_000_000, write: write.allocated.rate / 1_000_000 },
    consumed: { read: reads.consumed, write: writes.consumed },
    throttled: { read: reads.refused, write: writes.refused },
  };
}

/** A partition that nobody asks for anything is reported as long as it is boosted. */
const isWorthReporting = ({ even, allocation, consumed, throttled }: PartitionUse): boolean =>
  directions.some(
    (direction) =>
      consumed[direction] + throttled[direction] > 0 || allocation[direction] > even[direction],
  );

/** A storage node does as the control plane says. Of partitions that it does not host it keeps none. */
export function onCapacitySet(
  state: NodeAdmission,
  tableOf: (partition: string) => string | undefined,
  { allocations }: CapacitySet,
  at: LocalTime,
): void {
  for (const { partition, direction, rate } of allocations) {
    const table = tableOf(partition);
    if (table !== undefined) setAllocation(state, { partition, table }, direction, rate, at);
  }
}

/** One table, as the control plane knows it. */
export interface TableUse {
  readonly spec: TableSpec;
  readonly changed: TableRates | undefined;
  /** Of all nodes; partitions that none of them names are idle. */
  readonly reports: Iterable<CapacityReport>;
}

type Allocations = CapacitySet["allocations"];

/**
 * The allocations of the next period that differ from those in force, for every node that hosts one
 * of the partitions. Of a partition reported by several of its replicas' nodes the busiest counts, as
 * each replica admits on its own. Tables on demand have no allocation to move.
 */
export function nextAllocations(
  { spec, changed, reports }: TableUse,
  config: AdmissionConfig,
): Allocations {
  if (spec.capacity.mode === "on-demand") return [];
  const uses = busiestOf(spec.name, reports);
  return directions.flatMap((direction) => {
    const total = tableRate(spec, direction, config.tableQuota, changed);
    const { adaptiveGain: gain, adaptiveDecay } = config;
    const decay = hasBug(config, "boost-never-lowered") ? 0 : adaptiveDecay;
    const periods = uses.map((use) => periodOf(use, direction));
    const limit = partitionLimit(config, direction);
    const rates = adaptiveShares(total, periods, { gain, decay, limit });
    return uses.flatMap(({ partition, allocation }, index) => {
      const rate = rates[index]!;
      return rate === allocation[direction] ? [] : [{ partition, direction, rate }];
    });
  });
}

const directions: readonly Direction[] = ["read", "write"];

const periodOf = (use: PartitionUse, direction: Direction) => ({
  even: use.even[direction],
  allocation: use.allocation[direction],
  consumed: use.consumed[direction],
  throttled: use.throttled[direction],
});

function busiestOf(table: string, reports: Iterable<CapacityReport>): readonly PartitionUse[] {
  const found = new Map<string, PartitionUse>();
  for (const { partitions } of reports) {
    for (const use of partitions) {
      if (use.table !== table) continue;
      const known = found.get(use.partition);
      found.set(use.partition, known === undefined ? use : busier(known, use));
    }
  }
  return [...found.values()];
}

function busier(known: PartitionUse, use: PartitionUse): PartitionUse {
  const most = (what: "consumed" | "throttled") => ({
    read: Math.max(known[what].read, use[what].read),
    write: Math.max(known[what].write, use[what].write),
  });
  const asked = ({ consumed, throttled }: PartitionUse): number =>
    consumed.read + consumed.write + throttled.read + throttled.write;
  const busiest = asked(use) > asked(known) ? use : known;
  return { ...busiest, consumed: most("consumed"), throttled: most("throttled") };
}
