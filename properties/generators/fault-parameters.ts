/**
 * How often, how long and how hard generated faults are, each with where the figure comes from.
 * VOPR is TigerBeetle's simulator; its tick is 10 ms.
 */

import type { Kind } from "../../sim/faults/shapes.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";

/** Mean time between the beginnings of faults, drawn once for a schedule. Jepsen: 10 s. */
export const pace = { min: ms(2_500), max: seconds(10) };

/** What has healed stays well for at least so long. VOPR: 0 to 20 ticks. */
export const quiet = ms(200);

/** Nothing is wrong for so long at the end; or for a quarter of the run, if that is shorter. */
export const longestTail = seconds(5);

/**
 * What an emptied replica may take to have everything again. USENIX ATC '22, §3: a few seconds for
 * a log replica; here also for the little data of a simulated one.
 */
export const recovery = seconds(5);

/**
 * Clocks within the bound of the lease: it lasts 2 s and leaves 50 ms to clocks (assumptions; not
 * published). Two clocks 1 % off in opposite directions part by 40 ms in a lease.
 */
export const tameClocks = {
  partsPerMillion: 10_000,
  jump: ms(20),
  /** Steps keep this far from other clock faults, so that no lease sees both. */
  apart: seconds(3),
};

/** Clocks beyond it. Jepsen bumps by about 11 ms to 288 s: here 16 ms, doubled up to 14 times. */
export const wildClocks = { partsPerMillion: 500_000, jump: ms(16), doublings: 14 };

/** One disk in so many that lose unsynced writes also lies about its flush: an assumption. */
export const oneLiarIn = 4;

/** VOPR: loss 0 to 30 %, replays 0 to 50 %. Jepsen reorders 20 %, here either side of it. */
export const largestShare = { "packet-loss": 0.3, duplication: 0.5, reordering: 0.5 };

/** VOPR: delays with a mean of 30 to 100 ms. */
export const addedDelay = { min: ms(10), max: ms(100) };

/** An assumption: from a busy disk to one that is failing. */
export const diskFactor = { min: 2, max: 50 };

/**
 * The shortest and the longest that a fault lasts. VOPR: cuts at least 1 to 2 s; crashes and pauses
 * at least 0 to 10 s; clogs 0 to 5 s on average. A disk that treats crashes badly does so for long,
 * so that a crash may find it.
 */
export const lasting: Readonly<Record<Kind, { readonly min: Duration; readonly max: Duration }>> = {
  crash: { min: ms(200), max: seconds(10) },
  restart: { min: ms(0), max: seconds(2) },
  pause: { min: ms(50), max: seconds(10) },
  wipe: { min: ms(500), max: seconds(5) },
  "zone-outage": { min: seconds(1), max: seconds(10) },
  cut: { min: seconds(1), max: seconds(10) },
  "one-way-cut": { min: seconds(1), max: seconds(10) },
  bridge: { min: seconds(1), max: seconds(10) },
  "packet-loss": { min: seconds(1), max: seconds(10) },
  duplication: { min: seconds(1), max: seconds(10) },
  reordering: { min: seconds(1), max: seconds(10) },
  clog: { min: ms(100), max: seconds(5) },
  "slow-link": { min: seconds(1), max: seconds(10) },
  "slow-disk": { min: seconds(1), max: seconds(10) },
  "lost-unsynced-writes": { min: seconds(5), max: seconds(30) },
  "torn-write": { min: seconds(5), max: seconds(30) },
  "clock-offset": { min: seconds(1), max: seconds(10) },
  "clock-drift": { min: seconds(1), max: seconds(30) },
  "clock-jump": { min: ms(0), max: ms(0) },
};
