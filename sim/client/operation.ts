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

interface Asked {
  readonly request: RequestId;
  readonly key: string;
}

export interface Get extends Asked {
  readonly kind: "get";
  readonly consistency: Consistency;
}

interface ConditionalWrite extends Asked {
  readonly condition: Condition | undefined;
}

export interface Put extends ConditionalWrite {
  readonly kind: "put";
  readonly value: Value;
  /** Size of the item, names and values, in bytes. */
  readonly bytes: number;
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

export type Write = Put | Update | Delete;
export type Request = Get | Write;

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
}

/** Definite: it had no effect and never will. */
export interface Rejected {
  readonly kind: "rejected";
  readonly request: RequestId;
  readonly reason: RejectReason;
}

/** Indefinite (HTTP 500): it may have taken effect, or still may. */
export interface Failed {
  readonly kind: "failed";
  readonly request: RequestId;
  readonly reason: FailReason;
}

export type RejectReason = "condition-failed" | "no-leader" | "unsupported" | "throttled";
export type FailReason = "leader-changed" | "no-answer";
export type Response = Done | Rejected | Failed;
