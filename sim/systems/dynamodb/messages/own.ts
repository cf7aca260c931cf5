/**
 * Requests that DynamoDB makes of itself. They take the customers' path through a request router to
 * the leader of a partition, with its admission, and are answered as customers' requests are.
 */

import type { Attributes, PlainRequest, RequestId } from "../../../client/operation.ts";
import type { Value } from "../../../parts/condition.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Version } from "../global-tables/versions.ts";
import type { Extras } from "./records.ts";
import type { TransactionPart } from "./transactions.ts";

interface Own {
  readonly request: RequestId;
  /** The whole key of the B-tree. */
  readonly key: string;
  readonly table: string;
}

/** Log propagator to a partition of an index: the entry under `key` is this one, or none. */
export interface IndexWrite extends Own {
  readonly kind: "index-write";
  /** Undefined removes it. */
  readonly value: Value | undefined;
  /** Size of the entry; 0 where it is removed. */
  readonly bytes: number;
  /** Position of the table's write that makes it so: an entry never goes back to an older one. */
  readonly source: Lsn;
  readonly extras: Extras;
}

/** Replicator to another Region's table: the item is so by this version of it, or gone. */
export interface Replicate extends Own {
  readonly kind: "replicate";
  /** Undefined: it was deleted. */
  readonly value: Value | undefined;
  readonly bytes: number;
  readonly version: Version;
  readonly attributes: Attributes | undefined;
}

export type OwnRequest = IndexWrite | Replicate | TransactionPart;

/** What routers bring to one partition, or from one to the next. */
export type AnyRequest = PlainRequest | OwnRequest;
