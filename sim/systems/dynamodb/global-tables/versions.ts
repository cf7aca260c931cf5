/**
 * Versions of items of a global table: which of two writes is the later one, wherever it was made
 * (AWS Prescriptive Guidance, DynamoDB global tables: a private timestamp of the last write). Every
 * Region keeps the later one, so that all come to hold the same.
 */

import type { LocalTime } from "../../../kernel/time.ts";

export interface Version {
  /** By the clock of the leader that took the write; later than that of what it wrote over. */
  readonly stamp: number;
  /** Where it was made: decides between equal stamps. Public sources do not say what does. */
  readonly region: string;
}

export const isNewer = (version: Version, other: Version): boolean =>
  version.stamp > other.stamp || (version.stamp === other.stamp && version.region > other.region);

/**
 * The version of a write made here and now. Clocks of different machines disagree: it is later than
 * what it writes over all the same, or the other Regions would keep that.
 */
export const nextVersion = (
  region: string,
  now: LocalTime,
  found: Version | undefined,
): Version => ({ stamp: Math.max(now, (found?.stamp ?? 0) + 1), region });
