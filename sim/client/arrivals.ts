/** When requests come: as plain data, and as draws from a source of u32. */

import {
  constant,
  type Distribution,
  exponential,
  type Sampler,
  sampler,
} from "../kernel/distribution.ts";
import { type Duration, type LocalTime, us } from "../kernel/time.ts";

/** Requests come whether or not the last was answered: Poisson, all clients together. */
export interface OpenArrivals {
  readonly kind: "open";
  readonly perSecond: number;
  /** From each instant on another rate, the earliest first. Absent: the same throughout. */
  readonly rates?: readonly RateStep[];
}

/** From this instant of the run, all clients together; 0 is a pause. */
export interface RateStep {
  readonly from: Duration;
  readonly perSecond: number;
}

/** Each of a client's workers asks again some time after its answer. */
export interface ClosedArrivals {
  readonly kind: "closed";
  /** From an answer to the worker's next request. */
  readonly think: Distribution;
  /** Workers of one client: it has as many requests under way, at most. */
  readonly perClient: number;
}

export function poisson(options: {
  readonly perSecond: number;
  readonly rates?: readonly RateStep[];
}): OpenArrivals {
  const { perSecond, rates } = options;
  if (!(perSecond > 0 && perSecond < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`expected a rate above 0 requests per second, got ${perSecond}`);
  }
  return withRates({ kind: "open", perSecond }, rates);
}

/** The same arrivals with steps in their rate. */
export function withRates(
  arrivals: OpenArrivals,
  rates: readonly RateStep[] | undefined,
): OpenArrivals {
  if (rates === undefined) return arrivals;
  rates.forEach(({ from, perSecond }, index) => {
    if (!(perSecond >= 0 && perSecond < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`expected a rate of 0 or more requests per second, got ${perSecond}`);
    }
    if (index > 0 && from <= rates[index - 1]!.from) {
      throw new RangeError(`expected steps of the rate in the order of time, got ${from} µs late`);
    }
  });
  return { ...arrivals, rates };
}

/** The rate at an instant, and when it changes next. */
export function rateAt(
  { perSecond, rates = [] }: OpenArrivals,
  at: LocalTime,
): { readonly perSecond: number; readonly until: number } {
  let rate = perSecond;
  for (const step of rates) {
    if (step.from > at) return { perSecond: rate, until: step.from };
    rate = step.perSecond;
  }
  return { perSecond: rate, until: Number.POSITIVE_INFINITY };
}

/** By default one worker, which does not stop to think. */
export function workers(options: {
  readonly perClient?: number;
  readonly think?: Distribution;
}): ClosedArrivals {
  const { perClient = 1, think = constant(us(0)) } = options;
  if (Number.isInteger(perClient) && perClient >= 1) return { kind: "closed", think, perClient };
  throw new RangeError(`expected at least 1 worker per client, got ${perClient}`);
}

/** By arrivals and mean: compiled once, and never part of a client's state. */
const gaps = new WeakMap<OpenArrivals, Map<number, Sampler>>();

/**
 * From one arrival at this client to its next, at a rate of the arrivals. Exponential, so that all
 * `clients` together make a Poisson process of that rate. `u32` is uniform on the whole numbers of
 * [0, 2^32).
 */
export function nextGap(
  arrivals: OpenArrivals,
  perSecond: number,
  clients: number,
  u32: () => number,
): Duration {
  const ofArrivals = gaps.get(arrivals) ?? new Map<number, Sampler>();
  // Not rounded to whole µs: each of a thousand clients would be off, and all the same way.
  const mean = ((clients * 1_000_000) / perSecond) as Duration;
  let gap = ofArrivals.get(mean);
  if (gap === undefined) {
    gap = sampler(exponential({ mean }));
    gaps.set(arrivals, ofArrivals.set(mean, gap));
  }
  return gap({ u32 });
}

/** From an answer to the same worker's next request. */
export const nextThink = (arrivals: ClosedArrivals, u32: () => number): Duration =>
  sampler(arrivals.think)({ u32 });
