import { contains } from "../../sim/parts/key-range.ts";
import { entriesOf } from "../../sim/parts/ordered-map.ts";
import { parseItemKey } from "../../sim/parts/primary-key.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { isGlobal } from "../../sim/systems/dynamodb/tables.ts";
import { replicationGroups } from "../groups/replication-groups.ts";
import { expectedEntry } from "../indexes/expected-entry.ts";
import type { FinalProperty } from "../property.ts";

/** Writes of one partition key that may have been let in beside one another. */
const beside = 8;

/** Adds up the items and the entries that whole items have in local indexes. */
export const collectionsWithinLimit: FinalProperty = {
  kind: "final",
  name: "collections-within-limit",
  statement: "The items of one partition key and their local entries weigh no more than they may.",
  source: "developer guide, item collections (10 GB)",

  judge(world) {
    let checked = 0;
    let largest = 0;
    for (const { views } of replicationGroups(world)) {
      const state = views[0]?.state;
      if (state === undefined || state.setup.kind === "log") continue;
      const { collectionLimit } = state.setup.config;
      for (const [key, { bytes, item }] of collectionsOf(state)) {
        checked += 1;
        if (bytes > largest) largest = bytes;
        if (bytes <= collectionLimit + beside * item) continue;
        const reason = `${key} weighs ${bytes} bytes, expected at most ${collectionLimit} and ${beside} writes of ${item}`;
        return { verdict: "broken", checked, reason };
      }
    }
    if (checked === 0) return { verdict: "unknown", checked, reason: "no table has a local index" };
    return { verdict: "holds", checked, reason: `the largest of ${checked} has ${largest} bytes` };
  },
};

/** By partition key: bytes, and those of its largest item with all entries. */
function collectionsOf({
  setup,
  items,
  range,
}: Readonly<ReplicaState>): Map<string, { bytes: number; item: number }> {
  const found = new Map<string, { bytes: number; item: number }>();
  const locals = (setup.derived?.table.indexes ?? []).filter((index) => !isGlobal(index));
  if (locals.length === 0) return found;
  for (const [key, item] of entriesOf(items)) {
    if (!contains(range, key) || item.value === undefined) continue;
    let bytes = item.bytes;
    for (const index of locals) {
      const isWhole = (index.projection ?? "all") === "all";
      if (isWhole && expectedEntry(index, key, item) !== undefined) bytes += item.bytes;
    }
    const { partition } = parseItemKey(key);
    const known = found.get(partition) ?? { bytes: 0, item: 0 };
    found.set(partition, { bytes: known.bytes + bytes, item: Math.max(known.item, bytes) });
  }
  return found;
}
