import { isPaged, type Operation } from "../../sim/client/history.ts";
import { type SimTime, toSeconds } from "../../sim/kernel/time.ts";
import { check } from "../linearizability/check.ts";
import { explain } from "../linearizability/explain.ts";
import { keyValue } from "../linearizability/models/key-value.ts";
import { type Part, partOf } from "../linearizability/part.ts";
import type { Finding, HistoryProperty } from "../property.ts";
import { singly } from "./singly.ts";

/**
 * Eventual reads promise nothing of the kind and are left out. Judged item by item, so queries and
 * scans, which are no one item's, are left out too: see `queries-agree`. Of transactions, what they
 * did to each item is judged here, and whether that was one instant is not.
 */
export const linearizable: HistoryProperty = {
  kind: "history",
  name: "linearizable",
  statement:
    "Writes and strong reads of a key take effect one after the other, each between its call and its answer.",
  source: "Herlihy and Wing 1990; claim R3",

  judge({ operations }) {
    const parts = partsOf(operations);
    const checked = parts.reduce((sum, { calls }) => sum + calls.length, 0);
    if (checked === 0) return { verdict: "unknown", checked, reason: "nothing to judge was asked" };
    const answer = check(parts, keyValue);
    switch (answer.verdict) {
      case "holds":
        return {
          verdict: "holds",
          checked,
          reason: `a legal order of ${checked} operations on ${parts.length} keys was found`,
        };
      case "unknown":
        return {
          verdict: "unknown",
          checked,
          reason: `undecided within the budget: ${answer.open.length} of ${parts.length} keys`,
        };
      case "broken":
        return describe(
          explain(
            answer.broken.map((index) => parts[index]!),
            keyValue,
          ),
          checked,
        );
    }
  },
};

/** The operations that can be judged, item by item. */
export function partsOf(operations: readonly Operation[]): Part<Operation>[] {
  const byKey = new Map<string, Operation[]>();
  for (const operation of singly(operations)) {
    if (!isJudged(operation)) continue;
    const list = byKey.get(operation.key);
    if (list === undefined) byKey.set(operation.key, [operation]);
    else list.push(operation);
  }
  return [...byKey].map(([key, list]) =>
    partOf(
      key,
      list.map((call) => ({ call, invoked: call.invoked, returned: returnOf(call) })),
    ),
  );
}

/** What nobody knows may still happen; what was refused did not, unless for a condition it saw. */
function isJudged({ kind, consistency, outcome, error }: Operation): boolean {
  if (isPaged({ kind })) return false;
  if (kind === "get") return consistency === "strong" && outcome === "ok";
  return outcome !== "fail" || error === "condition-failed";
}

const returnOf = ({ outcome, completed }: Operation): number =>
  outcome === "info" || completed === undefined ? Number.POSITIVE_INFINITY : completed;

function describe(
  { part, breach }: ReturnType<typeof explain<Operation>>,
  checked: number,
): Finding {
  const named = (breach.core.length > 0 ? breach.core : [breach.stuck]).map(
    (index) => part.calls[index]!,
  );
  const stuck = part.calls[breach.stuck]!;
  return {
    verdict: "broken",
    checked,
    reason: `${part.name} has no legal order: ${named.map(inWords).join("; ")}`,
    at: (stuck.completed ?? stuck.invoked) as SimTime,
    operations: named.map(({ request }) => request),
    order: breach.order.map((index) => part.calls[index]!.request),
  };
}

/** "read r7 returned 3 (client-1, 0.5 to 0.502 s)" */
export function inWords({
  kind,
  request,
  process,
  argument,
  result,
  invoked,
  completed,
  outcome,
  error,
}: Operation): string {
  const what =
    kind === "get"
      ? `read r${request} returned ${result ?? "nothing"}`
      : `${kind} r${request}${argument === undefined ? "" : ` of ${argument}`} ${outcome === "ok" ? "was done" : (error ?? outcome)}`;
  return `${what} (${process}, ${toSeconds(invoked)} to ${completed === undefined ? "?" : toSeconds(completed)} s)`;
}
