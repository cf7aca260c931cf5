/**
 * What a router holds of one table's tokens (ATC '22, §4.2): plain data, and what time and answers do
 * to it. Who is admitted with it: `router-admission.ts`.
 */

import { after, between, type LocalTime, toSeconds } from "../../../kernel/time.ts";
import type { Direction } from "./demand.ts";
import type { TableRates, TokenGrant, TokenReport, Tokens } from "./messages.ts";
import type { AdmissionConfig } from "./settings.ts";
import type { Limit } from "./throttles.ts";

/** Reads or writes of one table. Totals in units since the router started. */
export interface LocalTokens {
  spent: number;
  refused: number;
  /** What `spent` may rise to. */
  upTo: number;
  /** Size of the last grant. */
  granted: number;
  /** Units a second; undefined: never vended any. */
  share: number | undefined;
  limit: Limit;
  peak: number;
}

export interface RouterTable {
  readonly read: LocalTokens;
  readonly write: LocalTokens;
  /** The newest that the table is said to have been changed to. */
  rates: TableRates | undefined;
  /** Number of the last ask, and when it was sent. */
  ask: number;
  askedAt: LocalTime | undefined;
  /** When the first ask was sent that has had no answer since; undefined: the last one had. */
  unanswered: LocalTime | undefined;
  /** When it was last vended tokens, or vended itself some. */
  vended: LocalTime | undefined;
  /** Until when these are good; undefined: there are none. */
  expires: LocalTime | undefined;
}

export const freshTable = (mode: Limit["mode"]): RouterTable => ({
  read: noTokens(mode),
  write: noTokens(mode),
  rates: undefined,
  ask: 0,
  askedAt: undefined,
  unanswered: undefined,
  vended: undefined,
  expires: undefined,
});

const noTokens = (mode: Limit["mode"]): LocalTokens => ({
  spent: 0,
  refused: 0,
  upTo: 0,
  granted: 0,
  share: undefined,
  limit: mode === "provisioned" ? { mode, limit: "provisioned" } : { mode, limit: "key-range" },
  peak: 0,
});

/** The answer to the ask that was sent at `askedAt`: new tokens in place of the old ones. */
export function takeTokens(
  table: RouterTable,
  message: Tokens,
  askedAt: LocalTime,
  at: LocalTime,
  { tokenExpiry }: AdmissionConfig,
): void {
  table.unanswered = undefined;
  table.vended = at;
  const { rates } = message;
  if (rates !== undefined && !(rates.version < (table.rates?.version ?? 0))) table.rates = rates;
  // As with a lease: counted from asking, so that they are never good longer than was meant.
  table.expires = after(askedAt, tokenExpiry);
  for (const direction of directions) receive(table[direction], message[direction]);
}

const directions: readonly Direction[] = ["read", "write"];

function receive(tokens: LocalTokens, { spent, granted, share, limit, peak }: TokenGrant): void {
  tokens.upTo = spent + granted;
  tokens.granted = granted;
  tokens.share = share;
  tokens.limit = limit;
  tokens.peak = Math.max(tokens.peak, peak);
}

/** Voids tokens whose time is over. */
export function expire(table: RouterTable, at: LocalTime): void {
  if (table.expires === undefined || at < table.expires) return;
  table.expires = undefined;
  for (const direction of directions) {
    const tokens = table[direction];
    tokens.upTo = Math.min(tokens.upTo, tokens.spent);
  }
}

/** When nobody answers, a router takes its last share of the table for an interval; true: now. */
export function vendItself(table: RouterTable, at: LocalTime, config: AdmissionConfig): boolean {
  const { unanswered, vended } = table;
  if (unanswered === undefined || config.tokenFallback === "refuse") return false;
  const isDue = vended === undefined || between(vended, at) >= config.tokenInterval;
  if (!isDue || between(unanswered, at) < config.tokenPatience) return false;
  table.vended = at;
  table.expires = after(at, config.tokenInterval);
  for (const direction of directions) {
    const tokens = table[direction];
    const { share } = tokens;
    tokens.granted =
      share === undefined ? config.tokenCredit : share * toSeconds(config.tokenInterval);
    tokens.upTo = tokens.spent + tokens.granted;
  }
  return true;
}

export const reportOf = ({ spent, refused, upTo, peak }: LocalTokens): TokenReport => ({
  spent,
  refused,
  left: upTo - spent,
  peak,
});
