/** What global indexes cost those who write, as clients saw it. */

import type { Operation } from "../sim/client/history.ts";
import type { Measure } from "./result.ts";

/**
 * `unitsPerPut`: write units of a put on the table and all its global indexes; `indexUnitsPerPut`:
 * those on the indexes alone. `refusedByIndex`: writes that were throttled for an index's sake. Empty
 * where no table has an index.
 */
export function indexFigures(load: readonly Operation[]): Record<string, Measure> {
  const puts = load.filter(({ kind, indexUnits }) => kind === "put" && indexUnits !== undefined);
  const refused = load.filter(
    ({ throttle, kind }) =>
      throttle?.reason.startsWith("IndexWrite") === true && (kind as string) !== "query",
  );
  if (puts.length === 0 && refused.length === 0) return {};
  const each = (units: number): Measure => ({ value: units / puts.length, unit: "units" });
  const onIndexes = puts.reduce((sum, { indexUnits = 0 }) => sum + indexUnits, 0);
  const onTable = puts.reduce((sum, { units }) => sum + units, 0);
  return {
    ...(puts.length === 0
      ? {}
      : { unitsPerPut: each(onTable + onIndexes), indexUnitsPerPut: each(onIndexes) }),
    refusedByIndex: { value: refused.length, unit: "count" },
  };
}
