/**
 * How a storage server keeps its membership: it asks now and then, and at once when its connection
 * broke. What is not answered in time is asked again; when the lease has run out, the server takes
 * itself out of service until it is answered (PES15).
 *
 * How time is counted is ours. The lease runs from the question, as the list is no older than that;
 * an answer to a question that was given up is not used: its connection is closed.
 */

import { after, between, type Duration, type LocalTime } from "../../kernel/time.ts";
import type { Answer, FleetEffects, Push } from "./messages.ts";
import { buggy, type ServerState, tally } from "./state.ts";

/** A fleet that has been at work for long: everybody has a list and is somewhere in its wait. */
export function beginMembership(state: ServerState, at: LocalTime, effects: FleetEffects): void {
  const { renewal, constantWork } = state.setup.config;
  holdLease(state, at, at, effects);
  if (!constantWork) effects.setTimer("renew", 0 as Duration, renewal);
}

export function ask(state: ServerState, at: LocalTime, effects: FleetEffects): void {
  const { index, service, config } = state.setup;
  state.asks += 1;
  state.pending = { number: state.asks, at };
  tally(state.asked, at, 1);
  effects.send(service, { kind: "ask", server: index, number: state.asks });
  effects.setTimer("limit", config.timeLimit, config.timeLimit);
}

export function onAnswer(
  state: ServerState,
  { number }: Answer,
  at: LocalTime,
  effects: FleetEffects,
): void {
  const { pending } = state;
  if (pending?.number !== number) return effects.mark("late-answer");
  state.pending = undefined;
  state.failures = 0;
  tally(state.answered, pending.at, 1);
  effects.cancelTimer("limit");
  holdLease(state, buggy(state, "lease-from-receipt") ? at : pending.at, at, effects);
  const { renewal, renewalSpread } = state.setup.config;
  const spread = Math.round(renewal * renewalSpread);
  effects.setTimer("renew", (renewal - spread) as Duration, (renewal + spread) as Duration);
}

/** Nothing came in time: asks again, at once as in 2015, or after a wait that grows. */
export function onLimit(state: ServerState, at: LocalTime, effects: FleetEffects): void {
  const { backOff, backOffCap, timeLimit } = state.setup.config;
  state.pending = undefined;
  state.failures += 1;
  effects.mark("not-in-time");
  if (!backOff) return ask(state, at, effects);
  let bound: number = timeLimit;
  for (let doubled = 0; doubled < state.failures && bound < backOffCap; doubled += 1) bound *= 2;
  effects.setTimer("retry", 0 as Duration, Math.min(bound, backOffCap) as Duration);
}

export function onBeat(state: ServerState, effects: FleetEffects): void {
  const { silence } = state.setup.config;
  effects.setTimer("silence", silence, silence);
}

/** What happened to the list meanwhile, nobody knows: asks for it anew. */
export function onSilence(state: ServerState, at: LocalTime, effects: FleetEffects): void {
  effects.mark("connection-lost");
  if (state.pending !== undefined || state.failures > 0) return;
  effects.cancelTimer("renew");
  ask(state, at, effects);
}

/**
 * Constant work: applies a push and acknowledges it. A push that answers an acknowledgement is as
 * good as an answer to a question asked then.
 */
export function onPush(state: ServerState, push: Push, at: LocalTime, effects: FleetEffects): void {
  const { index, service } = state.setup;
  const { number, acknowledged, upTo, complete } = push;
  const since = state.acknowledged.get(acknowledged);
  for (const older of [...state.acknowledged.keys()]) {
    if (older < acknowledged) state.acknowledged.delete(older);
  }
  state.version = Math.max(state.version, upTo);
  state.acknowledged.set(number, at);
  effects.send(service, { kind: "push-ack", server: index, number, upTo: state.version });
  if (since === undefined || !complete) return;
  holdLease(state, buggy(state, "lease-from-receipt") ? at : since, at, effects);
}

/** A lease that runs from `since`; one that is over already is none. */
function holdLease(
  state: ServerState,
  since: LocalTime,
  at: LocalTime,
  effects: FleetEffects,
): void {
  const end = after(since, state.setup.config.lease);
  if (end <= at || end < state.leaseEnd) return;
  state.leaseEnd = end;
  const left = between(at, end);
  effects.setTimer("lease", left, left);
  if (state.serving) return;
  state.serving = true;
  effects.mark("returned-to-service");
  const absence = state.absences.at(-1);
  if (absence !== undefined) absence.until = at;
}

/** The lease has run out: the partitions may be somebody else's by now. */
export function onLeaseEnd(state: ServerState, at: LocalTime, effects: FleetEffects): void {
  if (buggy(state, "serve-without-lease")) return;
  state.serving = false;
  effects.mark("left-service");
  state.absences.push({ from: at, until: undefined });
}
