import type { Anomalies } from "./anomalies.ts";
import { Dependencies, rw, wr } from "./dependency-graph.ts";
import { Followers } from "./followers.ts";
import { addProcessOrder, addRealtimeOrder } from "./order-edges.ts";
import { type RegisterIndex, writesTo } from "./register-index.ts";
import { nameIn } from "./words.ts";

/** One version of an item: who saw it, and who wrote over it knowing it. */
interface Version {
  readonly key: number;
  /** The number after the last transaction for the initial value. */
  readonly writer: number;
  readonly readers: number[];
  readonly followers: number[];
}

/**
 * What reads tell of the order of versions: every write comes after the initial value, and what a
 * transaction writes comes after what it read of the same item (Kingsbury and Alvaro, VLDB 2020).
 * All of it is so, but there may be more that takes reasoning about several items.
 */
export function inferredDependencies(
  index: RegisterIndex,
  versions: readonly Version[],
): Dependencies {
  const { transactions } = index;
  const graph = new Dependencies(transactions.length);
  const writers = writersByKey(index);
  for (const { key, writer, readers, followers } of versions) {
    const isInitial = writer === transactions.length;
    const next = new Followers(graph, key, -1, isInitial ? writers[key]! : followers);
    for (const reader of readers) {
      if (!isInitial) graph.add(writer, reader, wr, key, -1);
      next.after(reader, rw);
    }
  }
  addProcessOrder(graph, transactions);
  addRealtimeOrder(graph, transactions);
  return graph;
}

/** The versions that somebody read. */
export function versionsSeen({ transactions, reads, writes }: RegisterIndex): Version[] {
  const versions = new Map<number, Version>();
  transactions.forEach((_, reader) => {
    for (let row = reads.start[reader]!; row < reads.start[reader + 1]!; row += 1) {
      const [key, writer] = [reads.key[row]!, reads.from[row]!];
      const name = key * (transactions.length + 1) + writer;
      let version = versions.get(name);
      if (version === undefined) {
        version = { key, writer, readers: [], followers: [] };
        versions.set(name, version);
      }
      version.readers.push(reader);
      if (writesTo(writes, reader, key)) version.followers.push(reader);
    }
  });
  return [...versions.values()];
}

/** Two that each wrote over a version without seeing what the other made of it. */
export function addLostUpdates(
  { transactions, keys }: RegisterIndex,
  versions: readonly Version[],
  anomalies: Anomalies,
): void {
  const nameOf = nameIn(transactions);
  for (const { key, writer, followers } of versions) {
    if (followers.length < 2 || anomalies.isFull("lost-update")) continue;
    const [one, two] = [followers[0]!, followers[1]!];
    const source =
      writer === transactions.length ? "its initial value" : `what ${nameOf(writer)} wrote`;
    const proof = `${nameOf(one)} and ${nameOf(two)} both read ${keys[key]}, found ${source}, and wrote over it.`;
    anomalies.addDirect("lost-update", "snapshot-isolation", [one, two], proof);
  }
}

function writersByKey({ keys, writes, transactions }: RegisterIndex): number[][] {
  const writers = keys.map((): number[] => []);
  transactions.forEach((_, writer) => {
    for (let row = writes.start[writer]!; row < writes.start[writer + 1]!; row += 1) {
      writers[writes.key[row]!]!.push(writer);
    }
  });
  return writers;
}
