/** Attempts at requests: sent, answered or not, tried again, given up; each noted for the history. */

import { after, type Duration, type LocalTime } from "../kernel/time.ts";
import { insert, lookUp } from "../parts/bucket-map.ts";
import type { Value } from "../parts/condition.ts";
import { type Call, conditionOf } from "./call.ts";
import type { Attempt, ClientEffects, ClientMessage, ClientState, Errand } from "./client-state.ts";
import type { Completed, Invoked } from "./facts.ts";
import type { Request, RequestId } from "./operation.ts";
import { thinkAgain } from "./pacing.ts";
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
  tryOnce(state, { call, worker, phase: "load", first: undefined, attempt: 0 }, at, effects);
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
  const { call, attempt, phase } = errand;
  errand.first ??= id;
  const { first } = errand;
  const request = requestOf(state, call, id, first);
  const deadline = after(at, settings.timeout);
  state.pending.set(id, { errand, request: id, deadline });
  const retryOf = attempt === 0 ? undefined : first;
  const fact: Invoked = { kind: "invoked", client: index, request, attempt, retryOf, phase };
  effects.note(fact);
  effects.send(entry, request, call.bytes);
  watchDeadline(state, settings.timeout, effects);
}

function requestOf(state: ClientState, call: Call, id: RequestId, first: RequestId): Request {
  const { key, bytes } = call;
  if (call.kind === "get") {
    return { kind: "get", request: id, key, consistency: call.consistency };
  }
  const condition = conditionOf(call.condition, lookUp(state.seen, key));
  switch (call.kind) {
    case "put":
      return { kind: "put", request: id, key, value: first, bytes, condition };
    case "update":
      return { kind: "update", request: id, key, add: call.add, bytes, condition };
    case "delete":
      return { kind: "delete", request: id, key, condition };
  }
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
  if (response.kind === "done") {
    const { value: result, version, units } = response;
    complete(state, attempt, { outcome: "ok", result, version, units }, effects);
    if (result !== undefined) remember(state, errand.call, result);
    earnQuota(state, errand.attempt);
    return finish(state, errand, at, effects);
  }
  const { reason } = response;
  const outcome = response.kind === "failed" ? "info" : "fail";
  complete(state, attempt, { outcome, error: reason }, effects);
  if (reason === "condition-failed" || reason === "unsupported") {
    return finish(state, errand, at, effects);
  }
  tryAgain(state, errand, reason === "throttled" ? "throttling" : "transient", at, effects);
}

/** Only compare-and-set needs to know what was seen. */
function remember(state: ClientState, call: Call, value: Value): void {
  const { workload } = state.setup;
  if (!isRecorded(workload)) {
    const { conditionalPut, conditionalUpdate } = workload.mix;
    if (conditionalPut + conditionalUpdate === 0) return;
  }
  insert(state.seen, call.key, value);
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
  if (!settings.retries || !wanted || next >= settings.attempts || !spendQuota(state, kind)) {
    return finish(state, errand, at, effects);
  }
  const timer = `retry-${errand.first}`;
  state.waiting.set(timer, { ...errand, attempt: next });
  effects.setTimer(timer, 0 as Duration, backOff(settings, kind, errand.attempt));
}

/** The errand is over, one way or the other. */
function finish(state: ClientState, errand: Errand, at: LocalTime, effects: ClientEffects): void {
  if (errand.phase === "audit") return auditNext(state, at, effects);
  if (errand.worker !== undefined) thinkAgain(state, errand.worker, effects);
}

export function auditNext(state: ClientState, at: LocalTime, effects: ClientEffects): void {
  const key = state.setup.auditKeys[state.audited];
  if (key === undefined) return;
  state.audited += 1;
  const call: Call = { kind: "get", key, consistency: "strong", bytes: key.length };
  const errand: Errand = { call, worker: undefined, phase: "audit", first: undefined, attempt: 0 };
  tryOnce(state, errand, at, effects);
}
