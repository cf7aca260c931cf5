/**
 * The clients' side of the endpoint, one in each zone: open connections, and a cache of where the
 * endpoint is. A new connection needs an address, from the cache or by a look-up; one that is open
 * needs none and works on until it is closed. So an endpoint without addresses takes the connections
 * away one by one.
 */

import type { Request } from "../../client/operation.ts";
import type { Address, Role } from "../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import type { DnsEffects, DnsMessage, LookedUp } from "./messages.ts";
import type { Config } from "./settings.ts";

export interface PoolSetup {
  readonly dns: Address;
  readonly config: Config;
}

interface Connection {
  readonly to: Address;
  readonly closes: LocalTime;
}

interface Waiting {
  readonly client: Address;
  readonly request: Request;
}

export interface PoolState {
  readonly self: Address;
  readonly setup: PoolSetup;
  connections: Connection[];
  /** The last answer, and until when it may be used. */
  cached: { readonly addresses: readonly Address[]; readonly until: LocalTime } | undefined;
  /** Look-ups so far, and the number of the one that is under way. */
  lookUps: number;
  pending: number | undefined;
  /** Requests that came while there was no connection and a look-up was under way. */
  waiting: Waiting[];
  /** Its log: look-ups without an address or an answer, requests refused for want of one. */
  failed: number;
  refused: number;
  firstRefusal: LocalTime | undefined;
  lastRefusal: LocalTime | undefined;
}

export const connectionPool: Role<PoolState, DnsMessage, never, PoolSetup> = {
  name: "connection-pool",
  describe,

  start: (self, setup) => ({
    self,
    setup,
    connections: [],
    cached: undefined,
    lookUps: 0,
    pending: undefined,
    waiting: [],
    failed: 0,
    refused: 0,
    firstRefusal: undefined,
    lastRefusal: undefined,
  }),

  handle(state, event, effects) {
    const { at } = event;
    if (event.kind === "timer") return onAnswer(state, undefined, at, effects);
    if (event.kind !== "message") return;
    const { message, from } = event;
    if (message.kind === "reply") effects.send(message.client, message.response);
    else if (message.kind === "looked-up") {
      if (message.number === state.pending) onAnswer(state, message, at, effects);
    } else if ("key" in message) onRequest(state, { client: from, request: message }, at, effects);
  },
};

function onRequest(state: PoolState, asked: Waiting, at: LocalTime, effects: DnsEffects): void {
  state.connections = state.connections.filter(({ closes }) => closes > at);
  if (state.connections.length < state.setup.config.connections) openOne(state, at, effects);
  if (state.connections.length === 0 && state.pending !== undefined) state.waiting.push(asked);
  else forward(state, asked, at, effects);
}

/** With an address from the cache, if there is one; else it finds out, and the next will open one. */
function openOne(state: PoolState, at: LocalTime, effects: DnsEffects): void {
  const { setup, cached } = state;
  if (cached !== undefined && cached.until > at) {
    if (cached.addresses.length > 0) connect(state, cached.addresses, at, effects);
    return;
  }
  if (state.pending !== undefined) return;
  state.lookUps += 1;
  state.pending = state.lookUps;
  effects.send(setup.dns, { kind: "look-up", number: state.lookUps });
  effects.setTimer("limit", setup.config.lookUpLimit, setup.config.lookUpLimit);
}

function connect(
  { connections, setup }: PoolState,
  addresses: readonly Address[],
  at: LocalTime,
  effects: DnsEffects,
): void {
  const { connectionLife, connectionSpread } = setup.config;
  const spread = Math.round(connectionLife * connectionSpread);
  const life = (connectionLife - spread + effects.pick(2 * spread + 1)) as Duration;
  const to = addresses[effects.pick(addresses.length)]!;
  connections.push({ to, closes: after(at, life) });
}

/** The answer to the look-up under way; undefined: none came in time. */
function onAnswer(
  state: PoolState,
  answer: LookedUp | undefined,
  at: LocalTime,
  effects: DnsEffects,
): void {
  const { ttl, emptyTtl, bugs } = state.setup.config;
  const addresses = answer?.addresses ?? [];
  const isEmpty = addresses.length === 0;
  state.pending = undefined;
  effects.cancelTimer("limit");
  if (isEmpty) {
    state.failed += 1;
    effects.mark("look-up-failed");
  } else connect(state, addresses, at, effects);
  const forEver = isEmpty && bugs.includes("empty-answer-kept-for-ever");
  const until = forEver ? never : after(at, isEmpty ? emptyTtl : ttl);
  state.cached = answer === undefined ? undefined : { addresses, until };
  const { waiting } = state;
  state.waiting = [];
  for (const asked of waiting) forward(state, asked, at, effects);
}

const never = Number.MAX_SAFE_INTEGER as LocalTime;

/** Over one of the open connections; without any it is refused: nothing happened, nobody was asked. */
function forward(
  state: PoolState,
  { client, request }: Waiting,
  at: LocalTime,
  effects: DnsEffects,
): void {
  const { self: pool, connections } = state;
  if (connections.length === 0) {
    state.refused += 1;
    state.firstRefusal ??= at;
    state.lastRefusal = at;
    const { request: id } = request;
    return effects.send(client, { kind: "rejected", request: id, reason: "no-leader" });
  }
  const { to } = connections[effects.pick(connections.length)]!;
  const bytes = "bytes" in request ? request.bytes : 0;
  effects.send(to, { kind: "forward", client, pool, request }, bytes);
}
