/** What the state of a replica is made of: plain data, each piece with the handlers that change it. */

import type { PageRequest, RequestId, Response } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { GroupState, LogRecord } from "../messages/records.ts";

/** Who belongs to the group from a position of the log on. */
export interface Membership {
  /** The record that made it so; 0: the group was born with it. */
  readonly lsn: Lsn;
  /** Those whose disks and promises count. */
  readonly members: readonly Address[];
  /** All who ever belonged, in the order of joining: a ballot names its proposer by this place. */
  readonly roster: readonly Address[];
  /** Those of the members that keep the log only; absent: none. */
  readonly logMembers?: readonly Address[];
}

/** What a replica that is being built has so far. */
export interface Joining {
  /** Next key to copy; undefined: all items are here. */
  cursor: string | undefined;
  weighed: number;
  allWeighed: boolean;
  /** Where the copy's records begin; undefined: it has not begun. */
  upTo: Lsn | undefined;
  group: GroupState | undefined;
  part: number;
  /** When it asked for the part that it waits for. */
  asked: LocalTime;
  /** When a leader answered last. */
  answered: LocalTime;
  /** Whom it asks; undefined: all. */
  source: Address | undefined;
  /** All of it is on disk: it waits to be taken in. */
  ready: boolean;
}

/** A replica that goes to another node. */
export interface Moving {
  readonly from: Address;
  readonly to: Address;
  /** When the control plane spoke of it last. */
  readonly told: LocalTime;
}

/** Healing, archiving and scrubbing: what a group does beside its work. */
export interface Upkeep {
  /** As leader: when each member answered last, or would have had to. */
  answered: Map<Address, LocalTime>;
  /** As leader: it looks again soon whether its group lacks a replica. */
  healing: boolean;
  /** As leader: the replica that is moved; undefined: none. */
  moving: Moving | undefined;
  /** Over all items, whatever their order: what a scrub compares. */
  sum: number;
  /** As leader: the scrub whose answers are awaited. */
  scrub: { readonly lsn: Lsn; readonly sums: Map<Address, number> } | undefined;
  /** The archive has the log up to here, and it is what this replica has. */
  archived: Lsn;
  /** What its agent archives for now ends here. */
  archiveUpTo: Lsn;
  /** Bytes applied since its agent looked last. */
  unarchived: number;
  /** Its agents' timers are running. */
  keepsHouse: boolean;
}

/**
 * `joining`: it is being built, and takes no part.
 * `recovering`: its disk was lost; it takes no part until it has learned what it promised.
 * `waiting`: elected; it replicates, but serves nobody until the old lease has run out.
 */
export type ReplicaRole =
  | "joining"
  | "recovering"
  | "follower"
  | "asking"
  | "candidate"
  | "waiting"
  | "leader";

/** An answer that may be given once everything up to `lsn` is committed. */
export interface PendingAnswer {
  readonly lsn: Lsn;
  readonly to: Address;
  readonly response: Response;
}

/** A strong or eventual read whose page is being fetched. */
export interface PendingRead {
  readonly from: Address;
  readonly request: RequestId;
  readonly key: string;
  readonly consistency: "strong" | "eventual";
  /** Of a read transaction. Absent: it is not. */
  readonly isPart?: true;
}

/** A page of a query or scan that is being fetched. */
export interface PendingPage {
  readonly from: Address;
  readonly page: PageRequest;
  readonly wanted: KeyRange;
}

/** What a leader knows of one follower. */
export interface Progress {
  /** The follower's disk holds the leader's log up to here. */
  persisted: Lsn;
  /** Next record to send. */
  next: Lsn;
  /** When the leader asked for the lease that this follower granted last; undefined: none. */
  granted: LocalTime | undefined;
  /** When records were last sent again from an earlier position. */
  rewound: LocalTime;
  /** What the follower's last heartbeat answer said it had: no progress since means a loss. */
  stalledAt: Lsn;
  /** What the follower's last heartbeat answer said it knew to be committed. */
  knows: Lsn;
}

/** What a candidate has been promised. */
export interface Candidacy {
  promises: Address[];
  /** Leases that still run, as promises report them. */
  leases: { until: LocalTime; ballot: Ballot }[];
  /** Leases of these ballots were given up by their holders: no need to wait for them. */
  released: Ballot[];
  /** Best record reported so far for each position above our commit. */
  reported: Map<number, LogRecord>;
  /** Highest commit that a promise reported. */
  committed: Lsn;
}
