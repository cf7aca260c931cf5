import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { isGlobal } from "../../sim/systems/dynamodb/tables.ts";
import type { Invariant } from "../property.ts";

/** Digits of the hash before the partition key; U+0000 ends that where a sort key follows. */
const hashDigits = 32;

export const collectionsStayWhole: Invariant = {
  kind: "invariant",
  name: "collections-stay-whole",
  statement: "Of a table with local indexes no two partitions share a partition key.",
  source: "developer guide, burst and adaptive capacity (no split of a collection), LSI",
  watches: replica,
  onOccasion: true,

  watch() {
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const { setup, range } = step.by(replica)?.who.state ?? {};
        const indexes = setup?.derived?.table.indexes;
        if (range === undefined || indexes === undefined || indexes.every(isGlobal)) {
          return undefined;
        }
        checked += 1;
        return range.from.indexOf("\0", hashDigits) === -1
          ? undefined
          : `${setup?.partition} begins at ${JSON.stringify(range.from)}, within a partition key`;
      },
    };
  },
};
