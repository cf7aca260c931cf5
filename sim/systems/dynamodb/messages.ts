/**
 * Everything that DynamoDB's roles say to one another and write to disk, one shape per message.
 * Requests and responses pass through as the client sent them (`client/operation.ts`).
 */

import type { Request, RequestId, Response } from "../../client/operation.ts";
import type { Address, Effects } from "../../kernel/role.ts";
import type { Duration, LocalTime } from "../../kernel/time.ts";
import type { Ballot } from "../../parts/ballot.ts";
import type { Value } from "../../parts/condition.ts";
import type { Lsn } from "../../parts/replicated-log.ts";

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
}

/** Router to replica. `turn` numbers what this router sends, so that a copy is known as one. */
export interface Forward {
  readonly kind: "forward";
  readonly turn: number;
  readonly request: Request;
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
}

/** Follower to leader: the lease asked for at `renew` is granted; `upTo` as in an append-ack. */
export interface HeartbeatAck {
  readonly kind: "heartbeat-ack";
  readonly ballot: Ballot;
  readonly renew: LocalTime | undefined;
  readonly upTo: Lsn;
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

export type ReplicaMessage =
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
  | Drain;

export type DynamoMessage = Request | Response | Forward | NotLeader | ReplicaMessage;

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
    };

export type ReplicaEffects = Effects<DynamoMessage, DiskRecord>;
