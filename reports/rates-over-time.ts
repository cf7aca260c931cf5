/** How much was admitted and how much refused, window by window, of each tenant. */

import type { Operation } from "../sim/client/history.ts";
import type { Span } from "./bins.ts";

/** Attempts per second, by when they were asked. */
export interface RateBin extends Span {
  readonly admitted: number;
  readonly throttled: number;
}

export interface TenantRates {
  /** Undefined: clients of no tenant. */
  readonly tenant: string | undefined;
  readonly bins: readonly RateBin[];
}

/**
 * Each tenant's attempts answered ok and those throttled, per second, in windows that start at
 * multiples of `width` (µs). Tenants by name, clients of none first; other outcomes count in neither.
 */
export function ratesOverTime(
  operations: readonly Operation[],
  span: Span,
  width: number,
): readonly TenantRates[] {
  const byTenant = new Map<string | undefined, Operation[]>();
  for (const operation of operations) {
    const list = byTenant.get(operation.tenant);
    if (list === undefined) byTenant.set(operation.tenant, [operation]);
    else list.push(operation);
  }
  return [...byTenant]
    .sort(([one = ""], [other = ""]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([tenant, own]) => ({ tenant, bins: binsOf(own, span, width) }));
}

function binsOf(operations: readonly Operation[], span: Span, width: number): RateBin[] {
  const first = Math.floor(span.from / width);
  const count = Math.max(Math.ceil(span.until / width) - first, 1);
  const perSecond = 1_000_000 / width;
  const admitted = new Array<number>(count).fill(0);
  const throttled = new Array<number>(count).fill(0);
  for (const { invoked, outcome, error } of operations) {
    const index = Math.floor(invoked / width) - first;
    if (index < 0 || index >= count) continue;
    if (outcome === "ok") admitted[index]! += 1;
    else if (error === "throttled") throttled[index]! += 1;
  }
  return admitted.map((ok, index) => ({
    from: (first + index) * width,
    until: (first + index + 1) * width,
    admitted: ok * perSecond,
    throttled: throttled[index]! * perSecond,
  }));
}
