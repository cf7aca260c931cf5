import type { Anomalies } from "./anomalies.ts";
import type { VersionRead } from "./observed.ts";
import type { ListOperation, RegisterOperation } from "./transaction-history.ts";
import { nameIn, told } from "./words.ts";

/**
 * Somebody's write came between a transaction's read of an item and its own write to it.
 * `lastReaders`: by key a transaction that read all that anybody saw of it, and wrote unseen.
 */
export function judgeLostUpdate<Operation extends ListOperation | RegisterOperation>(
  { transactions, reader, place, key: number, versions, position }: VersionRead<Operation>,
  lastReaders: Map<number, number>,
  anomalies: Anomalies,
): void {
  const { operations } = transactions[reader]!;
  const { key, writers } = versions;
  let last = operations.length - 1;
  while (last > place && (operations[last]!.kind === "read" || operations[last]!.key !== key)) {
    last -= 1;
  }
  if (last === place || operations.findIndex((each) => each.key === key) !== place) return;
  const write = operations[last]!;
  let next = position;
  while (next < writers.length && writers[next]! < 0) next += 1;
  let other = writers[next];
  if (other === undefined) {
    if (!versions.late.includes(reader)) return;
    other = lastReaders.get(number);
    lastReaders.set(number, other ?? reader);
  }
  if (other === undefined || other === reader || anomalies.isFull("lost-update")) return;
  const nameOf = nameIn(transactions);
  const what = write.kind === "append" ? "appended to" : "wrote";
  const proof = `${nameOf(reader)} ${told(operations[place]!)} and ${told(write)}; ${nameOf(other)} ${what} ${key} in between, or after the same read.`;
  anomalies.addDirect("lost-update", "snapshot-isolation", [other, reader], proof);
}
