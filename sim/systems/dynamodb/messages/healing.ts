/** What is said to bring a group back to full strength, and to keep its log for good. */

import type { Address } from "../../../kernel/role.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { NodeHealth } from "./nodes.ts";
import type { GroupState, Item, LogRecord } from "./records.ts";

/** Leader to control plane, again and again: my group lacks a replica in place of that one. */
export interface AskReplica {
  readonly kind: "ask-replica";
  readonly partition: string;
  readonly table: string;
  readonly range: KeyRange;
  readonly wanted: "storage" | "log";
  readonly inPlaceOf: Address;
  readonly members: readonly Address[];
}

/** Control plane to storage node: build that replica here. */
export interface HostReplica {
  readonly kind: "host-replica";
  readonly partition: string;
  readonly table: string;
  readonly range: KeyRange;
  readonly wanted: "storage" | "log";
  /** The group that it is to join. */
  readonly members: readonly Address[];
}

/** Control plane to the members, again and again until it is done: your replica goes there (§4.3). */
export interface MoveReplica {
  readonly kind: "move-replica";
  readonly from: Address;
  readonly to: Address;
}

/** Leader to control plane: the replica that should go is not one of ours. */
export interface ReplicaMoved {
  readonly kind: "replica-moved";
  readonly partition: string;
}

/** Member-to-be to leader: give me the next part of the copy; or, once all is here, take me in. */
export interface Join {
  readonly kind: "join";
  readonly wanted: "storage" | "log";
  /** Numbers what is asked for, so that an answer twice asked for counts once. */
  readonly part: number;
  /** Next key to copy; undefined: all items are here. */
  readonly cursor: string | undefined;
  /** Bytes of weight (ballast, or of the log) that have come. */
  readonly weighed: number;
  /** Records are here up to this one; undefined: the copy begins. */
  readonly have: Lsn | undefined;
  /** All of it is on disk. */
  readonly ready: boolean;
}

/** Leader to member-to-be: a part of the copy. */
export interface JoinPart {
  readonly kind: "join-part";
  readonly part: number;
  /** What the part weighs on the wire. */
  readonly bytes: number;
  readonly items: readonly (readonly [string, Item])[];
  /** Next key to copy; undefined: that was all. */
  readonly cursor: string | undefined;
  readonly weighed: number;
  /** No more weight is to come. */
  readonly allWeighed: boolean;
  /** Committed records behind those that the asker had. */
  readonly records: readonly LogRecord[];
  readonly committed: Lsn;
  /** With the first part: where the copy's records begin, and the group as of there. */
  readonly beginning?: {
    readonly upTo: Lsn;
    readonly group: GroupState;
    /** The log's older records that are still at hand. */
    readonly older: readonly LogRecord[];
  };
}

/** Leader to member-to-be: the group does not lack you any more. */
export interface CalledOff {
  readonly kind: "called-off";
}

/** Member to one who speaks as if it belonged: by this record you do not. */
export interface Removed {
  readonly kind: "removed";
  readonly lsn: Lsn;
  readonly members: readonly Address[];
}

/** Replica to its storage node: I am of no more use; forget me. */
export interface GiveUp {
  readonly kind: "give-up";
  readonly partition: string;
}

/** Follower to leader: the checksum of its items as of that position. */
export interface Scrubbed {
  readonly kind: "scrubbed";
  readonly lsn: Lsn;
  readonly sum: number;
}

/** A piece of a partition's log as the archive keeps it; both ends are part of it. */
export interface Segment {
  readonly partition: string;
  readonly table: string;
  readonly from: Lsn;
  readonly to: Lsn;
  /** Over all records in it. */
  readonly checksum: number;
}

/** Archiving agent to archive: which segments of this log do you have from there on? */
export interface AskArchived {
  readonly kind: "ask-archived";
  readonly partition: string;
  readonly from: Lsn;
}

export interface Archived {
  readonly kind: "archived";
  readonly partition: string;
  /** Nothing is archived beyond; 0: nothing at all. */
  readonly upTo: Lsn;
  readonly segments: readonly Segment[];
}

/** Archiving agent to archive: keep this. */
export interface ArchiveSegment {
  readonly kind: "archive-segment";
  readonly segment: Segment;
  readonly records: readonly LogRecord[];
}

export type ArchiveMessage = AskArchived | Archived | ArchiveSegment;

/** What control plane, storage nodes and replicas say to one another to heal a group. */
export type HealingMessage = NodeHealth | AskReplica | HostReplica | GiveUp | ReplicaMoved;
