/**
 * A load balancer of one zone: brings the requests of clients to routers of its zone in turn, and
 * the answers back. It knows nothing of keys.
 *
 * It judges a router by its silence: one that answers nothing while something has long waited for
 * it is passed over for a while, then tried again. While no router of the zone is left, those of
 * the other zones serve. What waited for a silent router is not sent again: the client's time-out
 * and its retries are there for that.
 */

import type { RequestId, Response, TransactRequest } from "../../../client/operation.ts";
import type { Address, Effects, Role } from "../../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../../kernel/time.ts";
import type { Config } from "../config.ts";
import { describe } from "../describe.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { DynamoMessage } from "../messages.ts";
import { bytesOf, isRequest, isResponse, isTransaction } from "./requests.ts";

export interface BalancerSetup {
  readonly config: Config;
  /** Routers of its zone. */
  readonly near: readonly Address[];
  /** Routers of the other zones. */
  readonly far: readonly Address[];
}

interface Passed {
  readonly client: Address;
  readonly router: Address;
  readonly sent: LocalTime;
}

export interface BalancerState {
  readonly setup: BalancerSetup;
  /** Requests passed on and not answered, in the order in which they came. */
  pending: Map<RequestId, Passed>;
  /** When each router last answered anything. */
  heard: Map<Address, LocalTime>;
  /** Until when a silent router is passed over. */
  resting: Map<Address, LocalTime>;
  turn: number;
  sweeping: boolean;
}

type BalancerEffects = Effects<DynamoMessage, never>;

export const loadBalancer: Role<BalancerState, DynamoMessage, never, BalancerSetup> = {
  name: "load-balancer",
  describe,
  serviceTime: (_message, { config }) => config.balancerService,

  start: (_self, setup) => ({
    setup,
    pending: new Map(),
    heard: new Map(),
    resting: new Map(),
    turn: 0,
    sweeping: false,
  }),

  handle(state, event, effects) {
    if (event.kind === "timer") return sweep(state, event.at, effects);
    if (event.kind !== "message") return;
    const { message, from, at } = event;
    if (isRequest(message) || isTransaction(message)) onRequest(state, from, message, at, effects);
    else if (isResponse(message)) onResponse(state, from, message, at, effects);
  },
};

function onRequest(
  state: BalancerState,
  client: Address,
  request: AnyRequest | TransactRequest,
  at: LocalTime,
  effects: BalancerEffects,
): void {
  // A copy that the network made: another router would take it for a request of its own.
  if (state.pending.has(request.request)) return;
  const router = nextRouter(state, at);
  state.pending.set(request.request, { client, router, sent: at });
  effects.send(router, request, bytesOf(request));
  watch(state, effects);
}

/** In turn: of the own zone, or else of the others; if all are silent, one of them all the same. */
function nextRouter(state: BalancerState, at: LocalTime): Address {
  const { near, far } = state.setup;
  const awake = (router: Address): boolean => (state.resting.get(router) ?? at) <= at;
  const choices = [near.filter(awake), far.filter(awake), near, far].find(
    (routers) => routers.length > 0,
  );
  if (choices === undefined) throw new RangeError("expected a router to balance, got none");
  const turn = state.turn;
  state.turn += 1;
  return choices[turn % choices.length]!;
}

function onResponse(
  state: BalancerState,
  router: Address,
  response: Response,
  at: LocalTime,
  effects: BalancerEffects,
): void {
  state.heard.set(router, at);
  state.resting.delete(router);
  const passed = state.pending.get(response.request);
  if (passed === undefined) return;
  state.pending.delete(response.request);
  effects.send(passed.client, response, bytesOf(response));
}

/** Forgets what has waited too long, and passes over routers that were silent all the while. */
function sweep(state: BalancerState, at: LocalTime, effects: BalancerEffects): void {
  state.sweeping = false;
  const { balancerPatience, balancerRest } = state.setup.config;
  for (const [request, { router, sent }] of [...state.pending]) {
    if (at < after(sent, balancerPatience)) continue;
    state.pending.delete(request);
    const heard = state.heard.get(router);
    if ((heard !== undefined && heard >= sent) || (state.resting.get(router) ?? at) > at) continue;
    effects.mark("router-silent");
    state.resting.set(router, after(at, balancerRest));
  }
  if (state.pending.size > 0) watch(state, effects);
}

function watch(state: BalancerState, effects: BalancerEffects): void {
  if (state.sweeping) return;
  state.sweeping = true;
  const interval = Math.ceil(state.setup.config.balancerPatience / 4) as Duration;
  effects.setTimer("sweep", interval, interval);
}
