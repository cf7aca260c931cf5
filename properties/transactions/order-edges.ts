import { type Dependencies, process, realtime, through } from "./dependency-graph.ts";
import type { Key, Transaction } from "./transaction-history.ts";

const nobody = -1;

/**
 * The order in which each process asked. A transaction that nobody knows the end of may take
 * effect at any later time, so it comes after what its process did before it and before nothing.
 */
export function addProcessOrder(
  graph: Dependencies,
  transactions: readonly Transaction<unknown>[],
): void {
  const last = new Map<Key, number>();
  transactions.forEach((transaction, index) => {
    if (transaction.status === "fail") return;
    const before = last.get(transaction.process);
    if (before !== undefined && !overlaps(transactions[before]!, transaction)) {
      graph.add(before, index, process, nobody, nobody);
    }
    if (transaction.status === "ok") last.set(transaction.process, index);
  });
}

/** Some clients have several transactions under way; these bind one another to nothing. */
export const overlaps = (first: Transaction<unknown>, second: Transaction<unknown>): boolean =>
  first.completed !== Number.POSITIVE_INFINITY && first.completed > second.invoked;

/**
 * What had been answered before something else was asked for: a chain of relays, one for each time
 * at which asking follows answering, in place of an edge for each pair.
 */
export function addRealtimeOrder(
  graph: Dependencies,
  transactions: readonly Transaction<unknown>[],
): void {
  const asked = inOrder(transactions, (transaction) =>
    transaction.status === "fail" ? Number.POSITIVE_INFINITY : transaction.invoked,
  );
  const answered = inOrder(transactions, (transaction) =>
    transaction.status === "ok" ? transaction.completed : Number.POSITIVE_INFINITY,
  );
  let barrier = nobody;
  let next = 0;
  for (const index of asked) {
    const { invoked } = transactions[index]!;
    const first = next;
    while (next < answered.length && transactions[answered[next]!]!.completed < invoked) next += 1;
    if (next > first) {
      const fresh = graph.relay();
      if (barrier !== nobody) graph.add(barrier, fresh, through, nobody, nobody);
      for (const before of answered.subarray(first, next)) {
        graph.add(before, fresh, realtime, nobody, nobody);
      }
      barrier = fresh;
    }
    if (barrier !== nobody) graph.add(barrier, index, through, nobody, nobody);
  }
}

/** Indices by rising time, ties by index; those without one are left out. */
function inOrder(
  transactions: readonly Transaction<unknown>[],
  timeOf: (transaction: Transaction<unknown>) => number,
): Int32Array {
  const times = new Float64Array(transactions.length);
  const indices = new Int32Array(transactions.length);
  let count = 0;
  let isSorted = true;
  transactions.forEach((transaction, index) => {
    const time = timeOf(transaction);
    if (time === Number.POSITIVE_INFINITY) return;
    times[index] = time;
    if (count > 0 && times[indices[count - 1]!]! > time) isSorted = false;
    indices[count] = index;
    count += 1;
  });
  const timed = indices.subarray(0, count);
  return isSorted ? timed : sorted(timed, times);
}

/** Whole numbers go with their indices into one number each: those sort several times as fast. */
function sorted(indices: Int32Array, times: Float64Array): Int32Array {
  const size = times.length;
  const packed = new Float64Array(indices.length);
  for (let place = 0; place < indices.length; place += 1) {
    const time = times[indices[place]!]!;
    packed[place] = time * size + indices[place]!;
    if (!Number.isInteger(time) || time < 0 || !Number.isSafeInteger((time + 1) * size)) {
      return indices.sort((one, two) => times[one]! - times[two]! || one - two);
    }
  }
  packed.sort(); // as numbers
  const order = new Int32Array(packed.length);
  for (let place = 0; place < order.length; place += 1) {
    order[place] = packed[place]! - Math.floor(packed[place]! / size) * size;
  }
  return order;
}
