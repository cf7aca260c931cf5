/** A coordinator's own requests: sent through routers, and again until they are answered. */

import type { Response } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { AnyRequest } from "../messages/own.ts";
import { ownRequestId } from "../own-request-ids.ts";
import { bytesOf, isPart } from "../request-path/requests.ts";
import type { About, Ask, CoordinatorEffects, CoordinatorState } from "./coordinator-state.ts";

export function ask(
  state: CoordinatorState,
  about: About,
  request: AnyRequest,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const { near } = state.setup;
  send(state, { about, request, sent: at, refused: false }, near, effects);
  watch(state, effects);
}

function send(
  state: CoordinatorState,
  waiting: Ask,
  routers: readonly Address[],
  effects: CoordinatorEffects,
): void {
  state.count += 1;
  state.turn += 1;
  const id = ownRequestId(state.self, state.count);
  state.asks.set(id, waiting);
  const request = { ...waiting.request, request: id };
  const router = isPart(request) ? state.setup.own : routers[state.turn % routers.length]!;
  effects.send(router, request, bytesOf(request));
}

/**
 * The ask that a response answers; undefined: none that still waits, or one that has to be asked
 * again, because nobody could serve it or nobody knows what became of it.
 */
export function answered(state: CoordinatorState, response: Response): Ask | undefined {
  const waiting = state.asks.get(response.request);
  if (waiting === undefined) return undefined;
  const isOpen =
    response.kind === "failed" ||
    (response.kind === "rejected" && response.reason === "no-leader") ||
    (response.kind === "rejected" &&
      response.reason === "throttled" &&
      waiting.request.kind !== "prepare-part" &&
      waiting.request.kind !== "read-part");
  if (isOpen) {
    waiting.refused = true;
    return undefined;
  }
  state.asks.delete(response.request);
  return waiting;
}

function watch(state: CoordinatorState, effects: CoordinatorEffects): void {
  if (state.sweeping) return;
  state.sweeping = true;
  const { coordinatorRetry } = state.setup.config;
  effects.setTimer("asks", coordinatorRetry, coordinatorRetry);
}

/** Asks again what was refused, and, of another router, what has not been answered at all. */
export function sweepAsks(
  state: CoordinatorState,
  isWanted: (about: About) => boolean,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  state.sweeping = false;
  const { near, far, config } = state.setup;
  for (const [id, waiting] of [...state.asks]) {
    const isSilent = at >= after(waiting.sent, config.coordinatorPatience);
    if (!waiting.refused && !isSilent) continue;
    state.asks.delete(id);
    if (!isWanted(waiting.about)) continue;
    effects.mark("coordinator-asks-again");
    const routers = isSilent && !waiting.refused ? [...near, ...far] : near;
    send(state, { ...waiting, sent: at, refused: false }, routers, effects);
  }
  if (state.asks.size > 0) watch(state, effects);
}
