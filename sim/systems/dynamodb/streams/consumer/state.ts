/** What a consumer knows, and what of it is on its disk: plain data. */

import type { Address, Effects } from "../../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../../kernel/time.ts";
import type { Lsn } from "../../../../parts/replicated-log.ts";
import type { Config } from "../../config.ts";
import type { Replicating, Replication } from "../../global-tables/replicating.ts";
import type { DynamoMessage } from "../../messages.ts";
import type { ShardIterator, StreamRecord } from "../messages.ts";
import type { ConsumerSpec } from "./spec.ts";

export interface ConsumerSetup {
  readonly config: Config;
  readonly spec: ConsumerSpec;
  readonly servers: readonly Address[];
  /** It is DynamoDB's own, and replicates a global table. Absent: it is a customer's. */
  readonly replication?: Replication;
}

/** One shard, as its worker has it. */
export interface Reading {
  readonly id: string;
  readonly parent: string | undefined;
  /** Everything up to here is done, as far as the disk knows; undefined: it has not begun. */
  done: Lsn | undefined;
  /** Closed, and done to its end. */
  over: boolean;
  iterator: ShardIterator | undefined;
  /** When it was asked for records, or for an iterator, last; undefined: nothing is under way. */
  asked: LocalTime | undefined;
  /** The batch that is worked on. */
  batch: Batch | undefined;
}

export interface Batch {
  readonly records: readonly StreamRecord[];
  /** The shard ends with it. */
  readonly ends: boolean;
  readonly next: ShardIterator | undefined;
  /** How many of the records are tried at a time: fewer than all after a bisection. */
  size: number;
  failures: number;
  /** While waiting to be tried again: how long, next time. */
  wait: Duration;
}

/** What an aggregate amounts to. */
export interface Totals {
  readonly items: number;
  readonly sum: number;
}

/** What a consumer keeps on its disk: all of it, each time. */
export interface ConsumerRecord {
  readonly kind: "consumer-progress";
  readonly shards: readonly (readonly [id: string, done: Lsn, over: boolean])[];
  readonly totals: Totals;
  readonly archived: number;
  /** Sequence numbers put aside. */
  readonly aside: readonly Lsn[];
}

export interface ConsumerState {
  readonly self: Address;
  readonly setup: ConsumerSetup;
  readings: Map<string, Reading>;
  totals: Totals;
  /** Records passed on, or kept. */
  archived: number;
  aside: readonly Lsn[];
  replicating: Replicating;
}

export type ConsumerEffects = Effects<DynamoMessage, ConsumerRecord>;

export const progressOf = (state: ConsumerState): ConsumerRecord => ({
  kind: "consumer-progress",
  shards: [...state.readings.values()].flatMap(({ id, done, over }) =>
    done === undefined ? [] : [[id, done, over] as const],
  ),
  totals: state.totals,
  archived: state.archived,
  aside: state.aside,
});
