import { splitCsvLine } from "./csv-line.ts";
import { type Column, columnNamed, type NamedColumn, requiredColumns } from "./recorded-columns.ts";
import { type Row, rowOf } from "./recorded-row.ts";
import type { TimeUnit } from "./time-stamp.ts";

export type LogFormat =
  /** Seven columns without a header, as in Twitter's cache traces (OSDI 2020). */
  | "twitter"
  /** A header names the columns, in any order. */
  | "csv"
  /** One JSON object a line. */
  | "jsonl";

/** How to read the lines of one log: a request each, or a sentence on what is wrong with the line. */
export interface LineReader {
  readonly format: LogFormat;
  /** Whether the first line is a header and no request. */
  readonly hasHeader: boolean;
  read(line: string): Row | string;
}

/**
 * Recognises a log by its first lines (blank ones left out; they may be damaged). Throws a RangeError
 * for a header that lacks a column which every request needs.
 */
export function readerFor(firstLines: readonly string[]): LineReader {
  const objects = firstLines.filter((line) => line.trimStart().startsWith("{")).length;
  if (objects * 2 > firstLines.length) return jsonReader();
  const header = (splitCsvLine(firstLines[0] ?? "") ?? []).map(columnNamed);
  const named = header.filter((column) => column !== undefined).length;
  return named >= 2 ? headedReader(header, firstLines[0] ?? "") : twitterReader;
}

const twitterColumns: readonly Column[] = [
  "time",
  "key",
  "keyBytes",
  "valueBytes",
  "client",
  "operation",
  "timeToLive",
];

function headedReader(header: readonly (NamedColumn | undefined)[], text: string): LineReader {
  const positions = positionsOf(header.map((named) => named?.column));
  const missing = requiredColumns.filter((column) => positions[column] === undefined);
  if (missing.length > 0) {
    throw new RangeError(
      `expected a header that names ${requiredColumns.join(", ")}, got "${text.slice(0, 80)}"`,
    );
  }
  const unit = header[positions.time ?? -1]?.unit;
  const expected = `${header.length} columns, as in the header`;
  return {
    format: "csv",
    hasHeader: true,
    read: (line) => readCells(line, positions, header.length, unit, expected),
  };
}

type Positions = Partial<Record<Column, number>>;

/** Where each column stands; the first of two with one name. */
function positionsOf(columns: readonly (Column | undefined)[]): Positions {
  const positions: Positions = {};
  columns.forEach((column, index) => {
    if (column !== undefined) positions[column] ??= index;
  });
  return positions;
}

const twitterPositions = positionsOf(twitterColumns);

const twitterReader: LineReader = {
  format: "twitter",
  hasHeader: false,
  read: (line) => readCells(line, twitterPositions, twitterColumns.length, "s", "7 columns"),
};

function readCells(
  line: string,
  positions: Positions,
  count: number,
  unit: TimeUnit | undefined,
  expected: string,
): Row | string {
  const cells = splitCsvLine(line);
  if (cells === undefined) return "a quote is not closed where its field ends";
  if (cells.length !== count) return `expected ${expected}, got ${cells.length}`;
  return rowOf((column) => cells[positions[column] ?? -1], unit);
}

/** Remembers what each property's name stands for: it is asked at every line. */
function jsonReader(): LineReader {
  const known = new Map<string, NamedColumn | undefined>();
  const columnOf = (name: string): NamedColumn | undefined => {
    if (!known.has(name)) known.set(name, columnNamed(name));
    return known.get(name);
  };
  return { format: "jsonl", hasHeader: false, read: (line) => readObject(line, columnOf) };
}

function readObject(
  line: string,
  columnOf: (name: string) => NamedColumn | undefined,
): Row | string {
  const object = parsedObject(line);
  if (object === undefined) return "not a JSON object";
  const fields = new Map<Column, string>();
  let unit: TimeUnit | undefined;
  for (const [name, value] of Object.entries(object)) {
    const named = columnOf(name);
    if (named === undefined || fields.has(named.column)) continue;
    if (typeof value === "string" || typeof value === "number") {
      fields.set(named.column, String(value));
      unit = named.unit ?? unit;
    }
  }
  return rowOf((column) => fields.get(column), unit);
}

function parsedObject(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
