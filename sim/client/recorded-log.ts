import { type Duration, seconds } from "../kernel/time.ts";
import { type LogFormat, readerFor } from "./recorded-format.ts";
import { timesOutOfOrder } from "./recorded-order.ts";
import type { RecordedOperation, Row } from "./recorded-row.ts";

/** A line that is no request, and why. */
export interface RejectedLine {
  /** From 1, blank lines counted. */
  readonly line: number;
  /** Its first 80 characters. */
  readonly text: string;
  readonly why: string;
}

/** A log of requests, one column an array: entry i is at place i of each. */
export interface RecordedLog {
  readonly format: LogFormat;
  /** µs since the first entry; never going back. */
  readonly times: readonly number[];
  readonly operations: readonly RecordedOperation[];
  /** Places in `keyNames`. */
  readonly keys: readonly number[];
  /** Size of the item, key and value. */
  readonly bytes: readonly number[];
  /** Recorded clients, numbered as they appear; -1 where the log names none. */
  readonly clients: readonly number[];
  /** Every key once, in the order of its first appearance. */
  readonly keyNames: readonly string[];
  /** The first hundred rejected lines, in the order of the log. */
  readonly rejected: readonly RejectedLine[];
  /** How many there are in all. */
  readonly rejectedCount: number;
}

interface Options {
  /** How far a time may step back from the latest before it; it is then taken for the latest. */
  readonly tolerance?: Duration;
}

const shownRejections = 100;
/** Lines by which a log is recognised: enough that a few damaged ones do not matter. */
const sampleSize = 20;

/**
 * Reads a request log: Twitter's seven columns, CSV with a header, or JSON lines, told apart by
 * content. Keeps every good line and counts the others. Throws a RangeError for a header without the
 * columns that every request needs.
 */
export function readRequestLog(lines: Iterable<string>, options: Options = {}): RecordedLog {
  const { tolerance = seconds(1) } = options;
  const { format, rows, rowLines, rejected } = readRows(lines);
  const wrong = timesOutOfOrder(
    rows.map(({ time }) => time),
    tolerance,
  );
  for (const [index, why] of wrong) rejected.add(rowLines[index] ?? 0, "", why);
  const good = wrong.size === 0 ? rows : rows.filter((_, index) => !wrong.has(index));
  return { format, ...columnsOf(good), rejected: rejected.first(), rejectedCount: rejected.count() };
}
