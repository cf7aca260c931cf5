/** When a client asks next: timers drawn from the role's own picks. */

import { nextGap, nextThink, type OpenArrivals } from "./arrivals.ts";
import type { ClientEffects, ClientState } from "./client-state.ts";

/** The source of all that a workload draws: uniform whole numbers in [0, 2^32). */
export const picker = (effects: ClientEffects) => (): number => effects.pick(0x1_0000_0000);

/** Open loop: the next request comes whether or not this one is answered. */
export function awaitArrival(
  arrivals: OpenArrivals,
  state: ClientState,
  effects: ClientEffects,
): void {
  const gap = nextGap(arrivals, state.setup.clients, picker(effects));
  effects.setTimer("arrival", gap, gap);
}

/** Closed loop: the worker asks again after a while. */
export function thinkAgain(state: ClientState, worker: number, effects: ClientEffects): void {
  const { workload } = state.setup;
  if (workload.arrivals.kind !== "closed") return;
  const wait = nextThink(workload.arrivals, picker(effects));
  effects.setTimer(`think-${worker}`, wait, wait);
}
