import { type History, isWrite, type Operation } from "../../sim/client/history.ts";
import { itemName } from "../../sim/client/item-key.ts";
import { toSeconds } from "../../sim/kernel/time.ts";
import type { Value } from "../../sim/parts/condition.ts";
import type { HistoryProperty } from "../property.ts";
import { singly } from "./singly.ts";

/**
 * Judged from outside: after everything has healed, an audit reads every key. An acknowledged write
 * is lost if what the audit sees can only stem from writes that were over before it began; of a
 * global table, in any Region. Queries and scans have no say.
 */
export const acknowledgedWritesSurvive: HistoryProperty = {
  kind: "history",
  name: "acknowledged-writes-survive",
  statement: "No write that a client was told is done is missing after everything has healed.",
  source: "ATC '22, §5.1 (durability); claims W2, F1",

  judge(history) {
    const audited = audits(history);
    const writes = singly(history.operations).filter((operation) =>
      isAcknowledgedBefore(operation, audited.get(operation.key)),
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
  const byItem = new Map<string, Operation[]>();
  for (const operation of singly(history.operations)) {
    if (!isWrite(operation)) continue;
    const item = anyRegions(operation);
    const list = byItem.get(item);
    if (list === undefined) byItem.set(item, [operation]);
    else list.push(operation);
  }
  const lost = new Set<Operation>();
  for (const audit of audits(history).values()) {
    // What is asked after the audit's answer has no part in it.
    const writes = byItem.get(anyRegions(audit))?.filter((write) => !isAfter(write, audit));
    for (const write of lostOf(writes ?? [], audit)) lost.add(write);
  }
  return [...lost].sort((one, two) => one.invoked - two.invoked || one.request - two.request);
}

/** An item of a global table is one, whichever Region's table ("us:orders") it was asked for in. */
function anyRegions({ key, item }: Operation): string {
  const { table = "" } = item ?? {};
  const end = table.indexOf(":");
  return item === undefined || end === -1
    ? key
    : itemName({ ...item, table: table.slice(end + 1) });
}

/** The first answered audit read of each key. */
function audits({ operations }: History): Map<string, Operation> {
  const seen = new Map<string, Operation>();
  for (const operation of operations) {
    const { phase, kind, key, outcome } = operation;
    if (phase === "audit" && kind === "get" && outcome === "ok" && !seen.has(key)) {
      seen.set(key, operation);
    }
  }
  return seen;
}

const isAfter = (write: Operation, audit: Operation): boolean =>
  write.invoked > (audit.completed ?? audit.invoked);

/** Whether the audit read must have seen this write, or what came after it. */
function isAcknowledgedBefore(write: Operation, audit: Operation | undefined): boolean {
  if (!isWrite(write) || write.outcome !== "ok" || audit === undefined) return false;
  return (write.completed ?? write.invoked) < audit.invoked;
}

function lostOf(writes: readonly Operation[], audit: Operation): Operation[] {
  // Sums have no one write that made them: judged by their bounds.
  if (writes.some(({ kind }) => kind === "update")) return lostAdds(writes, audit);
  const latest = latestMaker(writes, audit.result);
  return writes.filter((write) => isAcknowledgedBefore(write, audit) && write.invoked > latest);
}

/** Latest instant at which a write that leaves what was seen may have taken effect. */
function latestMaker(writes: readonly Operation[], seen: Value | undefined): number {
  // Nothing was there before the first write.
  let latest = Number.NEGATIVE_INFINITY;
  for (const { kind, argument, outcome, completed } of writes) {
    const leaves = kind === "delete" ? undefined : argument;
    if (leaves !== seen || outcome === "fail") continue;
    const end = outcome === "ok" ? completed : undefined;
    latest = Math.max(latest, end ?? Number.POSITIVE_INFINITY);
  }
  return latest;
}

/** Counters that are only added to: the last adds that make up what the sum lacks. */
function lostAdds(writes: readonly Operation[], audit: Operation): Operation[] {
  const onlyAdds = writes.every(({ kind, argument }) => kind === "update" && Number(argument) > 0);
  if (!onlyAdds) return [];
  const acknowledged = writes.filter((write) => isAcknowledgedBefore(write, audit));
  const least = acknowledged.reduce((sum, { argument }) => sum + Number(argument), 0);
  let missing = least - Number(audit.result ?? 0);
  let first = acknowledged.length;
  while (missing > 0 && first > 0) {
    first -= 1;
    missing -= Number(acknowledged[first]!.argument);
  }
  return acknowledged.slice(first);
}
