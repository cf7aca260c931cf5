/** What a customer creates: tables, with their capacity and what they hold when the run begins. */

import type { Duration } from "../../kernel/time.ts";
import type { RegionalReplica } from "./global-tables/regions.ts";

/**
 * Who pays for what. Provisioned: so many units a second, bought ahead. On demand: what is used; at
 * once up to twice the highest peak so far (developer guide, on-demand capacity mode).
 */
export type Capacity =
  | {
      readonly mode: "provisioned";
      /** Read units a second, strong reads of 4 KB. */
      readonly read: number;
      /** Write units a second, of 1 KB. */
      readonly write: number;
    }
  | {
      readonly mode: "on-demand";
      /** Highest peaks so far, units a second. Default: of a new table, 12,000 and 4,000 once doubled. */
      readonly peakRead?: number;
      readonly peakWrite?: number;
    };

export interface TableSpec {
  readonly name: string;
  /** Whose it is: tenants share storage nodes. Default: the table's name. */
  readonly tenant?: string;
  readonly capacity: Capacity;
  /** Whether its primary key has a sort key. Default false. */
  readonly sorted?: boolean;
  /** Partitions at the start, over even parts of the hash space. Default 1. */
  readonly partitions?: number;
  /** What it holds at the start, as a number of bytes spread evenly, not as items. Default 0. */
  readonly bytes?: number;
  readonly indexes?: readonly IndexSpec[];
  /** Its changes are kept in a stream; absent: they are not. */
  readonly stream?: StreamSpec;
  /** A global table: one in each of these Regions, called "<Region>:<name>". Absent: it is not. */
  readonly regions?: readonly string[];
  /** Of a global table in one Region; follows from `regions`. */
  readonly replica?: RegionalReplica;
  /** Items are removed some time after the instant in an attribute. Absent: they stay. */
  readonly expiry?: ExpirySpec;
}

/** Time to live (developer guide, TTL). */
export interface ExpirySpec {
  /** A number: Unix seconds, which in a simulation count from its start. */
  readonly attribute: string;
}

/** A secondary index. An item without its attributes has no entry in it. */
export interface IndexSpec {
  readonly name: string;
  /** Local: with the table's partition key, in the table's partitions. Default "global". */
  readonly kind?: "global" | "local";
  /** Attribute that is its partition key; a local index has none of its own. */
  readonly key?: string;
  /** Attribute that is its sort key. Absent: it has none. */
  readonly sort?: string;
  /** What its entries hold beside all keys. Default "all". */
  readonly projection?: "all" | "keys-only" | { readonly bytes: number };
  /** Default: on demand. */
  readonly capacity?: Capacity;
  /** Of its own, at the start. Default 1. */
  readonly partitions?: number;
  /** A global index only: it is created then, from what the table holds. Default: with the table. */
  readonly from?: Duration;
}

/** What the records of a stream show of an item (developer guide, Streams). */
export interface StreamSpec {
  readonly view: "keys-only" | "new-image" | "old-image" | "new-and-old-images";
}

export const isGlobal = ({ kind = "global" }: IndexSpec): boolean => kind === "global";

/** A global index is a table of its own, by this name. */
export const indexTable = (table: string, index: string): string => `${table}/${index}`;

/** Whether the name is a global index's: no customer's table has a slash in its name. */
export const isIndexTable = (table: string): boolean => table.includes("/");

/** All tables, those of global indexes among them, each behind its own table. */
export const withIndexTables = (tables: readonly TableSpec[]): readonly TableSpec[] =>
  tables.flatMap((table) => [
    table,
    ...(table.indexes ?? []).filter(isGlobal).map(
      ({ name, capacity = { mode: "on-demand" }, partitions = 1 }): TableSpec => ({
        name: indexTable(table.name, name),
        tenant: table.tenant ?? table.name,
        capacity,
        partitions,
        sorted: true,
      }),
    ),
  ]);

/** The table of systems that have only one and do not name it. */
export const soleTable = "";

/** Where the role of an address is reached from outside: the storage node that hosts it, or itself. */
export const doorOf = <Place extends string>(replica: Place): Place =>
  replica.slice(replica.indexOf("@") + 1) as Place;

/** The address of a partition's replica on a storage node. */
export const replicaOn = <Place extends string>(partition: string, node: Place): Place =>
  `${partition}@${node}` as Place;
