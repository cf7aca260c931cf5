import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant } from "../property.ts";

/** Within one life of a replica; a crash may take the knowledge of a commit, never the record. */
export const committedNeverRegresses: Invariant = {
  kind: "invariant",
  name: "committed-never-regresses",
  statement: "What a replica has committed stays committed, and stays in its log.",
  source: "ATC '22, §3; Paxos: a chosen value is never unchosen",
  watches: replica,

  watch: ofEachGroup(() => {
    const known = new Map<string, { starts: number; committed: number }>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const { address, state, starts } = move.who;
        checked += 1;
        const { committed } = state;
        if (state.log.last < committed) {
          return `${address} has committed ${committed}, but its log ends at ${state.log.last}`;
        }
        const before = known.get(address);
        // A replica that was given up may be hosted again, with nothing.
        const isNew = before === undefined || move.event === undefined;
        if (isNew || before.starts !== starts) {
          known.set(address, { starts, committed });
          return undefined;
        }
        if (committed < before.committed) {
          return `${address} had committed ${before.committed} and goes back to ${committed}`;
        }
        before.committed = committed;
        return undefined;
      },
    };
  }),
};
