/** Which pages a workload asks for: what queries want of a partition key, and how far they go. */

import { assertNever } from "../kernel/assert.ts";
import type { Duration, LocalTime } from "../kernel/time.ts";
import type { Consistency, SortKey, SortWanted } from "./operation.ts";
import { ulidTime } from "./sort-keys.ts";

/** How a query or scan goes through what it found. */
export interface Paging {
  /** Most items to look at in one page. Default: as many as fit. */
  readonly limit?: number;
  /** Whether it goes on to the end, page by page. Default true. */
  readonly follow?: boolean;
}

/** What queries want. Where they start from an item, it is chosen as a get chooses one. */
export type QueryChoice =
  | { readonly kind: "all" }
  /** The newest so many: backwards, one page. */
  | { readonly kind: "newest"; readonly count: number }
  /** Time-sortable ids made within this time by now, by the client's clock. */
  | { readonly kind: "last"; readonly within: Duration }
  /** Those that begin as some item does. Of texts. */
  | { readonly kind: "prefix"; readonly letters: number }
  /** So many numbers up to some item's. */
  | { readonly kind: "up-to"; readonly count: number }
  /** Exactly one item. */
  | { readonly kind: "equals" };

export interface Queries extends Paging {
  readonly wants: QueryChoice;
  readonly backwards?: boolean;
  /** By an index: for a value that puts give to this attribute. Absent: by the table's own key. */
  readonly index?: IndexQueries;
}

export interface IndexQueries {
  readonly name: string;
  /** The attribute that the index is keyed by. A local index's queries are by the table's key. */
  readonly by?: string;
  /** The attribute that sorts it, where queries start from one of its values. */
  readonly sortBy?: string;
  /** A global index gives no strong reads. Default "eventual". */
  readonly reads?: Consistency | { readonly strong: number };
}

export interface QueryAsked {
  readonly wanted: SortWanted;
  readonly backwards: boolean;
  readonly limit: number | undefined;
  readonly follow: boolean;
}

/** @param sort some item's sort key, for what starts from one; undefined: none is known */
export function queryAsked(
  { wants, backwards = false, limit, follow = true }: Queries,
  sort: SortKey | undefined,
  at: LocalTime,
): QueryAsked {
  if (wants.kind === "newest") {
    return { wanted: { kind: "all" }, backwards: true, limit: wants.count, follow: false };
  }
  return { wanted: wantedOf(wants, sort, at), backwards, limit, follow };
}

function wantedOf(
  wants: Exclude<QueryChoice, { kind: "newest" }>,
  sort: SortKey | undefined,
  at: LocalTime,
): SortWanted {
  switch (wants.kind) {
    case "all":
      return { kind: "all" };
    case "last":
      return { kind: "at-least", value: ulidTime(at - wants.within) };
    case "prefix":
      return typeof sort === "string"
        ? { kind: "begins-with", prefix: sort.slice(0, wants.letters) }
        : { kind: "all" };
    case "up-to":
      return typeof sort === "number"
        ? { kind: "between", low: sort - wants.count + 1, high: sort }
        : { kind: "all" };
    case "equals":
      return sort === undefined ? { kind: "all" } : { kind: "equals", value: sort };
    default:
      return assertNever(wants);
  }
}
