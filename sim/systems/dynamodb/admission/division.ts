/**
 * How the shares of a table's partitions follow what happens to the table (ATC '22, §4): its
 * throughput is changed, or one of them is split. Where tables are not divided nothing follows.
 *
 * The paper has a split for throughput allot all shares anew; ours go on from the parts that they
 * had, so that a table that was once split for size stays uneven.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import type { Direction } from "./demand.ts";
import type { RatesChanged } from "./messages.ts";
import {
  evenShare,
  type NodeAdmission,
  openPartition,
  setAllocation,
} from "./partition-admission.ts";
import { hasBug } from "./settings.ts";

/** Who bought what has changed. An older word, or the same again, changes nothing; true: it was new. */
export function takeRates(
  state: NodeAdmission,
  { table, rates }: RatesChanged,
  at: LocalTime,
): boolean {
  const known = state.rates.get(table);
  if (known !== undefined && known.version >= rates.version) return false;
  state.rates.set(table, rates);
  for (const [partition, buckets] of state.partitions) {
    if (buckets.table === table) allotAnew(state, partition, table, at);
  }
  return true;
}

/** A partition here has been split so often by now: it keeps half of what it had, each time. */
export function noteSplits(
  state: NodeAdmission,
  partition: string,
  table: string,
  splits: number,
  at: LocalTime,
): void {
  if (!isDivided(state) || (state.splits.get(partition) ?? 0) >= splits) return;
  if (hasBug(state.config, "split-keeps-the-whole-share")) return;
  state.splits.set(partition, splits);
  if (state.partitions.has(partition)) allotAnew(state, partition, table, at);
}

/** A replica that was not here before: what it may burst with is counted from now. */
export function noteNewcomer(
  state: NodeAdmission,
  partition: string,
  table: string,
  at: LocalTime,
): void {
  if (isDivided(state)) openPartition(state, partition, table, at);
}

/** Boosts are gone with it: adaptive capacity begins again (`parts/adaptive-share.ts`). */
function allotAnew(state: NodeAdmission, partition: string, table: string, at: LocalTime): void {
  if (!isDivided(state)) return;
  for (const direction of directions) {
    const rate = evenShare(state, partition, table, direction);
    setAllocation(state, { partition, table }, direction, rate, at);
  }
}

const directions: readonly Direction[] = ["read", "write"];

const isDivided = ({ config: { admission } }: NodeAdmission): boolean =>
  admission === "static" || admission === "adaptive";
