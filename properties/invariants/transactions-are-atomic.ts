import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { PreparedPart } from "../../sim/systems/dynamodb/messages/transactions.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { entryOf, ledgerTable } from "../../sim/systems/dynamodb/transactions/ledger.ts";
import { isOfTransaction } from "../../sim/systems/dynamodb/transactions/stamps.ts";
import type { Invariant } from "../property.ts";
import { type Committed, followCommitted } from "../recording/committed-records.ts";

/** What became of a transaction's items, as the logs of their partitions have it. */
interface Seen {
  readonly written: Set<string>;
  /** Items that a single write has written since, with a later stamp: they count as written. */
  readonly overtaken: Set<string>;
  readonly released: Set<string>;
}

/**
 * Looks at the logs of partitions, not at what coordinators believe: a transaction is known by its
 * timestamp, and an item that waited for it is written with that stamp, or not. A completed entry in
 * the ledger says that all is done.
 */
export const transactionsAreAtomic: Invariant = {
  kind: "invariant",
  name: "transactions-are-atomic",
  statement:
    "Of a transaction's items all are written or none, and all are when the ledger says that it is completed.",
  source: "ATC '23, §3.3 (atomicity); claim T1",
  watches: replica,
  onOccasion: true,

  watch() {
    const committedBy = followCommitted(
      (table, hasTransactions) => hasTransactions || table === ledgerTable,
    );
    const waiting = new Map<string, PreparedPart>();
    /** Of the last write of each item. */
    const stamps = new Map<string, number>();
    const transactions = new Map<number, Seen>();
    let checked = 0;

    const seenOf = (stamp: number): Seen => {
      let seen = transactions.get(stamp);
      if (seen === undefined) {
        seen = { written: new Set(), overtaken: new Set(), released: new Set() };
        transactions.set(stamp, seen);
      }
      return seen;
    };

    const whyNotItem = (place: string, record: LogRecord): string | undefined => {
      const before = waiting.get(place);
      const now = record.extras?.transaction;
      if (now !== undefined) {
        waiting.set(place, now);
        return undefined;
      }
      waiting.delete(place);
      const stamp = record.deleteStamp ?? record.extras?.stamp;
      if (stamp !== undefined && stamp !== stamps.get(place)) {
        stamps.set(place, stamp);
        if (isOfTransaction(stamp)) seenOf(stamp).written.add(place);
      }
      if (before === undefined) return undefined;
      checked += 1;
      const seen = seenOf(before.stamp);
      const last = stamp ?? stamps.get(place) ?? 0;
      if (last > before.stamp) seen.overtaken.add(place);
      else if (stamp !== before.stamp) seen.released.add(place);
      const [written] = seen.written;
      const [released] = seen.released;
      if (written === undefined || released === undefined) return undefined;
      return `${before.id} is written at ${written}, and cancelled at ${released}`;
    };

    const whyNotEntry = (id: string, { value }: LogRecord): string | undefined => {
      if (value === undefined) return undefined;
      const { stage, stamp, reasons, actions } = entryOf(value);
      if (stage !== "completed") return undefined;
      const { written, overtaken } = seenOf(stamp);
      const wanted = reasons === undefined ? actions.length - overtaken.size : 0;
      checked += 1;
      transactions.delete(stamp);
      if (written.size === wanted) return undefined;
      return `${id} is completed, and of its ${actions.length} items ${written.size} are written, not ${wanted}`;
    };

    const whyNot = ({ table, records }: Committed): string | undefined => {
      for (const record of records) {
        const place = `${table}/${record.key}`;
        const reason =
          table === ledgerTable ? whyNotEntry(record.key, record) : whyNotItem(place, record);
        if (reason !== undefined) return reason;
      }
      return undefined;
    };

    return {
      get checked() {
        return checked;
      },
      after(step) {
        const committed = committedBy(step);
        return committed === undefined ? undefined : whyNot(committed);
      },
    };
  },
};
