/**
 * What transactions add to the messages (Idziorek et al., USENIX ATC '23, §3): requests of a
 * coordinator to the leaders of items, which go through request routers as all others, and what
 * storage nodes, recovery managers and coordinators say to one another.
 */

import type { Attributes, RequestId } from "../../../client/operation.ts";
import type { Condition, Value } from "../../../parts/condition.ts";

/**
 * When a transaction, or a single write, takes its place in the serial order (§3.2): microseconds of
 * a clock, times 64, plus the coordinator's number; single writes end in 0.
 */
export type Stamp = number & { readonly brand: "Stamp" };

/** The token of the request, or a name of the coordinator's making. */
export type TransactionId = string & { readonly brand: "TransactionId" };

/** What a transaction does to one item. */
export type PartAction = { readonly condition?: Condition | undefined } & (
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

/** The transaction that an item waits for: persisted and replicated with it. */
export interface PreparedPart {
  readonly id: TransactionId;
  readonly stamp: Stamp;
  readonly action: PartAction;
}

interface Part {
  readonly request: RequestId;
  /** The whole key of the B-tree. */
  readonly key: string;
  readonly table: string;
}

/** Coordinator to leader: may this be done? (§3.3, Listing 3) */
export interface PreparePart extends Part {
  readonly kind: "prepare-part";
  readonly part: PreparedPart;
}

/** Coordinator to leader: do what was prepared. (Listing 4) */
export interface CommitPart extends Part {
  readonly kind: "commit-part";
  readonly part: PreparedPart;
}

/** Coordinator to leader: forget what was prepared. (Listing 4) */
export interface CancelPart extends Part {
  readonly kind: "cancel-part";
  readonly id: TransactionId;
}

/** Coordinator to leader: the item, unless a transaction is about to write it. (§3.4) */
export interface ReadPart extends Part {
  readonly kind: "read-part";
}

export type WritePart = PreparePart | CommitPart | CancelPart;
export type TransactionPart = WritePart | ReadPart;

/** Storage node to recovery manager: this item has waited for that transaction too long. (§3.5) */
export interface Stalled {
  readonly kind: "stalled";
  readonly id: TransactionId;
  readonly table: string;
  readonly key: string;
}

/** Recovery manager to coordinator: see to the end of this transaction. (§3.5) */
export interface FinishTransaction {
  readonly kind: "finish-transaction";
  readonly id: TransactionId;
  /** An item that was found waiting for it; absent: the ledger says that it is unfinished. */
  readonly found?: { readonly table: string; readonly key: string };
}

export type TransactionMessage = Stalled | FinishTransaction;
