import { Dependencies, process, wr } from "./dependency-graph.ts";
import { addRealtimeOrder } from "./order-edges.ts";
import type { RegisterIndex } from "./register-index.ts";

/** Stands for the beginning, which wrote all initial values. */
export const beginning = -1;

/** Something that takes effect at one instant. */
export interface PlannedEvent {
  readonly transaction: number;
  readonly reads: readonly { readonly key: number; readonly from: number }[];
  /** Numbers of keys. */
  readonly writes: readonly number[];
  /** Keys that from here to `until` nobody else may write, nor set about writing. */
  readonly reserves: readonly number[];
}

/** Events to be put in one order, in which each reads what the event named wrote last. */
export interface EventPlan {
  readonly events: readonly PlannedEvent[];
  /** Whether what an event writes was reserved before. */
  readonly isSnapshot: boolean;
  /** What must come before what; nodes from `events.length` on are relays. */
  readonly graph: Dependencies;
}

/** Serializability: a transaction is one event. `strict`: in an order that agrees with real time. */
export function serialPlan(index: RegisterIndex, strict: boolean): EventPlan {
  const { transactions, sessions } = index;
  const graph = new Dependencies(transactions.length);
  sessions.before.forEach((before, transaction) => {
    if (before >= 0) graph.add(before, transaction, process, -1, -1);
  });
  const events = transactions.map((_, transaction) => {
    const reads = readsIn(index, transaction, (writer) => writer);
    for (const { key, from } of reads) if (from >= 0) graph.add(from, transaction, wr, key, -1);
    return { transaction, reads, writes: writesIn(index, transaction), reserves: [] };
  });
  if (strict) addRealtimeOrder(graph, transactions);
  return { events, isSnapshot: false, graph };
}

/**
 * Snapshot isolation: transaction t reads at event 2 t and writes at event 2 t + 1, and nobody else
 * writes in between what it writes (Biswas and Enea, OOPSLA 2019, section 4.3).
 */
export function snapshotPlan(index: RegisterIndex): EventPlan {
  const { transactions, sessions } = index;
  const graph = new Dependencies(2 * transactions.length);
  const events = transactions.flatMap((_, transaction): PlannedEvent[] => {
    const start = 2 * transaction;
    graph.add(start, start + 1, process, -1, -1);
    const before = sessions.before[transaction]!;
    if (before >= 0) graph.add(2 * before + 1, start, process, -1, -1);
    const reads = readsIn(index, transaction, (writer) => 2 * writer + 1);
    for (const { key, from } of reads) if (from >= 0) graph.add(from, start, wr, key, -1);
    const writes = writesIn(index, transaction);
    return [
      { transaction, reads, writes: [], reserves: writes },
      { transaction, reads: [], writes, reserves: [] },
    ];
  });
  return { events, isSnapshot: true, graph };
}

function readsIn(
  { reads, transactions }: RegisterIndex,
  reader: number,
  eventOf: (writer: number) => number,
): { key: number; from: number }[] {
  const rows: { key: number; from: number }[] = [];
  for (let row = reads.start[reader]!; row < reads.start[reader + 1]!; row += 1) {
    const writer = reads.from[row]!;
    const from = writer === transactions.length ? beginning : eventOf(writer);
    rows.push({ key: reads.key[row]!, from });
  }
  return rows;
}

const writesIn = ({ writes }: RegisterIndex, transaction: number): number[] => [
  ...writes.key.subarray(writes.start[transaction]!, writes.start[transaction + 1]!),
];
