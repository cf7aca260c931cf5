/**
 * Capacity units (DynamoDB developer guide, read and write operations; facts 3.4): reads are
 * counted in 4 KB, halves for eventual consistency, writes in 1 KB of the larger image.
 */

const kilobyte = 1024;

/** Units of a read of an item of `bytes`; a missing item counts as the smallest one. */
export function readUnits(bytes: number, consistency: "strong" | "eventual"): number {
  const units = Math.max(1, Math.ceil(bytes / (4 * kilobyte)));
  return consistency === "strong" ? units : units / 2;
}

/** Units of a write that found `before` bytes and leaves `after`; a missing item counts as 0. */
export const writeUnits = (before: number, after: number): number =>
  Math.max(1, Math.ceil(Math.max(before, after) / kilobyte));
