import type { Anomalies } from "./anomalies.ts";
import { type RegisterOptions, type RegisterReads, registerReadsOf } from "./register-reads.ts";
import type {
  Key,
  RegisterHistory,
  RegisterOperation,
  Transaction,
} from "./transaction-history.ts";
import { type ValueIndex, valueIndexOf } from "./value-index.ts";

/** Who read what from whom in a history of registers, as far as the values tell. */
export interface RegisterIndex {
  readonly transactions: readonly Transaction<RegisterOperation>[];
  readonly keys: readonly Key[];
  readonly reads: RegisterReads;
  readonly writes: RegisterWrites;
  readonly sessions: Sessions;
}

/** What each transaction that happened left, keys rising. */
export interface RegisterWrites {
  /** By transaction, and one more: its first row. */
  readonly start: Int32Array;
  readonly key: Int32Array;
}

/**
 * Sessions are processes, except that a transaction of unknown end may take effect at any later
 * time: it comes after what its process did before, and is a session of its own.
 */
export interface Sessions {
  /** By transaction: 1 where it happened: it committed, or somebody read from it. */
  readonly isIncluded: Uint8Array;
  /** By transaction: the one before it in its process; -1 for none. */
  readonly before: Int32Array;
  /** By transaction: number of its session; -1 for those not included. */
  readonly of: Int32Array;
  readonly count: number;
}

/** Adds to the anomalies what is wrong with single reads. */
export function registerIndexOf(
  { transactions }: RegisterHistory,
  options: RegisterOptions,
  anomalies: Anomalies,
): RegisterIndex {
  const values = valueIndexOf(transactions);
  const reads = registerReadsOf(transactions, values, options, anomalies);
  const sessions = sessionsOf(transactions, reads);
  const writes = writesOf(transactions, values, sessions);
  return { transactions, keys: values.keys, reads, writes, sessions };
}

function writesOf(
  transactions: readonly Transaction<RegisterOperation>[],
  values: ValueIndex,
  { isIncluded }: Sessions,
): RegisterWrites {
  const start = new Int32Array(transactions.length + 1);
  const keys: number[] = [];
  transactions.forEach(({ operations }, transaction) => {
    const first = values.start[transaction]!;
    const own: number[] = [];
    for (let place = 0; isIncluded[transaction] === 1 && place < operations.length; place += 1) {
      if (operations[place]!.kind === "read" || values.isIntermediate[first + place] === 1)
        continue;
      own.push(values.keyOf[first + place]!);
    }
    keys.push(...own.sort((one, two) => one - two));
    start[transaction + 1] = keys.length;
  });
  return { start, key: Int32Array.from(keys) };
}

function sessionsOf(
  transactions: readonly Transaction<RegisterOperation>[],
  { from }: RegisterReads,
): Sessions {
  const isIncluded = Uint8Array.from(transactions, ({ status }) => (status === "ok" ? 1 : 0));
  for (const writer of from) if (writer < transactions.length) isIncluded[writer] = 1;
  const before = new Int32Array(transactions.length).fill(-1);
  const of = new Int32Array(transactions.length).fill(-1);
  const last = new Map<Key, number>();
  let count = 0;
  transactions.forEach(({ process, status }, transaction) => {
    if (isIncluded[transaction] === 0) return;
    const previous = last.get(process);
    if (previous !== undefined) before[transaction] = previous;
    const isNew = previous === undefined || status === "info";
    of[transaction] = isNew ? count++ : of[previous]!;
    if (status === "ok") last.set(process, transaction);
  });
  return { isIncluded, before, of, count };
}

/** Whether a transaction left a value of the key. */
export function writesTo(
  { start, key }: RegisterWrites,
  transaction: number,
  sought: number,
): boolean {
  let [low, high] = [start[transaction]!, start[transaction + 1]!];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key[middle]! < sought) low = middle + 1;
    else high = middle;
  }
  return low < start[transaction + 1]! && key[low] === sought;
}
