/** What storage nodes say to one another and to the control plane, and their replicas to them. */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";

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
  readonly cause: "size" | "consumption" | "throughput";
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

/** Storage node to control plane, at regular intervals; its size does not depend on the node. */
export interface NodeHealth {
  readonly kind: "node-health";
}
