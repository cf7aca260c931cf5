/** A client's load: when it asks, and what. Recorded requests come at their own times. */

import type { Duration, LocalTime } from "../kernel/time.ts";
import { ask } from "./attempts.ts";
import type { ClientEffects, ClientState } from "./client-state.ts";
import { nextCall } from "./next-call.ts";
import { awaitArrival, picker, thinkAgain } from "./pacing.ts";
import { callAt, dueAt, entryOf } from "./recorded-load.ts";
import { isRecorded, type RecordedWorkload } from "./workload.ts";

export function beginLoad(state: ClientState, at: LocalTime, effects: ClientEffects): void {
  const { workload, loadBegins } = state.setup;
  if (at < loadBegins) {
    const wait = (loadBegins - at) as Duration;
    return effects.setTimer("load-begins", wait, wait);
  }
  if (isRecorded(workload)) return awaitEntry(state, workload, at, effects);
  const { arrivals } = workload;
  if (arrivals.kind === "open") return awaitArrival(arrivals, state, at, effects);
  for (let worker = 0; worker < arrivals.perClient; worker += 1) thinkAgain(state, worker, effects);
}

export function onLoadTimer(
  state: ClientState,
  timer: string,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { workload, loadEnds } = state.setup;
  if (timer === "load-begins") return beginLoad(state, at, effects);
  if (isRecorded(workload)) return onEntry(state, workload, at, effects);
  if (at >= loadEnds) return;
  const { arrivals } = workload;
  if (timer === "rate" && arrivals.kind === "open") {
    return awaitArrival(arrivals, state, at, effects);
  }
  const call = nextCall(workload, state.keys, picker(effects), at);
  if (timer === "arrival") {
    ask(state, call, undefined, at, effects);
    if (arrivals.kind === "open") awaitArrival(arrivals, state, at, effects);
  } else {
    ask(state, call, Number(timer.slice("think-".length)), at, effects);
  }
}

/** Asks whatever is due by now, and waits for the entry behind it. */
function onEntry(
  state: ClientState,
  workload: RecordedWorkload,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { peer, peers, loadEnds } = state.setup;
  const { log } = workload.arrivals;
  while (at < loadEnds) {
    const entry = entryOf(log, peer, peers, state.position);
    if (entry === undefined || dueAt(workload, entry) > at) break;
    state.position += 1;
    ask(state, callAt(workload, entry, picker(effects)), undefined, at, effects);
  }
  awaitEntry(state, workload, at, effects);
}

function awaitEntry(
  state: ClientState,
  workload: RecordedWorkload,
  at: LocalTime,
  effects: ClientEffects,
): void {
  const { peer, peers } = state.setup;
  const entry = entryOf(workload.arrivals.log, peer, peers, state.position);
  if (entry === undefined) return;
  const wait = Math.max(0, dueAt(workload, entry) - at) as Duration;
  effects.setTimer("entry", wait, wait);
}
