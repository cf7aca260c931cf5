import { type Ballot, ballotText } from "../../sim/parts/ballot.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { isLeading } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant } from "../property.ts";

/** Two leaders of one ballot could commit two records at one position. */
export const oneLeaderPerBallot: Invariant = {
  kind: "invariant",
  name: "one-leader-per-ballot",
  statement: "No two replicas ever lead by the same ballot.",
  source: "ATC '22, §3 (Multi-Paxos); Lamport 2001, §2.2",
  watches: replica,

  watch: ofEachGroup(() => {
    const leaders = new Map<Ballot, string>();
    let checked = 0;
    let newest = { ballot: 0, address: "" };
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined || !isLeading(move.who.state)) return undefined;
        const { address, state } = move.who;
        checked += 1;
        if (newest.ballot === state.promised && newest.address === address) return undefined;
        newest = { ballot: state.promised, address };
        const other = leaders.get(state.promised);
        leaders.set(state.promised, address);
        return other === undefined || other === address
          ? undefined
          : `${address} and ${other} both lead by ballot ${ballotText(state.promised)}`;
      },
    };
  }),
};
