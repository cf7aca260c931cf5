/** Steps of storage nodes, routers and servers, made by hand from the pure functions of admission. */

import type { PlainRequest, RequestId, Response } from "../../sim/client/operation.ts";
import type { Address, AnyRole, Effect, Event } from "../../sim/kernel/role.ts";
import type { LocalTime, SimTime } from "../../sim/kernel/time.ts";
import { costOf, demandOf } from "../../sim/systems/dynamodb/admission/demand.ts";
import {
  type GlobalAdmissionState,
  globalAdmissionControl,
  onAskTokens,
} from "../../sim/systems/dynamodb/admission/global-admission-control.ts";
import {
  admit,
  type NodeAdmission,
  nodeAdmission,
  settle,
} from "../../sim/systems/dynamodb/admission/partition-admission.ts";
import {
  admitAtRouter,
  onTokens,
  type RouterAdmission,
  type RouterAdmissionEffects,
  routerAdmission,
} from "../../sim/systems/dynamodb/admission/router-admission.ts";
import { type Config, configure } from "../../sim/systems/dynamodb/config.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import { requestRouter } from "../../sim/systems/dynamodb/request-path/request-router.ts";
import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import type { TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import type { Invariant, Step, Watcher, World } from "../property.ts";

const address = (name: string): Address => name as Address;
const node = address("node");

export interface Stage {
  readonly config: Config;
  readonly admission: NodeAdmission;
  readonly routers: readonly RouterAdmission[];
  server: GlobalAdmissionState;
  readonly watcher: Watcher;
  readonly world: { now: SimTime };
  request: number;
  wrong: string | undefined;
}

export function stageOf(
  invariant: Invariant,
  spec: TableSpec,
  changes: Partial<Config> = {},
): Stage {
  const config = configure(changes);
  const tables = new Map([[spec.name, spec]]);
  const start = 0 as LocalTime;
  const setup = { config, tables };
  const server = { setup, restarted: false, since: start, tables: new Map(), rates: new Map() };
  const servers = [address("gac")];
  const routers = [0, 1, 2].map(() => routerAdmission(config, servers, tables, start));
  const world = {
    now: 0 as SimTime,
    playing: (role: AnyRole) => {
      if (role === globalAdmissionControl) return [{ state: { setup } }];
      return role === requestRouter ? routers.map(() => ({ state: { setup } })) : [];
    },
  };
  const watcher = invariant.watch(world as unknown as World);
  const admission = nodeAdmission(config, tables, start);
  return { config, admission, routers, server, watcher, world, request: 0, wrong: undefined };
}

/** Shows the watcher a step; keeps the first thing that it finds wrong. */
export function show(
  stage: Stage,
  role: AnyRole,
  event: Event<DynamoMessage, never> | undefined,
  effects: readonly Effect<DynamoMessage, never>[],
  starts = 1,
): void {
  const { config, admission, world } = stage;
  const state = { setup: { config, tables: admission.tables } };
  const who = { address: node, state, clock: world.now, starts };
  const move = { who, event, effects };
  const step = { by: (asked: AnyRole) => (asked === role ? move : undefined) };
  stage.wrong ??= stage.watcher.after(step as unknown as Step);
}

const send = (to: string, message: DynamoMessage): Effect<DynamoMessage, never> => ({
  kind: "send",
  to: address(to),
  message,
  bytes: 0,
});

const messageAt = (at: number, message: DynamoMessage): Event<DynamoMessage, never> => ({
  at: at as LocalTime,
  kind: "message",
  from: address("router"),
  message,
});

type Asked = { readonly kind: "strong" | "eventual" | "write"; readonly partition?: string };

function requestOf({ kind }: Asked, number: number): PlainRequest {
  const about = { request: number as RequestId, key: "k", table: "t" };
  if (kind !== "write") return { ...about, kind: "get", consistency: kind };
  return { ...about, kind: "put", value: 1, bytes: 100, condition: undefined };
}

/** A request reaches the node at `at` µs and, if it is admitted, is answered at once; true: it was. */
export function pass(stage: Stage, asked: Asked, at: number, units?: number): boolean {
  const { admission, world } = stage;
  stage.request += 1;
  world.now = at as SimTime;
  const request = requestOf(asked, stage.request);
  const { partition = "p" } = asked;
  const demand = { ...demandOf(request), partition };
  const throttle = admit(admission, demand, at as LocalTime);
  const event = messageAt(at, { kind: "forward", turn: stage.request, partition, request });
  if (throttle !== undefined) {
    const { request: id } = request;
    const refusal: Response = { kind: "rejected", request: id, reason: "throttled", throttle };
    show(stage, storageNode, event, [send("router", refusal)]);
    return false;
  }
  const handed: DynamoMessage = { kind: "forward", turn: stage.request, request };
  show(stage, storageNode, event, [send(`${partition}@node`, handed)]);
  const cost = units ?? (asked.kind === "eventual" ? 0.5 : 1);
  const done: Response = {
    kind: "done",
    request: request.request,
    value: 1,
    version: 1,
    units: cost,
  };
  settle(admission, demand, costOf(done, demand), at as LocalTime);
  show(stage, storageNode, messageAt(at, done), [send("router", done)]);
  return true;
}

/** The same through a router and its tokens. */
export function passRouter(stage: Stage, index: number, asked: Asked, at: number): boolean {
  const router = stage.routers[index]!;
  const now = at as LocalTime;
  stage.world.now = at as SimTime;
  const marks: Effect<DynamoMessage, never>[] = [];
  const effects: RouterAdmissionEffects = {
    mark: (name) => void marks.push({ kind: "mark", name }),
    send(_to, message) {
      if (message.kind === "tokens") onTokens(router, message, now, effects);
      if (message.kind !== "ask-tokens") return;
      onAskTokens(stage.server, address(`router-${index}`), message, now, effects);
    },
  };
  const demand = demandOf(requestOf(asked, 0));
  const throttle = admitAtRouter(router, demand, now, effects);
  show(stage, requestRouter, messageAt(at, requestOf(asked, 0)), marks);
  return throttle === undefined && pass(stage, asked, at);
}

/** The server of global admission control starts again. */
export function restartServer(stage: Stage, at: number): void {
  const { setup } = stage.server;
  const since = at as LocalTime;
  stage.server = { setup, restarted: true, since, tables: new Map(), rates: new Map() };
  show(stage, globalAdmissionControl, undefined, [], 2);
}
