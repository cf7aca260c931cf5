/** How old eventually consistent reads were, against what was acknowledged before they began. */

import { isWrite, type Operation } from "../sim/client/history.ts";
import type { Measure } from "./result.ts";

/**
 * Share of eventual reads that missed an acknowledged write, and for those how long before the read
 * that write had been acknowledged (p50, p99). Empty when there were no eventual reads.
 */
export function staleness(load: readonly Operation[]): Record<string, Measure> {
  const reads = load.filter(
    ({ kind, consistency, outcome }) =>
      kind === "get" && consistency === "eventual" && outcome === "ok",
  );
  if (reads.length === 0) return {};
  const acknowledged = acknowledgements(load);
  const ages = reads
    .map((read) => ageOf(read, acknowledged.get(read.key) ?? []))
    .filter((age) => age !== undefined)
    .sort((left, right) => left - right);
  const at = (share: number): Measure => ({
    value: (ages[Math.ceil(share * ages.length) - 1] ?? 0) / 1_000,
    unit: "ms",
  });
  return {
    staleShare: { value: ages.length / reads.length, unit: "share of eventual reads" },
    stalenessP50: at(0.5),
    stalenessP99: at(0.99),
  };
}

interface Acknowledged {
  readonly at: number;
  readonly version: number;
}

/** By key, in the order of acknowledgement. */
function acknowledgements(load: readonly Operation[]): Map<string, Acknowledged[]> {
  const byKey = new Map<string, Acknowledged[]>();
  for (const { kind, key, outcome, completed, version } of load) {
    if (!isWrite({ kind }) || outcome !== "ok" || completed === undefined) continue;
    const list = byKey.get(key) ?? [];
    list.push({ at: completed, version });
    byKey.set(key, list);
  }
  for (const list of byKey.values()) {
    list.sort((left, right) => left.at - right.at || left.version - right.version);
  }
  return byKey;
}

/** Time since the oldest acknowledgement that the read missed; undefined: it missed none. */
function ageOf(read: Operation, writes: readonly Acknowledged[]): number | undefined {
  let end = countBefore(writes, read.invoked);
  let missed: number | undefined;
  // Acknowledgements come nearly in the order of versions: a few steps back are enough to be sure.
  for (let steps = 0; end > 0 && steps < 64; steps += 1) {
    end -= 1;
    const { at, version } = writes[end]!;
    if (version > read.version) {
      missed = at;
      steps = 0;
    }
  }
  return missed === undefined ? undefined : read.invoked - missed;
}

/** How many were acknowledged before `time`, by halving. */
function countBefore(writes: readonly Acknowledged[], time: number): number {
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (writes[middle]!.at < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
