import type { Key, RegisterOperation, Transaction, Written } from "./transaction-history.ts";

/** In place of a write: the value was written more than once. */
export const severalWrites = -2;

/** Which operation wrote which value. Operations are numbered through the whole history. */
export interface ValueIndex {
  readonly keys: readonly Key[];
  /** By transaction, and one more: the number of its first operation. */
  readonly start: Int32Array;
  /** By operation: the number of its key, and its transaction. */
  readonly keyOf: Int32Array;
  readonly transactionOf: Int32Array;
  /** By operation: 1 for a write that its own transaction writes over. */
  readonly isIntermediate: Uint8Array;
  /** By key: the operation that wrote a value, or `severalWrites`. */
  readonly writes: readonly Map<Written | null, number>[];
}

export function valueIndexOf(transactions: readonly Transaction<RegisterOperation>[]): ValueIndex {
  const start = new Int32Array(transactions.length + 1);
  transactions.forEach(({ operations }, transaction) => {
    start[transaction + 1] = start[transaction]! + operations.length;
  });
  const keyOf = new Int32Array(start.at(-1)!);
  const transactionOf = new Int32Array(keyOf.length);
  const isIntermediate = new Uint8Array(keyOf.length);
  const numbers = new Map<Key, number>();
  const writes: Map<Written | null, number>[] = [];
  const lastWrite: number[] = [];
  transactions.forEach(({ operations }, transaction) => {
    const first = start[transaction]!;
    for (let place = 0; place < operations.length; place += 1) {
      const { key, kind, value } = operations[place]!;
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
        writes.push(new Map());
        lastWrite.push(-1);
      }
      const operation = first + place;
      keyOf[operation] = number;
      transactionOf[operation] = transaction;
      if (kind === "read") continue;
      if (lastWrite[number]! >= first) isIntermediate[lastWrite[number]!] = 1;
      lastWrite[number] = operation;
      noteWrite(writes[number]!, value, operation);
    }
  });
  return { keys: [...numbers.keys()], start, keyOf, transactionOf, isIntermediate, writes };
}

function noteWrite(
  writes: Map<Written | null, number>,
  value: Written | null,
  operation: number,
): void {
  const { size } = writes;
  writes.set(value, operation);
  // Two with one value: nobody can tell which of them a reader saw.
  if (writes.size === size) writes.set(value, severalWrites);
}
