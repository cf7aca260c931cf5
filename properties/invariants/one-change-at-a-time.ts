import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant } from "../property.ts";

/**
 * A group changes by one member at a time, and not again before the last change is committed: only
 * then does any majority of one membership meet any of the next. Looks at the logs themselves.
 */
export const oneChangeAtATime: Invariant = {
  kind: "invariant",
  name: "one-change-at-a-time",
  statement:
    "A leader changes its group by one member, and only when the last change is committed.",
  source: "Ongaro 2014, §4.1 (single-server changes, and the correction of 2015); claim F5",
  watches: replica,
  onOccasion: true,

  watch: ofEachGroup(() => {
    const counted = new Map<string, number>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const { address, state } = move.who;
        const { memberships, committed, role } = state;
        const newest = memberships[memberships.length - 1]!;
        if (counted.get(address) === newest.lsn) return undefined;
        counted.set(address, newest.lsn);
        const previous = memberships[memberships.length - 2];
        checked += 1;
        if (role !== "leader" || previous === undefined) return undefined;
        if (previous.lsn > committed) {
          return `${address} changes its group at ${newest.lsn}, though the change at ${previous.lsn} is not committed`;
        }
        const came = newest.members.filter((member) => !previous.members.includes(member));
        const went = previous.members.filter((member) => !newest.members.includes(member));
        return came.length + went.length === 1
          ? undefined
          : `${address} changes ${came.length + went.length} members at ${newest.lsn}`;
      },
    };
  }),
};
