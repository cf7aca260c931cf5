/** Recovery: a coordinator sees to the end of a transaction that another one began (ATC '23, §3.5). */

import type { LocalTime } from "../../../kernel/time.ts";
import type { FinishTransaction } from "../messages/transactions.ts";
import { ask } from "./asking.ts";
import type { CoordinatorEffects, CoordinatorState, Running } from "./coordinator-state.ts";
import { ledgerGet, unnumbered } from "./ledger.ts";

export function onFinish(
  state: CoordinatorState,
  { id, found }: FinishTransaction,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  if (state.running.has(id)) return;
  effects.mark("transaction-recovered");
  const running: Running = {
    id,
    asker: undefined,
    stage: "looking",
    entry: undefined,
    text: undefined,
    answers: [],
    ...(found === undefined ? {} : { found }),
  };
  state.running.set(id, running);
  ask(state, { kind: "ledger", id }, ledgerGet(id), at, effects);
}

/** An item that waits for a transaction that is over: a prepare had come late. */
export function release(
  state: CoordinatorState,
  { id, found }: Running,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  if (found === undefined) return;
  effects.mark("late-prepare-released");
  const request = { kind: "cancel-part", request: unnumbered, ...found, id } as const;
  ask(state, { kind: "stray" }, request, at, effects);
}
