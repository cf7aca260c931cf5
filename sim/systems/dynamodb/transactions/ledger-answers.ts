/**
 * What the ledger answers. Where an entry is not what it should have been, somebody else sees to the
 * same transaction, or the token has been used before: the entry is read, and what it says is done.
 */

import type { Response } from "../../../client/operation.ts";
import { after, between, type LocalTime } from "../../../kernel/time.ts";
import type { Value } from "../../../parts/condition.ts";
import type { TransactionId } from "../messages/transactions.ts";
import { ask } from "./asking.ts";
import type { CoordinatorEffects, CoordinatorState, Running } from "./coordinator-state.ts";
import { release } from "./finishing.ts";
import { follow } from "./following.ts";
import { entryOf, entryText, isSameBody, type LedgerEntry, ledgerGet } from "./ledger.ts";
import { write } from "./recording.ts";
import { takenAt } from "./stamps.ts";
import { reject, replayUnits } from "./telling.ts";

/** Reads the entry: it is not what it should be, or not known. */
function look(
  state: CoordinatorState,
  { id }: Running,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  ask(state, { kind: "ledger", id }, ledgerGet(id), at, effects);
}

export function onLedgerAnswer(
  state: CoordinatorState,
  id: TransactionId,
  response: Response,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const running = state.running.get(id);
  if (running === undefined) return;
  if (response.kind !== "done") {
    effects.mark("ledger-entry-is-another");
    return look(state, running, at, effects);
  }
  const { entry } = running;
  const { value } = response;
  const isWritten = entry !== undefined && value === entryText(entry);
  if (!isWritten) return onEntry(state, running, value, at, effects);
  running.text = String(value);
  if (running.stage === "completing") state.running.delete(id);
  else follow(state, running, entry, at, effects);
}

/** The ledger holds something else than was to be written, or was only asked. */
function onEntry(
  state: CoordinatorState,
  running: Running,
  value: Value | undefined,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  running.text = value === undefined ? undefined : String(value);
  if (value === undefined) return onNothing(state, running, at, effects);
  const entry = entryOf(value);
  if (running.stage === "creating") return onOther(state, running, entry, at, effects);
  if (entry.stage === "completed" && running.found !== undefined) {
    release(state, running, at, effects);
  }
  follow(state, running, entry, at, effects);
}

/** It was never begun, or has been purged: what waits for it waits in vain. */
function onNothing(
  state: CoordinatorState,
  running: Running,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  if (running.stage === "creating") return write(state, running, at, effects);
  state.running.delete(running.id);
  release(state, running, at, effects);
}

/** Somebody has used the token before. */
function onOther(
  state: CoordinatorState,
  running: Running,
  entry: LedgerEntry,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const { entry: own, asker } = running;
  // It was written after all, though nobody said so.
  if (own?.stamp === entry.stamp) return follow(state, running, entry, at, effects);
  const { stalledAfter, tokenLife } = state.setup.config;
  const refuse = (reason: "in-progress" | "idempotent-parameter-mismatch") => {
    state.running.delete(running.id);
    if (asker !== undefined) reject(asker, reason, effects);
  };
  const { stage, completed } = entry;
  if (completed !== undefined && between(completed, at) >= tokenLife) {
    return write(state, running, at, effects);
  }
  if (own !== undefined && !isSameBody(own.actions, entry.actions)) {
    return refuse("idempotent-parameter-mismatch");
  }
  if (stage === "completed") {
    return follow(state, running, { ...entry, units: replayUnits(entry) }, at, effects);
  }
  if (at < after(takenAt(entry.stamp), stalledAfter)) return refuse("in-progress");
  effects.mark("transaction-taken-over");
  follow(state, running, entry, at, effects);
}
