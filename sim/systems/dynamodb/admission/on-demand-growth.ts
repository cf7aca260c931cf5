/**
 * What a table on demand may consume: at once up to twice its previous peak; beyond that once more
 * capacity has been added (ATC '22, §4.5; developer guide: more than twice the peak within 30 minutes
 * may be throttled). Our reading: when the mean of a minute passes the peak, the highest such mean
 * becomes the peak 30 minutes later.
 */

import { between, type LocalTime } from "../../../kernel/time.ts";
import {
  consume,
  meanOver,
  type ThroughputWindow,
  throughputWindow,
} from "../../../parts/throughput-window.ts";
import type { AdmissionConfig } from "./settings.ts";

export interface OnDemandGrowth {
  /** Units a second; what is allowed is twice as much. */
  peak: number;
  /** Highest mean since it passed the peak, and when it first did. */
  higher: { mean: number; readonly since: LocalTime } | undefined;
  readonly consumed: ThroughputWindow;
}

export const onDemandGrowth = (
  config: AdmissionConfig,
  peak: number,
  at: LocalTime,
): OnDemandGrowth => ({
  peak,
  higher: undefined,
  consumed: throughputWindow({ length: config.onDemandPeakWindow, threshold: peak }, at),
});

/** Notes consumption, and lets the peak grow when it is time. */
export function grow(
  growth: OnDemandGrowth,
  units: number,
  at: LocalTime,
  config: AdmissionConfig,
): void {
  consume(growth.consumed, units, at);
  const mean = meanOver(growth.consumed, at);
  const { higher } = growth;
  if (higher === undefined) {
    if (mean > growth.peak) growth.higher = { mean, since: at };
    return;
  }
  higher.mean = Math.max(higher.mean, mean);
  if (between(higher.since, at) < config.onDemandDoubling) return;
  growth.peak = Math.max(growth.peak, higher.mean);
  growth.higher = undefined;
}

/** Units a second, and whether it is the quota that holds them there. */
export function growthLimit(
  { peak }: OnDemandGrowth,
  { tableQuota }: AdmissionConfig,
): { readonly rate: number; readonly limit: "key-range" | "account" } {
  return 2 * peak < tableQuota
    ? { rate: 2 * peak, limit: "key-range" }
    : { rate: tableQuota, limit: "account" };
}
