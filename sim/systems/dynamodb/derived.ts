/** What is derived from the log of a table, and who helps with it: part of a replica's setup. */

import type { Address } from "../../kernel/role.ts";
import { indexTable, isGlobal, type TableSpec } from "./tables.ts";

/** The follower's name of a table's stream. */
export const streamName = "stream";

export interface Derived {
  readonly table: TableSpec;
  /** Those who follow the log of each partition: names of global indexes' tables, `streamName`. */
  readonly followers: readonly string[];
  /** Request routers, those of this zone first: what is derived takes the customers' path. */
  readonly routers: readonly Address[];
  /** Servers that keep the records of streams; each partition's are on one of them. */
  readonly streams: readonly Address[];
}

/** Undefined: nothing is derived from this table. */
export function derivedOf(
  table: TableSpec,
  helpers: Pick<Derived, "routers" | "streams">,
): Derived | undefined {
  const indexes = (table.indexes ?? []).filter(isGlobal);
  const followers = indexes.map(({ name }) => indexTable(table.name, name));
  if (table.stream !== undefined) followers.push(streamName);
  const isPlain =
    followers.length === 0 && table.indexes === undefined && table.expiry === undefined;
  return isPlain ? undefined : { table, followers, ...helpers };
}
