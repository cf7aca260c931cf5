/**
 * A storage node looks at what its partitions consume and hold, and asks the control plane for
 * splits and for relief (ATC '22, §4.3, §4.4). It asks again as long as it sees a reason to: what
 * the control plane forgets in a crash it is told anew.
 */

import type { Address } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import { seconds } from "../../../kernel/time.ts";
import { pointAt, shareOf } from "../../../parts/key-range.ts";
import { splitPoint, whyNotSplit } from "../../../parts/key-sample.ts";
import { aboveFor } from "../../../parts/throughput-window.ts";
import { type PartitionWatch, useOf } from "../admission/partition-watch.ts";
import type { Offered, PartitionSize } from "../messages/nodes.ts";
import type { Route } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import { wantSplitsForThroughput } from "./capacity.ts";
import { hosts, type NodeEffects, type NodeState, routeOf } from "./node-state.ts";

/** Sets the timer for the next look; a node without a control plane does not look. */
export function armSplitWatch({ setup }: NodeState, effects: NodeEffects): void {
  const { splitWatch } = setup.config;
  if (setup.control !== undefined) effects.setTimer("split-watch", splitWatch, splitWatch);
}

export function onSplitWatch(state: NodeState, at: LocalTime, effects: NodeEffects): void {
  const { control, config } = state.setup;
  if (control === undefined) return;
  for (const [partition, watch] of state.admission.watches) {
    const route = routeOf(state, partition);
    if (!config.splitting || route?.leader === undefined || !hosts(state, partition)) continue;
    if (!isTooBusy(watch, config.splitAfter, at)) continue;
    askForSplit(state, route, watch, control, effects);
  }
  wantSplitsForThroughput(state, control, effects);
  reportLoad(state, control, at, effects);
  armSplitWatch(state, effects);
}

const isTooBusy = ({ read, write }: PartitionWatch, patience: Duration, at: LocalTime): boolean =>
  aboveFor(read.consumed, at) >= patience || aboveFor(write.consumed, at) >= patience;

/** At the key that halves what was consumed; not where a split would not help. */
function askForSplit(
  { setup }: NodeState,
  { id: partition, range, leader }: Route,
  { sample }: PartitionWatch,
  control: Address,
  effects: NodeEffects,
): void {
  const { oneHotKey: hottestShare, movingFront: movingShare, bugs } = setup.config;
  const reason = whyNotSplit(sample, range, { hottestShare, movingShare });
  if (reason !== undefined) return effects.mark(`split-refused-${reason}`);
  const middle = shareOf({ from: "", to: range.from }) + shareOf(range) / 2;
  const at = bugs.includes("split-in-the-middle-of-the-range")
    ? pointAt(middle)
    : splitPoint(sample, range);
  if (at === undefined || leader === undefined) return;
  effects.mark("split-wanted-for-consumption");
  effects.send(control, { kind: "split-wanted", partition, leader, at, cause: "consumption" });
}

/** The leader here says that its partition has become too large. */
export function onPartitionSize(
  { setup }: NodeState,
  leader: Address,
  { partition, middle: at }: PartitionSize,
  effects: NodeEffects,
): void {
  const { control } = setup;
  if (control === undefined) return;
  if (at === undefined) return effects.mark("split-refused-no-two-keys");
  effects.mark("split-wanted-for-size");
  effects.send(control, { kind: "split-wanted", partition, leader, at, cause: "size" });
}

/** How busy the node is, and, when it has been too busy for long, what it could do without. */
function reportLoad(state: NodeState, control: Address, at: LocalTime, effects: NodeEffects): void {
  const { balanceThreshold, balanceAfter } = state.setup.config;
  const shares = sharesOf(state, Math.max(1, Math.round(balanceAfter / seconds(1))), at);
  const used = shares.reduce((sum, { share }) => sum + share, 0);
  // Silence is a node with nothing to do.
  if (used === 0) return;
  const offers = used > balanceThreshold ? shares : [];
  effects.send(control, { kind: "node-load", used, offers });
}

/** What each replica here takes of the node, the busiest first. */
function sharesOf(state: NodeState, length: number, at: LocalTime): Offered[] {
  const { nodeReadCapacity, nodeWriteCapacity, consumptionWindow } = state.setup.config;
  const over = Math.min(length, consumptionWindow);
  return [...state.admission.watches]
    .map(([partition, { read, write }]) => ({
      partition,
      share:
        useOf(read, over, at).consumed / nodeReadCapacity +
        useOf(write, over, at).consumed / nodeWriteCapacity,
      nodes: routeOf(state, partition)?.members.map(doorOf) ?? [],
    }))
    .filter(({ share }) => share > 0)
    .sort((left, right) => right.share - left.share || (left.partition < right.partition ? -1 : 1));
}
