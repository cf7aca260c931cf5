/**
 * Changes of provisioned tables' throughput (UpdateTable): which of them are accepted, and what the
 * tables then have. A pure function of what is asked for, and when: so a control plane that comes
 * back after a crash knows all that was in force.
 *
 * A table that is raised above what its partitions can serve has all of them split in two (ATC '22,
 * §4): 4 of 1,000 become 8 when 3,200 become 6,000. They never merge: below what it once had, it has
 * enough.
 */

import { type Duration, minutes } from "../../../kernel/time.ts";
import { partitionsFor } from "../../../parts/adaptive-share.ts";
import type { Rates } from "../admission/demand.ts";
import type { TableRates } from "../admission/messages.ts";
import type { Config } from "../config.ts";
import type { TableSpec } from "../tables.ts";
import { provisionedRates, type QuotaExceeded, quotaExceeded } from "./quotas.ts";

export interface TableChange extends Rates {
  readonly table: string;
  /** When it is asked for, from the start of the run. */
  readonly at: Duration;
}

export type JudgedChange = TableChange &
  ({ readonly rates: TableRates } | { readonly refused: Refusal });

/** Why not (developer guide: ResourceInUseException; LimitExceededException). */
type Refusal = "in-use" | "too-many-decreases" | QuotaExceeded;

/** In the order of time. Throws a RangeError for a table that is not provisioned, or not there. */
export function judgeChanges(
  changes: readonly TableChange[],
  tables: ReadonlyMap<string, TableSpec>,
  config: Config,
): readonly JudgedChange[] {
  const books = new Map<string, TableBook>();
  return [...changes]
    .sort((left, right) => left.at - right.at)
    .map((change) => {
      const spec = tables.get(change.table);
      const book = bookOf(books, spec, change.table, config);
      const refused = whyRefuse(change, book, books, tables, config);
      return { ...change, ...(refused === undefined ? accept(change, book, config) : { refused }) };
    });
}

/** What is known of one table as changes go by. */
interface TableBook {
  readonly spec: TableSpec;
  rates: TableRates;
  /** Until when the last change is under way. */
  busyUntil: number;
  /** Decreases that are left in this hour of the run. */
  decreases: number;
  hour: number;
}

/** Developer guide, quotas: four decreases at once, and one more each hour. */
const mostDecreases = 4;
const hourOf = (at: Duration): number => Math.floor(at / minutes(60));

function bookOf(
  books: Map<string, TableBook>,
  spec: TableSpec | undefined,
  table: string,
  config: Config,
): TableBook {
  const known = books.get(table);
  if (known !== undefined) return known;
  const bought = spec && provisionedRates(spec);
  if (spec === undefined || bought === undefined) {
    const got = spec === undefined ? "none" : "one on demand";
    throw new RangeError(`expected a provisioned table called ${table} to change, got ${got}`);
  }
  const partitions = enough(bought, spec.partitions ?? 1, config);
  const rates = { version: 0, ...bought, partitions };
  const fresh = { busyUntil: Number.NEGATIVE_INFINITY, decreases: mostDecreases, hour: 0 };
  const book = { spec, rates, ...fresh };
  books.set(table, book);
  return book;
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
  const ratesOf = (other: TableSpec): Rates | undefined =>
    books.get(other.name)?.rates ?? provisionedRates(other);
  return quotaExceeded(book.spec, change, tables.values(), ratesOf, config);
}

const isDecrease = ({ read, write }: Rates, { rates }: TableBook): boolean =>
  read < rates.read || write < rates.write;

const decreasesAt = ({ decreases, hour }: TableBook, at: Duration): number =>
  Math.min(mostDecreases, decreases + hourOf(at) - hour);

function accept(
  change: TableChange,
  book: TableBook,
  config: Config,
): { readonly rates: TableRates } {
  const { read, write, at } = change;
  book.decreases = decreasesAt(book, at) - (isDecrease(change, book) ? 1 : 0);
  book.hour = hourOf(at);
  book.busyUntil = at + config.tableUpdate;
  const partitions = enough(change, book.rates.partitions, config);
  book.rates = { version: book.rates.version + 1, read, write, partitions };
  return { rates: book.rates };
}
