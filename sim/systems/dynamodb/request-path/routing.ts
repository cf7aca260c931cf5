/** From a request's key to a replica: by the cache, or else by the metadata service. */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { contains } from "../../../parts/key-range.ts";
import type { Route, RoutesFound, WrongPartition } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import { conclude } from "./conclude.ts";
import { forwardToPartition, hold } from "./forwarding.ts";
import { lookUp, refresh } from "./looking-up.ts";
import { tableOf } from "./requests.ts";
import { learn, routeOf } from "./route-cache.ts";
import {
  hasMetadata,
  type Pending,
  pendingFor,
  type RouterEffects,
  type RouterState,
} from "./state.ts";

export const knownRoute = (state: RouterState, { request, cursor }: Pending): Route | undefined =>
  routeOf(state.routes, tableOf(request), cursor);

/** Sends a request, or its next step, to where the cache says; what the cache lacks is looked up. */
export function route(
  state: RouterState,
  pending: Pending,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const known = knownRoute(state, pending);
  if (!hasMetadata(state)) {
    if (known === undefined) return refuse(state, pending, effects);
    return forwardToPartition(state, pending, known, at, effects);
  }
  if (known === undefined || hasExpired(state, effects)) {
    effects.mark("cache-miss");
    return lookUp(state, pending, at, effects);
  }
  effects.mark("cache-hit");
  forwardToPartition(state, pending, known, at, effects);
  if (state.setup.config.routeRefresh === "on-every-hit") refresh(state, pending, effects);
}

/** A share of the uses, whatever the rate: the published figure is a share of hits. */
function hasExpired({ setup }: RouterState, effects: RouterEffects): boolean {
  const { routeRefresh, routeExpiry } = setup.config;
  const parts = 1 << 20;
  return routeRefresh === "on-miss" && effects.pick(parts) < routeExpiry * parts;
}

/** There is no such table. */
function refuse(state: RouterState, pending: Pending, effects: RouterEffects): void {
  const { request } = pending.request;
  conclude(state, pending, { kind: "rejected", request, reason: "unsupported" }, effects);
}

/** Whether somebody waits for it or not, what it says is kept. */
export function onRoutesFound(
  state: RouterState,
  { request, key, routes }: RoutesFound,
  at: LocalTime,
  effects: RouterEffects,
): void {
  learn(state, routes);
  const pending = state.pending.get(request);
  if (pending?.stage !== "looking" || pending.cursor !== key) return;
  // A cache too small for the table may have forgotten it already.
  const covers = ({ range }: Route): boolean => contains(range, pending.cursor);
  const found = knownRoute(state, pending) ?? routes.find(covers);
  if (found === undefined) return refuse(state, pending, effects);
  if (isSame(found, pending.refused)) return hold(state, pending, effects);
  forwardToPartition(state, pending, found, at, effects);
}

/**
 * The node knows better, or not: with newer routes the request goes on at once, without any the
 * metadata service is asked (ATC '22, §6.6). Nothing was done there, so a write may go on too.
 */
export function onWrongPartition(
  state: RouterState,
  from: Address,
  { request, newer }: WrongPartition,
  at: LocalTime,
  effects: RouterEffects,
): void {
  learn(state, newer);
  const pending = pendingFor(state, request);
  if (pending?.target === undefined || pending.stage !== "sent") return;
  if (doorOf(pending.target) !== doorOf(from)) return;
  const known = knownRoute(state, pending);
  if (known !== undefined && !isSame(known, pending.route)) {
    effects.mark("stale-route");
    return forwardToPartition(state, pending, known, at, effects);
  }
  effects.mark("route-miss");
  pending.refused = pending.route;
  if (hasMetadata(state)) lookUp(state, pending, at, effects);
  else hold(state, pending, effects);
}

const isSame = (one: Route, other: Route | undefined): boolean =>
  one.id === other?.id && one.version === other.version;
