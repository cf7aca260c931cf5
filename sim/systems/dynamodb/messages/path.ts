/** What a request and its route are on their way between routers, metadata servers and storage nodes. */

import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import type { AnyRequest } from "./own.ts";

/** Router to replica. `turn` numbers what this router sends, so that a copy is known as one. */
export interface Forward {
  readonly kind: "forward";
  readonly turn: number;
  /** With the whole key of the B-tree for a key. */
  readonly request: AnyRequest;
  /** Router to storage node: the partition that is meant, and the version of the route taken. */
  readonly partition?: string;
  readonly version?: number;
  /** Storage node to replica: the lease that the node holds for the leader of this ballot. */
  readonly lease?: NodeLease;
}

/** A lease that a storage node holds on behalf of a group led from it, on this machine's clock. */
export interface NodeLease {
  readonly ballot: Ballot;
  readonly end: LocalTime;
}

/**
 * Storage node to router: not here, or not this key any more. Definite: nothing was done. `newer`
 * are the routes that take its place, as far as the node knows; none: ask the metadata service.
 */
export interface WrongPartition {
  readonly kind: "wrong-partition";
  readonly request: RequestId;
  readonly partition: string;
  readonly newer: readonly Route[];
}

/** Where a partition is: what metadata servers keep and routers cache. */
export interface Route {
  readonly table: string;
  readonly id: string;
  readonly range: KeyRange;
  /** Grows with every change: position of the order, or of the leader's first record, that made it. */
  readonly version: number;
  /** Replicas that hold the data, the leader among them. */
  readonly members: readonly Address[];
  readonly leader: Address | undefined;
  /** How often it has been split; absent: never. */
  readonly splits?: number;
}

/** Replica to its storage node: I lead by now, or the group has changed; routers should know. */
export interface RouteChanged {
  readonly kind: "route-changed";
  readonly route: Route;
}

/**
 * Router to metadata server: where is this key, or all of the table? `request` is the one that
 * asks; an answer names it.
 */
export interface LookUp {
  readonly kind: "look-up";
  readonly request: RequestId;
  readonly table: string;
  /** Whole key of the B-tree. */
  readonly key: string;
  readonly wanted: "route" | "table";
}

/** Metadata server to router: the route of the key, or all of the table's; none: no such table. */
export interface RoutesFound {
  readonly kind: "routes-found";
  readonly request: RequestId;
  /** The key that was asked for: a query or scan may have gone on to another one. */
  readonly key: string;
  readonly routes: readonly Route[];
}

/** Metadata server to another: this route has changed. */
export interface PassRoute {
  readonly kind: "pass-route";
  readonly route: Route;
}

/** Metadata server to another: this version of the partition's route has arrived. */
export interface RoutePassed {
  readonly kind: "route-passed";
  readonly partition: string;
  readonly version: number;
}

/** Metadata server that comes back to another: what do you know? */
export interface AskRoutes {
  readonly kind: "ask-routes";
}

/** All that a metadata server knows. */
export interface AllRoutes {
  readonly kind: "all-routes";
  readonly routes: readonly Route[];
}

export type MetadataMessage =
  | LookUp
  | RoutesFound
  | PassRoute
  | RoutePassed
  | AskRoutes
  | AllRoutes;
