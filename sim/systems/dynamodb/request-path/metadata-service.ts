/**
 * A server of the metadata service, MemDS (ATC '22, §6.6): the whole partition map in memory. It
 * answers look-ups; storage nodes, which decide about membership, tell one server of a change, and
 * that one passes it on to all others. Versions make the order of arrival irrelevant: everywhere
 * the newest counts.
 *
 * Ours, for the paper is silent: a server that comes back after a crash, its memory lost, answers
 * no look-up before another one has told it the map, or until it has asked all of them in vain.
 */

import type { Address, Role } from "../../../kernel/role.ts";
import type { Duration } from "../../../kernel/time.ts";
import { emptyPartitionMap } from "../../../parts/partition-map.ts";
import { describe } from "../describe.ts";
import type { LookUp, Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import {
  type MetadataEffects,
  type MetadataSetup,
  type MetadataState,
  takeRoute,
} from "./metadata-state.ts";
import { onConfirmed, passOn, repeat, sendOn } from "./pass-routes.ts";
import { routeOf, routesOf } from "./route-cache.ts";

/** A route on the wire: two keys, three addresses and a version, roughly. */
const routeBytes = 200;

export const metadataServer: Role<MetadataState, DynamoMessage, never, MetadataSetup> = {
  name: "metadata-server",
  describe,
  serviceTime: (message, { config }) =>
    message.kind === "look-up" ? config.metadataService : (0 as Duration),

  start(_self, setup, { restarted }, _at, effects) {
    const isEmpty = restarted && setup.peers.length > 0;
    const state: MetadataState = {
      setup,
      routes: isEmpty ? emptyPartitionMap : setup.routes,
      passing: new Map(),
      repeating: false,
      ready: !isEmpty,
      asked: 0,
    };
    if (isEmpty) askNext(state, effects);
    return state;
  },

  handle(state, event, effects) {
    if (event.kind === "message") onMessage(state, event.from, event.message, effects);
    else if (event.kind === "timer") onTimer(state, event.timer, effects);
  },
};

function onMessage(
  state: MetadataState,
  from: Address,
  message: DynamoMessage,
  effects: MetadataEffects,
): void {
  switch (message.kind) {
    case "look-up":
      return onLookUp(state, from, message, effects);
    case "route-changed":
      return onRouteChanged(state, from, message.route, effects);
    case "pass-route": {
      const { id: partition, version } = message.route;
      takeRoute(state, message.route);
      return effects.send(from, { kind: "route-passed", partition, version });
    }
    case "route-passed":
      return onConfirmed(state, from, message);
    case "ask-routes":
      return onAskRoutes(state, from, effects);
    case "all-routes":
      return onAllRoutes(state, message.routes, effects);
    default:
      throw new RangeError(`a metadata server cannot be sent a ${message.kind}`);
  }
}

/** The node tells it again until all servers have it: one that crashes may forget what it heard. */
function onRouteChanged(
  state: MetadataState,
  from: Address,
  route: Route,
  effects: MetadataEffects,
): void {
  if (takeRoute(state, route)) passOn(state, route, effects);
  const { id: partition, version } = route;
  if (state.passing.has(partition)) return;
  effects.send(from, { kind: "route-passed", partition, version });
}

function onTimer(state: MetadataState, timer: string, effects: MetadataEffects): void {
  if (timer === "repeat") return repeat(state, effects);
  if (timer === "ask") return askNext(state, effects);
  sendOn(state, timer.slice("pass-".length), effects);
}

/** A server without a map is silent: routers ask another one. */
function onLookUp(
  state: MetadataState,
  from: Address,
  { request, table, key, wanted }: LookUp,
  effects: MetadataEffects,
): void {
  if (!state.ready) return effects.mark("metadata-not-ready");
  const one = routeOf(state.routes, table, key);
  const routes =
    wanted === "table" ? routesOf(state.routes, table) : one === undefined ? [] : [one];
  const bytes = routes.length * routeBytes;
  effects.send(from, { kind: "routes-found", request, key, routes }, bytes);
}

function onAskRoutes(state: MetadataState, from: Address, effects: MetadataEffects): void {
  if (!state.ready) return;
  const { routes: map } = state;
  const routes = [...map.tables.keys()].flatMap((table) => routesOf(map, table));
  effects.send(from, { kind: "all-routes", routes }, routes.length * routeBytes);
}

function onAllRoutes(
  state: MetadataState,
  routes: readonly Route[],
  effects: MetadataEffects,
): void {
  for (const route of routes) takeRoute(state, route);
  if (state.ready) return;
  state.ready = true;
  effects.cancelTimer("ask");
  effects.mark("metadata-caught-up");
}

/** One after the other; when all have been asked, the map of the beginning must do. */
function askNext(state: MetadataState, effects: MetadataEffects): void {
  if (state.ready) return;
  const { peers, routes, config } = state.setup;
  const next = peers[state.asked];
  if (next === undefined) {
    for (const table of routes.tables.keys()) {
      for (const route of routesOf(routes, table)) takeRoute(state, route);
    }
    state.ready = true;
    return effects.mark("metadata-starts-over");
  }
  state.asked += 1;
  effects.send(next, { kind: "ask-routes" });
  effects.setTimer("ask", config.metadataRepeat, config.metadataRepeat);
}
