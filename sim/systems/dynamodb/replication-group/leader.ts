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

import type { Response, Write } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { writeUnits } from "../../../parts/capacity-units.ts";
import { satisfies, type Value } from "../../../parts/condition.ts";
import { contains } from "../../../parts/key-range.ts";
import { lookUp } from "../../../parts/ordered-map.ts";
import { append, type Lsn } from "../../../parts/replicated-log.ts";
import type { LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { commit } from "./commit.ts";
import { wakeHeartbeats } from "./delegation.ts";
import { isLeaving, refuse, whyRefuse } from "./lease.ts";
import { sendNew } from "./sending.ts";
import { buggy, nextLsn, type ReplicaState } from "./state.ts";

/** What a write finds under its key: the newest write logged, committed or not. */
interface Found {
  readonly value: Value | undefined;
  readonly bytes: number;
  /** The write that left it; 0 if none did. */
  readonly lsn: Lsn;
}

const nothing: Found = { value: undefined, bytes: 0, lsn: 0 as Lsn };

/** Logs a write and starts replicating it; or refuses, at once or when what it saw is committed. */
export function onWrite(
  state: ReplicaState,
  from: Address,
  write: Write,
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
  const after = outcomeOf(write, found);
  if (after === "refused") {
    const { request } = write;
    const response: Response = { kind: "rejected", request, reason: "condition-failed" };
    return answerOnceCommitted(state, from, found.lsn, response, effects);
  }
  const record = logWrite(state, write, after, effects);
  const { value, lsn } = record;
  const units = writeUnits(found.bytes, record.bytes);
  const response: Response = { kind: "done", request: write.request, value, version: lsn, units };
  state.pending.push({ lsn, to: from, response });
  if (buggy(state, "ack-before-persist")) {
    state.durable = lsn;
    commit(state, at, effects);
  }
}

/** The item that the write leaves; "refused" when its condition is false or it adds to a text. */
function outcomeOf(
  write: Write,
  { value: current }: Found,
): { readonly value: Value | undefined; readonly bytes: number } | "refused" {
  if (write.condition !== undefined && !satisfies(write.condition, current)) return "refused";
  switch (write.kind) {
    case "put":
      return { value: write.value, bytes: write.bytes };
    case "delete":
      return { value: undefined, bytes: 0 };
    case "update":
      if (typeof current === "string") return "refused";
      return { value: (current ?? 0) + write.add, bytes: write.bytes };
  }
}

function logWrite(
  state: ReplicaState,
  { key, request }: Write,
  { value, bytes }: { readonly value: Value | undefined; readonly bytes: number },
  effects: ReplicaEffects,
): LogRecord {
  const { promised: ballot, committed } = state;
  const record: LogRecord = { lsn: nextLsn(state), ballot, key, value, bytes, request };
  append(state.log, record);
  state.tentative.set(key, { value, bytes, lsn: record.lsn });
  const records = [record];
  wakeHeartbeats(state, effects);
  effects.persist({ kind: "records", records, committed }, bytes);
  for (const peer of state.peers) sendNew(state, peer, records, effects);
  return record;
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
