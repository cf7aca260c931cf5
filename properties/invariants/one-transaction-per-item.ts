import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { Invariant } from "../property.ts";
import { followCommitted } from "../recording/committed-records.ts";

/** Looks at logs alone: who waits for whom, record by record. */
export const oneTransactionPerItem: Invariant = {
  kind: "invariant",
  name: "one-transaction-per-item",
  statement: "An item that waits for one transaction is prepared for no other.",
  source: "ATC '23, §3.3, rule 4; Listings 3 and 4",
  watches: replica,
  onOccasion: true,

  watch() {
    const committedBy = followCommitted((_table, hasTransactions) => hasTransactions);
    const waiting = new Map<string, string>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const { table, records } = committedBy(step) ?? nothing;
        for (const { key, lsn, extras } of records) {
          const place = `${table}/${key}`;
          const before = waiting.get(place);
          const now = extras?.transaction;
          if (now === undefined) {
            waiting.delete(place);
            continue;
          }
          checked += 1;
          if (before !== undefined && before !== now.id) {
            return `${place} is prepared for ${now.id} at ${lsn}, while it waits for ${before}`;
          }
          waiting.set(place, now.id);
        }
        return undefined;
      },
    };
  },
};

const nothing = { table: "", records: [] } as const;
