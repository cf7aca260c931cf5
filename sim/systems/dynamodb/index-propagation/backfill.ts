/**
 * An index that is created while its table is in use (developer guide, managing GSIs). That it has
 * begun goes through the log of each partition, so that no leader is in doubt about it: whatever is
 * written behind that position is passed on, and what was there before is found by a scan. Each entry
 * says which write it shows, so the two cannot undo one another. A new leader scans from the start.
 */

import type { Duration, LocalTime } from "../../../kernel/time.ts";
import { keepOrder, visitBetween } from "../../../parts/ordered-map.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { logOrder } from "../replication-group/orders.ts";
import { buggy, nextLsn, type ReplicaState } from "../replication-group/state.ts";
import { begun, scanned } from "./creation.ts";
import { keyOfEntry, shownBy } from "./entries.ts";
import type { Feed } from "./propagation.ts";
import { begin } from "./sending-entries.ts";

/** As leader: begins the creation when it is time, and goes on with the scan. */
export function creating(
  state: ReplicaState,
  place: number,
  feed: Feed,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { index, name } = feed;
  if (index.from === undefined || state.followed.has(scanned(name))) return;
  if (state.followed.has(begun(name))) {
    if (feed.scan !== undefined) return;
    keepOrder(state.items);
    feed.scan = { next: state.range.from, underWay: 0, ended: false };
    return scan(state, place, feed, at, effects);
  }
  // Counted from the start of the run, as clocks begin with it.
  const wait = (index.from - at) as Duration;
  if (wait > 0) return effects.setTimer("index-creation", wait, wait);
  logOnce(state, begun(name), at, effects);
}

/** Puts a position in the log, unless it is on its way. */
function logOnce(state: ReplicaState, name: string, at: LocalTime, effects: ReplicaEffects): void {
  if (state.propagating === undefined || state.propagating.ordered.has(name)) return;
  state.propagating.ordered.add(name);
  logOrder(state, { kind: "followed", upTo: [[name, nextLsn(state)]] }, at, effects);
}

/** One entry of the scan is in the index: the next item. */
export function scanOn(
  state: ReplicaState,
  place: number,
  feed: Feed,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (feed.scan === undefined) return;
  feed.scan.underWay -= 1;
  scan(state, place, feed, at, effects);
}

function scan(
  state: ReplicaState,
  place: number,
  feed: Feed,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { scan: going } = feed;
  if (going === undefined) return;
  const { backfillWindow } = state.setup.config;
  if (!going.ended && going.underWay < backfillWindow) {
    going.ended = true;
    const found: (readonly [string, Item])[] = [];
    visitBetween(state.items, going.next, state.range.to, (key, item) => {
      if (found.length + going.underWay >= backfillWindow) {
        going.next = key;
        going.ended = false;
        return false;
      }
      if (shownBy(feed.index, key, item) !== undefined) found.push([key, item]);
      return true;
    });
    for (const [key, item] of found) sendItem(state, place, feed, key, item, effects);
    going.underWay += found.length;
  }
  if (!going.ended || going.underWay > 0) return;
  effects.mark("index-partition-scanned");
  logOnce(state, scanned(feed.name), at, effects);
}

function sendItem(
  state: ReplicaState,
  place: number,
  { index }: Feed,
  item: string,
  image: Item,
  effects: ReplicaEffects,
): void {
  const shown = shownBy(index, item, image);
  if (shown === undefined) return;
  const forgets = buggy(state, "backfill-forgets-what-it-had");
  const source = forgets ? (Number.MAX_SAFE_INTEGER as Lsn) : (image.extras?.made ?? image.lsn);
  const { value, bytes } = shown;
  const key = keyOfEntry(index, shown, item);
  begin(state, { feed: place, source, item, key, value, bytes, scanned: true }, true, effects);
}
