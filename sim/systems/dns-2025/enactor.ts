/**
 * An enactor, one in each zone: at its turn it takes the newest plan, checks that it is newer than
 * the one applied, and works through the endpoints, record by record; when all are done it cleans up
 * old plans (`clean-up.ts`). As in 2025 the check is made once, at the start: what others apply while
 * it works, it never learns, and overwrites (PES25).
 *
 * With compare-and-set every act names the generation that it replaces, and is refused if another is
 * there. A newer one: somebody has overtaken this enactor, who has nothing left to do. An older one:
 * somebody is behind it, and it tries again.
 */

import type { Role } from "../../kernel/role.ts";
import type { Duration } from "../../kernel/time.ts";
import { beginCleanUp, onListed } from "./clean-up.ts";
import { describe } from "./describe.ts";
import type { DnsEffects, DnsMessage, Fetched, Pointed } from "./messages.ts";
import { ask, type EnactorSetup, type EnactorState, nextNumber, sendAgain } from "./questions.ts";

export const enactor: Role<EnactorState, DnsMessage, never, EnactorSetup> = {
  name: "enactor",
  describe,

  start(_self, setup, _disk, _at, effects) {
    const { index, enactors, config } = setup;
    const first = Math.round((config.turn * (index + 1)) / enactors) as Duration;
    effects.setTimer("turn", first, first);
    return { setup, questions: 0, asked: undefined, application: undefined, isHalted: false };
  },

  handle(state, event, effects) {
    if (event.kind === "timer") return onTimer(state, event.timer, effects);
    if (event.kind !== "message") return;
    const { message } = event;
    if (message.kind === "halt") {
      state.isHalted = true;
      return effects.mark("automation-halted");
    }
    // Answers to earlier questions, or once more to this one.
    if (!("number" in message) || message.number !== state.asked?.number) return;
    state.asked = undefined;
    effects.cancelTimer("limit");
    if (message.kind === "fetched") onFetched(state, message, effects);
    else if (message.kind === "pointed") onPointed(state, message, effects);
    else if (message.kind === "listed") onListed(state, message, effects);
    else state.application = undefined;
  },
};

function onTimer(state: EnactorState, timer: string, effects: DnsEffects): void {
  const { turn } = state.setup.config;
  if (timer === "turn") effects.setTimer("turn", turn, turn);
  if (state.isHalted) return;
  if (timer === "limit") sendAgain(state, effects);
  else if (timer === "pace") act(state, effects);
  else if (state.asked === undefined && state.application === undefined) {
    ask(state, { kind: "fetch", number: nextNumber(state) }, effects);
  }
}

/** The one check: is there a plan newer than what is applied? The first record stands for all. */
function onFetched(state: EnactorState, { newest, applied }: Fetched, effects: DnsEffects): void {
  if (newest <= applied[0]!) return effects.mark("nothing-newer");
  state.application = { generation: newest, seen: [...applied], endpoint: 0 };
  act(state, effects);
}

function act(state: EnactorState, effects: DnsEffects): void {
  const { application, setup } = state;
  if (application === undefined) return;
  const { generation, seen, endpoint } = application;
  const expected = setup.config.remedy === "compare-and-set" ? seen[endpoint] : undefined;
  const number = nextNumber(state);
  ask(state, { kind: "point", number, endpoint, generation, expected }, effects);
}

function onPointed(state: EnactorState, { outcome, current }: Pointed, effects: DnsEffects): void {
  const application = state.application!;
  const { config } = state.setup;
  if (outcome === "overtaken") {
    const isMine = application.generation > current;
    if (!isMine && !config.bugs.includes("expects-whatever-is-there")) {
      return giveUp(state, "overtaken", effects);
    }
    application.seen[application.endpoint] = current;
    return act(state, effects);
  }
  if (outcome !== "done") return giveUp(state, outcome, effects);
  application.endpoint += 1;
  if (application.endpoint === config.endpoints) beginCleanUp(state, effects);
  else effects.setTimer("pace", config.pace, config.pace);
}

/** Until its next turn, when it looks anew. */
function giveUp(state: EnactorState, why: string, effects: DnsEffects): void {
  state.application = undefined;
  effects.mark(`gave-up-${why}`);
}
