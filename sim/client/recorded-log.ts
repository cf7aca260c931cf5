import { type Duration, seconds } from "../kernel/time.ts";
import type { Call } from "./call.ts";
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
  /** Written by ourselves: what each entry asks, where it is more than the columns can say. */
  readonly calls?: readonly Call[];
  /** Every key once, in the order of its first appearance. */
  readonly keyNames: readonly string[];
  /** The first ten thousand rejected lines, in the order of the log. */
  readonly rejected: readonly RejectedLine[];
  /** How many there are in all. */
  readonly rejectedCount: number;
}

interface Options {
  /** How far a time may step back from the latest before it; it is then taken for the latest. */
  readonly tolerance?: Duration;
}

const shownRejections = 10_000;
/** Lines by which a log is recognised: enough that a few damaged ones do not matter. */
const sampleSize = 20;

/**
 * Reads a request log: Twitter's seven columns, CSV with a header, or JSON lines, told apart by
 * content. Keeps every good line and counts the others. Throws a RangeError for a header without the
 * columns that every request needs.
 */
export function readRequestLog(lines: Iterable<string>, options: Options = {}): RecordedLog {
  const { tolerance = seconds(1) } = options;
  const { format, read, damaged } = readLines(lines);
  const times = read.map(({ row }) => row.time);
  const wrong = timesOutOfOrder(times, tolerance);
  const good = read.filter((_, index) => !wrong.has(index));
  const rejected = [...damaged];
  for (const [index, why] of wrong) rejected.push(reject(read[index]!, why));
  rejected.sort((a, b) => a.line - b.line);
  return {
    format,
    ...columnsOf(good.map(({ row }) => row)),
    rejected: rejected.slice(0, shownRejections),
    rejectedCount: rejected.length,
  };
}

interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

const reject = ({ line, text }: NumberedLine, why: string): RejectedLine => ({
  line,
  text: text.slice(0, 80),
  why,
});

interface ReadLines {
  readonly format: LogFormat;
  readonly read: readonly (NumberedLine & { readonly row: Row })[];
  readonly damaged: readonly RejectedLine[];
}

function readLines(lines: Iterable<string>): ReadLines {
  const numbered = withNumbers(lines);
  const sample = [...take(numbered, sampleSize)];
  const reader = readerFor(sample.map(({ text }) => text));
  const read: (NumberedLine & { readonly row: Row })[] = [];
  const damaged: RejectedLine[] = [];
  const readOne = (one: NumberedLine): void => {
    const row = reader.read(one.text);
    if (typeof row === "string") damaged.push(reject(one, row));
    else read.push({ line: one.line, text: one.text, row });
  };
  sample.slice(reader.hasHeader ? 1 : 0).forEach(readOne);
  for (const one of numbered) readOne(one);
  return { format: reader.format, read, damaged };
}

/** Lines with something on them, without the marks that editors leave at ends and beginnings. */
function* withNumbers(lines: Iterable<string>): Generator<NumberedLine, void> {
  let line = 0;
  for (const raw of lines) {
    line += 1;
    const start = line === 1 && raw.startsWith("\uFEFF") ? 1 : 0;
    const text = raw.slice(start, raw.endsWith("\r") ? -1 : undefined);
    if (text.trim() !== "") yield { line, text };
  }
}

/** The next so many, without ending the generator for those who ask it for the rest. */
function* take<T>(items: Iterator<T>, count: number): Generator<T, void> {
  for (let taken = 0; taken < count; taken += 1) {
    const { value, done } = items.next();
    if (done === true) return;
    yield value;
  }
}

type Columns = Omit<RecordedLog, "format" | "calls" | "rejected" | "rejectedCount">;

function columnsOf(rows: readonly Row[]): Columns {
  const keys = numbering();
  const clients = numbering();
  const start = rows[0]?.time ?? 0;
  let latest = 0;
  return {
    times: rows.map(({ time }) => {
      latest = Math.max(latest, time - start);
      return latest;
    }),
    operations: rows.map(({ operation }) => operation),
    keys: rows.map(({ key }) => keys.numberOf(key)),
    bytes: rows.map(({ bytes }) => bytes),
    clients: rows.map(({ client }) => (client === undefined ? -1 : clients.numberOf(client))),
    keyNames: keys.names,
  };
}

/** Numbers names from 0, in the order in which they are first asked for. */
function numbering(): { readonly names: readonly string[]; numberOf(name: string): number } {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
  };
}
