/**
 * The retries of the AWS SDKs, as announced for November 2026: full jitter, and a quota of tokens
 * that keeps clients from making an overload worse. Facts 3.6.
 */

import type { Duration } from "../kernel/time.ts";
import type { ClientSettings } from "./settings.ts";

interface Account {
  quota: number;
  readonly setup: { readonly settings: ClientSettings };
}

export type ErrorClass = "transient" | "throttling";

/** The bound of the wait before retry number `retry` (from 0); the wait is drawn below it. */
export function backOff(settings: ClientSettings, kind: ErrorClass, retry: number): Duration {
  const base = kind === "throttling" ? settings.throttlingBase : settings.retryBase;
  let bound: number = base;
  for (let doubled = 0; doubled < retry && bound < settings.retryCap; doubled += 1) bound *= 2;
  return Math.min(bound, settings.retryCap) as Duration;
}

/** Takes the tokens of one retry, and says how many; undefined, and takes none, if there are too few. */
export function spendQuota(account: Account, kind: ErrorClass): number | undefined {
  const { transientCost, throttlingCost } = account.setup.settings;
  const cost = kind === "throttling" ? throttlingCost : transientCost;
  if (account.quota < cost) return undefined;
  account.quota -= cost;
  return cost;
}

/**
 * A first try that succeeds earns one token; a retry that succeeds gives back what it, the last one,
 * was `paid` with.
 */
export function earnQuota(account: Account, paid: number | undefined): void {
  const { retryQuota } = account.setup.settings;
  account.quota = Math.min(retryQuota, account.quota + (paid ?? 1));
}
