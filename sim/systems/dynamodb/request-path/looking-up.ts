/**
 * Look-ups at the metadata service (ATC '22, §6.6). With `routeRefresh` on-every-hit each use of
 * the cache is followed by one, whether the cache had the route or not, so that what the metadata
 * service has to do depends on the requests alone: an empty cache makes requests wait, and adds no
 * load. With on-miss, the design before it, a hit costs nothing, and an empty cache is a storm.
 *
 * A look-up that a request waits for is repeated at another server, first soon, then at intervals
 * that double: one slow or dead server must not hold it up, and many requests must not bury the
 * others.
 */

import { after, between, type Duration, type LocalTime } from "../../../kernel/time.ts";
import type { LookUp } from "../messages/path.ts";
import { conclude } from "./conclude.ts";
import { tableOf } from "./requests.ts";
import type { Pending, RouterEffects, RouterState } from "./state.ts";

/** Asks on the side; the request itself is under way. */
export function refresh(state: RouterState, pending: Pending, effects: RouterEffects): void {
  const { metadata } = state.setup;
  send(state, pending, effects.pick(metadata.length), "route", effects);
}

/** Asks, and has the request wait for the answer. */
export function lookUp(
  state: RouterState,
  pending: Pending,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { metadata } = state.setup;
  pending.stage = "looking";
  pending.asks = 1;
  pending.asked = effects.pick(metadata.length);
  pending.askedAt = at;
  send(state, pending, pending.asked, wanted(state), effects);
  watchLookUps(state, effects);
}

/** The original design fetched the whole table's map at the first use of a table. */
const wanted = ({ setup }: RouterState): LookUp["wanted"] =>
  setup.config.routeRefresh === "on-miss" ? "table" : "route";

function send(
  { setup }: RouterState,
  { request, cursor: key }: Pending,
  server: number,
  wanted: LookUp["wanted"],
  effects: RouterEffects,
): void {
  effects.mark("metadata-lookup");
  const table = tableOf(request);
  effects.send(setup.metadata[server]!, {
    kind: "look-up",
    request: request.request,
    table,
    key,
    wanted,
  });
}

function watchLookUps(state: RouterState, effects: RouterEffects): void {
  if (state.hedging) return;
  state.hedging = true;
  const { lookUpHedge } = state.setup.config;
  effects.setTimer("hedge", lookUpHedge, lookUpHedge);
}

/** Asks another server for those that have waited; refuses those that have waited too long. */
export function hedge(state: RouterState, at: LocalTime, effects: RouterEffects): void {
  state.hedging = false;
  const { lookUpHedge, routerGivesUp } = state.setup.config;
  let waiting = false;
  for (const pending of [...state.pending.values()]) {
    if (pending.stage !== "looking") continue;
    if (between(pending.arrived, at) >= routerGivesUp) {
      const { request } = pending.request;
      conclude(state, pending, { kind: "rejected", request, reason: "no-leader" }, effects);
      continue;
    }
    waiting = true;
    const wait = (lookUpHedge * (1 << Math.min(20, pending.asks - 1))) as Duration;
    if (at >= after(pending.askedAt, wait)) askAnother(state, pending, at, effects);
  }
  if (waiting) watchLookUps(state, effects);
}

function askAnother(
  state: RouterState,
  pending: Pending,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { length } = state.setup.metadata;
  effects.mark("look-up-hedged");
  pending.asks += 1;
  pending.asked = length === 1 ? 0 : (pending.asked + 1 + effects.pick(length - 1)) % length;
  pending.askedAt = at;
  send(state, pending, pending.asked, wanted(state), effects);
}
