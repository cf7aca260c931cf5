/** What the load would have cost with capacity bought ahead, beside its price on demand. */

import { type History, paysForWrites } from "../sim/client/history.ts";
import { billOf } from "../sim/parts/prices.ts";
import type { Measure } from "./result.ts";

/** Units consumed in each second of the run, by its number. */
type PerSecond = ReadonlyMap<number, { readonly read: number; readonly write: number }>;

/**
 * Capacity for the busiest second, bought from the first second with a request to the last and billed
 * by the hour whether used or not. `capacityUsed` is the share of it that was, by price. On demand a
 * unit costs as much as `breakEvenUtilisation` of `parts/prices.ts` says: 28.9 % used is as dear.
 * Empty where nothing was consumed.
 */
export function provisionedBill(history: History): Record<string, Measure> {
  const seconds = unitsPerSecond(history);
  if (seconds.size === 0) return {};
  const all = [...seconds.values()];
  const sum = (of: "read" | "write"): number => all.reduce((total, each) => total + each[of], 0);
  const most = (of: "read" | "write"): number => Math.max(...all.map((each) => each[of]));
  const numbers = [...seconds.keys()];
  const lasted = Math.max(...numbers) - Math.min(...numbers) + 1;
  const bought = hourly(most("read") * lasted, most("write") * lasted);
  const used = hourly(sum("read"), sum("write"));
  const onDemand = billOf({
    "on-demand-read-unit": sum("read"),
    "on-demand-write-unit": sum("write"),
  }).nanodollars;
  return {
    provisionedCost: { value: bought / 1_000, unit: "µ$" },
    capacityUsed: { value: used / bought, unit: "share" },
    provisionedToOnDemand: { value: bought / onDemand, unit: "times" },
  };
}

function unitsPerSecond({ operations }: History): PerSecond {
  const seconds = new Map<number, { read: number; write: number }>();
  for (const operation of operations) {
    if (operation.phase !== "load" || operation.units === 0) continue;
    const second = Math.floor(operation.invoked / 1_000_000);
    const units = seconds.get(second) ?? { read: 0, write: 0 };
    units[paysForWrites(operation) ? "write" : "read"] += operation.units;
    seconds.set(second, units);
  }
  return seconds;
}

/** Nanodollars of so many units for a second each, not rounded: seconds are a sliver of an hour. */
function hourly(readSeconds: number, writeSeconds: number): number {
  const { nanodollars } = billOf({
    "provisioned-read-unit-hour": readSeconds,
    "provisioned-write-unit-hour": writeSeconds,
  });
  return nanodollars / 3_600;
}
