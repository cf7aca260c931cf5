/**
 * A server of global admission control (ATC '22, §4.2): keeps count of the tokens of the tables that
 * fall to it and vends them to routers. Its state is not kept: a server that restarts begins with
 * empty buckets and learns from routers' reports what they still hold, so that a restart neither
 * makes tokens nor stops anybody. What a table had saved for a burst is lost with it.
 */

import type { Address, Effects, Role } from "../../../kernel/role.ts";
import { type LocalTime, toSeconds } from "../../../kernel/time.ts";
import { describe } from "../describe.ts";
import type { DynamoMessage } from "../messages.ts";
import type { TableSpec } from "../tables.ts";
import { peakOf, tableRate } from "./allocation.ts";
import type { Direction } from "./demand.ts";
import type {
  AdmissionMessage,
  AskTokens,
  RatesChanged,
  TableRates,
  TokenGrant,
  TokenReport,
} from "./messages.ts";
import { grow, growthLimit, type OnDemandGrowth, onDemandGrowth } from "./on-demand-growth.ts";
import { type AdmissionConfig, hasBug } from "./settings.ts";
import {
  changeTableRate,
  forgetHolder,
  type TableTokens,
  tableTokens,
  vend,
} from "./table-tokens.ts";
import type { Limit } from "./throttles.ts";

export interface GlobalAdmissionSetup {
  readonly config: AdmissionConfig;
  readonly tables: ReadonlyMap<string, TableSpec>;
}

interface DirectionTokens {
  readonly tokens: TableTokens;
  /** Of a table on demand. */
  readonly growth: OnDemandGrowth | undefined;
}

interface TableAccount {
  readonly spec: TableSpec;
  /** The newest ask of each router: a copy of it, or an older one, is not answered. */
  readonly asks: Map<Address, { readonly life: number; readonly ask: number }>;
  readonly read: DirectionTokens;
  readonly write: DirectionTokens;
}

export interface GlobalAdmissionState {
  readonly setup: GlobalAdmissionSetup;
  readonly restarted: boolean;
  /** When this server started: its buckets have filled since. */
  readonly since: LocalTime;
  /** Of the tables that were asked about. */
  readonly tables: Map<string, TableAccount>;
  /** Of the tables whose throughput has been changed, as far as this server has heard. */
  readonly rates: Map<string, TableRates>;
}

type GlobalAdmissionEffects = Pick<Effects<AdmissionMessage, never>, "send" | "mark">;

export const globalAdmissionControl: Role<
  GlobalAdmissionState,
  DynamoMessage,
  never,
  GlobalAdmissionSetup
> = {
  name: "global-admission-control",
  describe,

  start: (_self, setup, { restarted }, at) => ({
    setup,
    restarted,
    since: at,
    tables: new Map(),
    rates: new Map(),
  }),

  handle(state, event, effects) {
    if (event.kind !== "message") return;
    const { message, at } = event;
    if (message.kind === "ask-tokens") onAskTokens(state, event.from, message, at, effects);
    if (message.kind === "rates-changed") onRatesChanged(state, message, at);
  },
};

/** Answers a router's ask. A table that nobody has described is not limited: there is no answer. */
export function onAskTokens(
  state: GlobalAdmissionState,
  router: Address,
  message: AskTokens,
  at: LocalTime,
  effects: GlobalAdmissionEffects,
): void {
  const { rates } = message;
  if (
    rates !== undefined &&
    !hasBug(state.setup.config, "rates-of-the-beginning-after-a-restart")
  ) {
    learnRates(state, message.table, rates, at);
  }
  const account = accountOf(state, message.table);
  if (account === undefined) return effects.mark("tokens-of-unknown-table");
  const { life, ask, table } = message;
  const newest = account.asks.get(router);
  if (newest !== undefined && isOld(message, newest)) return effects.mark("ask-copy-ignored");
  if (newest !== undefined && life > newest.life) {
    for (const { tokens } of [account.read, account.write]) {
      forgetHolder(tokens, `${router} ${newest.life}`, at);
    }
  }
  account.asks.set(router, { life, ask });
  const { config } = state.setup;
  // A router's totals begin anew with each of its lives.
  const holder = `${router} ${life}`;
  const read = grant(account, "read", holder, message.read, at, config);
  const write = grant(account, "write", holder, message.write, at, config);
  const newestRates = state.rates.get(table);
  const changed = newestRates === undefined ? {} : { rates: newestRates };
  effects.send(router, { kind: "tokens", table, ask, ...changed, read, write });
}

/** Somebody bought more, or less. Routers pass it on, so that a server that restarts is told again. */
export function onRatesChanged(
  state: GlobalAdmissionState,
  { table, rates }: RatesChanged,
  at: LocalTime,
): void {
  // What a table had saved by now is counted at the rate that it had.
  accountOf(state, table);
  learnRates(state, table, rates, at);
}

function learnRates(
  state: GlobalAdmissionState,
  table: string,
  rates: TableRates,
  at: LocalTime,
): void {
  const known = state.rates.get(table);
  if (known !== undefined && known.version >= rates.version) return;
  state.rates.set(table, rates);
  const account = state.tables.get(table);
  if (account === undefined) return;
  const { config } = state.setup;
  for (const direction of ["read", "write"] as const) {
    const rate = rates[direction];
    changeTableRate(
      account[direction].tokens,
      rate,
      capacityOf(config, rate, config.burstSeconds),
      at,
    );
  }
}

/** A copy, or what an earlier life of the router had asked. */
const isOld = (
  { life, ask }: AskTokens,
  newest: { readonly life: number; readonly ask: number },
): boolean => life < newest.life || (life === newest.life && ask <= newest.ask);

function grant(
  account: TableAccount,
  direction: Direction,
  holder: string,
  report: TokenReport,
  at: LocalTime,
  config: AdmissionConfig,
): TokenGrant {
  const { tokens, growth } = account[direction];
  const { granted, share, consumed } = vend(tokens, holder, report, at, config);
  const { spent } = report;
  if (growth === undefined) {
    const limit: Limit = { mode: "provisioned", limit: "provisioned" };
    return { spent, granted, share, limit, peak: 0 };
  }
  growth.peak = Math.max(growth.peak, report.peak);
  grow(growth, Math.max(0, consumed), at, config);
  const { rate, limit } = growthLimit(growth, config);
  if (rate !== tokens.rate) changeTableRate(tokens, rate, capacityOf(config, rate, 0), at);
  return { spent, granted, share, limit: { mode: "on-demand", limit }, peak: growth.peak };
}

function accountOf(state: GlobalAdmissionState, table: string): TableAccount | undefined {
  const known = state.tables.get(table);
  const spec = state.setup.tables.get(table);
  if (known !== undefined || spec === undefined) return known;
  const read = freshTokens(state, spec, "read");
  const account = { spec, asks: new Map(), read, write: freshTokens(state, spec, "write") };
  state.tables.set(table, account);
  return account;
}

function freshTokens(
  { setup: { config }, restarted, since, rates }: GlobalAdmissionState,
  spec: TableSpec,
  direction: Direction,
): DirectionTokens {
  const { capacity } = spec;
  const isOnDemand = capacity.mode === "on-demand";
  const rate = tableRate(spec, direction, config.tableQuota, rates.get(spec.name));
  const most = capacityOf(config, rate, isOnDemand ? 0 : config.burstSeconds);
  const interval = rate * toSeconds(config.tokenInterval);
  const full = restarted && hasBug(config, "bucket-full-after-restart");
  const tokens = tableTokens(rate, most, full ? most : restarted ? 0 : interval, since);
  const growth = isOnDemand
    ? onDemandGrowth(config, peakOf(capacity, direction), since)
    : undefined;
  return { tokens, growth };
}

/** What is kept for bursts (nothing for tables on demand), and what may be out at routers. */
export const capacityOf = (
  { tokenExpiry }: Pick<AdmissionConfig, "tokenExpiry">,
  rate: number,
  burstSeconds: number,
): number => rate * (burstSeconds + toSeconds(tokenExpiry));
