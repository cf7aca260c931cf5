import type { Operation } from "../../sim/client/history.ts";
import type { PageItem, SortKey } from "../../sim/client/operation.ts";
import { isPossible, itemOf, possibleWrites } from "./possible-writes.ts";
import { compareSorts, isWanted } from "./sort-order.ts";

/** One partition key's items: their writes by sort key. */
export type Collection = ReadonlyMap<SortKey | undefined, readonly Operation[]>;

export interface Fault {
  /** What is wrong with the page: "is out of order: 3 after 5". */
  readonly what: string;
  /** The writes that say so. */
  readonly writes: readonly Operation[];
}

/**
 * What is wrong with one page; undefined: nothing that clients could tell.
 *
 * @param before pages it goes on from, the nearest first, up to one with items on it
 */
export function faultOf(
  query: Operation,
  before: readonly Operation[],
  collection: Collection,
): Fault | undefined {
  return (
    faultOfShape(query, before) ??
    wrongItem(query, collection) ??
    missingItem(query, before, collection)
  );
}

/** Order, bounds and limit: nothing here depends on what was written when. */
function faultOfShape(query: Operation, before: readonly Operation[]): Fault | undefined {
  const { items } = query.page!;
  const { limit, wanted } = query.range!;
  const says = (what: string): Fault => ({ what, writes: [] });
  if (limit !== undefined && items.length > limit) {
    return says(`has ${items.length} items, expected at most ${limit}`);
  }
  const stray = items.find(
    ({ key, sort }) => key !== itemOf(query).key || !isWanted(wanted!, sort),
  );
  if (stray !== undefined) return says(`has ${nameOf(stray)}, which it did not ask for`);
  let last = before[0] === undefined ? undefined : lastOf(before);
  for (const item of items) {
    if (last !== undefined && !isBehind(query, item.sort, last.sort)) {
      return says(`is out of order: ${nameOf(item)} after ${nameOf(last)}`);
    }
    last = item;
  }
  return undefined;
}

function wrongItem(query: Operation, collection: Collection): Fault | undefined {
  for (const item of query.page!.items) {
    const writes = collection.get(item.sort) ?? [];
    const possible = possibleWrites(writes, ...intervalOf(query));
    if (isPossible(possible, item.value)) continue;
    return {
      what: `has ${nameOf(item)} with ${item.value}, which it cannot have been then`,
      writes: possible.writes,
    };
  }
  return undefined;
}

function missingItem(
  query: Operation,
  before: readonly Operation[],
  collection: Collection,
): Fault | undefined {
  const shown = new Set(query.page!.items.map(({ sort }) => sort));
  for (const [sort, writes] of collection) {
    if (shown.has(sort) || !isWanted(query.range!.wanted!, sort)) continue;
    // It was this page's to show, or one of those before.
    const pages = pagesThatShow(query, before, sort);
    const possible = pages.map((page) => possibleWrites(writes, ...intervalOf(page)));
    if (pages.length === 0 || possible.some((at) => isPossible(at, undefined))) continue;
    return {
      what: `lacks ${sort ?? "the item"}, which was there from before it began`,
      writes: possible.flatMap(({ writes: some }) => some),
    };
  }
  return undefined;
}

/** The pages one of which must have shown an item with this sort key; none: nobody can tell. */
function pagesThatShow(
  query: Operation,
  before: readonly Operation[],
  sort: SortKey | undefined,
): readonly Operation[] {
  const { items, last } = query.page!;
  const end = items.at(-1);
  if (last !== undefined && (end === undefined || isBehind(query, sort, end.sort))) return [];
  const first = items[0];
  if (first !== undefined && isBehind(query, sort, first.sort)) return [query];
  if (query.range!.startAfter === undefined) return [query];
  const earliest = before.at(-1);
  if (earliest === undefined) return [];
  const start = lastOf(before);
  if (start !== undefined) return isBehind(query, sort, start.sort) ? [query, ...before] : [];
  return earliest.range!.startAfter === undefined ? [query, ...before] : [];
}

/** The last item on the pages before; undefined: they had none. */
const lastOf = (before: readonly Operation[]): PageItem | undefined =>
  before.map(({ page }) => page?.items.at(-1)).find((item) => item !== undefined);

/** Whether `sort` comes behind `other` in the direction of the query. */
function isBehind(
  query: Operation,
  sort: SortKey | undefined,
  other: SortKey | undefined,
): boolean {
  const order = compareSorts(sort, other);
  return query.range!.backwards ? order < 0 : order > 0;
}

const intervalOf = ({ invoked, completed }: Operation): [number, number] => [
  invoked,
  completed ?? Number.POSITIVE_INFINITY,
];

const nameOf = ({ key, sort }: PageItem): string => (sort === undefined ? key : String(sort));
