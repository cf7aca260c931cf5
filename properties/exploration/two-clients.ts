/**
 * A client that writes one key again and again, and one that reads it, strongly: each asks for the
 * next when it has its answer. What they ask arrives at once, and so do the answers: the shorter an
 * operation lasts, the more it must agree with others.
 */

import type { RequestId, Response } from "../../sim/client/operation.ts";
import type { Address, AnyMessage, Effect } from "../../sim/kernel/role.ts";
import type { Asking } from "../../sim/kernel/search/environment.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import type { Call, GroupMemory } from "./group-memory.ts";

export const writer = "writer" as Address;
export const reader = "reader" as Address;
export const theKey = "x";

/** The next operation of either client, at each of the players. */
export function nextAskings({ calls }: GroupMemory, players: number): readonly Asking[] {
  const found: Asking[] = [];
  for (const [index, { kind, state }] of calls.entries()) {
    const before = calls[index - 2];
    const isFree = before === undefined || before.answered > 0;
    if (state !== "waiting" || !isFree) continue;
    for (let to = 0; to < players; to++) {
      found.push({ from: kind === "put" ? writer : reader, to, message: forward(index, kind) });
    }
  }
  return found;
}

function forward(index: number, kind: Call["kind"]): DynamoMessage {
  const asked = { request: index as RequestId, key: theKey };
  const request =
    kind === "put"
      ? ({ kind, ...asked, value: index, bytes: 1, condition: undefined } as const)
      : ({ kind, ...asked, consistency: "strong" } as const);
  return { kind: "forward", turn: index + 1, request };
}

/** The calls once this step's askings and answers are noted; undefined: it was turned away. */
export function callsAfter(
  calls: readonly Call[],
  asked: number | undefined,
  effects: readonly Effect<AnyMessage, unknown>[],
): readonly Call[] | undefined {
  let left = calls;
  if (asked !== undefined) left = changed(left, asked, { state: "open", asked: answersTo(left) });
  for (const effect of effects) {
    if (effect.kind !== "send" || (effect.to !== writer && effect.to !== reader)) continue;
    const answer = effect.message as DynamoMessage;
    if (answer.kind === "not-leader" || answer.kind === "rejected") return undefined;
    const { kind, request, value } = answer as Extract<Response, { kind: "done" }>;
    // A copy of an answer says nothing new.
    if (left[request]?.state !== "open") continue;
    const state = kind === "done" ? "ok" : "info";
    left = changed(left, request, { state, answered: answersTo(left) + 1, result: value });
  }
  return left;
}

const answersTo = (calls: readonly Call[]): number =>
  calls.filter(({ answered }) => answered > 0).length;

const changed = (calls: readonly Call[], at: number, change: Partial<Call>): readonly Call[] =>
  calls.map((call, index) => (index === at ? { ...call, ...change } : call));
