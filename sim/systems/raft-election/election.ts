/**
 * Standing, voting, leading and giving way (Ongaro 2014, §3.4). When the election timer is started
 * anew decides about the figures, so it is named here in full: on standing, on giving a vote, on a
 * heartbeat of a current leader, and when a leader gives way. A newer term alone does not do it.
 */

import { assert } from "../../kernel/assert.ts";
import type { Address } from "../../kernel/role.ts";
import {
  type Heartbeat,
  type NewerTerm,
  type RequestVote,
  type ServerEffects,
  type Term,
  termAfter,
  type Vote,
  type VoteRecord,
} from "./messages.ts";
import { isElected, type ServerState } from "./state.ts";

export function restartElectionTimer(state: ServerState, effects: ServerEffects): void {
  const { min, max } = state.setup.electionTimer;
  effects.setTimer("election", min, max);
}

/** No leader was heard for long enough, or no candidate won: stands in the next term. */
export function stand(state: ServerState, effects: ServerEffects): void {
  assert(state.role !== "leader", `${state.self} leads term ${state.term} and stands for another`);
  const { peers, setup } = state;
  const term = termAfter(state.term);
  state.role = "candidate";
  state.term = term;
  state.votes = [];
  effects.mark("election-started");
  castVote(state, state.self, effects);
  restartElectionTimer(state, effects);
  const { logLength } = setup;
  for (const peer of peers) effects.send(peer, { kind: "request-vote", term, logLength });
}

/** The vote counts, for a peer as for the candidate itself, when it is on disk: `onVoted`. */
function castVote(state: ServerState, candidate: Address, effects: ServerEffects): void {
  state.votedFor = candidate;
  effects.checkpoint({ kind: "voted", term: state.term, candidate });
}

/**
 * Gives the vote of this term to the first candidate whose log is long enough. The term is not
 * written to disk without a vote: what must not be forgotten is only who got the vote of which term.
 */
export function onRequestVote(
  state: ServerState,
  from: Address,
  { term, logLength }: RequestVote,
  effects: ServerEffects,
): void {
  if (isBehind(state, from, term, effects)) return;
  enter(state, term, effects);
  const isTaken = state.votedFor !== undefined && state.votedFor !== from;
  if (isTaken || logLength < state.setup.logLength) return;
  castVote(state, from, effects);
  restartElectionTimer(state, effects);
}

/** A vote is on disk. It stands, even if this server has heard of a newer term since. */
export function onVoted(
  state: ServerState,
  { term, candidate }: VoteRecord,
  effects: ServerEffects,
): void {
  const vote: Vote = { kind: "vote", term };
  if (candidate === state.self) onVote(state, candidate, vote, effects);
  else effects.send(candidate, vote);
}

export function onVote(
  state: ServerState,
  from: Address,
  { term }: Vote,
  effects: ServerEffects,
): void {
  if (state.role !== "candidate" || term !== state.term || state.votes.includes(from)) return;
  state.votes.push(from);
  if (!isElected(state)) return;
  state.role = "leader";
  effects.mark("election-won");
  effects.cancelTimer("election");
  onHeartbeatTimer(state, effects);
}

export function onHeartbeatTimer(state: ServerState, effects: ServerEffects): void {
  const { term, peers, setup } = state;
  for (const peer of peers) effects.send(peer, { kind: "heartbeat", term });
  effects.setTimer("heartbeat", setup.heartbeatInterval, setup.heartbeatInterval);
}

export function onHeartbeat(
  state: ServerState,
  from: Address,
  { term }: Heartbeat,
  effects: ServerEffects,
): void {
  if (isBehind(state, from, term, effects)) return;
  enter(state, term, effects);
  assert(state.role !== "leader", `${from} and ${state.self} both lead term ${term}`);
  state.role = "follower";
  restartElectionTimer(state, effects);
}

export function onNewerTerm(state: ServerState, { term }: NewerTerm, effects: ServerEffects): void {
  enter(state, term, effects);
}

/** Whether the sender's term is over; tells it so. */
function isBehind(state: ServerState, from: Address, term: Term, effects: ServerEffects): boolean {
  if (term >= state.term) return false;
  effects.send(from, { kind: "newer-term", term: state.term });
  return true;
}

/** A newer term has a vote to give, and neither a candidate nor a leader of an older one. */
function enter(state: ServerState, term: Term, effects: ServerEffects): void {
  if (term <= state.term) return;
  if (state.role === "leader") {
    effects.mark("gave-way");
    effects.cancelTimer("heartbeat");
    restartElectionTimer(state, effects);
  }
  state.role = "follower";
  state.term = term;
  state.votedFor = undefined;
}
