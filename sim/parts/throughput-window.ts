/**
 * Units consumed over the last seconds: what a storage node watches of its partitions to find those
 * that need a split or another node (Elhemali et al., ATC '22, §4.3 and §4.4).
 *
 * For each whole second a ring keeps how many units had been consumed in all when it ended, so any
 * mean is one subtraction. Units are counted in whole thousandths. A look changes nothing. A clock
 * set back stops time in the window for that step, and it goes on from there.
 */

import { InvariantViolation } from "../kernel/assert.ts";
import { type Duration, type LocalTime, seconds, us } from "../kernel/time.ts";

export interface WindowSettings {
  /** Whole seconds over which the mean is taken; units before the window's beginning count as 0. */
  readonly length: number;
  /** Units a second that `aboveFor` compares the mean with. */
  readonly threshold: number;
}

export interface ThroughputWindow {
  readonly length: number;
  readonly threshold: number;
  /** Thousandths consumed by the end of second s, for the last `length + 1` that ended. */
  readonly ring: number[];
  /** Thousandths consumed by now. */
  consumed: number;
  /** The second under way, on the window's own clock. */
  second: number;
  /** Second from whose beginning on the mean has been above the threshold. */
  aboveSince: number | undefined;
  /** The machine's clock when last told. */
  at: LocalTime;
  /** What to add to the machine's clock to get the window's, which never goes back. */
  ahead: Duration;
}

const second = seconds(1);

export function throughputWindow(settings: WindowSettings, at: LocalTime): ThroughputWindow {
  const { length, threshold } = settings;
  if (!Number.isInteger(length) || length < 1) {
    throw new InvariantViolation(`expected a window of 1 or more whole seconds, got ${length}`);
  }
  const ring = Array.from({ length: length + 1 }, () => 0);
  const start = { consumed: 0, second: Math.floor(at / second), aboveSince: undefined };
  return { length, threshold, ring, ...start, at, ahead: us(0) };
}

/** Counts units consumed at `at`. */
export function consume(window: ThroughputWindow, units: number, at: LocalTime): void {
  if (at < window.at) window.ahead = us(window.ahead + window.at - at);
  window.at = at;
  const now = Math.floor(ownTime(window, at) / second);
  if (now > window.second) endSeconds(window, now);
  window.consumed += Math.round(units * 1_000);
}

/**
 * Mean units a second over the last `length` whole seconds that ended by `at`; the second under way
 * does not count. `length` is at most the window's, which is the default.
 */
export function meanOver(window: ThroughputWindow, at: LocalTime, length = window.length): number {
  if (length > window.length) {
    throw new InvariantViolation(`expected at most ${window.length} seconds, got ${length}`);
  }
  return meanUntil(window, Math.floor(ownTime(window, at) / second) - 1, length);
}

/** For how long the mean over the window has been above the threshold; 0 when it is not. */
export function aboveFor(window: ThroughputWindow, at: LocalTime): Duration {
  if (meanOver(window, at) <= window.threshold) return us(0);
  // In silence a mean only falls: above now, it was so in every second since the last one told of.
  const since = window.aboveSince ?? window.second + 1;
  return us(ownTime(window, at) - since * second);
}

const ownTime = (window: ThroughputWindow, at: LocalTime): number =>
  Math.max(at, window.at) + window.ahead;

/** Closes the seconds before `now`. After a window's length of silence one is like the next. */
function endSeconds(window: ThroughputWindow, now: number): void {
  const { ring, threshold } = window;
  const last = Math.min(now - 1, window.second + window.length);
  for (let ended = window.second; ended <= last; ended += 1) {
    ring[slotOf(ring, ended)] = window.consumed;
    if (meanUntil(window, ended, window.length) <= threshold) window.aboveSince = undefined;
    else window.aboveSince ??= ended + 1;
  }
  window.second = now;
}

/** Mean over the `length` seconds up to `last`, that one included. */
const meanUntil = (window: ThroughputWindow, last: number, length: number): number =>
  (consumedBy(window, last) - consumedBy(window, last - length)) / 1_000 / length;

function consumedBy(window: ThroughputWindow, last: number): number {
  if (last >= window.second) return window.consumed;
  return window.ring[slotOf(window.ring, last)] ?? 0;
}

/** A machine's clock may read less than 0. */
const slotOf = ({ length }: readonly number[], of: number): number =>
  ((of % length) + length) % length;
