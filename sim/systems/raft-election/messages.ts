/** What the servers of an election say to one another, and what they write to disk. */

import type { Address, Effects } from "../../kernel/role.ts";

/** Counts elections: at most one leader is elected in each. 0: before the first. */
export type Term = number & { readonly brand: "Term" };

export const termAfter = (term: Term): Term => (term + 1) as Term;

/** Candidate to all: elect me. A log shorter than the voter's own gets no vote. */
export interface RequestVote {
  readonly kind: "request-vote";
  readonly term: Term;
  readonly logLength: number;
}

/** Voter to candidate: you have my vote, and my disk says so. */
export interface Vote {
  readonly kind: "vote";
  readonly term: Term;
}

/** Leader to all: I lead. */
export interface Heartbeat {
  readonly kind: "heartbeat";
  readonly term: Term;
}

/** Answer to whoever is behind: that term is over. */
export interface NewerTerm {
  readonly kind: "newer-term";
  readonly term: Term;
}

export type ServerMessage = RequestVote | Vote | Heartbeat | NewerTerm;

/** One vote a term: a later one takes the place of the earlier ones. */
export interface VoteRecord {
  readonly kind: "voted";
  readonly term: Term;
  readonly candidate: Address;
}

export type ServerEffects = Effects<ServerMessage, VoteRecord>;
