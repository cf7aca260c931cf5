/**
 * The narrow waist: the only messages that all systems share. Every system answers these, and
 * workloads, histories and checkers know these alone.
 */

import type { Condition, Value } from "../parts/condition.ts";

/**
 * Numbers one attempt at a request, uniquely in a run: `count * clients + client`. An attempt that
 * is retried gets a new number, so that a late answer cannot be taken for a fresh one.
 */
export type RequestId = number & { readonly brand: "RequestId" };

export type Consistency = "strong" | "eventual";

/** The second half of a composite primary key: numbers in numeric order, texts by their bytes. */
export type SortKey = string | number;

/** Which item; the same as an `ItemKey`. */
interface Place {
  /** The partition key; what a storage replica is handed is the whole key of its B-tree instead. */
  readonly key: string;
  /** Absent: the table's primary key has no sort key. */
  readonly sort?: SortKey;
  /** Absent: the system has one table. */
  readonly table?: string;
}

interface Asked extends Place {
  readonly request: RequestId;
}

export interface Get extends Asked {
  readonly kind: "get";
  readonly consistency: Consistency;
}

/** Named attributes of an item: what indexes are keyed by. */
export type Attributes = Readonly<Record<string, SortKey>>;

interface ConditionalWrite extends Asked {
  readonly condition: Condition | undefined;
}

export interface Put extends ConditionalWrite {
  readonly kind: "put";
  readonly value: Value;
  /** Size of the item, names and values, in bytes. */
  readonly bytes: number;
  /** Absent: none that an index knows. */
  readonly attributes?: Attributes;
}

/** Adds to the number under the key; an absent item counts as 0. */
export interface Update extends ConditionalWrite {
  readonly kind: "update";
  readonly add: number;
  readonly bytes: number;
}

export interface Delete extends ConditionalWrite {
  readonly kind: "delete";
}

/** Which sort keys of one partition key a query wants; bounds of `between` count as inside. */
export type SortWanted =
  | { readonly kind: "all" }
  | {
      readonly kind: "equals" | "before" | "at-most" | "after" | "at-least";
      readonly value: SortKey;
    }
  | { readonly kind: "between"; readonly low: SortKey; readonly high: SortKey }
  | { readonly kind: "begins-with"; readonly prefix: string };

/** Items of one partition key in the order of their sort keys. */
export interface Query extends Asked {
  readonly kind: "query";
  readonly wanted: SortWanted;
  /** Against the order of sort keys. */
  readonly backwards: boolean;
  readonly consistency: Consistency;
  /** Most items to look at; a page also ends at 1 MB. */
  readonly limit: number | undefined;
  /** The page's `last` that this one goes on from; undefined: from the beginning. */
  readonly startAfter: string | undefined;
  /** By this index of the table; `key` and the sort keys wanted are then the index's. */
  readonly index?: string;
}

/** Items of the whole table, page by page; `key` is empty. */
export interface Scan extends Asked {
  readonly kind: "scan";
  readonly consistency: Consistency;
  readonly limit: number | undefined;
  readonly startAfter: string | undefined;
}

export type Write = Put | Update | Delete;
export type PageRequest = Query | Scan;

/** What a write transaction does to one item; a check writes nothing. */
export type TransactAction = Place & { readonly condition: Condition | undefined } & (
    | {
        readonly kind: "put";
        readonly value: Value;
        readonly bytes: number;
        readonly attributes?: Attributes;
      }
    | { readonly kind: "update"; readonly add: number; readonly bytes: number }
    | { readonly kind: "delete" }
    | { readonly kind: "condition-check" }
  );

/** All of its actions, on different items, or none. `key` is empty. */
export interface TransactWrite extends Asked {
  readonly kind: "transact-write";
  /** At most 100. */
  readonly actions: readonly TransactAction[];
  /** Who sends it again with the same token has it carried out once. Absent: none. */
  readonly token?: string;
}

/** Several items as they are at one instant. `key` is empty. */
export interface TransactGet extends Asked {
  readonly kind: "transact-get";
  readonly items: readonly Place[];
}

export type TransactRequest = TransactWrite | TransactGet;

/** Requests that are one item's, or one range's. */
export type PlainRequest = Get | Write | PageRequest;
export type Request = PlainRequest | TransactRequest;

/** What a transaction read of one item, or left there. */
export interface PartDone {
  readonly value: Value | undefined;
  /** As in `Done`; 0 also where it is not known any more. */
  readonly version: number;
}

/** Why an action would not do; "None" beside one that did not (API reference, TransactWriteItems). */
export type CancellationReason =
  | "None"
  | "ConditionalCheckFailed"
  | "TransactionConflict"
  | "ThrottlingError"
  | "ProvisionedThroughputExceeded"
  | "ValidationError";

export interface PageItem {
  readonly key: string;
  readonly sort: SortKey | undefined;
  readonly value: Value;
  readonly bytes: number;
  /** Of an entry of an index: the item that it shows. */
  readonly of?: { readonly key: string; readonly sort: SortKey | undefined };
  /** Position of the write that made it, in the order of the table; given where an index shows it. */
  readonly version?: number;
}

/** What a query or scan found. */
export interface Page {
  readonly items: readonly PageItem[];
  /** Where to go on; undefined: there is no more. */
  readonly last: string | undefined;
}

/** The request did what it says. */
export interface Done {
  readonly kind: "done";
  readonly request: RequestId;
  /** A read's value, or the value that a write left; undefined: no item. */
  readonly value: Value | undefined;
  /** Position of the write that made this value, in the system's own order; 0: none yet. */
  readonly version: number;
  /** Capacity units consumed. */
  readonly units: number;
  /** A write's on global indexes, where the table has any: paid from their capacity, later. */
  readonly indexUnits?: number;
  /** Queries and scans: what they found; `value` is then undefined. */
  readonly page?: Page;
  /** Transactions: item by item, in the order of the request; `value` is then undefined. */
  readonly parts?: readonly PartDone[];
}

/** Definite: it had no effect and never will. */
export interface Rejected {
  readonly kind: "rejected";
  readonly request: RequestId;
  readonly reason: RejectReason;
  /** Of a throttled request: what was exceeded. */
  readonly throttle?: Throttle;
  /** Of a cancelled transaction: in the order of its actions or items. */
  readonly reasons?: readonly CancellationReason[];
}

/** Why a request was throttled, in the published names (developer guide, throttling diagnostics). */
export interface Throttle {
  readonly exception:
    | "ProvisionedThroughputExceededException"
    | "ThrottlingException"
    | "RequestLimitExceeded";
  /** "TableWriteKeyRangeThroughputExceeded" and so on: table or index, read or write, which limit. */
  readonly reason: ThrottlingReason;
  /** The table or index, and the partition if it was one that refused. */
  readonly resource: string;
}

export type ThrottlingReason =
  `${"Table" | "Index"}${"Read" | "Write"}${"ProvisionedThroughputExceeded" | "KeyRangeThroughputExceeded" | "AccountLimitExceeded" | "MaxOnDemandThroughputExceeded"}`;

/** Indefinite (HTTP 500): it may have taken effect, or still may. */
export interface Failed {
  readonly kind: "failed";
  readonly request: RequestId;
  readonly reason: FailReason;
}

export type RejectReason =
  | "condition-failed"
  | "no-leader"
  | "unsupported"
  | "throttled"
  /** The items of one partition key, with their local indexes, may not grow any more. */
  | "item-collection-size-limit"
  /** A transaction came to nothing; `reasons` says why. */
  | "transaction-canceled"
  /** A single write met an item that a transaction is about to write. */
  | "transaction-conflict"
  /** A transaction with this token is still under way. */
  | "in-progress"
  /** Another transaction had this token. */
  | "idempotent-parameter-mismatch";
export type FailReason = "leader-changed" | "no-answer";
export type Response = Done | Rejected | Failed;
