/**
 * A bucket of capacity tokens that refills without pause at `rate` a second, up to `capacity`.
 *
 * There are no timers: what has flowed in is worked out when somebody looks. It is counted in whole
 * micro-units, and the fraction of one is kept, so a bucket holds the same however often it was
 * looked at in between (exact while rate × time away stays below 2^53 micro-units: 34 days at 3,000
 * a second, when any bucket has long been full).
 *
 * A clock set back brings nothing, and refilling goes on from the new time: waiting until the clock
 * is where it was before would leave the bucket dry for as long as the step. A clock set forward
 * cannot be told from time gone by.
 */

import { InvariantViolation } from "../kernel/assert.ts";
import type { LocalTime } from "../kernel/time.ts";

export interface TokenBucket {
  /** Micro-units a second. */
  rate: number;
  /** Micro-units. */
  capacity: number;
  /** Micro-units; below 0 it is in debt. */
  level: number;
  /** Millionths of a micro-unit that have flowed in beyond `level`. */
  rest: number;
  /** When `level` was worked out. */
  at: LocalTime;
}

const million = 1_000_000;

/** A full bucket; `rate` in units a second, `capacity` in units, both finite and at least 0. */
export function fullBucket(rate: number, capacity: number, at: LocalTime): TokenBucket {
  const level = inMicroUnits(capacity);
  return { rate: inMicroUnits(rate), capacity: level, level, rest: 0, at };
}

export const emptyBucket = (rate: number, capacity: number, at: LocalTime): TokenBucket => ({
  ...fullBucket(rate, capacity, at),
  level: 0,
});

/** Units in the bucket at `at`, below 0 when in debt. Changes nothing. */
export const available = (bucket: TokenBucket, at: LocalTime): number =>
  levelAt(bucket, at) / million;

/**
 * Whether `take` would succeed: the units are there, or the bucket is full. A request larger than
 * the bucket could otherwise never pass; it pays by debt. Changes nothing.
 */
export function holds(bucket: TokenBucket, units: number, at: LocalTime): boolean {
  const { capacity } = bucket;
  const level = levelAt(bucket, at);
  return level >= inMicroUnits(units) || (level >= capacity && capacity > 0);
}

/** Takes all the units and says true, or takes none and says false (see `holds`). */
export function take(bucket: TokenBucket, units: number, at: LocalTime): boolean {
  if (!holds(bucket, units, at)) return false;
  charge(bucket, units, at);
  return true;
}

/** Takes the units, into debt if need be: the size of a read is known only afterwards. */
export function charge(bucket: TokenBucket, units: number, at: LocalTime): void {
  refill(bucket, at);
  bucket.level -= inMicroUnits(units);
}

/** Puts back units that were taken and not used. Returns how many did not fit. */
export function giveBack(bucket: TokenBucket, units: number, at: LocalTime): number {
  refill(bucket, at);
  return pour(bucket, inMicroUnits(units));
}

/** From `at` on another rate and capacity; what is above the new capacity is lost, a debt stays. */
export function changeRate(
  bucket: TokenBucket,
  rate: number,
  capacity: number,
  at: LocalTime,
): void {
  refill(bucket, at);
  bucket.rate = inMicroUnits(rate);
  bucket.capacity = inMicroUnits(capacity);
  bucket.level = Math.min(bucket.level, bucket.capacity);
}

/** Lets in what has flowed since the last time. Returns the units that ran over. */
export function refill(bucket: TokenBucket, at: LocalTime): number {
  if (at === bucket.at) return pour(bucket, 0);
  const elapsed = Math.max(0, at - bucket.at);
  const inflow = wholeInflow(bucket, elapsed);
  bucket.rest = fineInflow(bucket, elapsed) % million;
  bucket.at = at;
  return pour(bucket, inflow);
}

function pour(bucket: TokenBucket, microUnits: number): number {
  const over = Math.max(0, bucket.level + microUnits - bucket.capacity);
  bucket.level += microUnits - over;
  return over / million;
}

function levelAt(bucket: TokenBucket, at: LocalTime): number {
  if (at === bucket.at) return bucket.level;
  const inflow = wholeInflow(bucket, Math.max(0, at - bucket.at));
  return Math.min(bucket.capacity, bucket.level + inflow);
}

/**
 * Whole micro-units that flow in within `elapsed` µs. Seconds and the rest of them, units and the
 * rest of them are multiplied apart: the plain product of both would outgrow 2^53.
 */
function wholeInflow(bucket: TokenBucket, elapsed: number): number {
  const { rate } = bucket;
  const seconds = Math.floor(elapsed / million);
  const coarse = rate * seconds + Math.floor(rate / million) * (elapsed % million);
  return coarse + Math.floor(fineInflow(bucket, elapsed) / million);
}

/** Millionths of a micro-unit, the kept rest with them, that `wholeInflow` counts a million of as 1. */
const fineInflow = (bucket: TokenBucket, elapsed: number): number =>
  (bucket.rate % million) * (elapsed % million) + bucket.rest;

function inMicroUnits(units: number): number {
  if (!(units >= 0 && Number.isFinite(units))) {
    throw new InvariantViolation(`expected 0 units or more, and a finite number, got ${units}`);
  }
  return Math.round(units * million);
}
