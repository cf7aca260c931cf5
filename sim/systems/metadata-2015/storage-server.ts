/**
 * A storage server of the incident: keeps its membership (`membership.ts`), and serves the items of
 * its partitions while it has one (`items.ts`). Read this first.
 */

import type { Role } from "../../kernel/role.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import { answerRequest } from "./items.ts";
import {
  ask,
  beginMembership,
  onAnswer,
  onBeat,
  onLeaseEnd,
  onLimit,
  onPush,
  onSilence,
} from "./membership.ts";
import type { FleetEffects, FleetMessage } from "./messages.ts";
import { newServer, type ServerSetup, type ServerState } from "./state.ts";

export const storageServer: Role<ServerState, FleetMessage, never, ServerSetup> = {
  name: "storage-server",
  describe,

  start(_self, setup, _disk, at, effects) {
    const state = newServer(setup, at);
    beginMembership(state, at, effects);
    return state;
  },

  handle(state, event, effects) {
    const { at } = event;
    if (event.kind === "timer") return onTimer(state, event.timer, at, effects);
    if (event.kind !== "message") return;
    const { message, from } = event;
    if (message.kind === "answer") onAnswer(state, message, at, effects);
    else if (message.kind === "beat") onBeat(state, effects);
    else if (message.kind === "push") onPush(state, message, at, effects);
    else if (message.kind === "forward") {
      const { client, request } = message;
      effects.send(from, { kind: "reply", client, response: answerRequest(state, request, at) });
    }
  },
};

function onTimer(state: ServerState, timer: string, at: LocalTime, effects: FleetEffects): void {
  if (timer === "limit") onLimit(state, at, effects);
  else if (timer === "silence") onSilence(state, at, effects);
  else if (timer === "lease") onLeaseEnd(state, at, effects);
  else ask(state, at, effects);
}
