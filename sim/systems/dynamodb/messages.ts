/**
 * Everything that DynamoDB's roles say to one another and write to disk, one shape per message.
 * Requests and responses pass through as the client sent them (`client/operation.ts`).
 */

import type { Request, RequestId, Response } from "../../client/operation.ts";
import type { Address, Effects } from "../../kernel/role.ts";
import type { Duration, LocalTime } from "../../kernel/time.ts";
import type { Ballot } from "../../parts/ballot.ts";
import type { Value } from "../../parts/condition.ts";
import type { KeyRange } from "../../parts/key-range.ts";
import type { Lsn } from "../../parts/replicated-log.ts";
import type { AdmissionMessage } from "./admission/messages.ts";

/** An item as the B-tree holds it. */
export interface Item {
  readonly value: Value;
  readonly bytes: number;
  /** Position of the write that made it. */
  readonly lsn: Lsn;
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
}

/** Control plane to leader: split your partition there. */
export interface SplitAt {
  readonly kind: "split-at";
  /** First key of the child's. */
  readonly at: string;
}

/** Leader to its node: what the partition holds, and the key that halves it. */
export interface PartitionSize {
  readonly kind: "partition-size";
  readonly partition: string;
  readonly bytes: number;
  /** Undefined: no key parts it. */
  readonly middle: string | undefined;
}

/** Storage node to control plane: this partition should be split there (ATC '22, §4.4). */
export interface SplitWanted {
  readonly kind: "split-wanted";
  readonly partition: string;
  readonly leader: Address;
  readonly at: string;
  readonly cause: "size" | "consumption";
}

/** A replica that a storage node would rather not carry. */
export interface Offered {
  readonly partition: string;
  /** Share of the node's capacity that the replica takes. */
  readonly share: number;
  /** Nodes that have a replica of the partition. */
  readonly nodes: readonly Address[];
}

/**
 * Storage node to control plane, at regular intervals: how much of my capacity is used, from 0;
 * when it has been too much for too long, with the replicas that could go (ATC '22, §4.3).
 */
export interface NodeLoad {
  readonly kind: "node-load";
  readonly used: number;
  readonly offers: readonly Offered[];
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

/** Router to replica. `turn` numbers what this router sends, so that a copy is known as one. */
export interface Forward {
  readonly kind: "forward";
  readonly turn: number;
  /** With the whole key of the B-tree for a key. */
  readonly request: Request;
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
 * Storage node to storage node, at regular intervals: I am alive; grant me, for all groups that I
 * lead and you follow, the lease asked for at `asked`. One beat stands for the heartbeats of
 * thousands of groups.
 */
export interface Beat {
  readonly kind: "beat";
  readonly asked: LocalTime;
  /** Counts the starts of the sender: what was agreed with an earlier one is void. */
  readonly life: number;
  /** Replies up to this one have been heard. */
  readonly heard: number;
}

export interface BeatReply {
  readonly kind: "beat-reply";
  readonly asked: LocalTime;
  readonly life: number;
  readonly number: number;
  /** Groups that the grant does not cover any more: their followers here have taken it back. */
  readonly takenBack: readonly string[];
}

/** Follower to its node: this group's leader on that node has its lease and liveness by beats. */
export interface Follow {
  readonly kind: "follow";
  readonly partition: string;
  readonly leader: Address;
}

/** Follower to its node: no more. */
export interface Unfollow {
  readonly kind: "unfollow";
  readonly partition: string;
}

/** Leader to its node: the follower on that node has agreed to beats, for this ballot. */
export interface Covered {
  readonly kind: "covered";
  readonly partition: string;
  readonly ballot: Ballot;
  readonly by: Address;
  /** Nodes of all followers: a majority of the group must grant. */
  readonly peers: readonly Address[];
}

/** Leader to its node: I do not lead any more. */
export interface Uncover {
  readonly kind: "uncover";
  readonly partition: string;
}

/** Node to the leader it hosts: the follower on that node is not covered by beats any more. */
export interface Uncovered {
  readonly kind: "uncovered";
  readonly by: Address;
}

/** Node to a follower it hosts: the leader's node is silent; our grant to it ends at `until`. */
export interface LeaderNodeSilent {
  readonly kind: "leader-node-silent";
  readonly heard: LocalTime;
  readonly until: LocalTime;
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

/** Replica to its node: this key is another partition's now. Definite. */
export interface OutOfRange {
  readonly kind: "out-of-range";
  readonly request: RequestId;
}

/** Leader to follower: records behind `previous`, which is of `previousBallot`. */
export interface Append {
  readonly kind: "append";
  readonly ballot: Ballot;
  readonly previous: Lsn;
  readonly previousBallot: Ballot;
  readonly records: readonly LogRecord[];
  readonly committed: Lsn;
}

/** Follower to leader: its disk holds the leader's log up to `upTo`. */
export interface AppendAck {
  readonly kind: "append-ack";
  readonly ballot: Ballot;
  readonly upTo: Lsn;
}

/** Follower to leader: the records do not fit behind what it has; send from `have` on. */
export interface AppendRefused {
  readonly kind: "append-refused";
  readonly ballot: Ballot;
  readonly have: Lsn;
}

/** Leader to follower: everything up to `committed` is committed, `last` is the end of my log. */
export interface Heartbeat {
  readonly kind: "heartbeat";
  readonly ballot: Ballot;
  readonly committed: Lsn;
  readonly last: Lsn;
  /** When the leader asked for its lease anew, on its own clock; undefined: it does not. */
  readonly renew: LocalTime | undefined;
  /** Leave lease and liveness to our storage nodes from now on (`storage-node/beats.ts`). */
  readonly delegate?: boolean;
}

/** Follower to leader: the lease asked for at `renew` is granted; `upTo` as in an append-ack. */
export interface HeartbeatAck {
  readonly kind: "heartbeat-ack";
  readonly ballot: Ballot;
  readonly renew: LocalTime | undefined;
  readonly upTo: Lsn;
  /** What the follower knows to be committed. */
  readonly committed: Lsn;
  readonly delegated?: boolean;
}

/** Leader to follower, when no append is due soon: everything up to `committed` is committed. */
export interface CommitNotice {
  readonly kind: "commit-notice";
  readonly ballot: Ballot;
  readonly committed: Lsn;
}

/** Somebody of a higher ballot is known: step down. */
export interface Outdated {
  readonly kind: "outdated";
  readonly promised: Ballot;
}

/** Follower to its peers: can you talk to the leader? (§6.2) */
export interface AskLeaderHealth {
  readonly kind: "ask-leader-health";
}

export interface LeaderHealth {
  readonly kind: "leader-health";
  readonly healthy: boolean;
}

/** Candidate to all: promise me this ballot, and report what you hold above `committed`. */
export interface Prepare {
  readonly kind: "prepare";
  readonly ballot: Ballot;
  readonly committed: Lsn;
}

export interface Promised {
  readonly kind: "promised";
  readonly ballot: Ballot;
  /** Records above the candidate's commit, oldest first. */
  readonly records: readonly LogRecord[];
  readonly committed: Lsn;
  /** Leases this member has granted that still run: to which ballot, and for how long. */
  readonly leases: readonly { readonly ballot: Ballot; readonly left: Duration }[];
  /** Ballot of a lease that this member held itself and has given up; no ballot: none. */
  readonly released: Ballot;
}

/** Leader to its chosen successor: my lease of `released` is over, stand at once (§6.4). */
export interface HandOver {
  readonly kind: "hand-over";
  readonly released: Ballot;
}

/** A full copy of the B-tree and of what follows it, for a follower too far behind the log. */
export interface Copy {
  readonly kind: "copy";
  readonly ballot: Ballot;
  readonly items: readonly (readonly [string, Item])[];
  /** The items hold everything up to here. */
  readonly upTo: Lsn;
  /** Everything logged after that, committed or not. */
  readonly records: readonly LogRecord[];
  readonly group: GroupState;
  /** In place of items found wrong: also for one that has as much. */
  readonly rebuild?: boolean;
}

/** A wiped replica to its peers: what did I promise, who leads? */
export interface Recover {
  readonly kind: "recover";
}

export interface RecoverAnswer {
  readonly kind: "recover-answer";
  readonly promised: Ballot;
}

/** A wiped replica to the leader of `ballot`: give me a full copy. */
export interface AskCopy {
  readonly kind: "ask-copy";
  readonly ballot: Ballot;
}

/** Replica to router: not me; `leader` is whom I believe to lead. Definite: nothing was done. */
export interface NotLeader {
  readonly kind: "not-leader";
  readonly request: RequestId;
  readonly leader: Address | undefined;
}

/** Control plane to replica: your machine will be updated; hand over, do not stand. */
export interface Drain {
  readonly kind: "drain";
}

/** Storage node to control plane, at regular intervals; its size does not depend on the node. */
export interface NodeHealth {
  readonly kind: "node-health";
}

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
export type HealingMessage = NodeHealth | AskReplica | HostReplica | GiveUp;

export type ReplicaMessage =
  | Join
  | JoinPart
  | CalledOff
  | Removed
  | Scrubbed
  | Archived
  | Append
  | AppendAck
  | AppendRefused
  | Heartbeat
  | HeartbeatAck
  | CommitNotice
  | Outdated
  | AskLeaderHealth
  | LeaderHealth
  | Prepare
  | Promised
  | HandOver
  | Copy
  | Recover
  | RecoverAnswer
  | AskCopy
  | Drain
  | SplitAt
  | Uncovered
  | LeaderNodeSilent;

/** What storage nodes say to one another, and what the replicas they host say to them. */
export type NodeMessage = Beat | BeatReply | Follow | Unfollow | Covered | Uncover | PartitionSize;

export type DynamoMessage =
  | Request
  | Response
  | Forward
  | NotLeader
  | WrongPartition
  | RouteChanged
  | OutOfRange
  | MetadataMessage
  | NodeMessage
  | AdmissionMessage
  | SplitWanted
  | NodeLoad
  | HealingMessage
  | ArchiveMessage
  | ReplicaMessage;

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
}

/**
 * What a storage node writes to its own disk: a replica that it was given to host after the
 * beginning, or that it has given up for good.
 */
export interface NodeRecord {
  readonly kind: "hosted" | "given-up";
  readonly partition: string;
}

export type ReplicaEffects = Effects<DynamoMessage, DiskRecord>;
