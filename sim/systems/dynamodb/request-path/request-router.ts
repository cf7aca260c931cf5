/**
 * A request router: takes requests from clients and brings them to the replica that may answer
 * (ATC '22, §3), by its copy of the partition map (§6.6). Which code answers which event: read
 * this first.
 *
 * In a system of one replication group the map has one route, nobody to ask for another, and keys
 * go as they are.
 */

import type { Address, Role } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import { emptyPartitionMap } from "../../../parts/partition-map.ts";
import { demandOf, isPaid } from "../admission/demand.ts";
import { admitAtRouter, onTokens, routerAdmission } from "../admission/router-admission.ts";
import { describe } from "../describe.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { DynamoMessage } from "../messages.ts";
import type { TableSpec } from "../tables.ts";
import { onNotLeader, onResponse } from "./answers.ts";
import { noteVoice } from "./beliefs.ts";
import { byIndex } from "./by-index.ts";
import { hedge } from "./looking-up.ts";
import { cursorOf, walkOf } from "./paging.ts";
import { onTransaction, onTransactionAnswer, sweepTransactions } from "./passing-transactions.ts";
import { retry, sweep } from "./patience.ts";
import {
  isPageRequest,
  isPart,
  isRequest,
  isResponse,
  isTransaction,
  storedKey,
} from "./requests.ts";
import { filledCache } from "./route-cache.ts";
import { onRoutesFound, onWrongPartition, route } from "./routing.ts";
import type { Pending, RouterEffects, RouterSetup, RouterState } from "./state.ts";

export const requestRouter: Role<RouterState, DynamoMessage, never, RouterSetup> = {
  name: "request-router",
  describe,
  serviceTime(message, { config }) {
    if (isTransaction(message)) return config.routerService;
    if (!isRequest(message)) return 0 as Duration;
    return isPart(message) ? config.coordinatorService : config.routerService;
  },

  start(_self, setup, { restarted }, at) {
    const isCold = setup.metadata.length > 0 && (setup.cold === true || restarted);
    return {
      setup,
      started: at,
      ...filledCache(isCold ? emptyPartitionMap : setup.routes, setup.config.routesCached),
      beliefs: new Map(),
      heard: new Map(),
      voices: 0,
      admission: routerAdmission(setup.config, setup.admission ?? [], setup.tables ?? noTables, at),
      pending: new Map(),
      steps: new Map(),
      // A router that comes back must not use a number twice; nobody forwards once a microsecond.
      turn: Math.max(0, at),
      sweeping: false,
      retrying: false,
      hedging: false,
    };
  },

  handle(state, event, effects) {
    if (event.kind === "timer") onTimer(state, event.timer, event.at, effects);
    else if (event.kind === "message") {
      onMessage(state, event.from, event.message, event.at, effects);
    }
  },
};

function onTimer(state: RouterState, timer: string, at: LocalTime, effects: RouterEffects): void {
  switch (timer) {
    case "sweep":
      return sweep(state, at, effects);
    case "retry":
      return retry(state, at, effects);
    case "transactions":
      return sweepTransactions(state, at, effects);
    case "hedge":
      return hedge(state, at, effects);
    default:
      throw new RangeError(`a request router has no timer called ${timer}`);
  }
}

function onMessage(
  state: RouterState,
  from: Address,
  message: DynamoMessage,
  at: LocalTime,
  effects: RouterEffects,
): void {
  if (isRequest(message)) return onRequest(state, from, message, at, effects);
  if (isTransaction(message)) return onTransaction(state, from, message, at, effects);
  if (isResponse(message) && state.transactions?.has(message.request)) {
    return onTransactionAnswer(state, from, message, effects);
  }
  if (message.kind === "tokens") return onTokens(state.admission, message, at, effects);
  if (message.kind === "routes-found") return onRoutesFound(state, message, at, effects);
  noteVoice(state, from, at);
  if (message.kind === "not-leader") onNotLeader(state, from, message, at, effects);
  else if (message.kind === "wrong-partition") onWrongPartition(state, from, message, at, effects);
  else if (isResponse(message)) onResponse(state, message, at, effects);
}

const noTables: ReadonlyMap<string, TableSpec> = new Map();

/** Admission may answer in place of the replicas (ATC '22, §4.2). */
function onRequest(
  state: RouterState,
  client: Address,
  asked: AnyRequest,
  at: LocalTime,
  effects: RouterEffects,
): void {
  // A copy that the network made of a request already under way.
  if (state.pending.has(asked.request)) return;
  const request = byIndex(state.setup, asked);
  if (request === undefined) {
    const answer = { kind: "rejected", request: asked.request, reason: "unsupported" } as const;
    return effects.send(client, answer);
  }
  const demand = demandOf(request);
  const throttle = isPaid(demand) ? undefined : admitAtRouter(state.admission, demand, at, effects);
  if (throttle !== undefined) {
    effects.mark("throttled-by-table");
    const answer = { kind: "rejected", request: request.request, reason: "throttled" } as const;
    return effects.send(client, { throttle, ...answer });
  }
  const pending = pendingOf(client, request, at);
  state.pending.set(request.request, pending);
  route(state, pending, at, effects);
}

function pendingOf(client: Address, request: AnyRequest, at: LocalTime): Pending {
  const key = storedKey(request);
  const walk = walkOf(request);
  return {
    client,
    request,
    key,
    cursor: walk !== undefined && isPageRequest(request) ? cursorOf(request, walk.rest) : key,
    walk,
    arrived: at,
    stage: "looking",
    route: undefined,
    target: undefined,
    sent: at,
    step: undefined,
    steps: 0,
    hops: 0,
    hints: 0,
    refused: undefined,
    asks: 0,
    asked: 0,
    askedAt: at,
  };
}
