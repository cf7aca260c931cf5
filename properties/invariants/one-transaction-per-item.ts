import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { Invariant } from "../property.ts";
import { followCommitted } from "../recording/committed-records.ts";

/** Looks at logs alone: who waits for whom, record by record. */
export const oneTransactionPerItem: Invariant = {
  kind: "invariant",
  name: "one-transaction-per-item",
  statement:
    "An item that waits for one transaction is prepared for no other, and keeps its value until then.",
  source: "ATC '23, §3.3, rule 4; Listings 3 and 4",
  watches: replica,
  onOccasion: true,

  watch() {
    const committedBy = followCommitted((_table, hasTransactions) => hasTransactions);
    const waiting = new Map<string, { readonly id: string; readonly made: number }>();
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
          const made = extras?.made ?? 0;
          if (before !== undefined && before.id !== now.id) {
            return `${place} is prepared for ${now.id} at ${lsn}, while it waits for ${before.id}`;
          }
          if (before !== undefined && before.made !== made) {
            return `${place} is written at ${made}, while it waits for ${now.id}`;
          }
          waiting.set(place, { id: now.id, made });
        }
        return undefined;
      },
    };
  },
};

const nothing = { table: "", records: [] } as const;
