import { visitBetween } from "../../sim/parts/ordered-map.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { FinalProperty } from "../property.ts";

/**
 * Liveness after safety: once everything has healed and recovery has had its time, every transaction
 * has come to its end, and no item waits for one.
 */
export const noItemIsPreparedForever: FinalProperty = {
  kind: "final",
  name: "no-item-is-prepared-forever",
  statement: "After everything has healed, no item waits for a transaction.",
  source: "ATC '23, §3.5 (recovery); claim T1",

  judge(world, marks) {
    const begun = marks.get("transaction-begun") ?? 0;
    if (begun === 0) {
      return { verdict: "unknown", checked: 0, reason: "there was no write transaction" };
    }
    for (const { address, state } of world.playing(replica)) {
      let waiting: string | undefined;
      visitBetween(state.items, "", undefined, (key, { extras }) => {
        if (extras?.transaction !== undefined) waiting ??= `${key} for ${extras.transaction.id}`;
        return waiting === undefined;
      });
      if (waiting !== undefined) {
        return { verdict: "broken", checked: begun, reason: `${address} has ${waiting} waiting` };
      }
    }
    return {
      verdict: "holds",
      checked: begun,
      reason: `of ${begun} write transactions none has left an item waiting`,
    };
  },
};
