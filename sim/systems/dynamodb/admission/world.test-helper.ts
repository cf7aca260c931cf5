/**
 * Routers, one server of global admission control and one storage node in a loop over the pure
 * functions: messages arrive at once unless `deliver` says otherwise, time goes in small steps.
 */

import type { Address } from "../../../kernel/role.ts";
import { type LocalTime, ms } from "../../../kernel/time.ts";
import { type Config, configure } from "../config.ts";
import type { TableSpec } from "../tables.ts";
import type { Demand } from "./demand.ts";
import { type GlobalAdmissionState, onAskTokens } from "./global-admission-control.ts";
import type { AdmissionMessage } from "./messages.ts";
import { admit, type NodeAdmission, nodeAdmission } from "./partition-admission.ts";
import {
  admitAtRouter,
  onTokens,
  type RouterAdmission,
  routerAdmission,
  settleAtRouter,
} from "./router-admission.ts";

export const at = (milliseconds: number): LocalTime => ms(milliseconds) as number as LocalTime;

export const tablesOf = (...specs: readonly TableSpec[]): ReadonlyMap<string, TableSpec> =>
  new Map(specs.map((spec) => [spec.name, spec]));

export const provisioned = (read: number, write: number, partitions = 1): TableSpec => ({
  name: "t",
  capacity: { mode: "provisioned", read, write },
  partitions,
});

export const write: Demand = { table: "t", kind: "write", bytes: 100 };
export const strongRead: Demand = { table: "t", kind: "strong-read", bytes: 0 };
export const eventualRead: Demand = { table: "t", kind: "eventual-read", bytes: 0 };

export interface World {
  readonly config: Config;
  readonly routers: readonly RouterAdmission[];
  /** Undefined: it does not answer. */
  server: GlobalAdmissionState | undefined;
  readonly node: NodeAdmission;
  /** How often each of a server's answers arrives. */
  copies: number;
  asks: number;
  marks: string[];
}

export const freshServer = (
  world: Pick<World, "config" | "node">,
  since: LocalTime,
  restarted = false,
): GlobalAdmissionState => ({
  setup: { config: world.config, tables: world.node.tables },
  restarted,
  since,
  tables: new Map(),
  rates: new Map(),
});

export function worldOf(
  spec: TableSpec,
  changes: Partial<Config> & { readonly routers?: number } = {},
): World {
  const { routers = 3, ...rest } = changes;
  const config = configure(rest);
  const tables = tablesOf(spec);
  const node = nodeAdmission(config, tables, at(0));
  const servers = ["gac-1" as Address];
  return {
    config,
    routers: Array.from({ length: routers }, () => routerAdmission(config, servers, tables, at(0))),
    server: freshServer({ config, node }, at(0)),
    node,
    copies: 1,
    asks: 0,
    marks: [],
  };
}

/** One request through router `index`, without partitions; true when it is admitted. */
export function ask(world: World, index: number, demand: Demand, now: LocalTime): boolean {
  const router = world.routers[index]!;
  const mark = (name: string): void => {
    world.marks.push(name);
  };
  const send = (_to: Address, message: AdmissionMessage): void => {
    if (message.kind === "tokens") {
      for (let copy = 0; copy < world.copies; copy += 1)
        onTokens(router, message, now, { send, mark });
    } else if (message.kind === "ask-tokens") {
      world.asks += 1;
      if (world.server === undefined) return;
      onAskTokens(world.server, `router-${index}` as Address, message, now, { send, mark });
    }
  };
  return admitAtRouter(router, demand, now, { send, mark }) === undefined;
}

/** One request through a router to a partition; true when both admit it. */
export function serve(
  world: World,
  { router, partition, demand }: { router: number; partition: string; demand: Demand },
  now: LocalTime,
): boolean {
  if (!ask(world, router, demand, now)) return false;
  if (admit(world.node, { ...demand, partition }, now) === undefined) return true;
  settleAtRouter(world.routers[router]!, demand, 0);
  return false;
}

/** Requests of each router and second, evenly spread, from `from` to `until` ms; how many got in. */
export function load(
  world: World,
  demand: Demand,
  perSecond: readonly number[],
  [from, until]: readonly [number, number],
): number[] {
  const admitted = perSecond.map(() => 0);
  const owed = perSecond.map(() => 0);
  for (let now = from; now < until; now += 5) {
    perSecond.forEach((rate, router) => {
      owed[router]! += rate;
      for (; owed[router]! >= 200; owed[router]! -= 200) {
        if (ask(world, router, demand, at(now))) admitted[router]! += 1;
      }
    });
  }
  return admitted;
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((all, one) => all + one, 0);
