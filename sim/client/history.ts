/**
 * Who asked what when, and what came back, as clients saw it. Jepsen's four words: `invoke`, then
 * one of `ok`, `fail` (for certain without effect) and `info` (nobody knows; it may still happen).
 * Each attempt is an operation of its own: a retry after a time-out is a second put, and the first
 * may yet take effect.
 */

import type { SimTime } from "../kernel/time.ts";
import type { Condition, Value } from "../parts/condition.ts";
import type { ItemKey } from "./item-key.ts";
import type {
  CancellationReason,
  Consistency,
  FailReason,
  Page,
  RejectReason,
  Request,
  RequestId,
  SortWanted,
  Throttle,
} from "./operation.ts";

export type Outcome = "ok" | "fail" | "info";

/** One attempt, from invocation to answer. */
export interface Operation {
  readonly request: RequestId;
  /** Index of the client, from 0. One client may have several operations under way. */
  readonly client: number;
  /** "client-b-3": who, for people. */
  readonly process: string;
  readonly kind: Request["kind"];
  /** The item in one text, see `itemName`: its partition key, if it has no table and no sort key. */
  readonly key: string;
  /** The parts of `key`; absent where it is one. A query's has no sort key. */
  readonly item?: ItemKey;
  /** put and update: size of the item that is left, in bytes. */
  readonly bytes?: number;
  /** Queries and scans: what was asked. */
  readonly range?: PageAsked;
  readonly consistency: Consistency | undefined;
  /** put: the value written; update: the number added. */
  readonly argument: Value | undefined;
  readonly condition: Condition | undefined;
  /** 0 for a first try. Retries name the first attempt's request in `retryOf`. */
  readonly attempt: number;
  readonly retryOf: RequestId | undefined;
  /**
   * "audit": a strong read after everything has healed, to see what is left. "service": nobody asked
   * for it; the system removes an item that has expired.
   */
  readonly phase: "load" | "audit" | "service";
  readonly invoked: SimTime;
  /** Undefined while nobody answered: the operation is open to the end. */
  readonly completed: SimTime | undefined;
  readonly outcome: Outcome;
  /** ok: the value read, or the value the write left. */
  readonly result: Value | undefined;
  /** ok: position of the write that made `result`; 0 otherwise. */
  readonly version: number;
  readonly units: number;
  /** Those of a write on global indexes, where the table has any. */
  readonly indexUnits?: number;
  readonly error: RejectReason | FailReason | "time-out" | undefined;
  /** Whose load it is part of, where a scenario has several tenants. */
  readonly tenant?: string;
  /** Queries and scans, ok: what they found. */
  readonly page?: Page;
  /** Throttled: what was exceeded. */
  readonly throttle?: Throttle;
  /** Transactions: item by item, in the order of the request; `key` is then empty. */
  readonly parts?: readonly PartOperation[];
  /** Write transactions: what all attempts of one request have in common, if anything. */
  readonly token?: string;
  /** Cancelled transactions: why, in the order of `parts`. */
  readonly reasons?: readonly CancellationReason[];
}

/** What a transaction does with one item; the fields are those of `Operation`. */
export interface PartOperation
  extends Pick<Operation, "key" | "argument" | "condition" | "result" | "version"> {
  readonly kind: "get" | "put" | "update" | "delete" | "condition-check";
  readonly item: ItemKey;
}

/** Which stretch of which items a page should hold. */
export interface PageAsked {
  /** Undefined for a scan: all. */
  readonly wanted: SortWanted | undefined;
  /** By this index; absent: by the table's own key. */
  readonly index?: string;
  readonly backwards: boolean;
  readonly limit: number | undefined;
  readonly startAfter: string | undefined;
  /** First attempt at the first page, for those that go on from a page before. */
  readonly pageOf: RequestId | undefined;
}

/** Whether it is a write of one item. */
export const isWrite = ({ kind }: Pick<Operation, "kind">): boolean =>
  kind === "put" || kind === "update" || kind === "delete";

/** Whether its units are write units. */
export const paysForWrites = ({ kind }: Pick<Operation, "kind">): boolean =>
  isWrite({ kind }) || kind === "transact-write";

/** Whether it found items, of which there may be any number. */
export const isPaged = ({ kind }: Pick<Operation, "kind">): boolean =>
  kind === "query" || kind === "scan";

/** A whole history, in the order of invocation. */
export interface History {
  readonly operations: readonly Operation[];
}
