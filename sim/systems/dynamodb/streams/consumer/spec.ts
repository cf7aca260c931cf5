/** What reads a stream: an application of the customer's, with a worker that polls for it. */

export interface ConsumerSpec {
  /** Its address and its machine are called so. */
  readonly name: string;
  readonly table: string;
  readonly zone: string;
  /**
   * "aggregate": keeps the number of items and the sum of their numbers. "broadcast": passes every
   * change on. "archive": keeps every change.
   */
  readonly kind: "aggregate" | "broadcast" | "archive";
  /** Where it begins in shards that are open when it comes. Default "trim-horizon". */
  readonly from?: "trim-horizon" | "latest";
  /** Records of one batch. Default 100 (Lambda developer guide). */
  readonly batch?: number;
  /** Its code fails on batches that hold an item of this partition key. Default: on none. */
  readonly poison?: string;
  /** How often a failed batch is tried again before it is put aside. Default: endlessly. */
  readonly retries?: number;
  /** Whether a failed batch is halved, so that only what fails is put aside. Default false. */
  readonly bisect?: boolean;
  /** Mistakes of the application, for counter-runs. */
  readonly mistake?: ConsumerMistake;
}

/**
 * "checkpoint-first": it notes a batch as done before it applies it. "apply-first": it applies a
 * batch, and notes that apart. "no-lineage": it reads children beside their parents.
 */
export type ConsumerMistake = "checkpoint-first" | "apply-first" | "no-lineage";
