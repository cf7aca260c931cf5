import { isWrite, type Operation } from "../../sim/client/history.ts";
import { toMs } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";
import { singly } from "./singly.ts";

/** The newest write of a key that was acknowledged up to an instant. */
interface Known {
  readonly at: number;
  readonly version: number;
}

/**
 * Reads of either kind against acknowledged writes: what the caller was told is done before it asked
 * must be in the answer. Weaker than linearizable, and it can be asked of eventual reads as well.
 */
export const noStaleReads: HistoryProperty = {
  kind: "history",
  name: "no-stale-reads",
  statement: "No read misses a write of its key that was acknowledged before the read began.",
  source: "claims R1, R3; developer guide, read consistency",

  judge({ operations }) {
    const known = acknowledged(operations);
    const reads = operations.filter(
      ({ kind, outcome, phase }) => kind === "get" && outcome === "ok" && phase === "load",
    );
    if (reads.length === 0) return { verdict: "unknown", checked: 0, reason: "nobody read" };
    const stale = reads.filter((read) => newestBefore(known, read) > read.version);
    const reason = `${stale.length} of ${reads.length} reads miss what was acknowledged before them`;
    const [first] = stale;
    if (first === undefined) return { verdict: "holds", checked: reads.length, reason };
    const { request, key, invoked } = first;
    return {
      verdict: "broken",
      checked: reads.length,
      reason: `${reason}, first r${request} of ${key} at ${toMs(invoked)} ms`,
      at: first.completed ?? invoked,
      operations: stale.slice(0, 10).map((read) => read.request),
    };
  },
};

/** By key, in the order of acknowledgement, each with the newest version known by then. */
function acknowledged(operations: readonly Operation[]): Map<string, Known[]> {
  const writes = singly(operations)
    .filter((operation) => isWrite(operation) && operation.outcome === "ok")
    .map(({ key, version, completed, invoked }) => ({ key, version, at: completed ?? invoked }))
    .sort((one, other) => one.at - other.at || one.version - other.version);
  const byKey = new Map<string, Known[]>();
  for (const { key, at, version } of writes) {
    const list = byKey.get(key) ?? [];
    byKey.set(key, list);
    list.push({ at, version: Math.max(version, list.at(-1)?.version ?? 0) });
  }
  return byKey;
}

/** The newest version that was acknowledged before the read began, by halving. */
function newestBefore(known: ReadonlyMap<string, readonly Known[]>, read: Operation): number {
  const list = known.get(read.key) ?? [];
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.at < read.invoked) low = middle + 1;
    else high = middle;
  }
  return list[low - 1]?.version ?? 0;
}
