/**
 * The people in charge: they look whether the regional endpoint resolves, need their time to
 * understand why it does not, then stop the automation and restore the records by hand.
 */

import type { Address, Role } from "../../kernel/role.ts";
import { after, type LocalTime } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import type { DnsEffects, DnsMessage } from "./messages.ts";
import type { Config } from "./settings.ts";

export interface OperatorSetup {
  readonly dns: Address;
  /** Planner and enactors. */
  readonly automation: readonly Address[];
  readonly config: Config;
}

export interface OperatorState {
  readonly setup: OperatorSetup;
  looks: number;
  /** When the record was first seen empty; undefined while it is not. */
  emptySince: LocalTime | undefined;
}

export const operator: Role<OperatorState, DnsMessage, never, OperatorSetup> = {
  name: "operator",
  describe,

  start(_self, setup, _disk, _at, effects) {
    effects.setTimer("look", setup.config.watchInterval, setup.config.watchInterval);
    return { setup, looks: 0, emptySince: undefined };
  },

  handle(state, event, effects) {
    if (event.kind === "timer") return look(state, effects);
    if (event.kind !== "message" || event.message.kind !== "looked-up") return;
    if (event.message.number !== state.looks) return;
    if (event.message.addresses.length > 0) state.emptySince = undefined;
    else onEmpty(state, event.at, effects);
  },
};

function look(state: OperatorState, effects: DnsEffects): void {
  const { dns, config } = state.setup;
  state.looks += 1;
  effects.send(dns, { kind: "look-up", number: state.looks });
  effects.setTimer("look", config.watchInterval, config.watchInterval);
}

function onEmpty(state: OperatorState, at: LocalTime, effects: DnsEffects): void {
  const { dns, automation, config } = state.setup;
  if (state.emptySince === undefined) effects.mark("outage-noticed");
  state.emptySince ??= at;
  if (after(state.emptySince, config.repairAfter) > at) return;
  for (const each of automation) effects.send(each, { kind: "halt" });
  effects.send(dns, { kind: "restore" });
}
