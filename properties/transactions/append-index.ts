import type {
  Key,
  ListHistory,
  ListOperation,
  Transaction,
  Written,
} from "./transaction-history.ts";

/** All that a history of lists says about one key, before an order is made of it. */
export interface ListKey {
  readonly key: Key;
  /** By value: the transaction that appended it. */
  readonly appenders: Map<Written, number>;
  /** Values that were appended more than once. */
  readonly ambiguous: Set<Written>;
  /** The longest list that was read, the first of that length. */
  longest: readonly Written[];
  longestReader: number;
}

/** Reads of committed transactions, rows in step. */
export interface ListReads {
  readonly transaction: number[];
  readonly key: number[];
  /** Which operation of the transaction it is. */
  readonly place: number[];
}

export interface ListIndex {
  readonly transactions: readonly Transaction<ListOperation>[];
  readonly keys: readonly ListKey[];
  readonly numbers: ReadonlyMap<Key, number>;
  readonly reads: ListReads;
}

/** One pass over a history, keys numbered as they are met. */
export function indexOf({ transactions }: ListHistory): ListIndex {
  const numbers = new Map<Key, number>();
  const keys: ListKey[] = [];
  const reads: ListReads = { transaction: [], key: [], place: [] };
  transactions.forEach(({ operations, status }, transaction) => {
    for (let place = 0; place < operations.length; place += 1) {
      const operation = operations[place]!;
      let number = numbers.get(operation.key);
      if (number === undefined) {
        number = keys.length;
        numbers.set(operation.key, number);
        keys.push(emptyKey(operation.key));
      }
      const entry = keys[number]!;
      if (operation.kind === "append") noteAppend(entry, transaction, operation.value);
      else if (status === "ok" && operation.value !== undefined) {
        reads.transaction.push(transaction);
        reads.key.push(number);
        reads.place.push(place);
        if (operation.value.length <= entry.longest.length) continue;
        entry.longest = operation.value;
        entry.longestReader = transaction;
      }
    }
  });
  return { transactions, keys, numbers, reads };
}

const emptyKey = (key: Key): ListKey => ({
  key,
  appenders: new Map(),
  ambiguous: new Set(),
  longest: [],
  longestReader: -1,
});

function noteAppend(entry: ListKey, transaction: number, value: Written): void {
  const { size } = entry.appenders;
  entry.appenders.set(value, transaction);
  if (entry.appenders.size === size) entry.ambiguous.add(value);
}
