/** Operations in words: for boxes, tooltips and tables. */

import type { Operation } from "../sim/client/history.ts";
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
  }
}

/** The outcome in a word a reader knows; `info` is the history's word for "nobody knows". */
export function outcomeText({ outcome, error, completed }: Operation): string {
  if (outcome === "ok") return "ok";
  const why = error === undefined ? "" : `: ${error}`;
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
