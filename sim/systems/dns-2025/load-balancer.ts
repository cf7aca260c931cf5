/** A load balancer: what an address of the endpoint leads to. Brings requests to the table and back. */

import type { Address, Role } from "../../kernel/role.ts";
import type { Duration } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import type { DnsMessage } from "./messages.ts";
import type { Config } from "./settings.ts";

export interface BalancerSetup {
  readonly planner: Address;
  readonly table: Address;
  readonly config: Config;
}

export interface BalancerState {
  readonly setup: BalancerSetup;
}

export const loadBalancer: Role<BalancerState, DnsMessage, never, BalancerSetup> = {
  name: "load-balancer",
  describe,

  start(_self, setup, _disk, _at, effects) {
    effects.setTimer("beat", 0 as Duration, setup.config.beat);
    return { setup };
  },

  handle({ setup }, event, effects) {
    if (event.kind === "timer") {
      effects.send(setup.planner, { kind: "beat" });
      effects.setTimer("beat", setup.config.beat, setup.config.beat);
    } else if (event.kind === "message") {
      const { message } = event;
      if (message.kind === "reply") effects.send(message.pool, message);
      else if (message.kind === "forward") {
        const { request } = message;
        effects.send(setup.table, message, "bytes" in request ? request.bytes : 0);
      }
    }
  },
};
