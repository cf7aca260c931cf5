/**
 * Contiguous ranges of item keys: what a partition owns (USENIX ATC '22, §3). Half open, so that the
 * ranges of a table touch without overlapping. An item key begins with the 32 hex digits of its
 * partition key's hash, so a prefix of digits is a point of the hash space.
 */

import { assert, InvariantViolation } from "../kernel/assert.ts";

export interface KeyRange {
  /** The least key in the range; "" begins the whole. */
  readonly from: string;
  /** The least key behind the range; undefined: the range has no end. */
  readonly to: string | undefined;
}

export const wholeRange: KeyRange = { from: "", to: undefined };

export const contains = ({ from, to }: KeyRange, key: string): boolean =>
  from <= key && (to === undefined || key < to);

export const isEmpty = ({ from, to }: KeyRange): boolean => to !== undefined && to <= from;

/** The part before `key` and the part from it on; `key` lies inside, and is not the first. */
export function splitAt(range: KeyRange, key: string): readonly [left: KeyRange, right: KeyRange] {
  assert(
    contains(range, key) && key !== range.from,
    `${describeRange(range)} cannot be split at "${key}": a part would be empty`,
  );
  return [
    { from: range.from, to: key },
    { from: key, to: range.to },
  ];
}

/** Whether the second range begins where the first one ends. */
export const areAdjacent = (left: KeyRange, right: KeyRange): boolean => left.to === right.from;

/** Whether no key is in both. */
export const areDisjoint = (one: KeyRange, other: KeyRange): boolean =>
  isEmpty(one) || isEmpty(other) || endsBefore(one, other.from) || endsBefore(other, one.from);

/** Why the ranges, in whatever order, are not exactly `whole` without a gap; undefined: they are. */
export function whyNotCovering(
  ranges: readonly KeyRange[],
  whole: KeyRange = wholeRange,
): string | undefined {
  let reached: string | undefined = whole.from;
  for (const range of ranges.toSorted(byStart)) {
    const { from } = range;
    if (isEmpty(range)) return `${describeRange(range)} is empty`;
    if (reached === undefined || from < reached) {
      return `${describeRange(range)} begins before "${reached ?? "the end"}", where another ends`;
    }
    if (from > reached) return `nothing covers the keys from "${reached}" to "${from}"`;
    reached = range.to;
  }
  if (reached === whole.to) return undefined;
  return `the ranges end at ${endOf(reached)}, not at ${endOf(whole.to)}`;
}

/** The share of the hash space that the range covers, 0 to 1, to 52 bits. */
export const shareOf = ({ from, to }: KeyRange): number =>
  (to === undefined ? 1 : shareBefore(to)) - shareBefore(from);

/** The point of the hash space that has `share` (0 included to 1 excluded) of it before it. */
export function pointAt(share: number): string {
  assert(share >= 0 && share < 1, `expected a share from 0 and below 1, got ${share}`);
  return Math.floor(share * points)
    .toString(16)
    .padStart(digits, "0");
}

/** The hash space in `count` parts of the same size, as a table begins. */
export function evenRanges(count: number): readonly KeyRange[] {
  assert(Number.isInteger(count) && count > 0, `expected a whole number of ranges, got ${count}`);
  return Array.from({ length: count }, (_, index) => ({
    from: index === 0 ? "" : pointAt(index / count),
    to: index === count - 1 ? undefined : pointAt((index + 1) / count),
  }));
}

export const describeRange = ({ from, to }: KeyRange): string => `["${from}", ${endOf(to)})`;

/** Hex digits that are read: as many as a number holds exactly. */
const digits = 13;
const points = 0x10_0000_0000_0000;

function shareBefore(point: string): number {
  const leading = point.slice(0, digits);
  if (!/^[0-9a-f]*$/.test(leading)) {
    throw new InvariantViolation(`"${point}" begins with no hash in hex digits`);
  }
  return leading === "" ? 0 : Number.parseInt(leading.padEnd(digits, "0"), 16) / points;
}

const endsBefore = ({ to }: KeyRange, key: string): boolean => to !== undefined && to <= key;
const endOf = (to: string | undefined): string => (to === undefined ? "the end" : `"${to}"`);
const byStart = (left: KeyRange, right: KeyRange): number =>
  left.from < right.from ? -1 : left.from > right.from ? 1 : 0;
