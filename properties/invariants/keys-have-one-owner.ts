import type { LocalTime } from "../../sim/kernel/time.ts";
import { areDisjoint, describeRange, type KeyRange } from "../../sim/parts/key-range.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { Invariant, RoleView, World } from "../property.ts";

type View = RoleView<ReplicaState, unknown>;

/** What a replica was seen to serve. */
interface Served {
  readonly range: KeyRange;
  readonly table: string | undefined;
  leaseEnd: LocalTime;
}

/**
 * What leaders inside their lease would serve: a parent must have let go of the keys of a split
 * before the child serves them. Who serves what can grow only in a step of
 * the one who serves, so only a step that makes it grow is worth a look at the others.
 */
export const keysHaveOneOwner: Invariant = {
  kind: "invariant",
  name: "keys-have-one-owner",
  statement: "At any instant at most one group would serve writes and strong reads of a key.",
  source: "ATC '22, §3 (a partition is a contiguous part of the key range), §4.4; claim W5",
  watches: replica,

  watch(world) {
    const serving = new Map<View["address"], Served>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const who = step.by(replica)?.who;
        if (who === undefined) return undefined;
        const known = serving.get(who.address);
        if (!serves(who)) {
          if (known !== undefined) serving.delete(who.address);
          return undefined;
        }
        const { state } = who;
        if (known !== undefined && known.leaseEnd > who.clock && isWithin(state, known.range)) {
          known.leaseEnd = state.leaseEnd;
          return undefined;
        }
        checked += 1;
        const { table } = state.setup;
        serving.set(who.address, { range: servedBy(state), table, leaseEnd: state.leaseEnd });
        return overlap(world, who, serving);
      },
    };
  },
};

const serves = ({ state, clock }: View): boolean =>
  state.role === "leader" && state.successor === undefined && clock < state.leaseEnd;

/** Keys that are about to go to a child are nobody's. */
const servedBy = ({ range, leaving }: Readonly<ReplicaState>): KeyRange =>
  leaving === undefined ? range : { from: range.from, to: leaving };

function isWithin(state: Readonly<ReplicaState>, range: KeyRange): boolean {
  const { from, to } = servedBy(state);
  return from === range.from && (to === range.to || (to !== undefined && range.to === undefined));
}

function overlap(
  world: World,
  who: View,
  serving: ReadonlyMap<View["address"], Served>,
): string | undefined {
  const mine = servedBy(who.state);
  for (const [address, { table }] of serving) {
    if (address === who.address || table !== who.state.setup.table) continue;
    const other = world.at(address, replica);
    if (other === undefined || !serves(other)) continue;
    // Two of one group are lease exclusion's affair.
    if (other.state.setup.partition === who.state.setup.partition) continue;
    const theirs = servedBy(other.state);
    if (areDisjoint(mine, theirs)) continue;
    return `${who.address} serves ${describeRange(mine)} while ${address} serves ${describeRange(theirs)}`;
  }
  return undefined;
}
