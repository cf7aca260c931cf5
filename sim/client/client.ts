/**
 * A client: sends requests, waits, retries with the published back-off, gives up. The same for
 * every system.
 *
 * Its load comes from `load.ts`, drawn from the role's own picks, while its retries draw from
 * timers: what it asks, and with open arrivals when, does not depend on what it is answered.
 */

import type { Role } from "../kernel/role.ts";
import type { Duration, LocalTime } from "../kernel/time.ts";
import { emptyBucketMap } from "../parts/bucket-map.ts";
import { auditNext, onResponse, onTimeOut, tryOnce } from "./attempts.ts";
import { firstPlace } from "./choose-item.ts";
import type { ClientEffects, ClientMessage, ClientSetup, ClientState } from "./client-state.ts";
import { describeOperation } from "./describe.ts";
import type { KeyState } from "./keys.ts";
import { beginLoad, onLoadTimer } from "./load.ts";
import { isRecorded } from "./workload.ts";

export const client: Role<ClientState, ClientMessage, never, ClientSetup> = {
  name: "client",
  describe: describeOperation,

  start(_self, setup, _disk, at, effects) {
    const { peer, peers, workload, settings } = setup;
    const keys: KeyState = isRecorded(workload)
      ? { next: 0, stride: 1 }
      : firstPlace(workload, peer, peers);
    const state: ClientState = {
      setup,
      // A client that comes back must not use a number twice; nobody asks once a microsecond.
      count: Math.max(0, at),
      pending: new Map(),
      waiting: new Map(),
      quota: settings.retryQuota,
      audited: 0,
      watching: false,
      keys,
      position: 0,
      seen: emptyBucketMap(),
    };
    beginLoad(state, at, effects);
    const untilAudit = Math.max(0, setup.auditAt - at) as Duration;
    if (setup.auditKeys.length > 0 || keys.made !== undefined)
      effects.setTimer("audit", untilAudit, untilAudit);
    return state;
  },

  handle(state, event, effects) {
    if (event.kind === "message") onResponse(state, event.message, event.at, effects);
    else if (event.kind === "timer") onTimer(state, event.timer, event.at, effects);
  },
};

function onTimer(state: ClientState, timer: string, at: LocalTime, effects: ClientEffects): void {
  if (timer === "time-out") return onTimeOut(state, at, effects);
  if (timer === "audit") return auditNext(state, at, effects);
  const errand = state.waiting.get(timer);
  if (errand === undefined) return onLoadTimer(state, timer, at, effects);
  state.waiting.delete(timer);
  tryOnce(state, errand, at, effects);
}
