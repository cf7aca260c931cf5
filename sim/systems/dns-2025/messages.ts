/** What planner, enactors, DNS service, operator, pools and load balancers say to one another. */

import type { Request, Response } from "../../client/operation.ts";
import type { Address, Effects } from "../../kernel/role.ts";
import type { Outcome } from "./hosted-zone.ts";

/** Load balancer to planner: healthy. */
export interface Beat {
  readonly kind: "beat";
}

/** Planner to DNS service: a plan, which becomes one more in store. */
export interface Store {
  readonly kind: "store";
  readonly generation: number;
  readonly addresses: readonly Address[];
}

/** DNS service to planner: the newest generation in store. */
export interface Stored {
  readonly kind: "stored";
  readonly newest: number;
}

/** Enactor to DNS service: what is the newest plan, and which ones are applied? */
export interface Fetch {
  readonly kind: "fetch";
  /** The enactor's own count of questions: attempts at one share it, and so do their answers. */
  readonly number: number;
}

export interface Fetched {
  readonly kind: "fetched";
  readonly number: number;
  readonly newest: number;
  /** Generation that each endpoint's record refers to. */
  readonly applied: readonly number[];
}

/** Enactor to DNS service: let this endpoint's record refer to that plan. */
export interface Point {
  readonly kind: "point";
  readonly number: number;
  readonly endpoint: number;
  readonly generation: number;
  /** Compare-and-set: the generation that is to be replaced. Undefined: whatever is there. */
  readonly expected: number | undefined;
}

export interface Pointed {
  readonly kind: "pointed";
  readonly number: number;
  readonly outcome: Outcome;
  /** What the record refers to now. */
  readonly current: number;
}

/** Clean-up, in an enactor: which plans are there? */
export interface List {
  readonly kind: "list";
  readonly number: number;
}

export interface Listed {
  readonly kind: "listed";
  readonly number: number;
  readonly stored: readonly number[];
  /** Those among them that records refer to. */
  readonly referenced: readonly number[];
}

export interface DeletePlans {
  readonly kind: "delete-plans";
  readonly number: number;
  readonly generations: readonly number[];
}

export interface Deleted {
  readonly kind: "deleted";
  readonly number: number;
}

/** Pool or operator to DNS service: where is the regional endpoint? */
export interface LookUp {
  readonly kind: "look-up";
  readonly number: number;
}

export interface LookedUp {
  readonly kind: "looked-up";
  readonly number: number;
  /** None: the name is there and has no address. */
  readonly addresses: readonly Address[];
}

/** Operator to DNS service: by hand, every record to the newest plan. */
export interface Restore {
  readonly kind: "restore";
}

/** Operator to planner and enactors: do nothing more. */
export interface Halt {
  readonly kind: "halt";
}

/** Pool to load balancer to table, with the client and the pool that wait for the answer. */
export interface Forward {
  readonly kind: "forward";
  readonly client: Address;
  readonly pool: Address;
  readonly request: Request;
}

/** The same way back. */
export interface Reply {
  readonly kind: "reply";
  readonly client: Address;
  readonly pool: Address;
  readonly response: Response;
}

/** What changes the DNS service's store: one after the other, each durable before it counts. */
export type Change = Store | Point | DeletePlans | Restore;

export type OwnMessage =
  | Beat
  | Change
  | Stored
  | Fetch
  | Fetched
  | Pointed
  | List
  | Listed
  | Deleted
  | LookUp
  | LookedUp
  | Halt
  | Forward
  | Reply;

export type DnsMessage = OwnMessage | Request | Response;

/** Record of the DNS service's log: who asked for what change. */
export interface Logged {
  readonly kind: "logged";
  readonly by: Address;
  readonly change: Change;
}

/** Of everybody but the DNS service, who alone has a disk. */
export type DnsEffects = Effects<DnsMessage, never>;
