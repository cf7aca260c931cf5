/** What an operator's configuration says of a replica: it outlives crashes and wipes. */

import type { Address } from "../../../kernel/role.ts";
import type { Duration } from "../../../kernel/time.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Config } from "../config.ts";
import type { Derived } from "../derived.ts";

/** What an operator's configuration says of one replica. */
export interface ReplicaSetup {
  /** All members of the group, in the same order everywhere. */
  readonly members: readonly Address[];
  readonly config: Config;
  /** The member that stands at once when the group is new. */
  readonly firstLeader: Address | undefined;
  /** The storage node that hosts it; absent: it is alone on its machine. */
  readonly node?: Address;
  /** The partition it holds, and of which table; absent: the system has one. */
  readonly partition?: string;
  readonly table?: string;
  /** Absent: the whole of one table. */
  readonly range?: KeyRange;
  /**
   * Data beyond the items of `items`, as a number: what a large table weighs where it is copied and
   * split, without being kept. Bytes; absent: none.
   */
  readonly ballast?: number;
  /** "log": it keeps the recent write-ahead log only, votes, and serves nobody. Absent: "storage". */
  readonly kind?: MemberKind;
  /**
   * The group was at work when the run began: its first leader leads by the first ballot, which all
   * have promised, and its storage nodes hold the lease. Counts at a role's very first start only.
   */
  readonly established?: boolean;
  /** The control plane, to be asked for replicas; absent: there is none. */
  readonly control?: Address;
  /** Where logs are archived; absent: nowhere. */
  readonly archive?: Address;
  /** Of a child of a split: the position at which its parent's log was split. Absent: 0. */
  readonly born?: Lsn;
  /** It begins with nothing, and is to join the group of `members`. Absent: it belongs to it. */
  readonly joins?: boolean;
  /** What follows its log; absent: nothing. */
  readonly derived?: Derived;
  /** Whom to tell of items that wait for a transaction too long; absent: there are no transactions. */
  readonly transactions?: readonly Address[];
  /** A child of a split: its first leader stands after so long. Absent: at once. */
  readonly standsAfter?: Duration;
}

export type MemberKind = "storage" | "log";
