/**
 * Three kinds of time, so that the classic mistakes do not compile: a length is not an instant, and
 * a machine's clock is not the simulation's. All in whole microseconds, so that sums are exact.
 */

/** A length of time, in whole microseconds. */
export type Duration = number & { readonly time: "length" };

/** An instant on the simulation's own clock, in µs since the start. Only kernel and observers see it. */
export type SimTime = number & { readonly time: "instant, simulation's clock" };

/** An instant on one machine's clock, in µs; it may be off and may drift. All that a protocol sees. */
export type LocalTime = number & { readonly time: "instant, machine's clock" };

export const us = (count: number): Duration => Math.round(count) as Duration;
export const ms = (count: number): Duration => us(count * 1_000);
export const seconds = (count: number): Duration => us(count * 1_000_000);
export const minutes = (count: number): Duration => seconds(count * 60);

/** An instant of the simulation's clock, given as a length since its start. */
export const at = (sinceStart: Duration): SimTime => sinceStart as number as SimTime;

/** The instant `wait` after `start`, on the same clock. */
export const after = <Instant extends SimTime | LocalTime>(
  start: Instant,
  wait: Duration,
): Instant => (start + wait) as Instant;

/** The length from `start` to `end`, on the same clock; negative when they are the other way round. */
export const between = <Instant extends SimTime | LocalTime>(
  start: Instant,
  end: Instant,
): Duration => (end - start) as Duration;

export const toMs = (length: number): number => length / 1_000;
export const toSeconds = (length: number): number => length / 1_000_000;
