/**
 * A write-ahead log in memory: contiguous records from `first` on, in segments.
 *
 * Segments keep the cost of one append independent of the log's length, also where every container
 * that is touched must be copied (immer's drafts, in check mode). Records are never changed.
 */

import { assert, InvariantViolation } from "../kernel/assert.ts";

/** Log sequence number: the position of a record, from 1. */
export type Lsn = number & { readonly brand: "Lsn" };

export interface Positioned {
  readonly lsn: Lsn;
}

export interface ReplicatedLog<Record extends Positioned> {
  /** Position of the oldest record kept; older ones were trimmed. */
  first: Lsn;
  /** Position of the newest record; `first - 1` when the log is empty. */
  last: Lsn;
  /** `segments[k]` holds positions `base + k * 64` to `base + k * 64 + 63`. */
  segments: Record[][];
  /** Position of the first slot of the first segment; at most `first`. */
  base: number;
}

const size = 64;

/** An empty log whose first record will be at `first`. */
export const emptyLog = <R extends Positioned>(first: Lsn): ReplicatedLog<R> => ({
  first,
  last: (first - 1) as Lsn,
  segments: [],
  base: first,
});

/** Appends the record after the last one; a hole is a bug. */
export function append<R extends Positioned>(log: ReplicatedLog<R>, record: R): void {
  if (record.lsn !== log.last + 1) {
    throw new InvariantViolation(`record ${record.lsn} would leave a hole after ${log.last}`);
  }
  if ((record.lsn - log.base) % size === 0) log.segments.push([]);
  const segment = log.segments[log.segments.length - 1];
  assert(segment !== undefined, "a log has no segment to append to");
  segment.push(record);
  log.last = record.lsn;
}

/** Puts the record in the place of the one at its position, which the log holds. */
export function overwrite<R extends Positioned>(log: ReplicatedLog<R>, record: R): void {
  const { lsn } = record;
  assert(lsn >= log.first && lsn <= log.last, `no record at ${lsn} to overwrite`);
  const slot = lsn - log.base;
  log.segments[Math.floor(slot / size)]![slot % size] = record;
}

/** The record at `lsn`, or undefined where the log does not reach. */
export function recordAt<R extends Positioned>(log: ReplicatedLog<R>, lsn: number): R | undefined {
  if (lsn < log.first || lsn > log.last) return undefined;
  const slot = lsn - log.base;
  return log.segments[Math.floor(slot / size)]?.[slot % size];
}

/** Drops every record after `lsn`, which is at least `first - 1`. */
export function truncateAfter<R extends Positioned>(log: ReplicatedLog<R>, lsn: Lsn): void {
  assert(lsn >= log.first - 1, `cannot truncate after ${lsn}: the log begins at ${log.first}`);
  if (lsn >= log.last) return;
  const kept = lsn + 1 - log.base;
  const whole = Math.ceil(kept / size);
  log.segments.length = whole;
  const tail = log.segments[whole - 1];
  if (tail !== undefined) tail.length = kept - (whole - 1) * size;
  log.last = lsn;
}

/** Forgets records before `lsn`, in whole segments; `first` may stay below `lsn` for a while. */
export function trimBefore<R extends Positioned>(log: ReplicatedLog<R>, lsn: Lsn): void {
  const whole = Math.min(Math.floor((lsn - log.base) / size), log.segments.length - 1);
  if (whole <= 0) return;
  log.segments.splice(0, whole);
  log.base += whole * size;
  log.first = log.base as Lsn;
}

/** Records from `from` to `to`, both included, as far as the log holds them. */
export function recordsBetween<R extends Positioned>(
  log: ReplicatedLog<R>,
  from: number,
  to: number,
): R[] {
  const found: R[] = [];
  for (let lsn = Math.max(from, log.first); lsn <= Math.min(to, log.last); lsn += 1) {
    const record = recordAt(log, lsn);
    if (record === undefined) throw new InvariantViolation(`hole in the log at ${lsn}`);
    found.push(record);
  }
  return found;
}
