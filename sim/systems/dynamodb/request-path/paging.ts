/**
 * Queries and scans: one partition after the other, as far as the page is not full. The items of
 * one partition key may lie in several partitions, since ranges are cut by hash and sort key (§3).
 *
 * The paper does not say who walks. Here it is the router, which puts the pages of the partitions
 * together and passes on where the last one ended.
 */

import type { Done, Page, PageItem, PageRequest } from "../../../client/operation.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { contains, type KeyRange } from "../../../parts/key-range.ts";
import { entryKey, itemKey } from "../../../parts/primary-key.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { Route } from "../messages/path.ts";
import { conclude } from "./conclude.ts";
import {
  isBackwards,
  isBoundary,
  isPageRequest,
  justBefore,
  justBehind,
  remainingRange,
} from "./requests.ts";
import { route } from "./routing.ts";
import {
  buggy,
  type PageWalk,
  type Pending,
  type RouterEffects,
  type RouterState,
} from "./state.ts";

/** A page ends when the items looked at reach this (developer guide, Query: 1 MB). */
const mostBytes = 1_048_576;

export function walkOf(request: AnyRequest): PageWalk | undefined {
  if (!isPageRequest(request)) return undefined;
  const { startAfter } = request;
  return { rest: remainingRange(request), startAfter, items: [], bytes: 0, units: 0, version: 0 };
}

/** The key whose partition comes next. */
export function cursorOf(request: PageRequest, { from, to }: KeyRange): string {
  return isBackwards(request) && to !== undefined ? justBefore(to) : from;
}

/** One partition has answered: that is the page, or the next partition is asked. */
export function onPage(
  state: RouterState,
  pending: Pending,
  done: Done,
  at: LocalTime,
  effects: RouterEffects,
): void {
  const { walk, request } = pending;
  const asked = pending.route;
  if (walk === undefined || asked === undefined || !isPageRequest(request)) return;
  const page = partOf(request, done.page ?? { items: [], last: undefined }, asked);
  const last = take(walk, request, page);
  walk.units += done.units;
  walk.version = Math.max(walk.version, done.version);
  if (last !== undefined && !isBoundary(last)) return finish(state, pending, walk, last, effects);
  const rest = buggy(state, "page-without-what-lies-behind")
    ? undefined
    : behind(request, walk.rest, asked, last);
  if (rest === undefined) return finish(state, pending, walk, undefined, effects);
  walk.rest = rest;
  walk.startAfter = isBackwards(request) ? rest.to : justBefore(rest.from);
  pending.cursor = cursorOf(request, rest);
  pending.arrived = at;
  pending.hops = 0;
  pending.hints = 0;
  pending.refused = undefined;
  route(state, pending, at, effects);
}

/** Puts the items in, up to 1 MB in all. Where to go on, if the page ends within this partition. */
function take(walk: PageWalk, request: PageRequest, { items, last }: Page): string | undefined {
  for (const [index, item] of items.entries()) {
    walk.bytes += item.bytes;
    if (walk.bytes < mostBytes) continue;
    walk.items = [...walk.items, ...items.slice(0, index + 1)];
    return keyOf(request, item);
  }
  walk.items = [...walk.items, ...items];
  return last;
}

/**
 * What of a page lies in the range that the router asked for. A follower that lags may not know
 * yet that the partition was split, and the other part is asked next.
 */
function partOf(request: PageRequest, page: Page, { range }: Route): Page {
  const { items, last } = page;
  const isInside = (item: PageItem): boolean => contains(range, keyOf(request, item));
  const ends = [items[0], items[items.length - 1]];
  if (ends.every((item) => item === undefined || isInside(item))) return page;
  const inside = last !== undefined && contains(range, last);
  return { items: items.filter(isInside), last: inside ? last : undefined };
}

/**
 * What is left of a range when a partition has no more of it; undefined: nothing. A partition that
 * has been split may end earlier than the router thought, and says so.
 */
function behind(
  request: PageRequest,
  rest: KeyRange,
  { range }: Route,
  boundary: string | undefined,
): KeyRange | undefined {
  if (isBackwards(request)) {
    return range.from <= rest.from ? undefined : { from: rest.from, to: range.from };
  }
  const end = boundary === undefined ? range.to : justBehind(boundary);
  if (end === undefined || (rest.to !== undefined && rest.to <= end)) return undefined;
  return { from: end, to: rest.to };
}

function keyOf({ table }: PageRequest, { key, sort, of }: PageItem): string {
  if (table === undefined) return key;
  if (of === undefined) return itemKey(key, sort);
  return entryKey({ partition: key, sort, of: itemKey(of.key, of.sort) });
}

function finish(
  state: RouterState,
  pending: Pending,
  { items, bytes, units, version }: PageWalk,
  last: string | undefined,
  effects: RouterEffects,
): void {
  const { request } = pending;
  const page: Page = { items, last };
  const value = undefined;
  const done: Done = { kind: "done", request: request.request, value, version, units, page };
  conclude(state, pending, done, effects, bytes);
}
