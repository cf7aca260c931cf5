/**
 * What committed writes of tables ask of their global indexes, and what the indexes have of it: as
 * seen from outside, from the records that replicas commit. No queue of theirs is looked at.
 */

import type { SimTime } from "../../sim/kernel/time.ts";
import type { Value } from "../../sim/parts/condition.ts";
import { parseEntryKey } from "../../sim/parts/primary-key.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import {
  type IndexSpec,
  indexTable,
  isGlobal,
  isIndexTable,
} from "../../sim/systems/dynamodb/tables.ts";
import { type ExpectedEntry, expectedEntry, placeOf } from "./expected-entry.ts";

/** A committed write wants an index to show this; it is waited for. */
interface Wanted {
  readonly source: number;
  readonly at: SimTime;
  /** "<partition> <index>": whose queue it is in. */
  readonly queue: string;
}

/** An index has committed an entry. */
export interface IndexStep {
  readonly index: string;
  readonly place: string;
  readonly source: number | undefined;
  /** Undefined: it has removed the entry. */
  readonly value: Value | undefined;
  /** Commits of the writes that have now been followed. */
  readonly since: readonly SimTime[];
}

export interface EntryTracker {
  /** Call after every step of a replica. */
  after(state: Readonly<ReplicaState>, now: SimTime): readonly IndexStep[];
  /** Entries that a queue holds, by "<partition> <index>". */
  readonly waiting: ReadonlyMap<string, number>;
  /** What the table's write at this position made of the place; undefined: nothing known of it. */
  wanted(step: IndexStep): { readonly shows: Value | undefined } | undefined;
}

const none: readonly IndexStep[] = [];

/** @param onLength is told of every queue whose length has changed */
export function trackEntries(onLength?: (queue: string, entries: number) => void): EntryTracker {
  const looked = new Map<string, number>();
  const shown = new Map<string, ExpectedEntry>();
  const pending = new Map<string, Wanted[]>();
  const waiting = new Map<string, number>();
  const allowed = new Map<string, Value | undefined>();

  const want = (
    name: string,
    place: string,
    shows: Value | undefined,
    wanted: Wanted,
    isFollowed: boolean,
  ): void => {
    allowed.set(`${name} ${place} ${wanted.source}`, shows);
    if (!isFollowed) return;
    const list = pending.get(`${name} ${place}`);
    if (list === undefined) pending.set(`${name} ${place}`, [wanted]);
    else list.push(wanted);
    lengthen(wanted.queue, 1);
  };

  const lengthen = (queue: string, by: 1 | -1): void => {
    const entries = (waiting.get(queue) ?? 0) + by;
    waiting.set(queue, entries);
    onLength?.(queue, entries);
  };

  const onTableRecord = (
    state: Readonly<ReplicaState>,
    index: IndexSpec,
    record: LogRecord,
    now: SimTime,
  ): void => {
    const { partition = "", table = "" } = state.setup;
    const name = indexTable(table, index.name);
    const item = `${name} ${record.key}`;
    const before = shown.get(item);
    const after = expectedEntry(index, record.key, record);
    if (before?.place === after?.place && before?.content === after?.content) {
      // The entry may be of this write, too, if a scan shows it.
      if (after !== undefined) allowed.set(`${name} ${after.place} ${record.lsn}`, after.shows);
      return;
    }
    if (after === undefined) shown.delete(item);
    else shown.set(item, after);
    const wanted = { source: record.lsn, at: now, queue: `${partition} ${name}` };
    const isFollowed = isCreated(state, index, name, record.lsn);
    if (before !== undefined && before.place !== after?.place) {
      want(name, before.place, undefined, wanted, isFollowed);
    }
    if (after !== undefined) want(name, after.place, after.shows, wanted, isFollowed);
  };

  const onIndexRecord = (index: string, record: LogRecord): IndexStep => {
    const { partition, sort, of } = parseEntryKey(record.key);
    const place = placeOf(partition, sort, of);
    const source = record.extras?.source;
    const list = pending.get(`${index} ${place}`) ?? [];
    const followed = list.filter((wanted) => wanted.source <= (source ?? -1));
    if (followed.length > 0) {
      pending.set(
        `${index} ${place}`,
        list.filter((wanted) => !followed.includes(wanted)),
      );
      for (const { queue } of followed) lengthen(queue, -1);
    }
    const since = followed.map(({ at }) => at);
    return { index, place, source, value: record.value, since };
  };

  return {
    waiting,
    wanted({ index, place, source }) {
      const name = `${index} ${place} ${source}`;
      return allowed.has(name) ? { shows: allowed.get(name) } : undefined;
    },
    after(state, now) {
      const { table = "", partition = "", born = 0, derived } = state.setup;
      const isIndex = isIndexTable(table);
      if (!isIndex && derived?.table.indexes === undefined) return none;
      let position = looked.get(partition) ?? born;
      if (state.committed <= position) return none;
      const indexes = derived?.table.indexes?.filter(isGlobal) ?? [];
      const steps: IndexStep[] = [];
      for (; position < state.committed; position += 1) {
        const record = recordAt(state.log, position + 1);
        if (record === undefined || record.key === "" || record.order !== undefined) continue;
        if (isIndex) steps.push(onIndexRecord(table, record));
        for (const index of indexes) onTableRecord(state, index, record, now);
      }
      looked.set(partition, position);
      return steps;
    },
  };
}

/** Of an index that is created later only what is written from then on is passed on. */
function isCreated(
  { followed }: Readonly<ReplicaState>,
  index: IndexSpec,
  name: string,
  lsn: number,
): boolean {
  if (index.from === undefined) return true;
  const since = followed.get(`${name} begun`);
  return since !== undefined && lsn > since;
}
