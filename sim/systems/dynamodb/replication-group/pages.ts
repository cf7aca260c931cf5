/**
 * Queries and scans: what this partition holds of the keys wanted, in their order, until a limit or
 * 1 MB of items looked at (developer guide, Query). The router goes on where a page ends, and from
 * one partition to the next.
 */

import type { PageItem, PageRequest } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { readUnits } from "../../../parts/capacity-units.ts";
import type { Value } from "../../../parts/condition.ts";
import { contains, type KeyRange } from "../../../parts/key-range.ts";
import { keepOrder, visitBetween } from "../../../parts/ordered-map.ts";
import { parseEntryKey, parseItemKey } from "../../../parts/primary-key.ts";
import { localEntries } from "../index-propagation/local-indexes.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { isBackwards, justBefore, remainingRange } from "../request-path/requests.ts";
import { isIndexTable } from "../tables.ts";
import { isLeavingFrom, refuse, whyRefuse } from "./lease.ts";
import type { PendingPage } from "./parts-of-state.ts";
import { buggy, type ReplicaState } from "./state.ts";

/** A page of items ends when those looked at come to this many bytes. */
const pageBytes = 1_048_576;

export function onPage(
  state: ReplicaState,
  from: Address,
  page: PageRequest,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { request, consistency } = page;
  const wanted = rangeOf(page);
  const refused =
    consistency === "strong"
      ? whyRefuse(state, at) !== undefined || isLeavingFrom(state, wanted)
      : state.role === "recovering";
  if (refused) return refuse(state, from, request, effects);
  if (!reaches(state.range, wanted, isBackwards(page))) {
    return effects.send(from, { kind: "out-of-range", request });
  }
  keepOrder(state.items);
  const ticket = state.nextTicket;
  state.nextTicket += 1;
  state.pages.set(ticket, { from, page, wanted });
  effects.fetch(ticket);
}

/** Whether the page begins here: with the first key wanted, or, backwards, just before the end. */
function reaches(range: KeyRange, wanted: KeyRange, backwards: boolean): boolean {
  if (!backwards) return contains(range, wanted.from);
  if (wanted.to === undefined) return range.to === undefined;
  return wanted.to > range.from && (range.to === undefined || wanted.to <= range.to);
}

/** The keys wanted, with the partition key back from the whole key that the router sent. */
function rangeOf(page: PageRequest): KeyRange {
  if (page.kind === "scan" || page.table === undefined) return remainingRange(page);
  return remainingRange({ ...page, key: parseItemKey(page.key).partition });
}

export function answerPage(
  state: ReplicaState,
  { from, page, wanted }: PendingPage,
  effects: ReplicaEffects,
): void {
  // The partition may have been split since.
  if (!reaches(state.range, wanted, isBackwards(page))) {
    return effects.send(from, { kind: "out-of-range", request: page.request });
  }
  const items: PageItem[] = [];
  let bytes = 0;
  let last: string | undefined;
  const { limit = Number.POSITIVE_INFINITY } = page;
  const visit = (key: string, item: Item) => {
    if (item.value === undefined) return true;
    if (items.length >= limit || bytes >= pageBytes) return false;
    items.push(shownAs(page, key, item, item.value));
    bytes += item.bytes;
    last = key;
    return true;
  };
  const backwards = isBackwards(page) && !buggy(state, "backwards-read-forwards");
  const held =
    page.kind === "query" && page.index !== undefined
      ? localEntries(state, page.index)
      : state.items;
  visitBetween(held, wanted.from, endOf(wanted, state.range), visit, backwards);
  const isCut = items.length >= limit || bytes >= pageBytes;
  effects.send(
    from,
    {
      kind: "done",
      request: page.request,
      value: undefined,
      version: 0,
      units: readUnits(bytes, page.consistency),
      page: { items, last: isCut ? last : partitionEnd(page, wanted, state.range) },
    },
    bytes,
  );
}

/** A system with one table stores keys as they are; what an index holds says of which item it is. */
function shownAs(
  page: PageRequest,
  key: string,
  { bytes, lsn, extras }: Item,
  value: Value,
): PageItem {
  const { table } = page;
  if (table === undefined) return { key, sort: undefined, value, bytes };
  const isLocal = page.kind === "query" && page.index !== undefined;
  if (!isLocal && !isIndexTable(table)) {
    const { partition, sort } = parseItemKey(key);
    return { key: partition, sort, value, bytes };
  }
  const { partition, sort, of } = parseEntryKey(key);
  const item = parseItemKey(of);
  const version = extras?.source ?? lsn;
  return {
    key: partition,
    sort,
    value,
    bytes,
    of: { key: item.partition, sort: item.sort },
    version,
  };
}

/** The router may take this partition for longer than it is by now: so it is told where it ends. */
function partitionEnd(page: PageRequest, wanted: KeyRange, { to }: KeyRange): string | undefined {
  if (to === undefined || isBackwards(page)) return undefined;
  return wanted.to === undefined || to < wanted.to ? justBefore(to) : undefined;
}

/** What is wanted beyond this partition's range is another partition's to answer. */
function endOf(wanted: KeyRange, range: KeyRange): string | undefined {
  if (wanted.to === undefined) return range.to;
  return range.to === undefined || wanted.to < range.to ? wanted.to : range.to;
}
