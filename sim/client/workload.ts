/** What clients ask for and when: arrivals x mix of requests x keys, as plain data. */

import type { Distribution } from "../kernel/distribution.ts";
import { type ClosedArrivals, type OpenArrivals, workers } from "./arrivals.ts";
import type { AttributeChoice } from "./attributes.ts";
import type { KeyChoice } from "./keys.ts";
import { type Mix, mixOf } from "./mix.ts";
import type { Consistency } from "./operation.ts";
import type { Paging, Queries } from "./page-choice.ts";
import type { RecordedLog } from "./recorded-log.ts";
import type { SortChoice } from "./sort-keys.ts";
import type { TransactionChoice } from "./transactions.ts";

/** Which reads are strong: all, none, or a share of them. */
export type Reads = Consistency | { readonly strong: number };

export interface DrawnWorkload {
  readonly arrivals: OpenArrivals | ClosedArrivals;
  readonly mix: Mix;
  readonly reads: Reads;
  readonly keys: KeyChoice;
  readonly valueBytes: number;
  /** Size of a key on the wire and on disk. Absent: the length of its name. */
  readonly keyBytes?: number;
  /** Absent: the system has one table. */
  readonly table?: string;
  /** Sort keys; absent: the table's primary key is the partition key alone. */
  readonly sort?: SortChoice;
  /** What queries ask for. Absent: all items of a partition key, to the end. */
  readonly queries?: Queries;
  /** How scans go through the table. Absent: to the end, as much at a time as fits. */
  readonly scans?: Paging;
  /** What puts give their items beside a value. Absent: nothing. */
  readonly attributes?: readonly AttributeChoice[];
  /** What transactions are about. Absent: one item each. */
  readonly transactions?: TransactionChoice;
  /** Whether what failed is tried again, as far as the client's own settings allow. */
  readonly retries: boolean;
}

/** Requests as a log has them. */
export interface RecordedWorkload {
  readonly arrivals: {
    readonly kind: "recorded";
    readonly log: RecordedLog;
    /** 1: at the recorded times; 2: twice as many requests per second. */
    readonly scale: number;
  };
  /** Logs do not say. */
  readonly reads: Reads;
  /** Which table all of its keys are of. Absent: the system has one table. */
  readonly table?: string;
  readonly retries: boolean;
}

export type Workload = DrawnWorkload | RecordedWorkload;

/** The same load of a table, if it names none itself. */
export const ofTable = (workload: Workload, table: string | undefined): Workload =>
  table === undefined || workload.table !== undefined ? workload : { ...workload, table };

export const isRecorded = (workload: Workload): workload is RecordedWorkload =>
  workload.arrivals.kind === "recorded";

/** What is asked for, however the requests arrive. */
export interface Load {
  /** Share of puts; the rest are gets. Either this or `mix`. */
  readonly writes?: number;
  readonly mix?: Partial<Mix>;
  /** Default "strong". */
  readonly reads?: Reads;
  readonly keys: KeyChoice;
  /** Default 900: the items of the measurements in USENIX ATC '22, section 7. */
  readonly valueBytes?: number;
  readonly keyBytes?: number;
  readonly table?: string;
  readonly sort?: SortChoice;
  readonly queries?: Queries;
  readonly scans?: Paging;
  readonly attributes?: readonly AttributeChoice[];
  readonly transactions?: TransactionChoice;
  /** Default true. */
  readonly retries?: boolean;
}

export const openLoop = (load: Load & { readonly arrivals: OpenArrivals }): DrawnWorkload => ({
  arrivals: load.arrivals,
  ...loadOf(load),
});

/** `perClient` workers each ask, wait for the answer, `think`, and ask again: see `workers`. */
export const closedLoop = (
  load: Load & { readonly perClient?: number; readonly think?: Distribution },
): DrawnWorkload => ({ arrivals: workers(load), ...loadOf(load) });

export const recorded = (load: {
  readonly log: RecordedLog;
  readonly scale?: number;
  readonly reads?: Reads;
  readonly retries?: boolean;
}): RecordedWorkload => ({
  arrivals: { kind: "recorded", log: load.log, scale: checkedScale(load.scale ?? 1) },
  reads: checkedReads(load.reads ?? "strong"),
  retries: load.retries ?? true,
});

function loadOf(load: Load): Omit<DrawnWorkload, "arrivals"> {
  const { keys, reads = "strong", valueBytes = 900, keyBytes, retries = true } = load;
  return {
    mix: mixOfLoad(load),
    reads: checkedReads(reads),
    keys,
    valueBytes: checkedBytes(valueBytes),
    ...(keyBytes === undefined ? {} : { keyBytes: checkedBytes(keyBytes) }),
    ...itemsOf(load),
    retries,
  };
}

const itemsOf = ({
  table,
  sort,
  queries,
  scans,
  attributes,
  transactions,
}: Load): Partial<DrawnWorkload> => ({
  ...(table === undefined ? {} : { table }),
  ...(sort === undefined ? {} : { sort }),
  ...(queries === undefined ? {} : { queries: checkedPaging(queries) }),
  ...(scans === undefined ? {} : { scans: checkedPaging(scans) }),
  ...(attributes === undefined ? {} : { attributes }),
  ...(transactions === undefined ? {} : { transactions }),
});

function checkedPaging<Pages extends Paging>(pages: Pages): Pages {
  const { limit = 1 } = pages;
  if (Number.isInteger(limit) && limit >= 1) return pages;
  throw new RangeError(`expected a limit of at least 1 item, got ${limit}`);
}

function mixOfLoad({ writes, mix }: Load): Mix {
  if ((writes === undefined) === (mix === undefined)) {
    const got = mix === undefined ? "neither" : "both";
    throw new RangeError(`expected the share of writes or a mix of requests, got ${got}`);
  }
  if (writes === undefined) return mixOf(mix ?? {});
  if (writes >= 0 && writes <= 1) return mixOf({ get: 1 - writes, put: writes });
  throw new RangeError(`expected a share of writes from 0 to 1, got ${writes}`);
}

function checkedReads(reads: Reads): Reads {
  if (typeof reads === "string" || (reads.strong >= 0 && reads.strong <= 1)) return reads;
  throw new RangeError(`expected a share of strong reads from 0 to 1, got ${reads.strong}`);
}

function checkedBytes(bytes: number): number {
  if (Number.isInteger(bytes) && bytes >= 0) return bytes;
  throw new RangeError(`expected a size in whole bytes, got ${bytes}`);
}

function checkedScale(scale: number): number {
  if (scale > 0 && scale < Number.POSITIVE_INFINITY) return scale;
  throw new RangeError(`expected a scale above 0, got ${scale}`);
}
