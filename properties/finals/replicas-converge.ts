import { entriesOf } from "../../sim/parts/ordered-map.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { Item } from "../../sim/systems/dynamodb/messages/records.ts";
import {
  type ReplicationGroup,
  type ReplicaView,
  replicationGroups,
} from "../groups/replication-groups.ts";
import type { FinalProperty } from "../property.ts";

/**
 * Liveness after safety: once everything has healed, every replica of a group holds the same items,
 * also one that was built anew meanwhile. A log replica has none: its log must be the others'.
 */
export const replicasConverge: FinalProperty = {
  kind: "final",
  name: "replicas-converge",
  statement: "After everything has healed, all replicas have applied the same writes.",
  source: "ATC '22, §5.3 (scrub: replicas agree with each other); claim F5",

  judge(world) {
    const groups = replicationGroups(world);
    const busy = groups.filter(({ idle }) => !idle);
    if (groups.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "no replica is running" };
    }
    const checked = busy.reduce((sum, { views }) => sum + views.length, 0);
    for (const group of busy.length === 0 ? groups : busy) {
      const reason = whyNotConverged(group);
      if (reason !== undefined) return { verdict: "broken", checked, reason };
    }
    return { verdict: busy.length === 0 ? "unknown" : "holds", checked, reason: summary(busy) };
  },
};

function summary(busy: readonly ReplicationGroup[]): string {
  const [only] = busy;
  if (only === undefined) return "nothing was ever written";
  if (busy.length > 1) return `in ${busy.length} groups all members hold the same items`;
  const { committed, items } = only.views[0]!.state;
  return `${only.views.length} replicas hold the same ${items.size} items up to position ${committed}`;
}

function whyNotConverged({ members, logMembers, views }: ReplicationGroup): string | undefined {
  if (views.length < members.length) {
    return `only ${views.length} of ${members.length} replicas are running`;
  }
  const [first, ...others] = views.filter(({ address }) => !logMembers.includes(address));
  if (first === undefined) return `${members.join(", ")} hold no items`;
  for (const view of views) {
    const reason = others.includes(view)
      ? (position(first, view) ?? difference(first, view))
      : (position(first, view) ?? logDifference(first, view));
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function position(left: ReplicaView, right: ReplicaView): string | undefined {
  const { committed } = left.state;
  return committed === right.state.committed
    ? undefined
    : `${left.address} has applied ${committed} records, ${right.address} ${right.state.committed}`;
}

function difference(left: ReplicaView, right: ReplicaView): string | undefined {
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

/** Of two logs the positions that both still have. */
function logDifference({ state: left, address }: ReplicaView, right: ReplicaView) {
  for (let lsn: number = left.committed; lsn > 0; lsn -= 1) {
    const mine = recordAt(left.log, lsn);
    const theirs = recordAt(right.state.log, lsn);
    if (mine === undefined || theirs === undefined) return undefined;
    if (mine.request === theirs.request && mine.key === theirs.key && mine.value === theirs.value) {
      continue;
    }
    return `${address} has r${mine.request} ${mine.key} at ${lsn}, ${right.address} r${theirs.request} ${theirs.key}`;
  }
  return undefined;
}

const isSame = (left: Item, right: Item): boolean =>
  left.value === right.value && left.lsn === right.lsn && left.bytes === right.bytes;
