/** What a hunt for all mistakes says about the checks. `sings`: the canary was caught. */

import type { Verdict } from "../properties/property.ts";
import type { Exhibit } from "../scenarios/hunting/exhibit.ts";
import { canary } from "../scenarios/hunting/gallery.ts";

/** A check that misses what is surely wrong, or sees what is not there, cannot be believed. */
export function verdictOf(sings: boolean, exhibits: readonly Exhibit[]): Verdict {
  if (!sings || exhibits.some(({ falseAlarms }) => falseAlarms.length > 0)) return "broken";
  return exhibits.every(({ grounds }) => grounds.seeds !== null) ? "holds" : "unknown";
}

/** The same in words. */
export function sentenceOf(sings: boolean, exhibits: readonly Exhibit[]): string {
  if (!sings) {
    return `the canary ${canary.name} was not caught by ${canary.caughtBy}: the checks do not work.`;
  }
  const caught = exhibits.filter(({ grounds }) => grounds.seeds !== null).length;
  const alarm = exhibits.find(({ falseAlarms }) => falseAlarms.length > 0);
  const shown = `${caught} of ${exhibits.length} mistake${exhibits.length === 1 ? " was" : "s were"} caught`;
  if (alarm === undefined) return `${shown}, none was seen where there is none.`;
  return `${alarm.falseAlarms[0]} breaks on the grounds of ${alarm.bug} without the mistake; ${shown}.`;
}
