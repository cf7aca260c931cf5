import type { Figure } from "../property.ts";

/** Of an offer that one partition cannot carry: what two must do better. */
const atLeast = 1.3;

/** Takes the figures of two tenants with the same load: "before" splits, and "after" them. */
export const splitsHelp: Figure = {
  kind: "figure",
  name: "splits-help",
  statement: "After a hot partition has split, more is admitted of the same offer.",
  source: "ATC '22, §4.4 (split where the observed keys say); claim H5",

  judge(own) {
    const before = own["before.admittedPerSecond"]?.value;
    const after = own["after.admittedPerSecond"]?.value;
    if (before === undefined || after === undefined || before === 0) {
      const reason = "there are no figures of tenants before and after";
      return { verdict: "unknown", checked: 0, reason };
    }
    const times = after / before;
    return {
      verdict: times >= atLeast ? "holds" : "broken",
      checked: 1,
      reason: `after the splits ${times.toFixed(2)} times as much was admitted as before, expected at least ${atLeast}`,
    };
  },
};
