/**
 * How a change of a route reaches every metadata server (ATC '22, §6.6): the one that hears of it
 * tells all others, and again until they confirm it.
 */

import type { Address } from "../../../kernel/role.ts";
import type { Duration } from "../../../kernel/time.ts";
import type { Route, RoutePassed } from "../messages/path.ts";
import type { MetadataEffects, MetadataState } from "./metadata-state.ts";

/** Soon, and in two of a hundred cases late: median and p99 are the settings'. */
export function passOn(state: MetadataState, route: Route, effects: MetadataEffects): void {
  const { peers, config } = state.setup;
  if (peers.length === 0) return;
  state.passing.set(route.id, { route, waiting: [...peers], sent: false });
  const { metadataPush: median, metadataPushSlow: slow } = config;
  const usual = Math.ceil(1.5 * median) as Duration;
  if (effects.pick(100) >= 2) {
    effects.setTimer(`pass-${route.id}`, Math.floor(median / 2) as Duration, usual);
  } else {
    effects.setTimer(`pass-${route.id}`, usual, Math.max(usual, 2 * slow - usual) as Duration);
  }
}

/** The delay is over. */
export function sendOn(state: MetadataState, id: string, effects: MetadataEffects): void {
  const passing = state.passing.get(id);
  if (passing === undefined) return;
  passing.sent = true;
  for (const server of passing.waiting) {
    effects.send(server, { kind: "pass-route", route: passing.route });
  }
  watchConfirmations(state, effects);
}

export function onConfirmed(
  state: MetadataState,
  from: Address,
  { partition, version }: RoutePassed,
): void {
  const passing = state.passing.get(partition);
  if (passing === undefined || passing.route.version !== version) return;
  passing.waiting = passing.waiting.filter((server) => server !== from);
  if (passing.waiting.length === 0) state.passing.delete(partition);
}

/** Tells those again that have not confirmed. */
export function repeat(state: MetadataState, effects: MetadataEffects): void {
  state.repeating = false;
  for (const [id, { sent }] of state.passing) if (sent) sendOn(state, id, effects);
}

function watchConfirmations(state: MetadataState, effects: MetadataEffects): void {
  if (state.repeating) return;
  state.repeating = true;
  const { metadataRepeat } = state.setup.config;
  effects.setTimer("repeat", metadataRepeat, metadataRepeat);
}
