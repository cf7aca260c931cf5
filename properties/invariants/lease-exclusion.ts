import { ballotText } from "../../sim/parts/ballot.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant, RoleView } from "../property.ts";

/**
 * Two replicas that would both answer a strong read at the same instant of the simulation's clock,
 * which neither of them can see.
 */
export const leaseExclusion: Invariant = {
  kind: "invariant",
  name: "lease-exclusion",
  statement: "At any instant at most one replica would serve writes and strong reads.",
  source: "ATC '22, §3, §6.2 (a new leader waits until the old lease has expired)",
  watches: replica,

  watch: ofEachGroup((world) => {
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined || !serves(move.who)) return undefined;
        checked += 1;
        for (const member of move.who.state.peers) {
          const other = world.at(member, replica);
          if (other === undefined || !serves(other)) continue;
          return `${describe(move.who)} and ${describe(other)} serve at the same time`;
        }
        return undefined;
      },
    };
  }),
};

const serves = ({ state, clock }: RoleView<ReplicaState, unknown>): boolean =>
  state.role === "leader" && clock < state.leaseEnd;

const describe = ({ address, state, clock }: RoleView<ReplicaState, unknown>): string =>
  `${address} (ballot ${ballotText(state.promised)}, lease for another ${(state.leaseEnd - clock) / 1000} ms of its clock)`;
