import { contains } from "../../sim/parts/key-range.ts";
import { entriesOf } from "../../sim/parts/ordered-map.ts";
import { isNewer, type Version } from "../../sim/systems/dynamodb/global-tables/versions.ts";
import type { StreamRecord } from "../../sim/systems/dynamodb/streams/messages.ts";
import { streamServer } from "../../sim/systems/dynamodb/streams/stream-server.ts";
import { replicationGroups } from "../groups/replication-groups.ts";
import type { FinalProperty, World } from "../property.ts";

/**
 * Once everything is at rest. What all Regions should hold is worked out from the streams, which have
 * every change that was made anywhere, and not from what the replicas of items say of themselves.
 */
export const regionsConverge: FinalProperty = {
  kind: "final",
  name: "regions-converge",
  statement:
    "All Regions of a global table hold the same items: of each the write with the last stamp.",
  source: "developer guide, global tables (the last writer wins)",

  judge(world) {
    const tables = tablesOf(world);
    const expected = lastWrites(world);
    let checked = 0;
    for (const [of, regions] of tables) {
      const { writers = new Set(), writes = new Map() } = expected.get(of) ?? {};
      if (writers.size < 2) {
        const reason = `${of} was written in ${[...writers].join(", ") || "no Region"} alone`;
        return { verdict: "unknown", checked, reason };
      }
      for (const [region, items] of regions) {
        const reason = difference(writes, items);
        checked += items.size;
        if (reason !== undefined) {
          return { verdict: "broken", checked, reason: `${of} in ${region}: ${reason}` };
        }
      }
    }
    if (tables.size === 0) return { verdict: "unknown", checked, reason: "no table is global" };
    return { verdict: "holds", checked, reason: `${checked} items are in all Regions as they are` };
  },
};

/** Values by key. */
type Items = ReadonlyMap<string, string>;

/** By global table and Region: as the replica of each group has it that has committed most. */
function tablesOf(world: World): Map<string, Map<string, Map<string, string>>> {
  const tables = new Map<string, Map<string, Map<string, string>>>();
  for (const { views } of replicationGroups(world)) {
    const { state } = views.reduce((left, right) =>
      right.state.committed > left.state.committed ? right : left,
    );
    const { replica } = state.setup.derived?.table ?? {};
    if (replica === undefined) continue;
    const regions = tables.get(replica.of) ?? new Map<string, Map<string, string>>();
    tables.set(replica.of, regions);
    const items = regions.get(replica.region) ?? new Map<string, string>();
    regions.set(replica.region, items);
    for (const [key, { value, bytes, extras }] of entriesOf(state.items)) {
      if (value === undefined || !contains(state.range, key)) continue;
      items.set(key, inWords(value, bytes, extras?.attributes));
    }
  }
  return tables;
}

/** The write of an item that came last, wherever it was made. */
interface LastWrite {
  readonly version: Version;
  /** Undefined: it removed the item. */
  readonly left: string | undefined;
}

interface Written {
  /** Regions that anything was written in. */
  readonly writers: Set<string>;
  /** By key. */
  readonly writes: Map<string, LastWrite>;
}

/** By global table. */
function lastWrites(world: World): Map<string, Written> {
  const found = new Map<string, Written>();
  for (const { state } of world.playing(streamServer)) {
    for (const { table, shards } of state.shelves.values()) {
      const of = table.slice(table.indexOf(":") + 1);
      const written = found.get(of) ?? { writers: new Set(), writes: new Map() };
      found.set(of, written);
      for (const { records } of shards) for (const record of records) noteWrite(written, record);
    }
  }
  return found;
}

function noteWrite({ writers, writes }: Written, { key, version, after }: StreamRecord): void {
  if (version === undefined) return;
  writers.add(version.region);
  const known = writes.get(key);
  if (known !== undefined && !isNewer(version, known.version)) return;
  const left = after && inWords(after.value, after.bytes, after.attributes);
  writes.set(key, { version, left });
}

const inWords = (value: unknown, bytes: number, attributes: object | undefined): string =>
  JSON.stringify([value, bytes, attributes ?? null]);

function difference(expected: ReadonlyMap<string, LastWrite>, items: Items): string | undefined {
  for (const [key, { left, version }] of expected) {
    if (items.get(key) === left) continue;
    const should = `${left ?? "nothing"}, written in ${version.region} at ${version.stamp} µs`;
    return `${key} is ${items.get(key) ?? "not there"}, expected ${should}`;
  }
  for (const key of items.keys()) {
    if (!expected.has(key)) return `${key} is there, which no stream knows of`;
  }
  return undefined;
}
