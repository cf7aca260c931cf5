/**
 * The control plane, as far as updates go: before a storage node's software is replaced, its
 * replicas are told to hand over what they lead, and not to stand again (ATC '22, §6.4).
 */

import type { Address, Role } from "../../kernel/role.ts";
import type { Duration } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import type { DynamoMessage } from "./messages.ts";

export interface DrainOrder {
  readonly replica: Address;
  /** Counted from the start of the run. */
  readonly at: Duration;
}

export interface AutoAdminSetup {
  readonly drains: readonly DrainOrder[];
}

export const autoAdmin: Role<
  { readonly drains: readonly DrainOrder[] },
  DynamoMessage,
  never,
  AutoAdminSetup
> = {
  name: "auto-admin",
  describe,

  start(_self, { drains }, _disk, _at, effects) {
    for (const [index, { at }] of drains.entries()) effects.setTimer(`drain-${index}`, at, at);
    return { drains };
  },

  handle(state, event, effects) {
    if (event.kind !== "timer") return;
    const order = state.drains[Number(event.timer.slice("drain-".length))];
    if (order !== undefined) effects.send(order.replica, { kind: "drain" });
  },
};
