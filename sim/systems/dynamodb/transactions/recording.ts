/**
 * A write transaction and its entry in the ledger. Each step is written there before it is taken, on
 * the condition that the entry is what this coordinator believes it to be: see `ledger-answers.ts`
 * for what it does where it is not.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { ask } from "./asking.ts";
import {
  buggy,
  type CoordinatorEffects,
  type CoordinatorState,
  type Running,
} from "./coordinator-state.ts";
import { entryText, type LedgerEntry, ledgerPut } from "./ledger.ts";
import { reasonsOf } from "./part-answers.ts";
import { answer } from "./telling.ts";

export function create(
  state: CoordinatorState,
  running: Running,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  running.stage = "creating";
  write(state, running, at, effects);
}

/** Everything has been asked: the transaction is decided by what was answered. */
export function decide(
  state: CoordinatorState,
  running: Running,
  entry: LedgerEntry,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  running.stage = "deciding";
  const { answers } = running;
  const units = answers.reduce((sum, each) => sum + (each?.kind === "done" ? each.units : 0), 0);
  const isRefused = answers.some((each) => each?.kind === "refused");
  running.entry = isRefused
    ? { ...entry, stage: "cancelling", reasons: reasonsOf(answers) }
    : { ...entry, stage: "committing", units };
  write(state, running, at, effects);
}

/** Every item has been written, or released: whoever waits is told, then the ledger. */
export function complete(
  state: CoordinatorState,
  running: Running,
  entry: LedgerEntry,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  running.stage = "completing";
  const parts = running.answers.map((each) =>
    each?.kind === "done"
      ? { value: each.value, version: each.version }
      : { value: undefined, version: 0 },
  );
  const ended: LedgerEntry = { ...entry, stage: "completed", completed: at };
  running.entry = entry.reasons === undefined ? { ...ended, parts } : ended;
  answer(running, running.entry, effects);
  write(state, running, at, effects);
}

/** Writes what is meant to be the entry in the place of what it is known to be. */
export function write(
  state: CoordinatorState,
  running: Running,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const { id, entry, text, stage } = running;
  if (entry === undefined) return;
  const put = ledgerPut(id, entryText(entry), text);
  const isBlind = stage === "deciding" && buggy(state, "decides-by-itself");
  const request = isBlind && put.kind === "put" ? { ...put, condition: undefined } : put;
  ask(state, { kind: "ledger", id }, request, at, effects);
}
