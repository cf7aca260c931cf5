/**
 * Transactions go to a coordinator (ATC '23, §3.1), as other requests go to a leader: one of this
 * zone, or, while that is silent, another one. What waits for a silent coordinator is not sent
 * again: the client's time-out and its token are there for that.
 */

import type { RequestId, Response, TransactRequest } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../../kernel/time.ts";
import { bytesOf } from "./requests.ts";
import type { PassedTransaction, RouterEffects, RouterState } from "./state.ts";

export function onTransaction(
  state: RouterState,
  client: Address,
  request: TransactRequest,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const passed = passedBy(state);
  // A copy that the network made.
  if (passed.has(request.request)) return;
  const coordinator = nextCoordinator(state, at);
  if (coordinator === undefined) {
    const { request: id } = request;
    return effects.send(client, { kind: "rejected", request: id, reason: "unsupported" });
  }
  passed.set(request.request, { client, coordinator, sent: at });
  effects.send(coordinator, request, bytesOf(request));
  if (passed.size === 1) watch(state, effects);
}

function passedBy(state: RouterState): Map<RequestId, PassedTransaction> {
  state.transactions ??= new Map();
  return state.transactions;
}

/** The first that is not known to be silent; undefined: there are no transactions. */
function nextCoordinator({ setup, resting }: RouterState, at: LocalTime): Address | undefined {
  const { coordinators = [] } = setup;
  return coordinators.find((each) => (resting?.get(each) ?? at) <= at) ?? coordinators[0];
}

export function onTransactionAnswer(
  state: RouterState,
  coordinator: Address,
  response: Response,
  effects: RouterEffects,
): void {
  state.resting?.delete(coordinator);
  const passed = passedBy(state).get(response.request);
  if (passed === undefined) return;
  passedBy(state).delete(response.request);
  effects.send(passed.client, response, bytesOf(response));
}

/** Forgets what has waited too long, and prefers others to whoever it waited for. */
export function sweepTransactions(state: RouterState, at: LocalTime, effects: RouterEffects): void {
  const { balancerPatience, balancerRest } = state.setup.config;
  for (const [request, { coordinator, sent }] of [...passedBy(state)]) {
    if (at < after(sent, balancerPatience)) continue;
    passedBy(state).delete(request);
    effects.mark("coordinator-silent");
    state.resting ??= new Map();
    state.resting.set(coordinator, after(at, balancerRest));
  }
  if (passedBy(state).size > 0) watch(state, effects);
}

function watch({ setup }: RouterState, effects: RouterEffects): void {
  const interval = Math.ceil(setup.config.balancerPatience / 4) as Duration;
  effects.setTimer("transactions", interval, interval);
}
