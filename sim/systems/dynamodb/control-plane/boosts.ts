/**
 * The control plane's part of adaptive capacity (ATC '22, §4.1.2): storage nodes report at intervals;
 * a moment later, when all have, partitions that throttle are boosted or boosted ones are lowered
 * (`admission/adaptive-capacity.ts`), and a node that has more allocated than it can serve is
 * relieved of a boosted partition. A Region in which nobody is asked for anything costs nothing.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { nextAllocations } from "../admission/adaptive-capacity.ts";
import type { CapacityReport, CapacitySet, PartitionUse } from "../admission/messages.ts";
import type { Config } from "../config.ts";
import type { Offered } from "../messages/nodes.ts";
import type { ControlEffects, ControlState, FleetSetup } from "./control-state.ts";
import { relieve } from "./moves.ts";

/** Reports come in within this part of an interval: a hundred times what a message takes. */
const patience = 1 / 30;

export function onCapacityReport(
  { capacity }: ControlState,
  from: Address,
  report: CapacityReport,
  { config }: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): void {
  capacity.reports.set(from, { report, at });
  if (capacity.deciding) return;
  capacity.deciding = true;
  const wait = Math.round(config.adaptiveInterval * patience) as Duration;
  effects.setTimer("boosts", wait, wait);
}

/** Decides on what was reported in this round. */
export function onBoostsTimer(
  state: ControlState,
  fleet: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): void {
  const { capacity } = state;
  const { config, nodes } = fleet;
  capacity.deciding = false;
  for (const [node, { at: reported }] of capacity.reports) {
    if (between(reported, at) > config.adaptiveInterval) capacity.reports.delete(node);
  }
  const reports = [...capacity.reports].map(([node, { report }]) => ({ node, report }));
  const allocations = decide(
    state,
    fleet,
    reports.map(({ report }) => report),
  );
  if (allocations.length === 0) return;
  effects.mark("allocations-set");
  for (const { address } of nodes) effects.send(address, { kind: "capacity-set", allocations });
  for (const { node, report } of reports) {
    relieveOf(state, node, report, allocations, fleet, at, effects);
  }
}

function decide(
  { capacity }: ControlState,
  { tables, config }: FleetSetup,
  reports: readonly CapacityReport[],
): CapacitySet["allocations"] {
  const asked = new Set(reports.flatMap(({ partitions }) => partitions.map(({ table }) => table)));
  return [...asked].flatMap((table) => {
    const spec = tables.get(table);
    const changed = capacity.rates.get(table);
    return spec === undefined ? [] : nextAllocations({ spec, changed, reports }, config);
  });
}

/** A node that could not serve what is allocated on it offers what was boosted, the most first. */
function relieveOf(
  state: ControlState,
  node: Address,
  { partitions }: CapacityReport,
  allocations: CapacitySet["allocations"],
  fleet: FleetSetup,
  at: LocalTime,
  effects: ControlEffects,
): void {
  const { config } = fleet;
  const shares = partitions.map((use) => ({ use, share: shareOfNode(use, allocations, config) }));
  const allocated = shares.reduce((sum, { share }) => sum + share, 0);
  if (allocated <= config.balanceThreshold) return;
  const boosted = new Set(allocations.map(({ partition }) => partition));
  const offers: Offered[] = shares
    .filter(({ use }) => boosted.has(use.partition))
    .map(({ use: { partition, nodes }, share }) => ({ partition, share, nodes }))
    .sort((left, right) => right.share - left.share || (left.partition < right.partition ? -1 : 1));
  relieve(state, node, offers, fleet, at, effects);
}

/** What the partition is allocated from now on, of what its node can do. */
function shareOfNode(
  { partition, allocation }: PartitionUse,
  allocations: CapacitySet["allocations"],
  { nodeReadCapacity, nodeWriteCapacity }: Config,
): number {
  const rate = (direction: "read" | "write"): number =>
    allocations.find((set) => set.partition === partition && set.direction === direction)?.rate ??
    allocation[direction];
  return rate("read") / nodeReadCapacity + rate("write") / nodeWriteCapacity;
}
