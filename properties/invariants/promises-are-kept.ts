import { ballotText } from "../../sim/parts/ballot.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant } from "../property.ts";

/**
 * An acceptor that has said "promised", or has acknowledged a record, may never again obey a lower
 * ballot: not after a crash, and not after its disk was lost, unless it stays out of everything.
 */
export const promisesAreKept: Invariant = {
  kind: "invariant",
  name: "promises-are-kept",
  statement:
    "A replica that takes part never goes back behind a ballot it has promised to anybody.",
  source: "Lamport 2001, §2.2: acceptors must remember their promises",
  watches: replica,

  watch: ofEachGroup(() => {
    const given = new Map<string, number>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined || move.who.state.role === "recovering") return undefined;
        const { address, state } = move.who;
        if (state.role === "joining") {
          // One that was given up and is built anew has promised nothing in this group.
          given.delete(address);
          return undefined;
        }
        const promised = given.get(address) ?? 0;
        if (state.promised < promised) {
          return `${address} had promised ${ballotText(promised as never)} and is back at ${ballotText(state.promised)}`;
        }
        // Only the newest can be given now, so only a change is worth a look at the messages.
        if (state.promised === promised) return undefined;
        for (const effect of move.effects) {
          if (effect.kind !== "send") continue;
          const { kind } = effect.message;
          if (kind !== "promised" && kind !== "append-ack" && kind !== "heartbeat-ack") continue;
          checked += 1;
          given.set(address, state.promised);
          break;
        }
        return undefined;
      },
    };
  }),
};
