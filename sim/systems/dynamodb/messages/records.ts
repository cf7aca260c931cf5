/** What replicas and storage nodes write to their disks, in the order in which it must be read back. */

import type { Attributes, RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { Value } from "../../../parts/condition.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Version } from "../global-tables/versions.ts";
import type { PreparedPart, Stamp } from "./transactions.ts";

/** What most items do not have. */
export interface Extras {
  readonly attributes?: Attributes;
  /** Of an entry of an index: position of the table's write that it shows, or that removed it. */
  readonly source?: Lsn;
  /** Where there are transactions: of the last write. */
  readonly stamp?: Stamp;
  /** Position of the write that made the value, where the newest record left the value as it was. */
  readonly made?: Lsn;
  /** A transaction that has prepared to write the item. */
  readonly transaction?: PreparedPart;
  /** Of a global table: of the write that made it so, or that removed it. */
  readonly global?: Version;
}

/**
 * An item as the B-tree holds it. One without a value is no item to anybody outside: it keeps only
 * what must not be forgotten of one that is gone.
 */
export interface Item {
  readonly value: Value | undefined;
  readonly bytes: number;
  /** Position of the write that made it. */
  readonly lsn: Lsn;
  readonly extras?: Extras;
}

/**
 * One entry of the write-ahead log: the item as the write leaves it. `value` undefined deletes.
 * A new leader's first record, and nothing else, has an empty key and changes no item.
 */
export interface LogRecord {
  readonly lsn: Lsn;
  readonly ballot: Ballot;
  readonly key: string;
  readonly value: Value | undefined;
  readonly bytes: number;
  /** The attempt that asked for it; -1 for a leader's own record. */
  readonly request: RequestId;
  /** What the record changes in the group itself, in place of an item. */
  readonly order?: Order;
  readonly extras?: Extras;
  /** The item that the write found, where somebody follows the log (`following-the-log.ts`). */
  readonly before?: Item;
  /** Of a record that leaves no item, where there are transactions: the stamp of that. */
  readonly deleteStamp?: Stamp;
  /** The item had expired, and DynamoDB removed it. */
  readonly byService?: true;
}

/** A partition that a split made: what a member that missed the split must know to host it. */
export interface ChildGroup {
  readonly partition: string;
  readonly range: KeyRange;
  readonly members: readonly Address[];
  /** Where the parent's log was split. */
  readonly born: Lsn;
}

/** A change of the group that goes through its log, so that all members make it at one position. */
export type Order =
  | {
      readonly kind: "membership";
      readonly members: readonly Address[];
      readonly roster: readonly Address[];
      /** Those of the members that keep the log only; absent: none. */
      readonly logMembers?: readonly Address[];
    }
  | {
      /** Those who follow the log have all of it up to these positions, by their names. */
      readonly kind: "followed";
      readonly upTo: readonly (readonly [string, Lsn])[];
    }
  | {
      /** An index forgets the entries that were gone by this position. */
      readonly kind: "purge";
      readonly upTo: Lsn;
    }
  | {
      /** All members take the checksum of their items as of this position (§5.3). */
      readonly kind: "scrub";
    }
  | {
      readonly kind: "split";
      /** First key of the child's range, which ends where the parent's ended. */
      readonly at: string;
      readonly child: string;
      /** Bytes of ballast that go with it. */
      readonly ballast: number;
    };

/** Key of the records that carry an order: no item has it. */
export const orderKey = "\u0000";

/** What a replica writes to its disk, in the order in which it must be read back. */
export type DiskRecord =
  /** The disk belongs to this replica; without it the disk was lost. */
  | { readonly kind: "formatted" }
  | { readonly kind: "promise"; readonly ballot: Ballot }
  /**
   * Records that take the place of whatever was at their positions. Behind a leader's own record
   * (empty key) nothing older counts. Everything up to `committed` is committed.
   */
  | { readonly kind: "records"; readonly records: readonly LogRecord[]; readonly committed: Lsn }
  | {
      readonly kind: "checkpoint";
      readonly promised: Ballot;
      readonly items: readonly (readonly [string, Item])[];
      /** The items hold everything up to here. */
      readonly upTo: Lsn;
      /** Records kept: some below `upTo` for lagging followers, all above it. */
      readonly records: readonly LogRecord[];
      /** The group as of `upTo`. */
      readonly group: GroupState;
    };

/** What orders have made of a group. */
export interface GroupState {
  readonly membership: {
    readonly lsn: Lsn;
    readonly members: readonly Address[];
    readonly roster: readonly Address[];
    readonly logMembers?: readonly Address[];
  };
  readonly range: KeyRange;
  readonly ballast: number;
  /** Partitions that splits have made of it, oldest first; absent: none. */
  readonly children?: readonly ChildGroup[];
  /** How far those who follow the log are; absent: nobody does, or from the beginning. */
  readonly followed?: readonly (readonly [string, Lsn])[];
  /** Highest stamp of a delete in the partition (ATC '23, §3.3); absent: none. */
  readonly deleteStamp?: Stamp;
}

/**
 * What a storage node writes to its own disk: a replica that it was given to host after the
 * beginning, or that it has given up for good.
 */
export interface NodeRecord {
  readonly kind: "hosted" | "given-up";
  readonly partition: string;
}
