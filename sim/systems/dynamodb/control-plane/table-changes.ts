/**
 * Changes of provisioned tables' throughput (UpdateTable): which of them are accepted, and what the
 * tables then have. A pure function of what was asked for, and when: so a control plane that comes
 * back after a crash knows all that was in force.
 *
 * Raised above what its partitions can serve, and above all that it ever had, a table has all of them
 * split in two (ATC '22, §4): 4 of 1,000 become 8 when 3,200 become 6,000. They never merge.
 */

import type { Duration } from "../../../kernel/time.ts";
import { minutes } from "../../../kernel/time.ts";
import { partitionsFor } from "../../../parts/adaptive-share.ts";
import type { Rates } from "../admission/demand.ts";
import type { TableRates } from "../admission/messages.ts";
import type { Config } from "../config.ts";
import type { TableSpec } from "../tables.ts";

export interface TableChange {
  readonly table: string;
  /** When it is asked for, from the start of the run. */
  readonly at: Duration;
  readonly read: number;
  readonly write: number;
}

export type JudgedChange = TableChange &
  ({ readonly rates: TableRates } | { readonly refused: Refusal });

/** Why not, as the developer guide has it: ResourceInUse, or LimitExceeded for one of its reasons. */
type Refusal = "in-use" | "too-many-decreases" | "table-quota" | "account-quota";

/** In the order of time. Throws a RangeError for a table that is not provisioned, or not there. */
export function judgeChanges(
  changes: readonly TableChange[],
  tables: ReadonlyMap<string, TableSpec>,
  config: Config,
): readonly JudgedChange[] {
  const books = new Map<string, TableBook>();
  const inOrder = [...changes].sort((left, right) => left.at - right.at);
  return inOrder.map((change) => {
    const book = bookOf(books, tables, change.table, config);
    const refused = whyRefuse(change, book, books, tables, config);
    if (refused !== undefined) return { ...change, refused };
    return { ...change, rates: accept(change, book, config) };
  });
}

/** What is known of one table as changes go by. */
interface TableBook {
  rates: TableRates;
  /** Until when the last change is under way. */
  busyUntil: number;
  /** Decreases that are left, at `counted`. */
  decreases: number;
  counted: number;
}

/** Developer guide, quotas: four decreases at once, and one more each hour. */
const mostDecreases = 4;
const anotherDecrease = minutes(60);

function bookOf(
  books: Map<string, TableBook>,
  tables: ReadonlyMap<string, TableSpec>,
  table: string,
  config: Config,
): TableBook {
  const known = books.get(table);
  if (known !== undefined) return known;
  const rates = ratesAtFirst(tables, table);
  const { partitions: present = 1 } = tables.get(table) ?? {};
  const partitions = enough(rates, present, config);
  const fresh = { busyUntil: Number.NEGATIVE_INFINITY, decreases: mostDecreases, counted: 0 };
  const book = { ...fresh, rates: { ...rates, version: 0, partitions } };
  books.set(table, book);
  return book;
}

function ratesAtFirst(tables: ReadonlyMap<string, TableSpec>, table: string): Rates {
  const capacity = tables.get(table)?.capacity;
  if (capacity?.mode === "provisioned") return { read: capacity.read, write: capacity.write };
  const got = capacity === undefined ? "none" : "one on demand";
  throw new RangeError(`expected a provisioned table called ${table} to change, got ${got}`);
}

const enough = (
  { read, write }: Rates,
  present: number,
  { partitionReadLimit, partitionWriteLimit }: Config,
): number =>
  Math.max(
    partitionsFor(read, partitionReadLimit, present),
    partitionsFor(write, partitionWriteLimit, present),
  );

function whyRefuse(
  change: TableChange,
  book: TableBook,
  books: ReadonlyMap<string, TableBook>,
  tables: ReadonlyMap<string, TableSpec>,
  config: Config,
): Refusal | undefined {
  if (change.at < book.busyUntil) return "in-use";
  if (isDecrease(change, book) && decreasesAt(book, change.at) < 1) return "too-many-decreases";
  const { tableQuota, accountQuota } = config;
  if (change.read > tableQuota || change.write > tableQuota) return "table-quota";
  if (!isRaise(change, book)) return undefined;
  const now = new Map([...tables].map(([name, spec]) => [name, books.get(name)?.rates ?? spec.capacity]));
  const total = accountRates(tables, now, change);
  return total.read > accountQuota || total.write > accountQuota ? "account-quota" : undefined;
}

const isDecrease = ({ read, write }: Rates, { rates }: TableBook): boolean =>
  read < rates.read || write < rates.write;

const isRaise = ({ read, write }: Rates, { rates }: TableBook): boolean =>
  read > rates.read || write > rates.write;

const decreasesAt = ({ decreases, counted }: TableBook, at: number): number =>
  Math.min(mostDecreases, decreases + Math.floor((at - counted) / anotherDecrease));

function accept(change: TableChange, book: TableBook, config: Config): TableRates {
  const { read, write, at } = change;
  if (isDecrease(change, book)) {
    book.decreases = decreasesAt(book, at) - 1;
    book.counted = at - (at % anotherDecrease);
  }
  book.busyUntil = at + config.tableUpdate;
  const partitions = enough(change, book.rates.partitions, config);
  book.rates = { version: book.rates.version + 1, read, write, partitions };
  return book.rates;
}
