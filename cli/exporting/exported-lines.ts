import { requestsOf, singly } from "../../properties/histories/singly.ts";
import { isPaged, type Operation } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
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

/** What is told as one operation: a request, or what a transaction did to one item. */
interface Unit {
  readonly whole: Operation;
  /** Item by item. */
  readonly parts: readonly Operation[];
}

/**
 * Writes down the writes and the strong reads: eventual ones promise nothing that a checker could
 * hold against them, and pages have no counterpart.
 */
export function exported(operations: readonly Operation[], format: ExportFormat): Exported {
  const units = unitsOf(operations, format.joinsItems);
  const leftOut = new Map<string, string>();
  for (const [key, ofItem] of byItem(units.flatMap(({ parts }) => parts))) {
    const why = format.whyNot(ofItem);
    if (why !== undefined) leftOut.set(key, why);
  }
  const told: Told[] = [];
  const kept: Operation[] = [];
  for (const { whole, parts } of units) {
    const words = parts
      .filter(({ key }) => !leftOut.has(key))
      .flatMap((part) => format.tell(part) ?? []);
    if (words.length === 0) continue;
    // The parts of a transaction have one number; here they may be operations of their own.
    kept.push({ ...whole, request: told.length as RequestId });
    told.push(joined(words));
  }
  return { lines: linesOf(kept, told, format), told: kept.length, leftOut };
}

function unitsOf(operations: readonly Operation[], areJoined: boolean): readonly Unit[] {
  const judged = operations.filter((each) => each.consistency !== "eventual" && !isPaged(each));
  return requestsOf(judged).flatMap((whole): readonly Unit[] => {
    const parts = singly([whole]);
    return areJoined ? [{ whole, parts }] : parts.map((part) => ({ whole: part, parts: [part] }));
  });
}

const joined = (words: readonly Told[]): Told => ({
  f: words[0]!.f,
  asked: words.map(({ asked }) => asked).join(" "),
  answered: words.map(({ answered }) => answered).join(" "),
});

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
  told: readonly Told[],
  format: ExportFormat,
): Generator<string> {
  const end = operations.reduce(
    (latest, { invoked, completed }) => Math.max(latest, completed ?? invoked),
    0,
  );
  const open: string[] = [];
  let index = 0;
  for (const { type, request, key, time, process } of historyEntries("", operations, end)) {
    const { f, asked, answered } = told[request]!;
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
