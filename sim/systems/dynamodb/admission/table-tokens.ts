/**
 * The tokens of one table, reads or writes, at the server of global admission control that looks
 * after it (ATC '22, §4.2): how many are left, and how many each router holds.
 *
 * The paper says that routers are vended their share, by estimated global consumption, of the tokens
 * available. How is ours. Tokens are taken from the table's bucket when they are vended. A report
 * says what the router has spent in all, so that what it did not spend comes back, and what it spent
 * ahead is charged. What a router holds counts as the table's until then: bucket and holdings
 * together never exceed the table's capacity. Tokens of a router that is heard no more are spent.
 */

import { between, type Duration, type LocalTime, toSeconds } from "../../../kernel/time.ts";
import {
  available,
  changeRate,
  charge,
  emptyBucket,
  giveBack,
  type TokenBucket,
} from "../../../parts/token-bucket.ts";
import type { TokenReport } from "./messages.ts";
import { type AdmissionConfig, hasBug } from "./settings.ts";

export interface TableTokens {
  /** Units a second. */
  rate: number;
  /** The most that bucket and holdings may be together. */
  capacity: number;
  readonly bucket: TokenBucket;
  readonly holders: Map<string, Holder>;
}

/** A router, as the server knows it. */
export interface Holder {
  spent: number;
  refused: number;
  /** Tokens vended to it and not known to be spent. */
  held: number;
  /** Units a second that it was lately asked for, admitted or not; undefined: not known yet. */
  demand: number | undefined;
  heard: LocalTime;
}

export interface Vended {
  readonly granted: number;
  /** Units a second. */
  readonly share: number;
  /** Units that the router's report has added to what it had spent. */
  readonly consumed: number;
}

/**
 * Share of an interval's tokens that is vended to routers, together, whatever they need: one that has
 * been quiet must not refuse the first request that comes.
 */
const toBeginWith = 0.25;

/** `startsWith`: tokens at hand at `at`, when the server started. */
export function tableTokens(
  rate: number,
  capacity: number,
  startsWith: number,
  at: LocalTime,
): TableTokens {
  const bucket = emptyBucket(rate, capacity, at);
  giveBack(bucket, startsWith, at);
  return { rate, capacity, bucket, holders: new Map() };
}

export function changeTableRate(
  tokens: TableTokens,
  rate: number,
  capacity: number,
  at: LocalTime,
): void {
  tokens.rate = rate;
  tokens.capacity = capacity;
  makeRoom(tokens, at);
}

/** Takes a router's report in and vends it tokens for the time ahead. */
export function vend(
  tokens: TableTokens,
  router: string,
  report: TokenReport,
  at: LocalTime,
  config: AdmissionConfig,
): Vended {
  const { consumed, holder } = takeIn(tokens, router, report, at, config);
  forgetSilent(tokens, at, config);
  const share = shareOf(tokens, holder);
  if (hasBug(config, "gac-ignores-other-routers")) {
    return { granted: tokens.rate * toSeconds(config.tokenInterval), share: tokens.rate, consumed };
  }
  const granted = grantOf(tokens, holder, share, at, config);
  holder.held = granted;
  charge(tokens.bucket, granted, at);
  makeRoom(tokens, at);
  return { granted, share: tokens.rate * share, consumed };
}

/** Charges what was spent, gives back what was not, and estimates what the router needs. */
function takeIn(
  tokens: TableTokens,
  router: string,
  report: TokenReport,
  at: LocalTime,
  config: AdmissionConfig,
): { readonly consumed: number; readonly holder: Holder } {
  const { spent, refused } = report;
  const known = tokens.holders.get(router);
  const consumed = known === undefined ? 0 : spent - known.spent;
  // To a server that does not know it, a router's own word is all there is.
  const spentOfHeld = hasBug(config, "spent-tokens-given-back") ? 0 : consumed;
  const unspent = known === undefined ? report.left : known.held - spentOfHeld;
  const demand = known === undefined ? undefined : demandOf(known, report, at);
  const holder = { spent, refused, held: 0, demand, heard: at };
  tokens.holders.set(router, holder);
  makeRoom(tokens, at);
  if (unspent >= 0) giveBack(tokens.bucket, unspent, at);
  else chargeWithin(tokens, -unspent, at, config);
  return { consumed, holder };
}

/** The mean of what it was and what it has been since, in units a second. */
function demandOf(known: Holder, report: TokenReport, at: LocalTime): number | undefined {
  const elapsed = toSeconds(between(known.heard, at));
  if (elapsed <= 0) return known.demand;
  const asked = report.spent - known.spent + (report.refused - known.refused);
  const now = Math.max(0, asked / elapsed);
  return known.demand === undefined ? now : (known.demand + now) / 2;
}

/** A debt of more than an interval is forgiven: it would shut the table for as long. */
function chargeWithin(
  { bucket, rate }: TableTokens,
  units: number,
  at: LocalTime,
  config: AdmissionConfig,
): void {
  const lowest = -rate * toSeconds(config.tokenInterval);
  charge(bucket, Math.max(0, Math.min(units, available(bucket, at) - lowest)), at);
}

/** The router's part of what all routers are asked for. One not known yet counts as an average one. */
function shareOf({ holders }: TableTokens, holder: Holder): number {
  let sum = 0;
  let known = 0;
  for (const { demand } of holders.values()) {
    if (demand === undefined) continue;
    sum += demand;
    known += 1;
  }
  if (known === 0 || sum === 0) return 1 / holders.size;
  const average = sum / known;
  return (holder.demand ?? average) / (sum + average * (holders.size - known));
}

function grantOf(
  tokens: TableTokens,
  { demand }: Holder,
  ofDemand: number,
  at: LocalTime,
  { tokenInterval }: AdmissionConfig,
): number {
  const level = available(tokens.bucket, at);
  if (level <= 0) return 0;
  const interval = toSeconds(tokenInterval);
  const least = toBeginWith / tokens.holders.size;
  const share = Math.max(ofDemand, least);
  const wanted =
    interval *
    (demand === undefined ? tokens.rate * toBeginWith : Math.max(demand, tokens.rate * least));
  return Math.min(level, (level + held(tokens)) * share, wanted);
}

/** The router has been started again: what it held is gone, and counts as spent. */
export function forgetHolder(tokens: TableTokens, router: string, at: LocalTime): void {
  if (tokens.holders.delete(router)) makeRoom(tokens, at);
}

function forgetSilent(tokens: TableTokens, at: LocalTime, { tokenExpiry }: AdmissionConfig): void {
  const patience = (2 * tokenExpiry) as Duration;
  for (const [router, { heard }] of tokens.holders) {
    if (between(heard, at) > patience) tokens.holders.delete(router);
  }
}

/** What routers hold is no longer in the bucket, and must still fit when it comes back. */
function makeRoom(tokens: TableTokens, at: LocalTime): void {
  const room = Math.max(0, tokens.capacity - held(tokens));
  changeRate(tokens.bucket, tokens.rate, room, at);
}

function held({ holders }: TableTokens): number {
  let sum = 0;
  for (const holder of holders.values()) sum += holder.held;
  return sum;
}
