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
  const times = Float64Array.from(transactions, timeOf);
  const indices = Int32Array.from(transactions.keys()).filter(
    (index) => times[index] !== Number.POSITIVE_INFINITY,
  );
  const isSorted = indices.every(
    (index, place) => place === 0 || times[indices[place - 1]!]! <= times[index]!,
  );
  return isSorted ? indices : indices.sort((one, two) => times[one]! - times[two]! || one - two);
}
