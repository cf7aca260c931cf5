import type { HistoryProperty } from "../property.ts";
import { expectedUnits } from "./expected-units.ts";

/**
 * H7: what an answer says was consumed is arithmetic over sizes. What was there before a write is
 * often not certain; then the units must be among those possible, and the answer counts as not
 * known. So do scans, which may be charged for every partition that they touch.
 */
export const unitsAgree: HistoryProperty = {
  kind: "history",
  name: "units-counted-equal-units-computed",
  statement:
    "Every answer's capacity units are those computed from sizes: reads by 4 KB, writes by 1 KB of the larger image.",
  source: "claim H7; developer guide, read and write operations",

  judge(history) {
    const expected = expectedUnits(history);
    let known = 0;
    for (const [operation, units] of expected) {
      const { request, kind, key, completed, invoked } = operation;
      if (units.length === 1) known += 1;
      if (units.length === 0 || units.includes(operation.units)) continue;
      return {
        verdict: "broken",
        checked: expected.size,
        reason: `r${request} (${kind} ${key}) consumed ${operation.units} units, expected ${units.join(" or ")}`,
        at: completed ?? invoked,
        operations: [request],
      };
    }
    const open = expected.size - known;
    if (known === 0) {
      return {
        verdict: "unknown",
        checked: 0,
        reason: `${open} answers, of none the sizes are known`,
      };
    }
    return {
      verdict: "holds",
      checked: known,
      reason: `the units of ${known} answers are as computed; of ${open} the sizes are not certain`,
    };
  },
};
