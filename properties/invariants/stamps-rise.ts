import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { Invariant } from "../property.ts";
import { followCommitted } from "../recording/committed-records.ts";

/**
 * Transactions and single writes are in the order of their timestamps, item by item: what a late
 * transaction would have written is not written any more. Looks at logs alone. A delete leaves its
 * stamp, too, though no item.
 */
export const stampsRise: Invariant = {
  kind: "invariant",
  name: "stamps-rise",
  statement: "No item is written with a timestamp below that of its last write or delete.",
  source: "ATC '23, §3.2, §3.3 (timestamp ordering; maximum delete timestamp)",
  watches: replica,
  onOccasion: true,

  watch() {
    const committedBy = followCommitted((_table, hasTransactions) => hasTransactions);
    const stamps = new Map<string, number>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const { table, records } = committedBy(step) ?? nothing;
        for (const { key, lsn, extras, deleteStamp } of records) {
          const stamp = deleteStamp ?? extras?.stamp;
          if (stamp === undefined) continue;
          const place = `${table}/${key}`;
          const last = stamps.get(place) ?? 0;
          checked += 1;
          if (stamp < last) return `${place} has stamp ${stamp} at ${lsn}, after one of ${last}`;
          stamps.set(place, stamp);
        }
        return undefined;
      },
    };
  },
};

const nothing = { table: "", records: [] } as const;
