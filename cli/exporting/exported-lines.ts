import type { Operation } from "../../sim/client/history.ts";
import { historyEntries } from "../history-lines.ts";
import type { ExportFormat, Told } from "./export-format.ts";

/** A history in another format, and what is not in it. */
export interface Exported {
  readonly lines: Iterable<string>;
  /** How many operations are in it. */
  readonly told: number;
  /** Items that the format has no words for, and why. */
  readonly leftOut: ReadonlyMap<string, string>;
}

/**
 * Writes down the writes and the strong reads: eventual ones promise nothing that a checker could
 * hold against them, and pages have no counterpart.
 */
export function exported(operations: readonly Operation[], format: ExportFormat): Exported {
  const judged = operations.filter(
    ({ kind, consistency }) => consistency !== "eventual" && kind !== "query" && kind !== "scan",
  );
  const leftOut = new Map<string, string>();
  for (const [key, ofItem] of byItem(judged)) {
    const why = format.whyNot(ofItem);
    if (why !== undefined) leftOut.set(key, why);
  }
  const told = new Map<number, Told>();
  const kept = judged.filter((operation) => {
    const words = leftOut.has(operation.key) ? undefined : format.tell(operation);
    if (words !== undefined) told.set(operation.request, words);
    return words !== undefined;
  });
  return { lines: linesOf(kept, told, format), told: kept.length, leftOut };
}

function byItem(operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> {
  const items = new Map<string, Operation[]>();
  for (const operation of operations) {
    const list = items.get(operation.key);
    if (list === undefined) items.set(operation.key, [operation]);
    else list.push(operation);
  }
  return items;
}

function* linesOf(
  operations: readonly Operation[],
  told: ReadonlyMap<number, Told>,
  format: ExportFormat,
): Generator<string> {
  const end = operations.reduce(
    (latest, { invoked, completed }) => Math.max(latest, completed ?? invoked),
    0,
  );
  const open: string[] = [];
  let index = 0;
  for (const { type, request, key, time, process } of historyEntries("", operations, end)) {
    const { f, asked, answered } = told.get(request)!;
    const value = type === "ok" ? answered : asked;
    if (type === "info" && format.answersAll) {
      open.push(`${format.line({ index, time: end, process, type: "ok", key, f, value })}\n`);
      continue;
    }
    yield `${format.line({ index, time, process, type, key, f, value })}\n`;
    index += 1;
  }
  yield* open;
}
