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

interface Asked {
  readonly request: RequestId;
  /** The partition key; what a storage replica is handed is the whole key of its B-tree instead. */
  readonly key: string;
  /** Absent: the table's primary key has no sort key. */
  readonly sort?: SortKey;
  /** Absent: the system has one table. */
  readonly table?: string;
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
export type Request = Get | Write | PageRequest;

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
  /** Queries and scans: what they found; `value` is then undefined. */
  readonly page?: Page;
}

/** Definite: it had no effect and never will. */
export interface Rejected {
  readonly kind: "rejected";
  readonly request: RequestId;
  readonly reason: RejectReason;
  /** Of a throttled request: what was exceeded. */
  readonly throttle?: Throttle;
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

export type RejectReason = "condition-failed" | "no-leader" | "unsupported" | "throttled";
export type FailReason = "leader-changed" | "no-answer";
export type Response = Done | Rejected | Failed;
