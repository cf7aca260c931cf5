import type { Operation } from "../../sim/client/history.ts";
import { isWrite } from "../../sim/client/history.ts";
import type { SortKey } from "../../sim/client/operation.ts";
import { toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";
import { itemOf, partitionName } from "./possible-writes.ts";
import { type Collection, faultOf } from "./query-fault.ts";

/**
 * Strong queries, page by page and item by item: a page need not show one instant, but each item on
 * it, or missing from it, must be as some order of the writes allows. Order, bounds and limit are
 * exact. Where a page before ended is known by its last item alone; what lies between that and the
 * first item of the next may have been missing from either. Eventual queries and scans are left out.
 */
export const queriesAgree: HistoryProperty = {
  kind: "history",
  name: "queries-agree",
  statement:
    "A strong query gives the items of its partition key that match, in the order of their sort keys, none missing and none stale.",
  source: "claim K1; developer guide, key conditions of queries",

  judge({ operations }) {
    const queries = operations.filter(isJudged);
    if (queries.length === 0) {
      return { verdict: "unknown", checked: 0, reason: "no strong query was answered" };
    }
    const collections = collectionsOf(operations);
    const before = pagesBefore(queries);
    let items = 0;
    for (const query of queries) {
      items += query.page?.items.length ?? 0;
      const collection = collections.get(partitionName(query)) ?? new Map();
      const fault = faultOf(query, before.get(query) ?? [], collection);
      if (fault === undefined) continue;
      const { request, process, completed, invoked, key } = query;
      return {
        verdict: "broken",
        checked: queries.length,
        reason: `query r${request} of ${key} (${process}, ${toSeconds(invoked)} s) ${fault.what}`,
        at: completed ?? invoked,
        operations: [request, ...fault.writes.slice(0, 9).map((write) => write.request)],
      };
    }
    return {
      verdict: "holds",
      checked: queries.length,
      reason: `${queries.length} pages with ${items} items agree with what was written`,
    };
  },
};

/** Queries by an index are about keys that are not the items' own. */
const isJudged = ({ kind, consistency, outcome, page, range }: Operation): boolean =>
  kind === "query" &&
  consistency === "strong" &&
  outcome === "ok" &&
  page !== undefined &&
  range?.index === undefined;

/** By the partition's name: its items' writes by sort key. */
function collectionsOf(operations: readonly Operation[]): Map<string, Collection> {
  const collections = new Map<string, Map<SortKey | undefined, Operation[]>>();
  for (const operation of operations) {
    if (!isWrite(operation)) continue;
    const name = partitionName(operation);
    const collection = collections.get(name) ?? new Map<SortKey | undefined, Operation[]>();
    collections.set(name, collection);
    const { sort } = itemOf(operation);
    const list = collection.get(sort);
    if (list === undefined) collection.set(sort, [operation]);
    else list.push(operation);
  }
  return collections;
}

/**
 * The pages that a page goes on from, the nearest first, back to one with items on it or to the
 * beginning; none at all where one of them is not known.
 */
function pagesBefore(queries: readonly Operation[]): Map<Operation, readonly Operation[]> {
  const ending = new Map<string, Operation>();
  const before = new Map<Operation, readonly Operation[]>();
  for (const query of queries) {
    const { startAfter } = query.range!;
    const previous = startAfter === undefined ? undefined : ending.get(placeOf(query, startAfter));
    if (previous !== undefined) {
      const earlier = previous.page!.items.length > 0 ? [] : (before.get(previous) ?? []);
      before.set(query, [previous, ...earlier]);
    }
    const last = query.page?.last;
    if (last !== undefined) ending.set(placeOf(query, last), query);
  }
  return before;
}

const placeOf = (query: Operation, token: string): string =>
  JSON.stringify([query.client, query.key, query.range?.wanted, query.range?.backwards, token]);
