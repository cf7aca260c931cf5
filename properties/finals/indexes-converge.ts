import type { Value } from "../../sim/parts/condition.ts";
import { contains } from "../../sim/parts/key-range.ts";
import { entriesOf } from "../../sim/parts/ordered-map.ts";
import { parseEntryKey } from "../../sim/parts/primary-key.ts";
import type { Item } from "../../sim/systems/dynamodb/messages/records.ts";
import {
  type IndexSpec,
  indexTable,
  isGlobal,
  type TableSpec,
} from "../../sim/systems/dynamodb/tables.ts";
import { replicationGroups } from "../groups/replication-groups.ts";
import { expectedEntry, placeOf } from "../indexes/expected-entry.ts";
import type { FinalProperty, World } from "../property.ts";

/** Once everything is at rest and all queues are empty. */
export const indexesConverge: FinalProperty = {
  kind: "final",
  name: "indexes-converge",
  statement: "Each global index shows what its table holds: no entry missing, stale or too many.",
  source: "developer guide, GSI (eventually consistent with the table); claims K3, K5",

  judge(world) {
    const items = itemsByTable(world);
    let checked = 0;
    for (const table of indexedTables(world)) {
      for (const index of (table.indexes ?? []).filter(isGlobal)) {
        const own = items.get(table.name) ?? [];
        const found = entriesIn(items.get(indexTable(table.name, index.name)) ?? []);
        const reason = difference(index, own, found);
        checked += own.length;
        if (reason !== undefined) {
          return { verdict: "broken", checked, reason: `${table.name}/${index.name}: ${reason}` };
        }
      }
    }
    if (checked === 0) return { verdict: "unknown", checked, reason: "no table has an index" };
    return { verdict: "holds", checked, reason: `${checked} items are in the indexes as they are` };
  },
};

/** Those whose partitions were ever asked anything. */
function indexedTables(world: World): readonly TableSpec[] {
  const tables = new Map<string, TableSpec>();
  for (const { views } of replicationGroups(world)) {
    const table = views[0]?.state.setup.derived?.table;
    if (table !== undefined) tables.set(table.name, table);
  }
  return [...tables.values()];
}

type Stored = readonly (readonly [string, Item])[];

/** As the replica of each group has them that has committed most. */
function itemsByTable(world: World): Map<string, Stored> {
  const items = new Map<string, Stored>();
  for (const { views, logMembers } of replicationGroups(world)) {
    const holders = views.filter(({ address }) => !logMembers.includes(address));
    if (holders.length === 0) continue;
    const { state } = holders.reduce((left, right) =>
      right.state.committed > left.state.committed ? right : left,
    );
    const { table = "" } = state.setup;
    const own = entriesOf(state.items).filter(([key]) => contains(state.range, key));
    items.set(table, [...(items.get(table) ?? []), ...own]);
  }
  return items;
}

function entriesIn(stored: Stored): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const [key, { value }] of stored) {
    if (value === undefined) continue;
    const { partition, sort, of } = parseEntryKey(key);
    found.set(placeOf(partition, sort, of), value);
  }
  return found;
}

function difference(
  index: IndexSpec,
  items: Stored,
  found: Map<string, Value>,
): string | undefined {
  let expected = 0;
  for (const [key, item] of items) {
    const entry = expectedEntry(index, key, item);
    if (entry === undefined) continue;
    expected += 1;
    const shows = found.get(entry.place);
    if (shows !== entry.shows) {
      return `it shows ${shows ?? "nothing"} at ${entry.place}, expected ${entry.shows}`;
    }
  }
  return found.size === expected
    ? undefined
    : `it has ${found.size} entries, expected ${expected} for ${items.length} items`;
}
