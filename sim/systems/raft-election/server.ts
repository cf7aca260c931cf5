/**
 * Raft's leader election alone, as a reference protocol: no log is replicated, no client is served.
 * It is not a system for scenarios. It is here to validate the kernel: Raft's elections have been
 * timed and analysed in print, so timers, links, disks and crashes that work as they should must
 * give those figures (`split-votes.test.ts`, `wan.test.ts`, `lan.test.ts`; `docs/validation.md`).
 *
 * Source: D. Ongaro, "Consensus: Bridging Theory and Practice", Stanford 2014, §3.4 and §3.6.1. Its
 * answers that only say no are left out: a candidate counts the votes that it gets.
 */

import { assertNever } from "../../kernel/assert.ts";
import type { Address, Role } from "../../kernel/role.ts";
import {
  onHeartbeat,
  onHeartbeatTimer,
  onNewerTerm,
  onRequestVote,
  onVote,
  onVoted,
  restartElectionTimer,
  stand,
} from "./election.ts";
import type { ServerEffects, ServerMessage, VoteRecord } from "./messages.ts";
import { freshState, type ServerSetup, type ServerState } from "./state.ts";

export const server: Role<ServerState, ServerMessage, VoteRecord, ServerSetup> = {
  name: "server",

  start(self, setup, disk, _at, effects) {
    const state = freshState(self, setup);
    const voted = disk.records.at(-1);
    if (voted !== undefined) {
      state.term = voted.term;
      state.votedFor = voted.candidate;
    }
    if (voted === undefined && setup.standsAtFirst) stand(state, effects);
    else restartElectionTimer(state, effects);
    return state;
  },

  handle(state, event, effects) {
    switch (event.kind) {
      case "message":
        return onMessage(state, event.from, event.message, effects);
      case "timer":
        return onTimer(state, event.timer, effects);
      case "persisted":
        return onVoted(state, event.record, effects);
      case "fetched":
        throw new RangeError(`${state.self} fetches no pages, but got one`);
      default:
        return assertNever(event);
    }
  },
};

function onMessage(
  state: ServerState,
  from: Address,
  message: ServerMessage,
  effects: ServerEffects,
): void {
  switch (message.kind) {
    case "request-vote":
      return onRequestVote(state, from, message, effects);
    case "vote":
      return onVote(state, from, message, effects);
    case "heartbeat":
      return onHeartbeat(state, from, message, effects);
    case "newer-term":
      return onNewerTerm(state, message, effects);
    default:
      return assertNever(message);
  }
}

function onTimer(state: ServerState, timer: string, effects: ServerEffects): void {
  switch (timer) {
    case "election":
      return stand(state, effects);
    case "heartbeat":
      return onHeartbeatTimer(state, effects);
    default:
      throw new RangeError(`a server has no timer called ${timer}`);
  }
}
