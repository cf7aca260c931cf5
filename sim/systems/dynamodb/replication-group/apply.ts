/** Committed records go into the B-tree, in order, at the leader and at followers alike. */

import { assertNever, InvariantViolation } from "../../../kernel/assert.ts";
import { entriesOf, insert, lookUp, remove } from "../../../parts/ordered-map.ts";
import {
  append,
  emptyLog,
  type Lsn,
  overwrite,
  recordAt,
  recordsBetween,
  trimBefore,
  truncateAfter,
} from "../../../parts/replicated-log.ts";
import { applyPurge, isGone } from "../index-propagation/gone-entries.ts";
import { keepLocals } from "../index-propagation/local-indexes.ts";
import type { Item, LogRecord, Order } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { announceRoute } from "./announce.ts";
import { itemSum } from "./checksum.ts";
import { applyFollowed, followedByAll } from "./followed.ts";
import {
  committedMembership,
  groupOf,
  noteDelete,
  noteLogged,
  settleMembership,
} from "./membership.ts";
import type { Upkeep } from "./parts-of-state.ts";
import { applySplit } from "./split-off.ts";
import { buggy, isLeading, type ReplicaState } from "./state.ts";
import { takeSum } from "./take-sum.ts";

/**
 * Puts a record at its position in the log, in place of an older one that may be there. Records
 * behind it stay: an earlier leader may have committed them, and this one will propose them again.
 * Only behind a leader's own first record is everything void: no promise had reported it.
 */
export function putRecord(state: ReplicaState, record: LogRecord): void {
  const { log } = state;
  const { lsn } = record;
  if (lsn > log.last + 1 && buggy(state, "follower-accepts-a-hole")) state.log = emptyLog(lsn);
  if (lsn > state.log.last) append(state.log, record);
  else if (lsn >= state.log.first) overwrite(state.log, record);
  if (state.durable >= lsn) state.durable = (lsn - 1) as Lsn;
  if (record.key === "") truncateAfter(state.log, lsn);
  if (record.order !== undefined || lsn <= newestMembership(state)) noteLogged(state, record);
}

const newestMembership = ({ memberships }: ReplicaState): number =>
  memberships[memberships.length - 1]!.lsn;

/** Applies every record up to `target`, which is committed and in the log. */
export function applyUpTo(state: ReplicaState, target: Lsn, effects: ReplicaEffects): void {
  for (let lsn = state.committed + 1; lsn <= target; lsn += 1) {
    const record = recordAt(state.log, lsn);
    if (record === undefined && buggy(state, "follower-accepts-a-hole")) continue;
    if (record === undefined) {
      throw new InvariantViolation(`${state.self} cannot apply ${lsn}: it is not in its log`);
    }
    state.committed = record.lsn;
    if (record.order === undefined) applyRecord(state, record);
    else applyOrder(state, record, record.order, effects);
  }
}

function applyRecord(state: ReplicaState, record: LogRecord): void {
  const { key, bytes, lsn } = record;
  if (state.upkeep !== undefined) state.upkeep.unarchived += bytes;
  if (record.deleteStamp !== undefined) noteDelete(state, record.deleteStamp);
  if (key === "" || state.setup.kind === "log") return;
  const item = itemOf(state, record);
  if (state.upkeep !== undefined) followSum(state, state.upkeep, key, item);
  if (state.purging !== undefined && isGone(record)) state.purging.gone += 1;
  if (state.locals !== undefined) keepLocals(state, key, lookUp(state.items, key), item);
  if (item === undefined) remove(state.items, key);
  else insert(state.items, key, item);
  if (state.tentative.get(key)?.lsn === lsn) state.tentative.delete(key);
}

/** What the record leaves under its key; undefined: nothing. */
function itemOf(state: ReplicaState, { value, bytes, lsn, extras }: LogRecord): Item | undefined {
  if (value === undefined && extras === undefined) return undefined;
  const left = value !== undefined && isMistaken(state, lsn) ? "wrong" : value;
  return extras === undefined ? { value: left, bytes, lsn } : { value: left, bytes, lsn, extras };
}

/** Keeps the checksum over all items up with one that is about to change. */
function followSum(state: ReplicaState, upkeep: Upkeep, key: string, item: Item | undefined): void {
  const before = lookUp(state.items, key);
  if (before !== undefined) upkeep.sum = (upkeep.sum ^ itemSum(key, before)) >>> 0;
  if (item !== undefined) upkeep.sum = (upkeep.sum ^ itemSum(key, item)) >>> 0;
}

/** The mistake of a follower: one write in a hundred goes wrong, at one member. */
const isMistaken = (state: ReplicaState, lsn: Lsn): boolean =>
  lsn % 100 === 99 &&
  state.members.indexOf(state.self) === Math.floor(lsn / 100) % state.members.length &&
  !isLeading(state) &&
  buggy(state, "follower-applies-wrong-value");

/** An order takes effect on what the replica holds. */
function applyOrder(
  state: ReplicaState,
  { lsn, ballot }: LogRecord,
  order: Order,
  effects: ReplicaEffects,
): void {
  switch (order.kind) {
    case "membership":
      return applyMembership(state, lsn, order, effects);
    case "followed":
      return applyFollowed(state, order.upTo);
    case "purge":
      return applyPurge(state, order.upTo);
    case "scrub":
      return takeSum(state, lsn, effects);
    case "split":
      applySplit(state, lsn, order, ballot, effects);
      // A log that is replayed from here on does not make the child again.
      return writeCheckpoint(state, effects);
    default:
      return assertNever(order);
  }
}

/** The group is another one for good: who has gone is told, and routers will be. */
function applyMembership(
  state: ReplicaState,
  lsn: Lsn,
  { members }: Extract<Order, { kind: "membership" }>,
  effects: ReplicaEffects,
): void {
  const before = committedMembership(state, lsn - 1).members;
  settleMembership(state, lsn);
  state.routeVersion = lsn;
  announceRoute(state, effects);
  if (state.role !== "leader") return;
  for (const gone of before) {
    if (!members.includes(gone)) effects.send(gone, { kind: "removed", lsn, members });
  }
}

/**
 * Writes the B-tree down from time to time and cuts the log below, so that memory and disk stay
 * bounded. Copying costs as much as the table holds, so it waits for at least as many records.
 */
export function checkpointIfDue(state: ReplicaState, effects: ReplicaEffects): void {
  const { checkpointEvery, retainedRecords } = state.setup.config;
  const due = Math.max(checkpointEvery, state.items.size);
  if (state.committed - state.checkpointed < due) return;
  const recent = Math.max(state.log.first, state.committed + 1 - retainedRecords);
  // What is not archived stays.
  const archived = state.setup.archive === undefined ? undefined : state.upkeep?.archived;
  const followed = followedByAll(state);
  const needed = Math.min(archived ?? recent, followed ?? recent);
  const keepFrom = Math.min(recent, needed + 1);
  trimBefore(state.log, keepFrom as Lsn);
  writeCheckpoint(state, effects);
}

export function writeCheckpoint(state: ReplicaState, effects: ReplicaEffects): void {
  state.checkpointed = state.committed;
  effects.checkpoint({
    kind: "checkpoint",
    promised: state.promised,
    items: entriesOf(state.items),
    upTo: state.committed,
    records: recordsBetween(state.log, state.log.first, state.log.last),
    group: groupOf(state),
  });
}
