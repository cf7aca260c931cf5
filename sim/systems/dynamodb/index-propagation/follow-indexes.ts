/**
 * The log propagator of global secondary indexes (AWS re:Invent 2018, DAT321; facts of the developer
 * guide, GSI). The leader of a partition walks its log and sends what a committed write changes in an
 * index to the partitions of the index, as requests through the routers, so many at a time. Changes
 * of one item go one after the other; those of different items overtake one another.
 *
 * A backlog is not kept anywhere but in the log, of which no more is cut than all indexes have. How
 * far an index is goes through the log from time to time; what a new leader sends again changes
 * nothing, as every entry says which write it shows.
 *
 * A change that has waited for another of its item is sent without further delay: an item that is
 * written often is behind by what its changes take, and no more.
 *
 * Of a write that moves an entry, the old one is removed and the new one written at once: for a moment
 * a reader may find the item twice, or not at all. Public sources say no more than that.
 */

import type { Response } from "../../../client/operation.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { type Lsn, recordAt } from "../../../parts/replicated-log.ts";
import type { LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { noteFollowed } from "../replication-group/note-followed.ts";
import { buggy, type ReplicaState } from "../replication-group/state.ts";
import { creating, scanOn } from "./backfill.ts";
import { isPassedOn } from "./creation.ts";
import { countOf, type EntryChange, entryChange, keyOfEntry, shownBy } from "./entries.ts";
import { beginPropagating, confirmedUpTo, type Feed } from "./propagation.ts";
import { begin, type ToSend, takeAnswer } from "./sending-entries.ts";

/** As leader: counts what is newly committed, and sends as much as the window has room for. */
export function followIndexes(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { derived } = state.setup;
  if (derived === undefined || derived.table.indexes === undefined) return;
  state.propagating ??= beginPropagating(state, derived);
  for (const [place, feed] of state.propagating.feeds.entries()) {
    countNew(state, feed);
    walk(state, place, feed, at, effects);
    creating(state, place, feed, at, effects);
  }
}

function countNew(state: ReplicaState, feed: Feed): void {
  for (; feed.counted < endOf(state); feed.counted = (feed.counted + 1) as Lsn) {
    const record = recordAt(state.log, feed.counted + 1);
    if (record !== undefined) feed.backlog += countOf(changeBy(state, feed, record));
  }
}

const endOf = (state: ReplicaState): Lsn =>
  buggy(state, "index-shows-uncommitted") ? state.log.last : state.committed;

const noChange: EntryChange = { before: undefined, after: undefined, change: "none" };

/** What the record changes in the index; nothing if its creation began later: the scan will see it. */
function changeBy(state: ReplicaState, feed: Feed, record: LogRecord): EntryChange {
  const { key, order, lsn, before } = record;
  if (key === "" || order !== undefined || !isPassedOn(state, feed.index, feed.name, lsn))
    return noChange;
  const change = entryChange(feed.index, key, before, record);
  if (!buggy(state, "sparse-items-in-the-index")) return change;
  return withSparse(feed, record, change);
}

/** The mistake: an attribute that is missing counts as an empty one. */
function withSparse({ index }: Feed, record: LogRecord, change: EntryChange): EntryChange {
  if (change.after !== undefined || record.value === undefined) return change;
  const { sort, ...plain } = index;
  const attributes = { ...record.extras?.attributes, [index.key ?? ""]: "" };
  const after = shownBy(plain, record.key, { ...record, extras: { attributes } });
  return { ...change, after, change: change.before === undefined ? "none" : "key" };
}

/** Takes up records behind what is under way, while the window has room. */
function walk(
  state: ReplicaState,
  place: number,
  feed: Feed,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { indexWindow } = state.setup.config;
  while (feed.walked < endOf(state) && feed.open.size < indexWindow) {
    feed.walked = (feed.walked + 1) as Lsn;
    const record = recordAt(state.log, feed.walked);
    if (record === undefined) continue;
    const entries = countOf(changeBy(state, feed, record));
    if (entries === 0) continue;
    feed.open.set(record.lsn, entries);
    const waiting = feed.items.get(record.key);
    if (waiting !== undefined) waiting.push(record.lsn);
    else {
      feed.items.set(record.key, []);
      sendChange(state, place, feed, record, false, effects);
    }
  }
  const sent = buggy(state, "index-followed-when-sent");
  noteFollowed(state, feed.name, sent ? feed.walked : confirmedUpTo(feed), at, effects);
}

function sendChange(
  state: ReplicaState,
  place: number,
  feed: Feed,
  record: LogRecord,
  hasWaited: boolean,
  effects: ReplicaEffects,
): void {
  const change = changeBy(state, feed, record);
  const { before, after } = change;
  const { key: item, lsn: source } = record;
  const plain = { feed: place, source, item, scanned: false };
  const entries: ToSend[] = [];
  if (before !== undefined && (after === undefined || change.change === "key")) {
    const stays = buggy(state, "old-entry-stays") && after !== undefined;
    const key = keyOfEntry(feed.index, before, item);
    if (!stays) entries.push({ ...plain, key, value: undefined, bytes: 0 });
    else confirmOne(feed, source);
  }
  if (after !== undefined) {
    const { value, bytes } = after;
    entries.push({ ...plain, key: keyOfEntry(feed.index, after, item), value, bytes });
  }
  for (const entry of entries) begin(state, entry, hasWaited, effects);
}

function confirmOne(feed: Feed, source: Lsn): void {
  feed.backlog -= 1;
  feed.open.set(source, (feed.open.get(source) ?? 1) - 1);
}

/** A router answers: if the index has the entry by now, what waited for it goes on. */
export function onIndexAnswer(
  state: ReplicaState,
  answer: Response,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const confirmed = takeAnswer(state, answer, effects);
  const feed = confirmed && state.propagating?.feeds[confirmed.feed];
  if (confirmed === undefined || feed === undefined) return;
  const { feed: place, source, item, scanned } = confirmed;
  if (scanned) return scanOn(state, place, feed, at, effects);
  confirmOne(feed, source);
  if ((feed.open.get(source) ?? 0) > 0) return;
  feed.open.delete(source);
  if (feed.backlog === 0) feed.throttle = undefined;
  const next = feed.items.get(item)?.shift();
  if (next === undefined) feed.items.delete(item);
  else {
    const record = recordAt(state.log, next);
    if (record !== undefined) sendChange(state, place, feed, record, true, effects);
  }
  walk(state, place, feed, at, effects);
}
