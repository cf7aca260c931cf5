/** What consumers note for observers. */

import type { AnyMessage } from "../../../kernel/role.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";

/** The consumer's code has taken these records of the shard. */
export interface StreamApplied extends AnyMessage {
  readonly kind: "stream-applied";
  readonly shard: string;
  readonly records: readonly { readonly sequence: Lsn; readonly key: string }[];
}

/** A shard refused to be read. */
export interface StreamReadRefused extends AnyMessage {
  readonly kind: "stream-read-refused";
}
