/**
 * A read transaction (ATC '23, §3.4): all items are read, then read again; if no item has been
 * written in between, what was read was true at one instant. Nothing is written, nothing is locked.
 */

import type { Response, TransactGet } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import { ask } from "./asking.ts";
import {
  type About,
  buggy,
  type CoordinatorEffects,
  type CoordinatorState,
  type PartAnswer,
  type Reading,
} from "./coordinator-state.ts";
import { unnumbered } from "./ledger.ts";
import { isComplete, partAnswerOf, reasonsOf } from "./part-answers.ts";
import { reject } from "./telling.ts";

const mostItems = 100;

export function onTransactGet(
  state: CoordinatorState,
  router: Address,
  { request, items }: TransactGet,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const asker = { router, request };
  if (state.readings.has(request)) return;
  if (items.length === 0 || items.length > mostItems) return reject(asker, "unsupported", effects);
  const places = items.map(({ table = "", key, sort }) => ({ table, key: itemKey(key, sort) }));
  const reading: Reading = {
    asker,
    items: places,
    begun: at,
    round: 0,
    answers: [],
    before: undefined,
  };
  state.readings.set(request, reading);
  askAll(state, reading, at, effects);
}

function askAll(
  state: CoordinatorState,
  reading: Reading,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  reading.round += 1;
  reading.answers = reading.items.map(() => undefined);
  reading.items.forEach((item, index) => {
    const about = { kind: "read", reading: reading.asker.request, index } as const;
    ask(state, about, { kind: "read-part", request: unnumbered, ...item }, at, effects);
  });
}

export function onReadAnswer(
  state: CoordinatorState,
  { reading: request, index }: Extract<About, { kind: "read" }>,
  response: Response,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const reading = state.readings.get(request);
  if (reading === undefined) return;
  reading.answers[index] ??= partAnswerOf(response);
  if (!isComplete(reading.answers)) return;
  const { answers, before, round } = reading;
  const isRefused = answers.some((each) => each?.kind === "refused");
  const isStable = before !== undefined && answers.every((each, of) => isSame(each, before[of]));
  if (!isRefused && (isStable || buggy(state, "reads-once"))) {
    return succeed(state, reading, effects);
  }
  if (round >= state.setup.config.readRounds) return cancel(state, reading, effects);
  // A refusal in an earlier round leaves nothing to compare with.
  reading.before = isRefused ? undefined : answers;
  if (isRefused && round + 1 >= state.setup.config.readRounds) {
    return cancel(state, reading, effects);
  }
  askAll(state, reading, at, effects);
}

const isSame = (one: PartAnswer | undefined, other: PartAnswer | undefined): boolean =>
  one?.kind === "done" && other?.kind === "done" && one.version === other.version;

function succeed(
  state: CoordinatorState,
  { asker, answers, round }: Reading,
  effects: CoordinatorEffects,
): void {
  const { router, request } = asker;
  state.readings.delete(request);
  effects.mark("read-transaction-done");
  const done = answers.flatMap((each) => (each?.kind === "done" ? [each] : []));
  const units = round * done.reduce((sum, each) => sum + each.units, 0);
  const parts = done.map(({ value, version }) => ({ value, version }));
  effects.send(router, { kind: "done", request, value: undefined, version: 0, units, parts });
}

/** Items that changed between two rounds are in conflict, as are those about to be written. */
function cancel(
  state: CoordinatorState,
  { asker, answers, before }: Reading,
  effects: CoordinatorEffects,
): void {
  const { router, request } = asker;
  state.readings.delete(request);
  effects.mark("read-transaction-canceled");
  const reasons = reasonsOf(answers).map((reason, index) => {
    const hasChanged = before !== undefined && !isSame(answers[index], before[index]);
    return reason === "None" && hasChanged ? "TransactionConflict" : reason;
  });
  const reason = "transaction-canceled";
  effects.send(router, { kind: "rejected", request, reason, reasons });
}

/** Whoever asked so long ago has given up. */
export function dropOld(state: CoordinatorState, at: LocalTime): void {
  const { stalledAfter } = state.setup.config;
  for (const [request, { begun }] of state.readings) {
    if (at >= after(begun, stalledAfter)) state.readings.delete(request);
  }
}
