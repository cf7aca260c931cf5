/** When a client asks next: timers drawn from the role's own picks. */

import type { Duration, LocalTime } from "../kernel/time.ts";
import { nextGap, nextThink, type OpenArrivals, rateAt } from "./arrivals.ts";
import type { ClientEffects, ClientState } from "./client-state.ts";

/** The source of all that a workload draws: uniform whole numbers in [0, 2^32). */
export const picker = (effects: ClientEffects) => (): number => effects.pick(0x1_0000_0000);

/**
 * Open loop: the next request comes whether or not this one is answered. Where the rate changes
 * first, the wait is drawn anew from there: arrivals without memory are the same for it.
 */
export function awaitArrival(
  arrivals: OpenArrivals,
  state: ClientState,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { perSecond, until } = rateAt(arrivals, at);
  const gap = perSecond > 0 ? nextGap(arrivals, perSecond, state.setup.peers, picker(effects)) : 0;
  const left = (until - at) as Duration;
  if (perSecond > 0 && gap < left)
    return effects.setTimer("arrival", gap as Duration, gap as Duration);
  if (until < Number.POSITIVE_INFINITY) effects.setTimer("rate", left, left);
}

/** Closed loop: the worker asks again after a while. */
export function thinkAgain(state: ClientState, worker: number, effects: ClientEffects): void {
  const { workload } = state.setup;
  if (workload.arrivals.kind !== "closed") return;
  const wait = nextThink(workload.arrivals, picker(effects));
  effects.setTimer(`think-${worker}`, wait, wait);
}
