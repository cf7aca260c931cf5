import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant } from "../property.ts";

/**
 * A new leader may not miss anything that an earlier one committed while it served. (A deposed
 * leader that does not know it yet may begin to serve inside a lease of its own, while its
 * successor, which waits for that lease, has already committed its own first record.)
 */
export const leaderHasAllCommitted: Invariant = {
  kind: "invariant",
  name: "leader-has-all-committed",
  statement: "A replica that begins to serve has committed all that any other served before.",
  source: "claim F1; ATC '22, §3; Raft's leader completeness (Ongaro 2014, §3.6.3)",
  watches: replica,

  watch: ofEachGroup(() => {
    const leading = new Map<string, boolean>();
    let highest = 0;
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const { address, state } = move.who;
        const serves = state.role === "leader";
        const began = serves && leading.get(address) !== true;
        leading.set(address, serves);
        if (began) {
          checked += 1;
          if (state.committed < highest) {
            return `${address} begins to serve at ${state.committed}, though ${highest} was committed and served`;
          }
        }
        if (serves && state.committed > highest) highest = state.committed;
        return undefined;
      },
    };
  }),
};
