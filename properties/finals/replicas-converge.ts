import { entriesOf } from "../../sim/parts/bucket-map.ts";
import type { Item } from "../../sim/systems/dynamodb/messages.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { FinalProperty, Finding, RoleView } from "../property.ts";

type View = RoleView<ReplicaState, unknown>;

/** Liveness after safety: once everything has healed, every replica holds the same items. */
export const replicasConverge: FinalProperty = {
  kind: "final",
  name: "replicas-converge",
  statement: "After everything has healed, all replicas have applied the same writes.",
  source: "ATC '22, §5.3 (scrub: replicas agree with each other); claim F5",

  judge(world) {
    const views = world.playing(replica);
    const [first, ...others] = views;
    if (first === undefined) {
      return { verdict: "unknown", checked: 0, reason: "no replica is running" };
    }
    const { members } = first.state;
    if (views.length < members.length) {
      return broken(views, `only ${views.length} of ${members.length} replicas are running`);
    }
    const reason = others
      .map((other) => difference(first, other))
      .find((text) => text !== undefined);
    if (reason !== undefined) return broken(views, reason);
    const { committed, items } = first.state;
    return {
      verdict: committed === 0 ? "unknown" : "holds",
      checked: views.length,
      reason: `${views.length} replicas hold the same ${items.size} items up to position ${committed}`,
    };
  },
};

const broken = (views: readonly View[], reason: string): Finding => ({
  verdict: "broken",
  checked: views.length,
  reason,
});

function difference(left: View, right: View): string | undefined {
  const { committed } = left.state;
  if (committed !== right.state.committed) {
    return `${left.address} has applied ${committed} records, ${right.address} ${right.state.committed}`;
  }
  const mine = entriesOf(left.state.items);
  const theirs = entriesOf(right.state.items);
  if (mine.length !== theirs.length) {
    return `${left.address} holds ${mine.length} items, ${right.address} ${theirs.length}`;
  }
  for (const [index, [key, item]] of mine.entries()) {
    const [otherKey, other] = theirs[index]!;
    if (key !== otherKey || !isSame(item, other)) {
      return `${left.address} has ${key}=${item.value}, ${right.address} ${otherKey}=${other.value}`;
    }
  }
  return undefined;
}

const isSame = (left: Item, right: Item): boolean =>
  left.value === right.value && left.lsn === right.lsn && left.bytes === right.bytes;
