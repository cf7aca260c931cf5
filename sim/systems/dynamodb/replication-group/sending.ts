/** The leader brings its log to its followers, and notes what their disks hold. */

import { InvariantViolation } from "../../../kernel/assert.ts";
import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import { type Lsn, recordsBetween } from "../../../parts/replicated-log.ts";
import type { LogRecord } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { sendCopy } from "./copying.ts";
import type { Progress } from "./parts-of-state.ts";
import { ballotAt, type ReplicaState } from "./state.ts";

/** Sends records just logged, unless the follower is still being brought up to them. */
export function sendNew(
  state: ReplicaState,
  peer: Address,
  records: readonly LogRecord[],
  effects: ReplicaEffects,
): void {
  const progress = state.progress.get(peer);
  if (progress === undefined || progress.next !== records[0]?.lsn) return;
  progress.next = (progress.next + records.length) as Lsn;
  sendRecords(state, peer, records, effects);
}

/** Sends the next batch of what the follower lacks; a full copy where the log no longer reaches. */
export function sendBatch(state: ReplicaState, peer: Address, effects: ReplicaEffects): void {
  const progress = state.progress.get(peer);
  if (progress === undefined || progress.next > state.log.last) return;
  if (progress.next < state.log.first) {
    progress.next = (state.log.last + 1) as Lsn;
    return sendCopy(state, peer, effects);
  }
  const { appendBatch } = state.setup.config;
  const records = recordsBetween(state.log, progress.next, progress.next + appendBatch - 1);
  progress.next = (progress.next + records.length) as Lsn;
  effects.mark("records-sent-again");
  sendRecords(state, peer, records, effects);
}

function sendRecords(
  state: ReplicaState,
  peer: Address,
  records: readonly LogRecord[],
  effects: ReplicaEffects,
): void {
  const { promised: ballot, committed } = state;
  const previous = (records[0]!.lsn - 1) as Lsn;
  let bytes = 0;
  for (const record of records) bytes += record.bytes;
  const previousBallot = ballotAt(state, previous);
  state.told = committed;
  effects.send(
    peer,
    { kind: "append", ballot, previous, previousBallot, records, committed },
    bytes,
  );
}

/** Acks can overtake one another, but a disk never forgets: only the highest counts. */
export function noteProgress(state: ReplicaState, from: Address, upTo: Lsn): void {
  const progress = progressOf(state, from);
  if (upTo > state.log.last) {
    throw new InvariantViolation(`${from} persisted ${upTo}, beyond the leader's log`);
  }
  if (upTo <= progress.persisted) return;
  progress.persisted = upTo;
  if (progress.next <= upTo) progress.next = (upTo + 1) as Lsn;
}

/** Sends again from behind `have`. Every append in flight is refused too: answer only the first. */
export function rewind(
  state: ReplicaState,
  peer: Address,
  have: Lsn,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const progress = progressOf(state, peer);
  if (at < after(progress.rewound, state.setup.config.resend)) return;
  progress.rewound = at;
  progress.next = (Math.min(have, state.log.last) + 1) as Lsn;
  sendBatch(state, peer, effects);
}

export function progressOf(state: ReplicaState, peer: Address): Progress {
  const progress = state.progress.get(peer);
  if (progress === undefined) {
    throw new InvariantViolation(`${peer} is not a follower in the group of ${state.self}`);
  }
  return progress;
}
