import type { CycleHunt } from "./cycles.ts";
import { type Digraph, wr } from "./dependency-graph.ts";
import type { Footprints, Place } from "./footprints.ts";
import { overlaps } from "./order-edges.ts";
import type { CycleStep, Key } from "./transaction-history.ts";
import type { Missed } from "./visibility.ts";
import { becauseOf, stepOf } from "./words.ts";

/**
 * Reads that missed a version made by a transaction that the same reader read from; with sessions
 * also by an earlier transaction of its process.
 */
export function fracturedReadsOf(part: Digraph, footprints: Footprints, hunt: CycleHunt): Missed[] {
  const found: Missed[] = [];
  part.source.forEach((source, edge) => {
    if (part.kind[edge] !== wr) return;
    const writer = part.origin[source]!;
    const reader = part.origin[part.target[edge]!]!;
    const missed = missedOf(reader, footprints.writes.get(writer), footprints);
    if (missed === undefined) return;
    found.push({ ...missed, reader, writer, path: [stepOf(part, edge, reader, hunt)] });
  });
  return hunt.sessions ? [...found, ...missedInSessions(part, footprints, hunt)] : found;
}

/** The first place of `writes` that a reader should have seen and did not. */
export function missedOf(
  reader: number,
  writes: readonly Place[] | undefined,
  footprints: Footprints,
): Place | undefined {
  const reads = footprints.reads.get(reader);
  if (reads === undefined || writes === undefined) return undefined;
  return writes.find((write) =>
    reads.some((read) => read.key === write.key && read.position <= write.position),
  );
}

interface Newest extends Place {
  readonly writer: number;
}

function missedInSessions(part: Digraph, footprints: Footprints, hunt: CycleHunt): Missed[] {
  const { transactions } = hunt;
  const byProcess = new Map<Key, Map<number, Newest>>();
  const found: Missed[] = [];
  for (const member of part.origin) {
    const transaction = transactions[member];
    if (transaction === undefined) continue;
    const newest = byProcess.get(transaction.process) ?? new Map<number, Newest>();
    byProcess.set(transaction.process, newest);
    for (const read of footprints.reads.get(member) ?? []) {
      const write = newest.get(read.key);
      if (write === undefined || write.position < read.position) continue;
      if (overlaps(transactions[write.writer]!, transaction)) continue;
      const path = [processStep(write.writer, member, hunt)];
      found.push({ ...write, reader: member, path });
    }
    if (transaction.status !== "ok") continue;
    for (const { key, position } of footprints.writes.get(member) ?? []) {
      if ((newest.get(key)?.position ?? -1) >= position) continue;
      newest.set(key, { key, position, writer: member });
    }
  }
  return found;
}

function processStep(from: number, to: number, hunt: CycleHunt): CycleStep {
  const because = becauseOf(hunt, "process", from, to, -1, -1);
  return { from, to, kind: "process", key: undefined, because };
}
