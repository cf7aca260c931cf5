/** A write transaction goes on from where the ledger says that it is. */

import type { LocalTime } from "../../../kernel/time.ts";
import type { OwnRequest } from "../messages/own.ts";
import type { PreparedPart, TransactionId } from "../messages/transactions.ts";
import { ask } from "./asking.ts";
import {
  buggy,
  type CoordinatorEffects,
  type CoordinatorState,
  type Running,
} from "./coordinator-state.ts";
import { type LedgerAction, type LedgerEntry, unnumbered } from "./ledger.ts";
import { decide } from "./recording.ts";
import { answer } from "./telling.ts";

/** Asks all items for what comes next; or tells, if there is nothing more to do. */
export function follow(
  state: CoordinatorState,
  running: Running,
  entry: LedgerEntry,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  running.entry = entry;
  running.answers = entry.actions.map(() => undefined);
  if (entry.stage === "completed") {
    state.running.delete(running.id);
    return answer(running, entry, effects);
  }
  if (entry.stage === "preparing" && buggy(state, "commit-without-prepare")) {
    running.answers = entry.actions.map(() => noQuestionsAsked);
    return decide(state, running, entry, at, effects);
  }
  running.stage = entry.stage === "preparing" ? "preparing" : "ending";
  if (entry.stage === "committing" && buggy(state, "answers-before-commit")) {
    answer(running, entry, effects);
  }
  entry.actions.forEach((action, index) => {
    const about = { kind: "part", id: running.id, index } as const;
    ask(state, about, partRequest(running.id, entry, action), at, effects);
  });
}

const noQuestionsAsked = { kind: "done", value: undefined, version: 0, units: 0 } as const;

function partRequest(
  id: TransactionId,
  { stage, stamp }: LedgerEntry,
  { table, key, action }: LedgerAction,
): OwnRequest {
  const item = { request: unnumbered, table, key };
  if (stage === "cancelling") return { kind: "cancel-part", ...item, id };
  const part: PreparedPart = { id, stamp, action };
  return { kind: stage === "preparing" ? "prepare-part" : "commit-part", ...item, part };
}
