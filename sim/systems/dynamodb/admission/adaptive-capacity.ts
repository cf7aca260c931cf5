/**
 * Adaptive capacity (ATC '22, §4.1.2), which global admission control has replaced: storage nodes
 * report what their partitions consume and refuse; at intervals the control plane boosts those that
 * refuse, as long as their table keeps within its total. The controller itself is
 * `parts/adaptive-share.ts`.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { toSeconds } from "../../../kernel/time.ts";
import { adaptiveShares, type PartitionPeriod } from "../../../parts/adaptive-share.ts";
import type { TableSpec } from "../tables.ts";
import { allocationOf, partitionLimit } from "./allocation.ts";
import type { Direction, Rates } from "./demand.ts";
import type { CapacityReport, CapacitySet, PartitionUse } from "./messages.ts";
import { type NodeAdmission, setAllocation } from "./partition-admission.ts";
import { useOf } from "./partition-watch.ts";
import type { AdmissionConfig } from "./settings.ts";

/** A storage node's report of the partitions that were asked, over the controller's period. */
export function capacityReport(state: NodeAdmission, at: LocalTime): CapacityReport {
  const { adaptiveInterval, consumptionWindow } = state.config;
  const length = Math.max(1, Math.min(consumptionWindow, Math.floor(toSeconds(adaptiveInterval))));
  const partitions: PartitionUse[] = [];
  for (const [partition, { table, read, write }] of state.partitions) {
    const watch = state.watches.get(partition);
    if (watch === undefined) continue;
    const [reads, writes] = [useOf(watch.read, length, at), useOf(watch.write, length, at)];
    partitions.push({
      partition,
      table,
      allocation: {
        read: read.allocated.rate / 1_000_000,
        write: write.allocated.rate / 1_000_000,
      },
      consumed: { read: reads.consumed, write: writes.consumed },
      throttled: { read: reads.refused, write: writes.refused },
    });
  }
  return { kind: "capacity-report", partitions };
}

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
  /** All its partitions, also those that nobody reports: they are idle. */
  readonly partitions: readonly string[];
}

/**
 * The allocations of the next period that differ from those in force, for every node that hosts one
 * of the partitions. Of a partition reported by several of its replicas' nodes the busiest counts, as
 * each replica admits on its own. Tables on demand have no allocation to move.
 */
export function nextAllocations(
  { spec, partitions }: TableUse,
  reports: ReadonlyMap<Address, CapacityReport>,
  config: AdmissionConfig,
): CapacitySet {
  const { capacity } = spec;
  if (capacity.mode === "on-demand") return { kind: "capacity-set", allocations: [] };
  const allocations = (["read", "write"] as const).flatMap((direction) => {
    const even = allocationOf(config, { ...spec, partitions: partitions.length }, direction);
    const periods = partitions.map((partition) => periodOf(partition, reports, direction, even));
    const { adaptiveGain: gain, adaptiveDecay: decay } = config;
    const limit = partitionLimit(config, direction);
    const rates = adaptiveShares(capacity[direction], periods, { gain, decay, limit });
    return partitions.flatMap((partition, index) => {
      const rate = rates[index]!;
      return rate === periods[index]!.allocation ? [] : [{ partition, direction, rate }];
    });
  });
  return { kind: "capacity-set", allocations };
}

function periodOf(
  partition: string,
  reports: ReadonlyMap<Address, CapacityReport>,
  direction: Direction,
  even: number,
): PartitionPeriod {
  let found: PartitionPeriod | undefined;
  for (const report of reports.values()) {
    for (const use of report.partitions) {
      if (use.partition === partition) found = busier(found, use, direction);
    }
  }
  return found ?? { allocation: even, consumed: 0, throttled: 0 };
}

function busier(
  found: PartitionPeriod | undefined,
  { allocation, consumed, throttled }: PartitionUse,
  direction: Direction,
): PartitionPeriod {
  const pick = (rates: Rates): number => rates[direction];
  return {
    allocation: pick(allocation),
    consumed: Math.max(found?.consumed ?? 0, pick(consumed)),
    throttled: Math.max(found?.throttled ?? 0, pick(throttled)),
  };
}
