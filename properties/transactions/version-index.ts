import type {
  Key,
  RegisterHistory,
  RegisterOperation,
  Transaction,
  Written,
} from "./transaction-history.ts";

/** Operations on one key whose version is known, in the order of the history; rows in step. */
export interface VersionColumns {
  readonly transaction: number[];
  /** Which operation of the transaction it is. */
  readonly place: number[];
  readonly version: number[];
}

/** All that a history of registers says about one key. */
export interface VersionKey {
  readonly key: Key;
  readonly writes: VersionColumns;
  /** Of committed transactions. */
  readonly reads: VersionColumns;
  /** By value: who wrote it without knowing as which version; `severalWriters` if not one. */
  readonly unplaced: Map<Written | null, number>;
}

export const severalWriters = -2;

export interface VersionIndex {
  readonly transactions: readonly Transaction<RegisterOperation>[];
  readonly keys: readonly VersionKey[];
}

/** One pass over a history, keys numbered as they are met. */
export function versionIndexOf({ transactions }: RegisterHistory): VersionIndex {
  const keys = new Map<Key, VersionKey>();
  transactions.forEach(({ operations, status }, transaction) => {
    for (let place = 0; place < operations.length; place += 1) {
      const operation = operations[place]!;
      let entry = keys.get(operation.key);
      if (entry === undefined) {
        entry = emptyKey(operation.key);
        keys.set(operation.key, entry);
      }
      const { kind, version, value } = operation;
      if (version !== undefined && kind === "write")
        note(entry.writes, transaction, place, version);
      else if (kind === "write") noteUnplaced(entry, transaction, value);
      else if (version !== undefined && status === "ok") {
        note(entry.reads, transaction, place, version);
      }
    }
  });
  return { transactions, keys: [...keys.values()] };
}

const emptyKey = (key: Key): VersionKey => ({
  key,
  writes: { transaction: [], place: [], version: [] },
  reads: { transaction: [], place: [], version: [] },
  unplaced: new Map(),
});

function note(columns: VersionColumns, transaction: number, place: number, version: number): void {
  columns.transaction.push(transaction);
  columns.place.push(place);
  columns.version.push(version);
}

function noteUnplaced({ unplaced }: VersionKey, transaction: number, value: Written | null): void {
  unplaced.set(value, unplaced.has(value) ? severalWriters : transaction);
}
