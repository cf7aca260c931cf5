/**
 * A recovery manager (ATC '23, §3.5): from time to time it scans the ledger from a key of its own
 * choosing, and has a coordinator see to the end of what is unfinished and old. Storage nodes tell
 * it of items that wait for such transactions, so that those need not wait for the next scan.
 *
 * A scan that comes to the end of the ledger goes on from its beginning: ours, so that few entries
 * are passed over for long.
 */

import type { Page, RequestId, Response } from "../../../client/operation.ts";
import type { Address, Effects, Role } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { Value } from "../../../parts/condition.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import type { Config } from "../config.ts";
import { describe } from "../describe.ts";
import type { Stalled, TransactionId } from "../messages/transactions.ts";
import type { DynamoMessage } from "../messages.ts";
import { ownRequestId } from "../own-request-ids.ts";
import { isResponse } from "../request-path/requests.ts";
import { entryOf, ledgerTable } from "./ledger.ts";
import { takenAt } from "./stamps.ts";

export interface ManagerSetup {
  readonly config: Config;
  readonly coordinators: readonly Address[];
  readonly routers: readonly Address[];
}

interface ManagerState {
  readonly self: Address;
  readonly setup: ManagerSetup;
  /** Requests of its own so far. */
  count: number;
  /** Where the scan under way began, and where it is; undefined: there is none. */
  scan: Scan | undefined;
  /** When a coordinator was last told of a transaction. */
  told: Map<TransactionId, LocalTime>;
}

interface Scan {
  /** The page that is awaited. */
  readonly request: RequestId;
  readonly from: string;
  /** It has come to the end of the ledger, and begun anew. */
  readonly wrapped: boolean;
  readonly seen: number;
}

type ManagerEffects = Effects<DynamoMessage, never>;

export const recoveryManager: Role<ManagerState, DynamoMessage, never, ManagerSetup> = {
  name: "recovery-manager",
  describe,

  start(self, setup, _disk, at, effects) {
    const { ledgerScan } = setup.config;
    effects.setTimer("scan", ledgerScan, ledgerScan);
    return { self, setup, count: Math.max(0, at), scan: undefined, told: new Map() };
  },

  handle(state, event, effects) {
    if (state.setup.config.bugs.includes("no-recovery")) return;
    if (event.kind === "timer") return onScanTimer(state, event.at, effects);
    if (event.kind !== "message") return;
    const { message, at } = event;
    if (message.kind === "stalled") onStalled(state, message, at, effects);
    else if (isResponse(message)) onPage(state, message, at, effects);
  },
};

function onScanTimer(state: ManagerState, at: LocalTime, effects: ManagerEffects): void {
  const { ledgerScan, stalledAfter } = state.setup.config;
  effects.setTimer("scan", ledgerScan, ledgerScan);
  for (const [id, when] of state.told) {
    if (at >= after(when, stalledAfter)) state.told.delete(id);
  }
  const from = itemKey(`start-${effects.pick(1 << 30)}`);
  effects.mark("ledger-scanned");
  askPage(state, { from, wrapped: false, seen: 0 }, from, effects);
}

function askPage(
  state: ManagerState,
  scan: Omit<Scan, "request">,
  startAfter: string | undefined,
  effects: ManagerEffects,
): void {
  const limit = Math.max(1, state.setup.config.ledgerScanEntries - scan.seen);
  const plain = {
    table: ledgerTable,
    key: "",
    consistency: "eventual",
    limit,
    startAfter,
  } as const;
  const request = nextRequest(state);
  state.scan = { ...scan, request };
  effects.send(routerOf(state), { kind: "scan", request, ...plain });
}

function nextRequest(state: ManagerState): RequestId {
  state.count += 1;
  return ownRequestId(state.self, state.count);
}

const routerOf = ({ setup, count }: ManagerState): Address =>
  setup.routers[count % setup.routers.length]!;

/** A page that does not come is not asked for again: the next scan begins elsewhere. */
function onPage(
  state: ManagerState,
  response: Response,
  at: LocalTime,
  effects: ManagerEffects,
): void {
  const { scan } = state;
  if (scan?.request !== response.request || response.kind !== "done") return;
  const { page } = response;
  if (page === undefined) return;
  lookThrough(state, page, at, effects);
  const seen = scan.seen + page.items.length;
  const isOver =
    seen >= state.setup.config.ledgerScanEntries || (scan.wrapped && hasMet(scan, page));
  if (isOver || (page.last === undefined && scan.wrapped)) {
    state.scan = undefined;
    return;
  }
  const wrapped = scan.wrapped || page.last === undefined;
  askPage(state, { from: scan.from, seen, wrapped }, page.last, effects);
}

/** It is back where it began. */
const hasMet = ({ from }: Scan, { last }: Page): boolean => last !== undefined && last >= from;

function lookThrough(
  state: ManagerState,
  { items }: Page,
  at: LocalTime,
  effects: ManagerEffects,
): void {
  const { stalledAfter, tokenLife } = state.setup.config;
  for (const { key, value } of items) {
    const { stage, stamp, completed } = entryOf(value);
    if (completed !== undefined && at >= after(completed, tokenLife)) {
      purge(state, key, value, effects);
    }
    if (stage === "completed" || at < after(takenAt(stamp), stalledAfter)) continue;
    effects.mark("unfinished-transaction-found");
    finish(state, key as TransactionId, undefined, at, effects);
  }
}

/** Its token is free again: the entry goes, unless somebody has just begun anew under it. */
function purge(state: ManagerState, key: string, value: Value, effects: ManagerEffects): void {
  const condition = { kind: "equals", value } as const;
  const request = nextRequest(state);
  effects.mark("ledger-entry-purged");
  effects.send(routerOf(state), { kind: "delete", request, table: ledgerTable, key, condition });
}

/** Many may meet the same item before the transaction is finished. */
function onStalled(
  state: ManagerState,
  { id, table, key }: Stalled,
  at: LocalTime,
  effects: ManagerEffects,
): void {
  finish(state, id, { table, key }, at, effects);
}

/** Coordinators are asked in turn: one of them may be gone. */
function finish(
  state: ManagerState,
  id: TransactionId,
  found: { readonly table: string; readonly key: string } | undefined,
  at: LocalTime,
  effects: ManagerEffects,
): void {
  const { coordinators, config } = state.setup;
  const told = state.told.get(id);
  if (told !== undefined && at < after(told, config.coordinatorPatience)) return;
  state.told.set(id, at);
  const coordinator = coordinators[effects.pick(coordinators.length)]!;
  effects.send(coordinator, {
    kind: "finish-transaction",
    id,
    ...(found === undefined ? {} : { found }),
  });
}
