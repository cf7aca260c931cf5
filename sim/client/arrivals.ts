/** When requests come: as plain data, and as draws from a source of u32. */

import {
  constant,
  type Distribution,
  exponential,
  type Sampler,
  sampler,
} from "../kernel/distribution.ts";
import { type Duration, us } from "../kernel/time.ts";

/** Requests come whether or not the last was answered: Poisson, all clients together. */
export interface OpenArrivals {
  readonly kind: "open";
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

export function poisson({ perSecond }: { readonly perSecond: number }): OpenArrivals {
  if (perSecond > 0 && perSecond < Number.POSITIVE_INFINITY) return { kind: "open", perSecond };
  throw new RangeError(`expected a rate above 0 requests per second, got ${perSecond}`);
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

/** By arrivals and number of clients: compiled once, and never part of a client's state. */
const gaps = new WeakMap<OpenArrivals, Map<number, Sampler>>();

/**
 * From one arrival at this client to its next. Exponential, so that all `clients` together make a
 * Poisson process of the given rate. `u32` is uniform on the whole numbers of [0, 2^32).
 */
export function nextGap(arrivals: OpenArrivals, clients: number, u32: () => number): Duration {
  const ofArrivals = gaps.get(arrivals) ?? new Map<number, Sampler>();
  let gap = ofArrivals.get(clients);
  if (gap === undefined) {
    // Not rounded to whole µs: each of a thousand clients would be off, and all the same way.
    const mean = ((clients * 1_000_000) / arrivals.perSecond) as Duration;
    gap = sampler(exponential({ mean }));
    gaps.set(arrivals, ofArrivals.set(clients, gap));
  }
  return gap({ u32 });
}

/** From an answer to the same worker's next request. */
export const nextThink = (arrivals: ClosedArrivals, u32: () => number): Duration =>
  sampler(arrivals.think)({ u32 });
