/** Attempts at requests: sent, answered or not, tried again, given up; each noted for the history. */

import { after, type Duration, type LocalTime } from "../kernel/time.ts";
import { insert, lookUp } from "../parts/bucket-map.ts";
import type { Condition, Value } from "../parts/condition.ts";
import { type Call, conditionOf } from "./call.ts";
import type { Attempt, ClientEffects, ClientMessage, ClientState, Errand } from "./client-state.ts";
import type { Completed, Invoked } from "./facts.ts";
import { firstStep, followUp } from "./follow-up.ts";
import { itemKeyOf, itemName } from "./item-key.ts";
import { incrementsOf } from "./mix.ts";
import { lookAgain } from "./moving-money.ts";
import type { Done, Request, RequestId } from "./operation.ts";
import { thinkAgain } from "./pacing.ts";
import { requestOf } from "./request-of.ts";
import { backOff, earnQuota, spendQuota } from "./retry.ts";
import { isRecorded } from "./workload.ts";

/** Asks for something new. */
export function ask(
  state: ClientState,
  call: Call,
  worker: number | undefined,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const step = firstStep(call);
  tryOnce(state, { worker, phase: "load", first: undefined, attempt: 0, ...step }, at, effects);
}

export function tryOnce(
  state: ClientState,
  errand: Errand,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { index, clients, entry, settings } = state.setup;
  const id = (state.count * clients + index) as RequestId;
  state.count += 1;
  errand.first ??= id;
  const { call, first } = errand;
  const request = requestOf(call, id, valueToPut(state, call, first), conditionNow(state, call));
  const deadline = after(at, settings.timeout);
  state.pending.set(id, { errand, request: id, deadline });
  effects.note(invoked(state, errand, request));
  effects.send(entry, request, call.bytes);
  watchDeadline(state, settings.timeout, effects);
}

function conditionNow(state: ClientState, call: Call): Condition | undefined {
  if (!("condition" in call) || call.condition === undefined) return undefined;
  return conditionOf(call.condition, lookUp(state.seen, itemName(call)));
}

/** What a put writes: its own number, if it is not told what, or more than was read. */
function valueToPut({ seen }: ClientState, call: Call, first: RequestId): Value {
  if (call.kind !== "put") return first;
  if (call.adds === undefined) return call.value ?? first;
  return Number(lookUp(seen, itemName(call)) ?? 0) + call.adds;
}

function invoked({ setup }: ClientState, errand: Errand, request: Request): Invoked {
  const { attempt, phase, first, pageOf } = errand;
  const retryOf = attempt === 0 ? undefined : first;
  const { index: client, tenant } = setup;
  const fact: Invoked = { kind: "invoked", client, request, attempt, retryOf, phase };
  if (tenant === undefined && pageOf === undefined) return fact;
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(pageOf === undefined ? {} : { pageOf }),
    ...fact,
  };
}

function watchDeadline(state: ClientState, wait: Duration, effects: ClientEffects): void {
  if (state.watching) return;
  state.watching = true;
  effects.setTimer("time-out", wait, wait);
}

/** Nobody knows what became of an attempt that was not answered in time. */
export function onTimeOut(state: ClientState, at: LocalTime, effects: ClientEffects): void {
  state.watching = false;
  for (const attempt of state.pending.values()) {
    if (attempt.deadline > at) {
      return watchDeadline(state, (attempt.deadline - at) as Duration, effects);
    }
    complete(state, attempt, { outcome: "info", error: "time-out" }, effects);
    tryAgain(state, attempt.errand, "transient", at, effects);
  }
}

export function onResponse(
  state: ClientState,
  response: ClientMessage,
  at: LocalTime,
  effects: ClientEffects,
): void {
  if (response.kind !== "done" && response.kind !== "rejected" && response.kind !== "failed") {
    return;
  }
  const attempt = state.pending.get(response.request);
  // Too late: the attempt was given up, and the history says that nobody knows.
  if (attempt === undefined) return;
  const { errand } = attempt;
  if (response.kind === "done") return onDone(state, attempt, response, at, effects);
  const { reason } = response;
  const outcome = response.kind === "failed" ? "info" : "fail";
  const throttle = response.kind === "rejected" ? response.throttle : undefined;
  const reasons = response.kind === "rejected" ? response.reasons : undefined;
  const why = { ...(throttle && { throttle }), ...(reasons && { reasons }) };
  complete(state, attempt, { outcome, error: reason, ...why }, effects);
  if (isFinal.has(reason)) {
    const again = lookAgain(errand.call);
    if (again === undefined) return finish(state, errand, at, effects);
    return tryOnce(state, anew(errand, again), at, effects);
  }
  const isThrottling = reason === "throttled" || reason === "in-progress";
  tryAgain(state, errand, isThrottling ? "throttling" : "transient", at, effects);
}

/** Errors that SDKs do not try again (developer guide, error handling; facts 3.5). */
const isFinal: ReadonlySet<string> = new Set([
  "condition-failed",
  "unsupported",
  "item-collection-size-limit",
  "transaction-canceled",
  "transaction-conflict",
  "idempotent-parameter-mismatch",
]);

function onDone(
  state: ClientState,
  attempt: Attempt,
  answer: Done,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { errand } = attempt;
  const { value: result, version, units, indexUnits, page, parts } = answer;
  const onIndexes = indexUnits === undefined ? undefined : { indexUnits };
  const found = { ...onIndexes, ...(page && { page }), ...(parts && { parts }) };
  complete(state, attempt, { outcome: "ok", result, version, units, ...found }, effects);
  if (result !== undefined) remember(state, errand.call, result);
  earnQuota(state, errand.paid);
  const next = followUp(state, errand, answer, at);
  if (next === undefined) finish(state, errand, at, effects);
  else tryOnce(state, next, at, effects);
}

/** Only compare-and-set and increments need to know what was seen. */
function remember(state: ClientState, call: Call, value: Value): void {
  const { workload } = state.setup;
  if (!isRecorded(workload)) {
    const { mix } = workload;
    if (mix.conditionalPut + mix.conditionalUpdate + incrementsOf(mix) === 0) return;
  }
  insert(state.seen, itemName(call), value);
}

function complete(
  state: ClientState,
  { request }: Attempt,
  found: Pick<Completed, "outcome"> & Partial<Completed>,
  effects: ClientEffects,
): void {
  state.pending.delete(request);
  const fact: Completed = {
    kind: "completed",
    request,
    outcome: found.outcome,
    result: found.result,
    version: found.version ?? 0,
    units: found.units ?? 0,
    error: found.error,
    ...(found.indexUnits === undefined ? undefined : { indexUnits: found.indexUnits }),
    ...(found.page && { page: found.page }),
    ...(found.parts && { parts: found.parts }),
    ...(found.reasons && { reasons: found.reasons }),
    ...(found.throttle && { throttle: found.throttle }),
  };
  effects.note(fact);
}

/** Waits its back-off and tries again; or gives up, out of attempts, of tokens or of time. */
function tryAgain(
  state: ClientState,
  errand: Errand,
  kind: "transient" | "throttling",
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { settings, workload, loadEnds } = state.setup;
  const next = errand.attempt + 1;
  const wanted = errand.phase === "audit" || (workload.retries && at < loadEnds);
  const goesOn = settings.retries && wanted && next < settings.attempts;
  const paid = goesOn ? spendQuota(state, kind) : undefined;
  if (paid === undefined) {
    const again = lookAgain(errand.call);
    return again === undefined
      ? finish(state, errand, at, effects)
      : waitFor(state, anew(errand, again), `retry-${errand.first}`, kind, effects);
  }
  const timer = `retry-${errand.first}`;
  state.waiting.set(timer, { ...errand, attempt: next, paid });
  effects.setTimer(timer, 0 as Duration, backOff(settings, kind, errand.attempt));
}

const anew = ({ worker, phase }: Errand, call: Call): Errand => ({
  call,
  worker,
  phase,
  first: undefined,
  attempt: 0,
});

/** A transfer that has begun goes on until it is over, whatever it takes. */
function waitFor(
  state: ClientState,
  errand: Errand,
  timer: string,
  kind: "transient" | "throttling",
  effects: ClientEffects,
): void {
  const { settings } = state.setup;
  state.waiting.set(timer, errand);
  effects.setTimer(timer, 0 as Duration, backOff(settings, kind, settings.attempts));
}

/** The errand is over, one way or the other. */
function finish(state: ClientState, errand: Errand, at: LocalTime, effects: ClientEffects): void {
  if (errand.phase === "audit") return auditNext(state, at, effects);
  if (errand.worker !== undefined) thinkAgain(state, errand.worker, effects);
}

/** Strong reads of the keys that are this client's to audit, then of what it made itself. */
export function auditNext(state: ClientState, at: LocalTime, effects: ClientEffects): void {
  const { setup, keys, audited } = state;
  const item = setup.auditKeys[audited] ?? keys.made?.[audited - setup.auditKeys.length];
  if (item === undefined) return;
  state.audited += 1;
  const place = itemKeyOf(item);
  const call: Call = { kind: "get", ...place, consistency: "strong", bytes: item.key.length };
  const errand: Errand = { call, worker: undefined, phase: "audit", first: undefined, attempt: 0 };
  tryOnce(state, errand, at, effects);
}
