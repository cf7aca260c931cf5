/**
 * How much of its table a partition may serve when nobody looks at the whole of it: the even
 * division of ATC '22, §4, capped by what a partition can serve. Under global admission control
 * only that cap is left (§4.2).
 */

import { staticShares } from "../../../parts/adaptive-share.ts";
import type { Capacity, TableSpec } from "../tables.ts";
import type { Direction } from "./demand.ts";
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

/** Units a second of the whole table when the run begins. */
export function tableRate({ capacity }: TableSpec, direction: Direction, quota: number): number {
  if (capacity.mode === "provisioned") return capacity[direction];
  return Math.min(quota, 2 * peakOf(capacity, direction));
}

/** What a partition may serve without asking anybody; a table that nobody described: its limit. */
export function allocationOf(
  config: AdmissionConfig,
  table: TableSpec | undefined,
  direction: Direction,
): number {
  const limit = partitionLimit(config, direction);
  if (config.admission === "gac" || table === undefined) return limit;
  const rate = tableRate(table, direction, config.tableQuota);
  return Math.min(limit, staticShares(rate, table.partitions ?? 1)[0] ?? limit);
}
