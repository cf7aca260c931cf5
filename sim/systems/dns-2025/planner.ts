/**
 * The planner: hears which load balancers are healthy, and makes a plan of them at every interval,
 * one generation newer than any before. It changes no record.
 */

import type { Address, Role } from "../../kernel/role.ts";
import { after, type LocalTime } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import type { DnsEffects, DnsMessage } from "./messages.ts";
import type { Config } from "./settings.ts";

export interface PlannerSetup {
  readonly dns: Address;
  readonly balancers: readonly Address[];
  readonly config: Config;
}

export interface PlannerState {
  readonly setup: PlannerSetup;
  readonly heard: Map<Address, LocalTime>;
  /** The newest generation that it knows of, its own or in store. */
  generation: number;
  isHalted: boolean;
}

export const planner: Role<PlannerState, DnsMessage, never, PlannerSetup> = {
  name: "planner",
  describe,

  start(_self, setup, _disk, at, effects) {
    const heard = new Map(setup.balancers.map((balancer) => [balancer, at]));
    const { planInterval } = setup.config;
    effects.setTimer("plan", planInterval, planInterval);
    return { setup, heard, generation: 0, isHalted: false };
  },

  handle(state, event, effects) {
    if (event.kind === "timer") return makePlan(state, event.at, effects);
    if (event.kind !== "message") return;
    const { message, from } = event;
    if (message.kind === "beat") state.heard.set(from, event.at);
    // Whoever starts anew does not know its last generation; the store does.
    else if (message.kind === "stored") {
      state.generation = Math.max(state.generation, message.newest);
    } else if (message.kind === "halt") state.isHalted = true;
  },
};

/** A plan without addresses is never made: who hears nobody is more likely deaf than right. */
function makePlan(state: PlannerState, at: LocalTime, effects: DnsEffects): void {
  const { dns, balancers, config } = state.setup;
  if (state.isHalted) return;
  effects.setTimer("plan", config.planInterval, config.planInterval);
  const addresses = balancers.filter((each) => after(state.heard.get(each)!, config.silence) > at);
  if (addresses.length === 0) return effects.mark("no-plan-without-addresses");
  state.generation += 1;
  effects.send(dns, { kind: "store", generation: state.generation, addresses });
}
