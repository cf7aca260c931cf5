/**
 * A request router: takes requests from clients and brings them to the replica that may answer
 * (ATC '22, §3). With one partition its map is the list of the group's members and a belief about
 * who leads; replicas correct it.
 *
 * What a router does while there is no leader is ours: it asks on for a while, then refuses. A
 * write that a replica took and did not answer may have happened, so it is never sent again: the
 * client gets an error that says so, and decides.
 */

import type { Request, RequestId, Response } from "../../client/operation.ts";
import type { Address, Effects, Role } from "../../kernel/role.ts";
import { after, between, type Duration, type LocalTime } from "../../kernel/time.ts";
import type { Config } from "./config.ts";
import { describe } from "./describe.ts";
import type { DynamoMessage, NotLeader } from "./messages.ts";

export interface RouterSetup {
  readonly members: readonly Address[];
  readonly config: Config;
  /** Whom to believe in at first; undefined: nobody in particular. */
  readonly firstLeader: Address | undefined;
}

/** A request on its way. */
interface Pending {
  readonly client: Address;
  readonly request: Request;
  readonly arrived: LocalTime;
  target: Address;
  sent: LocalTime;
  /** Waiting to be sent again, after a replica said that it does not lead. */
  held: boolean;
  /** Hints followed since it was last held: two replicas may point at one another. */
  hints: number;
}

export interface RouterState {
  readonly setup: RouterSetup;
  leader: Address;
  /** When the one believed to lead last answered anything: it may be alive and yet not write. */
  heard: LocalTime;
  pending: Map<RequestId, Pending>;
  turn: number;
  sweeping: boolean;
  retrying: boolean;
}

type RouterEffects = Effects<DynamoMessage, never>;

export const requestRouter: Role<RouterState, DynamoMessage, never, RouterSetup> = {
  name: "request-router",
  describe,
  serviceTime: (message, { config }) =>
    isRequest(message) ? config.routerService : (0 as Duration),

  start(_self, setup, _disk, at) {
    return {
      setup,
      leader: setup.firstLeader ?? setup.members[0]!,
      heard: at,
      pending: new Map(),
      // A router that comes back must not use a number twice; nobody forwards once a microsecond.
      turn: Math.max(0, at),
      sweeping: false,
      retrying: false,
    };
  },

  handle(state, event, effects) {
    if (event.kind === "timer") {
      if (event.timer === "sweep") sweep(state, event.at, effects);
      else retry(state, event.at, effects);
    } else if (event.kind === "message") {
      const { message, from, at } = event;
      if (from === state.leader) state.heard = at;
      if (isRequest(message)) onRequest(state, from, message, at, effects);
      else if (message.kind === "not-leader") onNotLeader(state, from, message, at, effects);
      else onResponse(state, message as Response, effects);
    }
  },
};

const isRequest = (message: DynamoMessage): message is Request =>
  message.kind === "get" ||
  message.kind === "put" ||
  message.kind === "update" ||
  message.kind === "delete";

function onRequest(
  state: RouterState,
  client: Address,
  request: Request,
  at: LocalTime,
  effects: RouterEffects,
): void {
  // A copy that the network made of a request already under way.
  if (state.pending.has(request.request)) return;
  const target = anyReplicaWillDo(request) ? pickReplica(state, effects) : state.leader;
  const pending = { client, request, arrived: at, target, sent: at, held: false, hints: 0 };
  state.pending.set(request.request, pending);
  forward(state, pending, target, at, effects);
}

const anyReplicaWillDo = (request: Request): boolean =>
  request.kind === "get" && request.consistency === "eventual";

/** The leader for its share of eventual reads, the others for equal parts of the rest. */
function pickReplica(state: RouterState, effects: RouterEffects): Address {
  const { members, config } = state.setup;
  const parts = 1 << 20;
  const drawn = effects.pick(parts) / parts;
  const share = config.eventualReadsAtLeader;
  const others = members.length - 1;
  if (drawn < share || others === 0) return state.leader;
  const chosen = Math.floor(((drawn - share) / (1 - share)) * others);
  return members[chosen < members.indexOf(state.leader) ? chosen : chosen + 1]!;
}

function forward(
  state: RouterState,
  pending: Pending,
  target: Address,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { request } = pending;
  pending.target = target;
  pending.sent = at;
  pending.held = false;
  state.turn += 1;
  const bytes = "bytes" in request ? request.bytes : 0;
  effects.send(target, { kind: "forward", turn: state.turn, request }, bytes);
  if (state.sweeping) return;
  state.sweeping = true;
  const interval = (state.setup.config.routerPatience / 4) as Duration;
  effects.setTimer("sweep", interval, interval);
}

function onResponse(state: RouterState, response: Response, effects: RouterEffects): void {
  const pending = state.pending.get(response.request);
  if (pending === undefined) return;
  state.pending.delete(response.request);
  effects.send(pending.client, response);
}

/** Nothing was done there: ask whom the replica points at, or wait a little and try another. */
function onNotLeader(
  state: RouterState,
  from: Address,
  { request, leader }: NotLeader,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const pending = state.pending.get(request);
  if (pending === undefined || pending.target !== from || pending.held) return;
  if (leader !== undefined && pending.hints < state.setup.members.length) {
    pending.hints += 1;
    if (!anyReplicaWillDo(pending.request)) state.leader = leader;
    return forward(state, pending, leader, at, effects);
  }
  if (state.leader === from) state.leader = nextMember(state, from);
  pending.held = true;
  pending.hints = 0;
  if (state.retrying) return;
  state.retrying = true;
  const { routerRetry } = state.setup.config;
  effects.setTimer("retry", routerRetry, routerRetry);
}

function nextMember(state: RouterState, member: Address): Address {
  const { members } = state.setup;
  return members[(members.indexOf(member) + 1) % members.length]!;
}

/** Sends held requests again; refuses those that have waited too long. */
function retry(state: RouterState, at: LocalTime, effects: RouterEffects): void {
  state.retrying = false;
  const { routerGivesUp } = state.setup.config;
  for (const pending of [...state.pending.values()]) {
    if (!pending.held) continue;
    if (between(pending.arrived, at) < routerGivesUp) {
      forward(state, pending, state.leader, at, effects);
      continue;
    }
    const { request } = pending.request;
    state.pending.delete(request);
    effects.send(pending.client, { kind: "rejected", request, reason: "no-leader" });
  }
}

/** Looks for replicas that do not answer: takes them for dead, and asks others. */
function sweep(state: RouterState, at: LocalTime, effects: RouterEffects): void {
  state.sweeping = false;
  const { routerPatience } = state.setup.config;
  let waiting = false;
  for (const pending of [...state.pending.values()]) {
    if (pending.held) continue;
    if (at < after(pending.sent, routerPatience)) waiting = true;
    else onSilence(state, pending, at, effects);
  }
  if (!waiting || state.sweeping) return;
  state.sweeping = true;
  const interval = (routerPatience / 4) as Duration;
  effects.setTimer("sweep", interval, interval);
}

function onSilence(
  state: RouterState,
  pending: Pending,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { request, target } = pending;
  effects.mark("replica-silent");
  const { routerPatience, routerGivesUp } = state.setup.config;
  const isDumb = at >= after(state.heard, routerPatience);
  if (state.leader === target && isDumb) state.leader = nextMember(state, target);
  const tooLate = between(pending.arrived, at) >= routerGivesUp;
  if (request.kind === "get" && !tooLate) {
    return forward(state, pending, nextMember(state, target), at, effects);
  }
  state.pending.delete(request.request);
  const failed: Response = { kind: "failed", request: request.request, reason: "no-answer" };
  effects.send(pending.client, failed);
}
