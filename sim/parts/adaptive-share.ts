/**
 * How a table's throughput is divided over its partitions: evenly (Elhemali et al., ATC '22, §4), or
 * by the controller that raised the shares of throttled partitions (§4.1.2, "adaptive capacity").
 *
 * Units a second throughout. Shares are rounded down to whole micro-units, so that they never add up
 * to more than the table has.
 */

import { assert } from "../kernel/assert.ts";

/** One partition in the last period. */
export interface PartitionPeriod {
  /** What it has of the total unless it is boosted; absent: an equal part. */
  readonly even?: number;
  /** What it was allowed. */
  readonly allocation: number;
  /** Mean of what it served. */
  readonly consumed: number;
  /** Mean of what it refused; 0: no throttling. */
  readonly throttled: number;
}

/** The paper names a proportional controller and none of its figures. */
export interface ControllerSettings {
  /** Share of the refused rate by which an allocation is raised in a period. */
  readonly gain: number;
  /** Share of its boost that a partition loses in a period in which the table exceeds its total. */
  readonly decay: number;
  /** The most that one partition can serve: no allocation is raised above it. */
  readonly limit: number;
}

/** `count` equal shares of `total`. */
export function staticShares(total: number, count: number): number[] {
  assert(Number.isInteger(count) && count > 0, `expected 1 or more partitions, got ${count}`);
  return Array.from({ length: count }, () => equalShare(total, count));
}

/**
 * How many partitions serve `total` when each can serve `limit`. A new table has as few as will do;
 * one that has `present` splits all in two, and again, until they suffice: 4 partitions of at most
 * 1,000 become 8, not 6, when the table is raised from 3,200 to 6,000 (§4). They never merge.
 */
export function partitionsFor(total: number, limit: number, present = 0): number {
  assert(limit > 0, `expected a limit above 0, got ${limit}`);
  if (present === 0) return Math.max(1, Math.ceil(total / limit));
  let count = present;
  while (total > count * limit) count *= 2;
  return count;
}

/**
 * The allocations of the next period, in the order of `partitions`. What the total has beyond their
 * even shares belongs to partitions that nobody asked for anything.
 *
 * A boost is what an allocation has above the even share. While the table keeps within its total,
 * throttled partitions are boosted in proportion to what they refused; all boosts together never
 * exceed what others leave unused of their even shares, and are cut in proportion where they would.
 * When the table exceeds its total, boosts shrink. Otherwise all stays as it is. When `total`
 * changes, begin again with even shares: old ones would pass for boosts.
 */
export function adaptiveShares(
  total: number,
  partitions: readonly PartitionPeriod[],
  settings: ControllerSettings,
): number[] {
  const evens = partitions.map(({ even = equalShare(total, partitions.length) }) =>
    Math.min(settings.limit, even),
  );
  const boosts = nextBoosts(total, evens, partitions, settings);
  return boosts.map((boost, index) => Math.round((evens[index]! + boost) * million) / million);
}

function nextBoosts(
  total: number,
  evens: readonly number[],
  partitions: readonly PartitionPeriod[],
  { gain, decay, limit }: ControllerSettings,
): number[] {
  const boosts = partitions.map(({ allocation }, index) => Math.max(0, allocation - evens[index]!));
  if (sum(partitions.map(({ consumed }) => consumed)) > total) {
    return boosts.map((boost) => boost * (1 - decay));
  }
  if (partitions.every(({ throttled }) => throttled === 0)) return boosts;
  const wanted = partitions.map(({ throttled }, index) =>
    Math.min(limit - evens[index]!, boosts[index]! + gain * throttled),
  );
  const idle = Math.max(0, total - sum(evens));
  const unused = sum(
    partitions.map(({ consumed }, index) => Math.max(0, evens[index]! - consumed)),
  );
  const all = sum(wanted);
  const fits = all > unused + idle ? (unused + idle) / all : 1;
  return wanted.map((boost) => Math.floor(boost * fits * million) / million);
}

const million = 1_000_000;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** One of `parts` equal shares of `units`: whole micro-units are divided, so nothing is made. */
export const equalShare = (units: number, parts: number): number =>
  Math.floor(Math.round(units * million) / parts) / million;
