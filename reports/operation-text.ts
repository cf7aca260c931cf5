/** Operations in words: for boxes, tooltips and tables. */

import type { Operation } from "../sim/client/history.ts";
import type { SortWanted } from "../sim/client/operation.ts";
import { instantText, lengthText } from "./number-text.ts";

const conditionText = ({ condition }: Operation): string => {
  if (condition === undefined) return "";
  return "value" in condition
    ? ` if ${condition.kind} ${condition.value}`
    : ` if it ${condition.kind === "exists" ? "exists" : "is absent"}`;
};

/** What was asked, and what was read: `put k7=v12`, `get k7 → v12`, `update n +1 if below 5`. */
export function askedText(operation: Operation): string {
  const { kind, key, argument, result, outcome } = operation;
  const condition = conditionText(operation);
  switch (kind) {
    case "get":
      return `get ${key}${outcome === "ok" ? ` → ${result ?? "nothing"}` : ""}`;
    case "put":
      return `put ${key}=${argument ?? ""}${condition}`;
    case "update":
      return `update ${key} +${argument ?? 0}${condition}`;
    case "delete":
      return `delete ${key}${condition}`;
    case "query":
    case "scan":
      return `${kind} ${key}${rangeText(operation)}${foundText(operation)}`;
    case "transact-get":
    case "transact-write":
      return `${kind} ${partsText(operation)}`;
  }
}

/** `put k1=7, get k2 → 3`. */
const partsText = ({ parts = [], outcome }: Operation): string =>
  parts
    .map(({ kind, key, argument, result }) => {
      if (kind !== "get") return `${kind} ${key}${argument === undefined ? "" : `=${argument}`}`;
      return `get ${key}${outcome === "ok" ? ` → ${result ?? "nothing"}` : ""}`;
    })
    .join(", ");

/** Which stretch: ` at least 7, backwards, at most 10`. */
function rangeText({ range }: Operation): string {
  if (range === undefined) return "";
  const { wanted, backwards, limit, startAfter } = range;
  const parts = [
    ...(wanted === undefined ? [] : [wantedText(wanted)]),
    ...(backwards ? ["backwards"] : []),
    ...(limit === undefined ? [] : [`at most ${limit}`]),
    ...(startAfter === undefined ? [] : [`after ${startAfter}`]),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function wantedText(wanted: SortWanted): string {
  switch (wanted.kind) {
    case "all":
      return "";
    case "between":
      return `between ${wanted.low} and ${wanted.high}`;
    case "begins-with":
      return `beginning with ${wanted.prefix}`;
    default:
      return `${wanted.kind.replace("-", " ")} ${wanted.value}`;
  }
}

function foundText({ page, outcome }: Operation): string {
  if (outcome !== "ok" || page === undefined) return "";
  const { items, last } = page;
  const count = items.length === 1 ? "1 item" : `${items.length} items`;
  return ` → ${count}${last === undefined ? "" : ", more behind"}`;
}

/** The outcome in a word a reader knows; `info` is the history's word for "nobody knows". */
export function outcomeText({ outcome, error, completed, throttle }: Operation): string {
  if (outcome === "ok") return "ok";
  const exceeded = throttle === undefined ? "" : ` (${throttle.reason}, ${throttle.resource})`;
  const why = error === undefined ? "" : `: ${error}${exceeded}`;
  if (outcome === "fail") return `failed${why}`;
  return completed === undefined ? `never answered${why}` : `unknown${why}`;
}

/** All of it in one line. */
export function operationText(operation: Operation): string {
  const { request, process, consistency, invoked, completed, attempt } = operation;
  const length = completed === undefined ? "" : ` after ${lengthText(completed - invoked)}`;
  const kind = consistency === undefined ? "" : `${consistency} `;
  const retry = attempt === 0 ? "" : `, try ${attempt + 1}`;
  return `op ${request}, ${process}${retry}: ${kind}${askedText(operation)}; asked at ${instantText(invoked)}; ${outcomeText(operation)}${length}`;
}
