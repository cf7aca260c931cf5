/** Two clients of one replication group, and the promises that are to hold after each step. */

import type { AnyMessage, Effect } from "../../sim/kernel/role.ts";
import type { Environment, Judged, SearchStep } from "../../sim/kernel/search/environment.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import { ballotAt, type ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { checks, type GroupStep, textAt } from "./group-judge.ts";
import { freshMemory, type GroupMemory } from "./group-memory.ts";
import { noLegalOrder } from "./no-legal-order.ts";
import { callsAfter, nextAskings } from "./two-clients.ts";

/** So many operations, puts and strong gets in turns, on a group of so many. */
export function groupEnvironment(operations: number, players: number): Environment<GroupMemory> {
  const one = oneOfEach();
  return {
    initial: one(freshMemory(operations, players)),
    askings: (memory) => nextAskings(memory, players),
    judge(before, step) {
      const { memory, wrong } = judge(before, step, players);
      const isNews = memory !== undefined && memory !== before;
      return { memory: isNews ? one(memory) : memory, wrong };
    },
  };
}

function judge(memory: GroupMemory, step: SearchStep, players: number): Judged<GroupMemory> {
  const calls = callsAfter(memory.calls, askedBy(step), step.effects);
  if (calls === undefined) return { memory: undefined, wrong: undefined };
  const state = step.stateOf(step.who) as ReplicaState;
  const before = step.before as ReplicaState | undefined;
  const seen = { step, before, state, players, memory };
  const wrong = firstWrong(seen) ?? (calls === memory.calls ? undefined : unordered(calls));
  return { memory: remembered(seen, calls), wrong };
}

/** Gives one object for all memories that are the same: the search knows those it has had. */
function oneOfEach(): (memory: GroupMemory) => GroupMemory {
  const known = new Map<string, GroupMemory>();
  return (memory) => {
    const { calls, committed, given, served } = memory;
    const answers = calls.map(
      (call) => `${call.state} ${call.asked} ${call.answered} ${call.result}`,
    );
    const text = `${answers}|${committed}|${given}|${served}`;
    const same = known.get(text);
    if (same === undefined) known.set(text, memory);
    return same ?? memory;
  };
}

/** Index of the call that this step begins; undefined: none. */
function askedBy({ asking, event }: SearchStep): number | undefined {
  if (asking < 0 || event?.kind !== "message") return undefined;
  const message = event.message as DynamoMessage;
  return message.kind === "forward" ? message.request.request : undefined;
}

function firstWrong(seen: GroupStep): string | undefined {
  for (const { name, wrongWith } of checks) {
    const wrong = wrongWith(seen);
    if (wrong !== undefined) return `${name}: ${wrong}`;
  }
  return undefined;
}

function unordered(calls: GroupMemory["calls"]): string | undefined {
  const wrong = noLegalOrder(calls);
  return wrong === undefined ? undefined : `linearizable: ${wrong}`;
}

/** The very same memory unless something happened that is worth remembering. */
function remembered({ step, state, memory }: GroupStep, calls: GroupMemory["calls"]): GroupMemory {
  const isServing = state.role === "leader";
  const served = isServing ? Math.max(memory.served, state.committed) : memory.served;
  const isNewlyGiven =
    state.promised > memory.given[step.who]! &&
    step.effects.some((effect) => tellsOfPromise(state, effect));
  const given = isNewlyGiven
    ? memory.given.map((ballot, player) => (player === step.who ? state.promised : ballot))
    : memory.given;
  const committed =
    state.committed > memory.committed.length ? longer(memory.committed, state) : memory.committed;
  const isSame =
    calls === memory.calls &&
    served === memory.served &&
    given === memory.given &&
    committed === memory.committed;
  return isSame ? memory : { calls, served, given, committed };
}

/**
 * Whether others may go by it that this replica keeps to its ballot: a promise, a lease granted, a
 * record of that ballot acknowledged. An answer to a heartbeat that grants nothing says no more than
 * "I have heard of you", and a crash may take that.
 */
function tellsOfPromise(state: ReplicaState, effect: Effect<AnyMessage, unknown>): boolean {
  if (effect.kind !== "send") return false;
  const message = effect.message as DynamoMessage;
  switch (message.kind) {
    case "promised":
      return true;
    case "heartbeat-ack":
      return message.renew !== undefined || ballotAt(state, message.upTo) === message.ballot;
    case "append-ack":
      return ballotAt(state, message.upTo) === message.ballot;
    default:
      return false;
  }
}

function longer(committed: readonly string[], state: ReplicaState): readonly string[] {
  const all = [...committed];
  for (let lsn = committed.length + 1; lsn <= state.committed; lsn += 1) {
    all.push(textAt(state, lsn) ?? "what a checkpoint holds");
  }
  return all;
}
