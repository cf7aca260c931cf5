/** Sends a request to a replica, through the storage node that hosts it, and holds it back. */

import type { PageRequest, RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import type { Forward, Route } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import { beliefOf, pickReplica } from "./beliefs.ts";
import { anyReplicaWillDo, bytesOf, isPageRequest } from "./requests.ts";
import { hasMetadata, type Pending, type RouterEffects, type RouterState } from "./state.ts";

/** To the replica that may answer: the leader, or any for an eventually consistent read. */
export function forwardToPartition(
  state: RouterState,
  pending: Pending,
  route: Route,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const belief = beliefOf(state, route);
  const target = anyReplicaWillDo(pending.request)
    ? pickReplica(state, route, belief, effects)
    : belief.leader;
  forward(state, pending, route, target, at, effects);
}

export function forward(
  state: RouterState,
  pending: Pending,
  route: Route,
  target: Address,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { request } = pending;
  pending.route = route;
  pending.target = target;
  pending.sent = at;
  pending.stage = "sent";
  pending.hops += 1;
  state.turn += 1;
  if (pending.hops === 2 && hasMetadata(state)) effects.mark("second-hop");
  effects.send(doorOf(target), messageOf(state, pending, route), bytesOf(request));
  watch(state, effects);
}

/** A replica without a storage node around it knows of no partition: it gets what the client sent. */
function messageOf(state: RouterState, pending: Pending, route: Route): Forward {
  const { turn } = state;
  const request = isPageRequest(pending.request)
    ? stepOf(state, pending, pending.request)
    : pending.request;
  if (route.id === "") return { kind: "forward", turn, request };
  const { id: partition, version } = route;
  return { kind: "forward", turn, request: { ...request, key: pending.key }, partition, version };
}

/** Partitions that one query or scan may ask, retries counted. */
const mostSteps = 65_536;

/**
 * What one partition is asked for a query or scan. Each step has a number of its own, below 0, so
 * that a late answer of one partition is never taken for the next one's.
 */
function stepOf(state: RouterState, pending: Pending, request: PageRequest): PageRequest {
  const { walk } = pending;
  if (pending.step !== undefined) state.steps.delete(pending.step);
  pending.steps += 1;
  const step = -(request.request * mostSteps + pending.steps + 1) as RequestId;
  pending.step = step;
  state.steps.set(step, request.request);
  const found = walk?.items.length ?? 0;
  const limit = request.limit === undefined ? undefined : request.limit - found;
  return { ...request, request: step, startAfter: walk?.startAfter, limit };
}

/** Sees to it that somebody looks whether an answer comes. */
export function watch(state: RouterState, effects: RouterEffects): void {
  if (state.sweeping) return;
  state.sweeping = true;
  const interval = (state.setup.config.routerPatience / 4) as Duration;
  effects.setTimer("sweep", interval, interval);
}

/** Waits a little: whoever was asked says that it cannot serve. */
export function hold(state: RouterState, pending: Pending, effects: RouterEffects): void {
  pending.stage = "held";
  pending.hints = 0;
  if (state.retrying) return;
  state.retrying = true;
  const { routerRetry } = state.setup.config;
  effects.setTimer("retry", routerRetry, routerRetry);
}
