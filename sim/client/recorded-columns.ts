/** The columns of a request log, under the names that people give them. */

import type { TimeUnit } from "./time-stamp.ts";

export type Column =
  | "time"
  | "operation"
  | "key"
  /** Size of the item, key and value. */
  | "bytes"
  | "keyBytes"
  | "valueBytes"
  | "client"
  | "timeToLive";

/** What a header's name, or a JSON property's, stands for. */
export interface NamedColumn {
  readonly column: Column;
  /** The unit that a time's name ends in: "time_ms". */
  readonly unit: TimeUnit | undefined;
}

const names: Readonly<Record<Exclude<Column, "time">, readonly string[]>> = {
  operation: ["operation", "op", "command", "cmd", "verb", "method", "action", "request", "kind"],
  key: ["key", "keyname", "anonymizedkey", "partitionkey", "pk", "id", "object", "item"],
  bytes: ["bytes", "size", "itemsize", "itembytes", "objectsize", "length"],
  keyBytes: ["keysize", "keybytes", "keylength"],
  valueBytes: ["valuesize", "valuebytes", "valuelength"],
  client: ["client", "clientid", "clientname", "process", "session", "user", "userid", "host"],
  timeToLive: ["ttl", "timetolive"],
};

const columns = new Map<string, Column>(
  (Object.keys(names) as (keyof typeof names)[]).flatMap((column) =>
    names[column].map((name) => [name, column] as const),
  ),
);

const timeName = /^(?:timestamp|time|ts|at|datetime|date)([a-z]*)$/;

const units: ReadonlyMap<string, TimeUnit> = new Map([
  ["s", "s"],
  ["sec", "s"],
  ["seconds", "s"],
  ["ms", "ms"],
  ["millis", "ms"],
  ["milliseconds", "ms"],
  ["us", "us"],
  ["micros", "us"],
  ["microseconds", "us"],
  ["ns", "ns"],
  ["nanos", "ns"],
  ["nanoseconds", "ns"],
]);

/** Letter case, spaces and punctuation do not matter: "Value size" is "value_size". */
export function columnNamed(name: string): NamedColumn | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const column = columns.get(plain);
  if (column !== undefined) return { column, unit: undefined };
  const [, unitName] = timeName.exec(plain) ?? [];
  if (unitName === undefined) return undefined;
  const unit = units.get(unitName);
  return unitName === "" || unit !== undefined ? { column: "time", unit } : undefined;
}

/** A log without these is no log of requests. */
export const requiredColumns: readonly Column[] = ["time", "operation", "key"];
