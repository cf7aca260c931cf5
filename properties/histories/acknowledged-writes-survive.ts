import type { History, Operation } from "../../sim/client/history.ts";
import { toSeconds } from "../../sim/kernel/time.ts";
import type { Value } from "../../sim/parts/condition.ts";
import type { HistoryProperty } from "../property.ts";

/**
 * Judged from outside: after everything has healed, an audit reads every key. An acknowledged write
 * is lost if what the audit sees can only stem from writes that were over before it began.
 */
export const acknowledgedWritesSurvive: HistoryProperty = {
  kind: "history",
  name: "acknowledged-writes-survive",
  statement: "No write that a client was told is done is missing after everything has healed.",
  source: "ATC '22, §5.1 (durability); claims W2, F1",

  judge(history) {
    const audited = new Set(audits(history).keys());
    const writes = history.operations.filter(
      ({ kind, outcome, key }) => kind !== "get" && outcome === "ok" && audited.has(key),
    );
    if (writes.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "no acknowledged write was audited" };
    }
    const lost = lostWrites(history);
    const first = lost[0];
    if (first === undefined) {
      return {
        verdict: "holds",
        checked: writes.length,
        reason: `${writes.length} acknowledged writes to ${audited.size} audited keys, none lost`,
      };
    }
    return {
      verdict: "broken",
      checked: writes.length,
      reason: `${lost.length} of ${writes.length} acknowledged writes are lost, first r${first.request} to ${first.key}, acknowledged at ${toSeconds(first.completed ?? first.invoked)} s`,
      ...(first.completed === undefined ? {} : { at: first.completed }),
      operations: lost.slice(0, 10).map(({ request }) => request),
    };
  },
};

/** Acknowledged writes that the audit shows to be missing, in the order of invocation. */
export function lostWrites(history: History): Operation[] {
  const seen = audits(history);
  const byKey = new Map<string, Operation[]>();
  for (const operation of history.operations) {
    if (operation.kind === "get" || !seen.has(operation.key)) continue;
    const list = byKey.get(operation.key);
    if (list === undefined) byKey.set(operation.key, [operation]);
    else list.push(operation);
  }
  return [...byKey].flatMap(([key, writes]) => lostOf(writes, seen.get(key)));
}

/** What the first answered audit read of each key saw. */
function audits({ operations }: History): Map<string, Value | undefined> {
  const seen = new Map<string, Value | undefined>();
  for (const { phase, key, outcome, result } of operations) {
    if (phase === "audit" && outcome === "ok" && !seen.has(key)) seen.set(key, result);
  }
  return seen;
}

function lostOf(writes: readonly Operation[], seen: Value | undefined): Operation[] {
  // Sums have no one write that made them: judged by their bounds.
  if (writes.some(({ kind }) => kind === "update")) return lostAdds(writes, seen);
  const latest = latestMaker(writes, seen);
  return writes.filter(
    ({ outcome, invoked, kind, argument }) =>
      outcome === "ok" && invoked > latest && (kind === "delete" ? undefined : argument) !== seen,
  );
}

/** Latest instant at which a write that leaves what was seen may have taken effect. */
function latestMaker(writes: readonly Operation[], seen: Value | undefined): number {
  let latest = seen === undefined ? Number.NEGATIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (const { kind, argument, outcome, completed } of writes) {
    const leaves = kind === "delete" ? undefined : argument;
    if (leaves !== seen || outcome === "fail") continue;
    const end = outcome === "ok" ? (completed ?? 0) : Number.POSITIVE_INFINITY;
    latest = Math.max(latest, end);
  }
  return latest;
}

/** Counters that are only added to: the sum is at least what was acknowledged. */
function lostAdds(writes: readonly Operation[], seen: Value | undefined): Operation[] {
  const onlyAdds = writes.every(({ kind, argument }) => kind === "update" && Number(argument) > 0);
  if (!onlyAdds) return [];
  const acknowledged = writes.filter(({ outcome }) => outcome === "ok");
  const least = acknowledged.reduce((sum, { argument }) => sum + Number(argument), 0);
  const missing = least - Number(seen ?? 0);
  return missing > 0 ? acknowledged.slice(-missing) : [];
}
