/** What the load consumed: as answers say, and as it can be predicted from sizes alone. */

import { type History, type Operation, paysForWrites } from "../sim/client/history.ts";
import { billOf } from "../sim/parts/prices.ts";
import { expectedUnits } from "./histories/expected-units.ts";
import type { Measure } from "./result.ts";

/**
 * Counted units, and those predicted from the kinds and sizes of the same answers: equal when both
 * are right (claim H7). Where a size is not certain the larger of the possible figures is taken, so
 * the prediction is an upper bound then; `unitsUncertain` counts such answers, and those of which
 * nothing can be predicted, which count in neither. The cost is that of the prediction, and that of
 * a million such requests. Empty where sizes are not known at all.
 */
export function bill(history: History): Record<string, Measure> {
  const tally = { counted: 0, read: 0, write: 0, uncertain: 0, predicted: 0 };
  for (const [operation, units] of expectedUnits(history)) {
    if (operation.phase !== "load") continue;
    if (units.length !== 1) tally.uncertain += 1;
    const most = units.at(-1);
    if (most === undefined) continue;
    tally.predicted += 1;
    tally.counted += operation.units;
    tally[sideOf(operation)] += most;
  }
  if (tally.predicted === 0) return {};
  const units = (value: number): Measure => ({ value, unit: "units" });
  return {
    units: units(tally.counted),
    predictedUnits: units(tally.read + tally.write),
    predictedReadUnits: units(tally.read),
    predictedWriteUnits: units(tally.write),
    unitsUncertain: { value: tally.uncertain, unit: "count" },
    ...cost(tally.read, tally.write, tally.predicted),
  };
}

/** At the prices on demand, whatever the table is billed by: a rate is easier to compare. */
function cost(read: number, write: number, requests: number): Record<string, Measure> {
  const { nanodollars } = billOf({ "on-demand-read-unit": read, "on-demand-write-unit": write });
  return {
    onDemandCost: { value: nanodollars / 1_000, unit: "µ$" },
    onDemandCostPerMillion: { value: nanodollars / (1_000 * requests), unit: "$" },
  };
}

const sideOf = (operation: Operation): "read" | "write" =>
  paysForWrites(operation) ? "write" : "read";
