/** Entries on their way to an index: sent after their delay, again after silence or a refusal. */

import type { Response } from "../../../client/operation.ts";
import type { Duration } from "../../../kernel/time.ts";
import { skewed } from "../../../parts/skewed-delay.ts";
import type { ReplicaEffects } from "../messages.ts";
import { ownRequestId } from "../own-request-ids.ts";
import type { ReplicaState } from "../replication-group/state.ts";
import type { Sending } from "./propagation.ts";

export type ToSend = Omit<Sending, "request" | "refused">;

const timerOf = (number: number): string => `index ${number}`;

/** The number in such a timer's name; undefined: it is another's. */
export const sendingOf = (timer: string): number | undefined =>
  timer.startsWith("index ") ? Number(timer.slice("index ".length)) : undefined;

/** Takes an entry up; one that has not waited for anything waits for the propagator first. */
export function begin(
  state: ReplicaState,
  entry: ToSend,
  hasWaited: boolean,
  effects: ReplicaEffects,
): void {
  const { propagating } = state;
  if (propagating === undefined) return;
  const number = nextNumber(state);
  propagating.sendings.set(number, { ...entry, request: undefined, refused: 0 });
  const { indexFeeding, indexDelay, indexDelaySlow, indexDelayMost } = state.setup.config;
  if (hasWaited || indexFeeding === "synchronous") return send(state, number, effects);
  const shape = { median: indexDelay, slow: indexDelaySlow, most: indexDelayMost };
  const delay = skewed(shape, effects.pick(parts) / parts) as Duration;
  effects.setTimer(timerOf(number), delay, delay);
}

const parts = 1 << 20;

function nextNumber(state: ReplicaState): number {
  state.ownRequests += 1;
  return state.ownRequests;
}

function send(state: ReplicaState, number: number, effects: ReplicaEffects): void {
  const { propagating, setup } = state;
  const sending = propagating?.sendings.get(number);
  const routers = setup.derived?.routers ?? [];
  const router = routers[(propagating?.router ?? 0) % routers.length];
  if (propagating === undefined || sending === undefined || router === undefined) return;
  const { feed, key, value, bytes, source } = sending;
  const table = propagating.feeds[feed]?.name ?? "";
  const request = ownRequestId(state.self, nextNumber(state));
  sending.request = request;
  propagating.asked.set(request, number);
  const message = { kind: "index-write", request, key, table, value, bytes, source } as const;
  effects.send(router, { ...message, extras: {} }, bytes);
  const { indexPatience } = setup.config;
  effects.setTimer(timerOf(number), indexPatience, indexPatience);
}

/** Its delay or its wait is over; or nobody has answered, and another router is asked. */
export function onSendingTimer(state: ReplicaState, number: number, effects: ReplicaEffects): void {
  const { propagating } = state;
  const sending = propagating?.sendings.get(number);
  if (propagating === undefined || sending === undefined) return;
  if (sending.request !== undefined) {
    effects.mark("index-router-silent");
    propagating.asked.delete(sending.request);
    propagating.router += 1;
  }
  send(state, number, effects);
}

/** What a router answers; the entry if the index has it by now, undefined if not. */
export function takeAnswer(
  state: ReplicaState,
  answer: Response,
  effects: ReplicaEffects,
): Sending | undefined {
  const { propagating } = state;
  const number = propagating?.asked.get(answer.request);
  if (propagating === undefined || number === undefined) return undefined;
  propagating.asked.delete(answer.request);
  const sending = propagating.sendings.get(number);
  if (sending === undefined) return undefined;
  if (answer.kind === "done") {
    propagating.sendings.delete(number);
    effects.cancelTimer(timerOf(number));
    return sending;
  }
  if (answer.kind === "rejected" && answer.throttle !== undefined) {
    effects.mark("index-throttled");
    propagating.feeds[sending.feed]!.throttle = answer.throttle;
  }
  waitAWhile(state, number, sending, effects);
  return undefined;
}

function waitAWhile(
  state: ReplicaState,
  number: number,
  sending: Sending,
  effects: ReplicaEffects,
): void {
  const { indexRetry, indexRetryMost } = state.setup.config;
  sending.request = undefined;
  const wait = Math.min(indexRetryMost, indexRetry * (1 << Math.min(sending.refused, 20)));
  sending.refused += 1;
  effects.setTimer(timerOf(number), Math.ceil(wait / 2) as Duration, wait as Duration);
}

/** It leads no more: nothing is left of what it was about to send. */
export function stopPropagating(state: ReplicaState, effects: ReplicaEffects): void {
  for (const number of state.propagating?.sendings.keys() ?? []) {
    effects.cancelTimer(timerOf(number));
  }
  effects.cancelTimer("index-creation");
  state.propagating = undefined;
}
