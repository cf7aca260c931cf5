/**
 * The metadata service: says which partitions a storage server holds. As in 2015 it answers
 * questions, first come, first served, and works on those too whose asker has given up: it cannot
 * tell. Or it does constant work: it pushes to every server in turn, in the best of times as in the
 * worst, a message of fixed size.
 */

import type { Address, Role } from "../../kernel/role.ts";
import { after, type Duration, type LocalTime } from "../../kernel/time.ts";
import { listTime, partitionsPerServer, pushTime } from "./costs.ts";
import { describe } from "./describe.ts";
import type { FleetEffects, FleetMessage, Prepare, PushAck } from "./messages.ts";
import type { Config } from "./settings.ts";
import { tally } from "./state.ts";

export interface ServiceSetup {
  readonly servers: readonly Address[];
  readonly config: Config;
}

/** What the service knows of one server. */
interface Entry {
  /** Until when it lets the server have its partitions, on the service's own clock. */
  grantedUntil: LocalTime;
  /** Pushes sent, and the last one acknowledged. */
  pushed: number;
  acknowledged: number;
  /** Version of the list that the server has. */
  version: number;
}

export interface ServiceState {
  readonly self: Address;
  readonly setup: ServiceSetup;
  readonly entries: Entry[];
  /** Whose turn for a push it is. */
  turn: number;
  /** Its log: processor time that it gave itself to do in each second of its clock, µs. */
  readonly ordered: number[];
}

/** Bytes of one partition in a message. Assumption: a name, a key range and three addresses. */
const partitionBytes = 200;

export const metadataService: Role<ServiceState, FleetMessage, never, ServiceSetup> = {
  name: "metadata-service",
  describe,
  serviceTime(message, { config }) {
    if (message.kind === "ask") return listTime(config);
    return message.kind === "prepare" ? preparation(message, config) : (0 as Duration);
  },

  start(self, setup, _disk, at, effects) {
    const { constantWork, lease } = setup.config;
    const entries = setup.servers.map(() => ({
      grantedUntil: after(at, lease),
      pushed: 0,
      acknowledged: 0,
      version: 0,
    }));
    effects.setTimer(constantWork ? "push" : "beat", 0 as Duration, 0 as Duration);
    return { self, setup, entries, turn: 0, ordered: [] };
  },

  handle(state, event, effects) {
    const { at } = event;
    if (event.kind === "timer") {
      if (event.timer === "push") orderPush(state, at, effects);
      else beat(state, effects);
    } else if (event.kind === "message") {
      const { message, from } = event;
      if (message.kind === "ask") {
        state.entries[message.server]!.grantedUntil = after(at, state.setup.config.lease);
        const bytes = partitionsPerServer(state.setup.config) * partitionBytes;
        effects.send(from, { kind: "answer", number: message.number }, bytes);
      } else if (message.kind === "prepare") push(state, message, at, effects);
      else if (message.kind === "push-ack") onPushAck(state, message);
    }
  },
};

const preparation = ({ whole }: Prepare, config: Config): Duration =>
  whole ? listTime(config) : pushTime(config);

function beat({ setup }: ServiceState, effects: FleetEffects): void {
  for (const server of setup.servers) effects.send(server, { kind: "beat" });
  effects.setTimer("beat", setup.config.beat, setup.config.beat);
}

/** One server after the other, evenly over the interval: the load has no peaks. */
function orderPush(state: ServiceState, at: LocalTime, effects: FleetEffects): void {
  const { servers, config } = state.setup;
  const server = state.turn;
  const { pushed, acknowledged } = state.entries[server]!;
  const whole = acknowledged < pushed && config.bugs.includes("full-list-to-the-lagging");
  const order: Prepare = { kind: "prepare", server, whole };
  tally(state.ordered, at, preparation(order, config));
  effects.send(state.self, order);
  state.turn = (server + 1) % servers.length;
  const gap = Math.max(1, Math.round(config.pushInterval / servers.length)) as Duration;
  effects.setTimer("push", gap, gap);
}

/** Prepared: the changes since the version that the server is known to have, as many as fit. */
function push(state: ServiceState, order: Prepare, at: LocalTime, effects: FleetEffects): void {
  const { servers, config } = state.setup;
  const { pushChanges, changeEvery, lease } = config;
  const entry = state.entries[order.server]!;
  const latest = Math.floor(Math.max(0, at) / changeEvery);
  const upTo = order.whole ? latest : Math.min(latest, entry.version + pushChanges);
  const complete = upTo === latest;
  entry.pushed += 1;
  if (complete) entry.grantedUntil = after(at, lease);
  const { pushed: number, acknowledged } = entry;
  const places = order.whole ? partitionsPerServer(config) : pushChanges;
  const bytes = places * partitionBytes;
  const { [order.server]: server } = servers;
  effects.send(server!, { kind: "push", number, acknowledged, upTo, complete }, bytes);
}

function onPushAck(state: ServiceState, { server, number, upTo }: PushAck): void {
  const entry = state.entries[server]!;
  entry.acknowledged = Math.max(entry.acknowledged, number);
  entry.version = Math.max(entry.version, upTo);
}
