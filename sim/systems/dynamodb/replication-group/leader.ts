/**
 * The leader's half of the write path.
 *
 * A write is logged, persisted here and at the followers in parallel, and answered once a quorum
 * of write-ahead logs holds it (ATC '22, §3; two of three replicas, §6.1). The leader applies it
 * before it answers, so that a strong read never misses an acknowledged write.
 *
 * The paper does not say whether the leader's own disk must be in the quorum. We count any two of
 * the three, so that followers can carry a leader whose disk is slow.
 */

import type { Response } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { writeUnits } from "../../../parts/capacity-units.ts";
import { contains } from "../../../parts/key-range.ts";
import { lookUp } from "../../../parts/ordered-map.ts";
import { append, type Lsn } from "../../../parts/replicated-log.ts";
import { forgetsVersion, versioned } from "../global-tables/versioning.ts";
import { fullIndex } from "../index-propagation/back-pressure.ts";
import { isCollectionFull } from "../index-propagation/collection-limit.ts";
import { unitsOnIndexes, unitsOnLocal } from "../index-propagation/units-on-indexes.ts";
import type { Item, LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { commit } from "./commit.ts";
import { wakeHeartbeats } from "./delegation.ts";
import { followLog } from "./following-the-log.ts";
import { isLeaving, refuse, whyRefuse } from "./lease.ts";
import { type AnyWrite, type Found, type Outcome, outcomeOf } from "./outcomes.ts";
import { sendNew } from "./sending.ts";
import { noteStalled } from "./stalled.ts";
import { madeOf, stampingOf } from "./stamping.ts";
import { buggy, nextLsn, type ReplicaState } from "./state.ts";
import { unitsOf } from "./write-units.ts";

/** What a write finds where nothing was ever written. */
const nothing: Found = { value: undefined, bytes: 0, lsn: 0 as Lsn };

/** Logs a write and starts replicating it; or refuses, at once or when what it saw is committed. */
export function onWrite(
  state: ReplicaState,
  from: Address,
  write: AnyWrite,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (whyRefuse(state, at) !== undefined || isLeaving(state, write.key)) {
    return refuse(state, from, write.request, effects);
  }
  if (!contains(state.range, write.key)) {
    return effects.send(from, { kind: "out-of-range", request: write.request });
  }
  const found = state.tentative.get(write.key) ?? lookUp(state.items, write.key) ?? nothing;
  noteStalled(state, write, found, at, effects);
  // What a transaction has prepared it will write, however full the queue is by then.
  const begins = isCustomers(write) || write.kind === "prepare-part";
  const full = begins ? fullIndex(state) : undefined;
  if (full !== undefined) {
    effects.mark("throttled-by-index");
    const answer = { kind: "rejected", request: write.request, reason: "throttled" } as const;
    return effects.send(from, { ...answer, throttle: full });
  }
  const outcome = outcomeOf(write, asFound(state, write, found), stampingOf(state, at));
  if (outcome.kind !== "write") {
    const response = withoutEffect(write, found, outcome);
    return answerOnceCommitted(state, from, found.lsn, response, effects);
  }
  const left = isCustomers(write) ? versioned(state, outcome, found, at) : outcome;
  if (isCustomers(write) && isCollectionFull(state, write.key, found, outcome)) {
    effects.mark("collection-full");
    const reason = "item-collection-size-limit";
    return effects.send(from, { kind: "rejected", request: write.request, reason });
  }
  const record = logWrite(state, write, left, found, effects);
  const { value, lsn } = record;
  const { table } = state.setup.derived ?? {};
  const units = unitsOf(write, found, record) + unitsOnLocal(table, write, found, record);
  const { version = madeOf(record) } = outcome;
  const done: Response = { kind: "done", request: write.request, value, version, units };
  const onIndexes = unitsOnIndexes(state, write, found, record);
  const response = onIndexes === undefined ? done : { indexUnits: onIndexes, ...done };
  state.pending.push({ lsn, to: from, response });
  if (buggy(state, "index-shows-uncommitted")) followLog(state, at, effects);
  if (buggy(state, "ack-before-persist")) {
    state.durable = lsn;
    commit(state, at, effects);
  }
}

const isCustomers = ({ kind }: AnyWrite): boolean =>
  kind === "put" || kind === "update" || kind === "delete";

/** The mistakes of an index, or of a Region, that forgets which write an item shows. */
function asFound(state: ReplicaState, { kind }: AnyWrite, found: Found): Found {
  const forgets =
    kind === "index-write"
      ? buggy(state, "removed-entry-comes-back")
      : kind === "replicate" && forgetsVersion(state, found);
  return forgets ? { value: found.value, bytes: found.bytes, lsn: found.lsn } : found;
}

/** Nothing is logged: it is refused, or it is so already. */
function withoutEffect(
  { request, kind }: AnyWrite,
  { value, bytes, lsn }: Found,
  outcome: Exclude<Outcome, { kind: "write" }>,
): Response {
  if (outcome.kind === "refused") return { kind: "rejected", request, reason: outcome.reason };
  const { version = lsn } = outcome;
  // What a propagator sends again is not the customer's to pay.
  const units = kind === "index-write" ? 0 : writeUnits(bytes, 0);
  return { kind: "done", request, value, version, units };
}

export function logWrite(
  state: ReplicaState,
  { key, request }: Pick<AnyWrite, "key" | "request">,
  outcome: Extract<Outcome, { kind: "write" }>,
  found: Found,
  effects: ReplicaEffects,
): LogRecord {
  const { promised: ballot, committed } = state;
  const { value, bytes, extras } = outcome;
  if (outcome.deleteStamp !== undefined) state.deletesLogged = outcome.deleteStamp;
  const plain = { lsn: nextLsn(state), ballot, key, value, bytes, request };
  const before = state.setup.derived === undefined ? undefined : imageOf(found);
  const record: LogRecord = withExtra(plain, outcome, before);
  append(state.log, record);
  const left = { value, bytes, lsn: record.lsn };
  state.tentative.set(key, extras === undefined ? left : { extras, ...left });
  const records = [record];
  wakeHeartbeats(state, effects);
  effects.persist({ kind: "records", records, committed }, bytes);
  for (const peer of state.peers) sendNew(state, peer, records, effects);
  return record;
}

/** The usual cases by themselves: this is the path of every write. */
function withExtra(
  plain: LogRecord,
  outcome: Extract<Outcome, { kind: "write" }>,
  before: Item | undefined,
): LogRecord {
  const { extras, deleteStamp, byService } = outcome;
  if (deleteStamp !== undefined || byService !== undefined) {
    return { ...extra(outcome, before), ...plain };
  }
  if (extras === undefined) return before === undefined ? plain : { before, ...plain };
  return before === undefined ? { extras, ...plain } : { extras, before, ...plain };
}

const extra = (
  { extras, deleteStamp, byService }: Extract<Outcome, { kind: "write" }>,
  before: Item | undefined,
): Pick<LogRecord, "extras" | "before" | "deleteStamp" | "byService"> => ({
  ...(deleteStamp === undefined ? {} : { deleteStamp }),
  ...(byService === undefined ? {} : { byService }),
  ...(extras === undefined ? {} : { extras }),
  ...(before === undefined ? {} : { before }),
});

/** The item as those who follow the log see what was there; undefined: none. */
function imageOf({ value, bytes, lsn, extras }: Found): Item | undefined {
  if (value === undefined) return undefined;
  return extras === undefined ? { value, bytes, lsn } : { value, bytes, lsn, extras };
}

/**
 * A refusal has read the write it was refused for. If that write is not yet committed it may still
 * vanish with this leader, so the refusal waits for it.
 */
function answerOnceCommitted(
  state: ReplicaState,
  to: Address,
  lsn: Lsn,
  response: Response,
  effects: ReplicaEffects,
): void {
  if (lsn <= state.committed || buggy(state, "condition-on-uncommitted")) {
    effects.send(to, response);
    return;
  }
  const index = state.pending.findIndex((answer) => answer.lsn > lsn);
  const place = index === -1 ? state.pending.length : index;
  state.pending.splice(place, 0, { lsn, to, response });
}
