/** What replicas answer to a request, other than that it was sent to the wrong place. */

import type { Response } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { NotLeader } from "../messages/group.ts";
import { doorOf } from "../tables.ts";
import { beliefOf, believeIn, nextMember } from "./beliefs.ts";
import { conclude } from "./conclude.ts";
import { forward, hold } from "./forwarding.ts";
import { onPage } from "./paging.ts";
import { anyReplicaWillDo } from "./requests.ts";
import { pendingFor, type RouterEffects, type RouterState } from "./state.ts";

export function onResponse(
  state: RouterState,
  response: Response,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const pending = pendingFor(state, response.request);
  if (pending === undefined) return;
  if (pending.walk !== undefined && response.kind === "done") {
    return onPage(state, pending, response, at, effects);
  }
  const { request, step } = pending;
  const answer = step === undefined ? response : { ...response, request: request.request };
  conclude(state, pending, answer, effects);
}

/** Nothing was done there: ask whom the replica points at, or wait a little and try another. */
export function onNotLeader(
  state: RouterState,
  from: Address,
  { request, leader }: NotLeader,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const pending = pendingFor(state, request);
  if (pending?.target === undefined || pending.stage !== "sent") return;
  const { route, target } = pending;
  if (route === undefined || doorOf(target) !== doorOf(from)) return;
  const belief = beliefOf(state, route);
  if (leader !== undefined && pending.hints < route.members.length) {
    pending.hints += 1;
    if (!anyReplicaWillDo(pending.request)) believeIn(state, belief, leader);
    return forward(state, pending, route, leader, at, effects);
  }
  if (belief.leader === target) believeIn(state, belief, nextMember(route, target));
  hold(state, pending, effects);
}
