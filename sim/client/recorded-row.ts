import type { Column } from "./recorded-columns.ts";
import { parseTimeStamp, type TimeUnit } from "./time-stamp.ts";

/** What a recorded request did, in this simulator's terms. */
export type RecordedOperation =
  | "get"
  | "put"
  | "put-if-absent"
  | "put-if-exists"
  | "put-if-unchanged"
  | "increment"
  | "decrement"
  | "delete";

/** One good line. */
export interface Row {
  /** µs since the log's own origin. */
  readonly time: number;
  readonly operation: RecordedOperation;
  readonly key: string;
  /** Size of the item, key and value. */
  readonly bytes: number;
  readonly client: string | undefined;
}

const said: Readonly<Record<RecordedOperation, readonly string[]>> = {
  get: ["get", "gets", "read", "getitem"],
  put: ["put", "set", "write", "insert", "putitem", "append", "prepend"],
  "put-if-absent": ["add"],
  "put-if-exists": ["replace"],
  "put-if-unchanged": ["cas"],
  increment: ["update", "incr", "increment", "updateitem"],
  decrement: ["decr", "decrement"],
  delete: ["delete", "del", "remove", "deleteitem"],
};

const operations = new Map<string, RecordedOperation>(
  (Object.keys(said) as RecordedOperation[]).flatMap((operation) =>
    said[operation].map((name) => [name, operation] as const),
  ),
);

/** The fields of a line by column; undefined where the line has none. */
export type Fields = (column: Column) => string | undefined;

/** The request that the fields describe, or why they describe none. */
export function rowOf(fields: Fields, unit: TimeUnit | undefined): Row | string {
  const timeText = fields("time")?.trim() ?? "";
  if (timeText === "") return "the time is missing";
  const time = parseTimeStamp(timeText, unit);
  if (time === undefined) return `expected a number or an ISO 8601 time, got ${quoted(timeText)}`;

  const operationText = fields("operation")?.trim() ?? "";
  if (operationText === "") return "the operation is missing";
  const operation = operations.get(operationText.toLowerCase());
  if (operation === undefined) return `unknown operation ${quoted(operationText)}`;

  const key = fields("key") ?? "";
  if (key.trim() === "") return "the key is empty";
  const bytes = itemSize(fields, key);
  if (typeof bytes === "string") return bytes;
  const timeToLive = sizeIn(fields, "timeToLive", 0);
  if (typeof timeToLive === "string") return timeToLive;
  return { time, operation, key, bytes, client: fields("client")?.trim() || undefined };
}

/** The size of the item if the log has it, or of key and value apart. */
function itemSize(fields: Fields, key: string): number | string {
  const keyBytes = sizeIn(fields, "keyBytes", key.length);
  if (typeof keyBytes === "string") return keyBytes;
  const valueBytes = sizeIn(fields, "valueBytes", 0);
  if (typeof valueBytes === "string") return valueBytes;
  return sizeIn(fields, "bytes", keyBytes + valueBytes);
}

const wordsFor: Partial<Record<Column, string>> = {
  bytes: "a size in whole bytes",
  keyBytes: "a key size in whole bytes",
  valueBytes: "a value size in whole bytes",
  timeToLive: "a time to live in whole seconds",
};

function sizeIn(fields: Fields, column: Column, otherwise: number): number | string {
  const text = fields(column)?.trim();
  if (text === undefined || text === "") return otherwise;
  return /^\d{1,15}$/.test(text)
    ? Number(text)
    : `expected ${wordsFor[column]}, got ${quoted(text)}`;
}

const quoted = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
