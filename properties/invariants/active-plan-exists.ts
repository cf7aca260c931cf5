import { dnsService } from "../../sim/systems/dns-2025/dns-service.ts";
import type { Invariant } from "../property.ts";

/** Looks at the DNS service's store itself, after every change of a record and every clean-up. */
export const activePlanExists: Invariant = {
  kind: "invariant",
  name: "active-plan-exists",
  statement: "The plan that an endpoint's record refers to is in store: no record is empty.",
  source: "claim O4; PES25 (the active plan was deleted)",
  watches: dnsService,

  watch() {
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(dnsService);
        if (move?.event?.kind !== "persisted" || move.event.record.change.kind === "store") {
          return undefined;
        }
        checked += 1;
        const { plans, records } = move.who.state.zone;
        const endpoint = records.findIndex((generation) => !plans.has(generation));
        if (endpoint === -1) return undefined;
        const missing = records.filter((generation) => !plans.has(generation)).length;
        return (
          `the record of endpoint ${endpoint} refers to plan ${records[endpoint]}, expected one of ` +
          `the ${plans.size} plans in store; ${missing} of ${records.length} records are empty`
        );
      },
    };
  },
};
