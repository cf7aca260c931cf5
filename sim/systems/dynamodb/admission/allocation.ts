/**
 * How much of its table a partition may serve when nobody looks at the whole of it: the even
 * division of ATC '22, §4, capped by what a partition can serve. Under global admission control
 * only that cap is left (§4.2).
 */

import { equalShare } from "../../../parts/adaptive-share.ts";
import type { Capacity, TableSpec } from "../tables.ts";
import type { Direction } from "./demand.ts";
import type { TableRates } from "./messages.ts";
import type { AdmissionConfig } from "./settings.ts";

/** A new table on demand serves at once twice these (developer guide: 12,000 and 4,000). */
export const firstPeaks = { read: 6_000, write: 2_000 } as const;

/** Units a second that the partition limit allows. */
export const partitionLimit = (config: AdmissionConfig, direction: Direction): number =>
  direction === "read" ? config.partitionReadLimit : config.partitionWriteLimit;

/** Peak of a table on demand as its specification has it, units a second. */
export const peakOf = (
  capacity: Extract<Capacity, { readonly mode: "on-demand" }>,
  direction: Direction,
): number =>
  (direction === "read" ? capacity.peakRead : capacity.peakWrite) ?? firstPeaks[direction];

/** Units a second of the whole table: as it was changed to, or else as the run began. */
export function tableRate(
  { capacity }: TableSpec,
  direction: Direction,
  quota: number,
  changed?: TableRates,
): number {
  if (changed !== undefined) return changed[direction];
  if (capacity.mode === "provisioned") return capacity[direction];
  return Math.min(quota, 2 * peakOf(capacity, direction));
}

/**
 * Of how many equal parts of its table the partition has one. A split halves what the parent had
 * (§4): so the n-th child of a partition has as much as that after n splits, and its name tells.
 */
export function partsOf(
  { name, partitions = 1 }: TableSpec,
  partition: string,
  splits: number,
): number {
  const births = partition.slice(name.length).split(".").slice(1);
  return partitions * (1 << births.reduce((sum, birth) => sum + Number(birth), splits));
}

/** What a partition may serve without asking anybody; a table that nobody described: its limit. */
export function allocationOf(
  config: AdmissionConfig,
  table: TableSpec | undefined,
  direction: Direction,
  { parts = table?.partitions ?? 1, changed }: { parts?: number; changed?: TableRates } = {},
): number {
  const limit = partitionLimit(config, direction);
  if (config.admission === "gac" || table === undefined) return limit;
  const rate = tableRate(table, direction, config.tableQuota, changed);
  return Math.min(limit, equalShare(rate, parts));
}
