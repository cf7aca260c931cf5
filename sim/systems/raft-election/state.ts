/** What a server knows. Plain data: the handlers beside this file change it. */

import type { Address } from "../../kernel/role.ts";
import type { Duration } from "../../kernel/time.ts";
import { majority } from "../../parts/quorum.ts";
import type { Term } from "./messages.ts";

/** What an operator's configuration says of one server. */
export interface ServerSetup {
  /** All members of the cluster, running or not, in the same order everywhere. */
  readonly members: readonly Address[];
  /** A server that hears no leader for a time drawn from this range stands for election. */
  readonly electionTimer: { readonly min: Duration; readonly max: Duration };
  readonly heartbeatInterval: Duration;
  /** Records in its log, all of one term. Given, because nothing is replicated here. */
  readonly logLength: number;
  /** Stands as soon as it starts with an empty disk, so that a run begins with a known leader. */
  readonly standsAtFirst: boolean;
}

export interface ServerState {
  readonly self: Address;
  readonly setup: ServerSetup;
  /** The other members. */
  readonly peers: readonly Address[];
  role: "follower" | "candidate" | "leader";
  /** The highest term heard of. */
  term: Term;
  /** Who has this server's one vote of `term`; undefined: nobody yet. */
  votedFor: Address | undefined;
  /** As candidate: whose votes it has, its own among them once that is on disk. */
  votes: Address[];
}

export function freshState(self: Address, setup: ServerSetup): ServerState {
  return {
    self,
    setup,
    peers: setup.members.filter((member) => member !== self),
    role: "follower",
    term: 0 as Term,
    votedFor: undefined,
    votes: [],
  };
}

/** Whether these votes elect: more than half of all members, running or not. */
export const isElected = ({ votes, setup }: ServerState): boolean =>
  votes.length >= majority(setup.members.length);
