/** What the members of a replication group say to one another, and to those who ask them. */

import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { GroupState, Item, LogRecord } from "./records.ts";

/** Control plane to leader: split your partition there. */
export interface SplitAt {
  readonly kind: "split-at";
  /** First key of the child's. */
  readonly at: string;
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

/** Replica to its node: this key is another partition's now. Definite. */
export interface OutOfRange {
  readonly kind: "out-of-range";
  readonly request: RequestId;
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
