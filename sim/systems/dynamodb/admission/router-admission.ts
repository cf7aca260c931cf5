/**
 * A router's part of global admission control (ATC '22, §4.2): for each table it uses a bucket of
 * tokens, limited in time, from which requests are paid; it asks for more before they are gone.
 *
 * Where the paper is silent, what we chose. A router without tokens refuses at once and does not let
 * requests wait, so that what is admitted keeps its latency. Only a router whose tokens have expired,
 * or that never had any, admits a little on credit until it is answered. A bucket may go into debt by
 * one request. Asks are coalesced: one under way for a table, and not more often than `tokenSpacing`.
 * They are sent on arrival of requests, so that a table at rest costs nothing.
 *
 * When nobody answers, an interval after its last tokens the router vends itself its last share of
 * the table, and so on (`tokenFallback`); without a share ever, its credit. What it spends is charged
 * when a server answers again, and partitions still have their own limits.
 */

import type { Throttle } from "../../../client/operation.ts";
import type { Address, Effects } from "../../../kernel/role.ts";
import { between, type LocalTime } from "../../../kernel/time.ts";
import type { TableSpec } from "../tables.ts";
import { type Demand, directionOf, estimateOf } from "./demand.ts";
import {
  expire,
  freshTable,
  type LocalTokens,
  type RouterTable,
  reportOf,
  takeTokens,
  vendItself,
} from "./local-tokens.ts";
import type { AdmissionMessage, Tokens } from "./messages.ts";
import type { AdmissionConfig } from "./settings.ts";
import { throttle } from "./throttles.ts";
import { tokenServerOf } from "./token-server.ts";

export interface RouterAdmission {
  readonly config: AdmissionConfig;
  /** Servers of global admission control; none: routers admit everything. */
  readonly servers: readonly Address[];
  readonly modes: ReadonlyMap<string, TableSpec>;
  /** Tells the router's starts apart. */
  readonly life: number;
  readonly tables: Map<string, RouterTable>;
}

export type RouterAdmissionEffects = Pick<Effects<AdmissionMessage, never>, "send" | "mark">;

export const routerAdmission = (
  config: AdmissionConfig,
  servers: readonly Address[],
  tables: ReadonlyMap<string, TableSpec>,
  at: LocalTime,
): RouterAdmission => ({ config, servers, modes: tables, life: at, tables: new Map() });

/** Admits a request and charges what it will cost at least, or says why not. May ask for tokens. */
export function admitAtRouter(
  state: RouterAdmission,
  demand: Demand,
  at: LocalTime,
  effects: RouterAdmissionEffects,
): Throttle | undefined {
  const { config, servers } = state;
  if (config.admission !== "gac" || servers.length === 0) return undefined;
  const table = tableOf(state, demand.table);
  expire(table, at);
  if (vendItself(table, at, config)) effects.mark("tokens-self-vended");
  const direction = directionOf(demand);
  const tokens = table[direction];
  const units = estimateOf(demand);
  const credit = table.expires === undefined ? config.tokenCredit : 0;
  const admitted = tokens.spent < tokens.upTo + credit;
  if (admitted) tokens.spent += units;
  else tokens.refused += units;
  if (shouldAsk(state, table, tokens, at)) askForTokens(state, demand.table, table, at, effects);
  if (admitted) return undefined;
  effects.mark("table-throttled");
  return throttle(tokens.limit, { direction, resource: demand.table });
}

/** The request cost `units`; 0: it never ran. */
export function settleAtRouter(state: RouterAdmission, demand: Demand, units: number): void {
  const tokens = state.tables.get(demand.table)?.[directionOf(demand)];
  if (tokens !== undefined) tokens.spent += units - estimateOf(demand);
}

/** Takes the tokens of the ask under way; those of an older one, and copies, are void. */
export function onTokens(
  state: RouterAdmission,
  message: Tokens,
  at: LocalTime,
  effects: RouterAdmissionEffects,
): void {
  const table = state.tables.get(message.table);
  if (table?.askedAt === undefined) return;
  if (table.unanswered === undefined || message.ask !== table.ask) {
    return effects.mark("tokens-copy-ignored");
  }
  takeTokens(table, message, table.askedAt, at, state.config);
}

function tableOf(state: RouterAdmission, name: string): RouterTable {
  let table = state.tables.get(name);
  if (table === undefined) {
    table = freshTable(state.modes.get(name)?.capacity.mode ?? "provisioned");
    state.tables.set(name, table);
  }
  return table;
}

/** Share of a grant below which more is asked for. */
const low = 0.25;

function shouldAsk(
  { config }: RouterAdmission,
  table: RouterTable,
  { spent, upTo, granted }: LocalTokens,
  at: LocalTime,
): boolean {
  const { askedAt, unanswered, expires } = table;
  if (askedAt === undefined) return true;
  const since = between(askedAt, at);
  if (unanswered !== undefined) return since >= config.tokenPatience;
  if (since < config.tokenSpacing) return false;
  return expires === undefined || since >= config.tokenInterval || upTo - spent <= low * granted;
}

function askForTokens(
  state: RouterAdmission,
  name: string,
  table: RouterTable,
  at: LocalTime,
  effects: RouterAdmissionEffects,
): void {
  const server = tokenServerOf(name, state.servers);
  if (server === undefined) return;
  table.ask += 1;
  table.askedAt = at;
  table.unanswered ??= at;
  const { ask, rates, read, write } = table;
  const { life } = state;
  effects.send(server, {
    kind: "ask-tokens",
    table: name,
    ask,
    life,
    ...(rates === undefined ? {} : { rates }),
    read: reportOf(read),
    write: reportOf(write),
  });
}
