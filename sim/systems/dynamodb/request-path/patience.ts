/**
 * What a router does about replicas that cannot serve, or do not answer.
 *
 * Both are ours, for the paper is silent: while there is no leader it asks on for a while, then
 * refuses. A write that a replica took and did not answer may have happened, so it is never sent
 * again: the client gets an error that says so, and decides.
 */

import type { Response } from "../../../client/operation.ts";
import { after, between, type LocalTime } from "../../../kernel/time.ts";
import { beliefOf, believeIn, isSilent, nextMember } from "./beliefs.ts";
import { conclude } from "./conclude.ts";
import { forward, watch } from "./forwarding.ts";
import { lookUp } from "./looking-up.ts";
import { isRead } from "./requests.ts";
import { knownRoute } from "./routing.ts";
import type { Pending, RouterEffects, RouterState } from "./state.ts";

/** Sends held requests again; refuses those that have waited too long. */
export function retry(state: RouterState, at: LocalTime, effects: RouterEffects): void {
  state.retrying = false;
  const { routerGivesUp } = state.setup.config;
  for (const pending of [...state.pending.values()]) {
    if (pending.stage !== "held") continue;
    if (between(pending.arrived, at) < routerGivesUp) {
      resend(state, pending, at, effects);
      continue;
    }
    const { request } = pending.request;
    conclude(state, pending, { kind: "rejected", request, reason: "no-leader" }, effects);
  }
}

/** Also an eventually consistent read goes to the leader now: another replica did not serve it. */
function resend(state: RouterState, pending: Pending, at: LocalTime, effects: RouterEffects): void {
  const route = knownRoute(state, pending);
  if (route === undefined) return lookUp(state, pending, at, effects);
  pending.refused = undefined;
  forward(state, pending, route, beliefOf(state, route).leader, at, effects);
}

/** Looks for replicas that do not answer: takes them for dead, and asks others. */
export function sweep(state: RouterState, at: LocalTime, effects: RouterEffects): void {
  state.sweeping = false;
  const { routerPatience } = state.setup.config;
  let waiting = false;
  for (const pending of [...state.pending.values()]) {
    if (pending.stage !== "sent") continue;
    if (at < after(pending.sent, routerPatience)) waiting = true;
    else onSilence(state, pending, at, effects);
  }
  if (waiting) watch(state, effects);
}

function onSilence(
  state: RouterState,
  pending: Pending,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { request, target, route } = pending;
  if (target === undefined || route === undefined) return;
  effects.mark("replica-silent");
  const belief = beliefOf(state, route);
  if (belief.leader === target && isSilent(state, belief, at)) {
    believeIn(state, belief, nextMember(route, target));
  }
  const tooLate = between(pending.arrived, at) >= state.setup.config.routerGivesUp;
  if (isRead(request) && !tooLate) {
    return forward(state, pending, route, nextMember(route, target), at, effects);
  }
  const failed: Response = { kind: "failed", request: request.request, reason: "no-answer" };
  conclude(state, pending, failed, effects);
}
