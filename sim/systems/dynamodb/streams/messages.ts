/** What leaders, the servers of shards, and consumers of streams say to one another. */

import type { Attributes } from "../../../client/operation.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Value } from "../../../parts/condition.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Version } from "../global-tables/versions.ts";

/** An item as a record of a stream shows it. */
export interface Image {
  readonly value: Value;
  readonly bytes: number;
  readonly attributes?: Attributes;
}

/** One change of one item (API reference, streams GetRecords). */
export interface StreamRecord {
  /** Position in the log of the partition: grows along the shards of an item. */
  readonly sequence: Lsn;
  readonly event: "INSERT" | "MODIFY" | "REMOVE";
  /** Whole key of the B-tree. */
  readonly key: string;
  readonly before?: Image;
  readonly after?: Image;
  readonly bytes: number;
  /** Done by DynamoDB itself, not by a customer: an item that expired (developer guide, TTL). */
  readonly byService?: true;
  /** Of a global table, and not for customers: which write this was, and of which Region. */
  readonly version?: Version;
}

/** A split of the partition: its shard ends here, and two go on. */
export interface ShardSplit {
  readonly at: Lsn;
  /** The partition of the keys that left. */
  readonly child: string;
}

/** Leader to server: the changes of my log behind `after`, up to `upTo`. */
export interface StreamAppend {
  readonly kind: "stream-append";
  readonly table: string;
  readonly partition: string;
  readonly after: Lsn;
  readonly upTo: Lsn;
  readonly records: readonly StreamRecord[];
  readonly splits: readonly ShardSplit[];
}

/** Server to leader: the shards of your partition hold all up to here, on disk. */
export interface StreamKept {
  readonly kind: "stream-kept";
  readonly partition: string;
  readonly upTo: Lsn;
}

/** Consumer to server: which shards of this table do you have? */
export interface ListShards {
  readonly kind: "list-shards";
  readonly table: string;
}

/** A shard, as DescribeStream tells of it. */
export interface ShardInfo {
  /** "<partition>:<position before its first>". */
  readonly id: string;
  readonly partition: string;
  /** Absent: not known here. A shard that begins at position 0 has none. */
  readonly parent?: string;
}

export interface Shards {
  readonly kind: "shards";
  readonly shards: readonly ShardInfo[];
}

/** Where a reader wants to begin (API reference, GetShardIterator). */
export type IteratorType =
  | { readonly kind: "trim-horizon" | "latest" }
  | { readonly kind: "at-sequence" | "after-sequence"; readonly sequence: Lsn };

export interface GetIterator {
  readonly kind: "get-iterator";
  readonly shard: string;
  readonly type: IteratorType;
}

/** Good for records behind `after`, for a while. */
export interface ShardIterator {
  readonly shard: string;
  readonly after: Lsn;
  readonly issued: LocalTime;
}

/** Server to consumer; without an iterator the shard does not exist, as far as the server knows. */
export interface IteratorGiven {
  readonly kind: "iterator-given";
  readonly shard: string;
  readonly iterator: ShardIterator | undefined;
}

export interface GetRecords {
  readonly kind: "get-records";
  readonly iterator: ShardIterator;
  readonly limit: number;
  /** A replicator of a global table asks: it is none of the readers that customers may have. */
  readonly isReplicator?: true;
}

export interface StreamRecords {
  readonly kind: "stream-records";
  readonly shard: string;
  /** The iterator that was used. */
  readonly asked: Lsn;
  readonly records: readonly StreamRecord[];
  /** Undefined: the shard is closed and read to its end. */
  readonly next: ShardIterator | undefined;
}

/** Definite: nothing was read (API reference, errors of streams GetRecords). */
export interface StreamRefused {
  readonly kind: "stream-refused";
  readonly shard: string;
  readonly reason: "limit-exceeded" | "expired-iterator" | "trimmed" | "no-such-shard";
}

export type StreamMessage =
  | StreamAppend
  | StreamKept
  | ListShards
  | Shards
  | GetIterator
  | IteratorGiven
  | GetRecords
  | StreamRecords
  | StreamRefused;
