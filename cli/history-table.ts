import type { Operation } from "../sim/client/history.ts";
import { historyEntries } from "./history-lines.ts";
import { printable } from "./printable.ts";

/** `history.txt`: the same history for people, in columns under the name of its case. */
export function* historyTable(
  caseName: string,
  operations: readonly Operation[],
  end: number,
): Generator<string> {
  yield `# ${printable(caseName)}: time in s, client, what, operation, key, value, request\n`;
  const width = Math.max(0, ...new Set(operations.map(({ process }) => process.length)));
  for (const entry of historyEntries(caseName, operations, end)) {
    const { time, type, client, f, key, value, request, error, consistency, page, throttle } =
      entry;
    const parts = [
      (time / 1_000_000).toFixed(6).padStart(12),
      client.padEnd(width),
      type.padEnd(6),
      f.padEnd(6),
      printable(key),
      page === undefined ? (value === null ? "nil" : JSON.stringify(value)) : pageText(page),
      `r${request}`,
      ...(consistency === undefined ? [] : [consistency]),
      ...(error === undefined ? [] : [error]),
      ...(throttle === undefined ? [] : [throttle.reason, printable(throttle.resource)]),
    ];
    yield `${parts.join("  ")}\n`;
  }
}

/** How many items, and whether there are more behind them. */
const pageText = ({ items, last }: NonNullable<Operation["page"]>): string =>
  `${items.length} items${last === undefined ? "" : "+"}`;
