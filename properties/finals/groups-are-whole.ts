import { whyNotCovering } from "../../sim/parts/key-range.ts";
import { entriesOf } from "../../sim/parts/ordered-map.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { type FleetGroup, fleetGroups } from "../groups/fleet-groups.ts";
import type { FinalProperty, Finding, World } from "../property.ts";

/**
 * Splits add up: once everything has healed, the ranges of a table's groups are the whole table, and
 * each group has all its members, which hold the same items.
 */
export const groupsAreWhole: FinalProperty = {
  kind: "final",
  name: "groups-are-whole",
  statement: "In the end every key of a table is one group's, and all members of each group agree.",
  source: "ATC '22, §3 (partitions are contiguous and cover the table), §4.4; claims W5, F5",

  judge(world) {
    const groups = fleetGroups(world);
    const busy = groups.filter(({ idle }) => !idle);
    const wrong = whyNotWhole(groups) ?? firstOf(busy, (group) => whyNotAgreed(world, group));
    if (wrong !== undefined) return { verdict: "broken", checked: groups.length, reason: wrong };
    return {
      verdict: busy.length === 0 ? "unknown" : "holds",
      checked: groups.length,
      reason: `${groups.length} groups cover their tables; of the ${busy.length} that did something, all members agree`,
    } satisfies Finding;
  },
};

function whyNotWhole(groups: readonly FleetGroup[]): string | undefined {
  return firstOf([...new Set(groups.map(({ table }) => table))], (table) => {
    const ranges = groups.filter((group) => group.table === table).map(({ range }) => range);
    const reason = whyNotCovering(ranges);
    return reason === undefined ? undefined : `table ${table}: ${reason}`;
  });
}

function whyNotAgreed(
  world: World,
  { partition, members, leader }: FleetGroup,
): string | undefined {
  if (leader === undefined) return `nobody leads ${partition}`;
  const { committed, items, range, setup } = leader.state;
  return firstOf(members, (member) => {
    const other = world.at(member, replica)?.state;
    // Roles of an idle group start when they are needed: with nothing written, only the leader is.
    if (other === undefined) return committed === 0 ? undefined : `${member} is not running`;
    if (other.setup.kind === "log" || setup.kind === "log") return undefined;
    if (other.committed !== committed) {
      return `${member} has applied ${other.committed} records, ${leader.address} ${committed}`;
    }
    if (other.range.from !== range.from || other.range.to !== range.to) {
      return `${member} and ${leader.address} hold different ranges`;
    }
    const same = JSON.stringify(entriesOf(other.items)) === JSON.stringify(entriesOf(items));
    return same ? undefined : `${member} and ${leader.address} hold different items`;
  });
}

function firstOf<Item>(
  items: readonly Item[],
  why: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const reason = why(item);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
