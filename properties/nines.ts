/** Outages on the axis on which availability is quoted. */

import { ln } from "../sim/kernel/exact-math.ts";
import type { Measures } from "./property.ts";

const month = 30 * 24 * 60 * 60 * 1_000;

/**
 * `ninesPerMonth`: the nines of a month of 30 days in which the longest outage happens once, to two
 * places: 1.5 s are 6.24 nines, 99.99994 %. Empty when there was no outage to speak of (below 1 ms).
 */
export function nines(measures: Measures): Measures {
  const outage = measures.longestOutage?.value ?? 0;
  if (outage < 1) return {};
  const value = ln(month / outage) / ln(10);
  return { ninesPerMonth: { value: Math.round(value * 100) / 100, unit: "nines" } };
}
