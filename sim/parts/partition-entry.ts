/** What a partition map is made of: plain data that nobody changes. */

/** Keys `from` ≤ key < `to`, by code units; undefined: to the end. */
export interface PartitionRange {
  readonly from: string;
  readonly to: string | undefined;
}

/** One partition as of `version`; neither it nor what is in it is ever changed. */
export interface PartitionEntry {
  readonly id: string;
  readonly range: PartitionRange;
  /** Grows with each change of members, leader or range, and from parent to child. */
  readonly version: number;
  readonly members: readonly string[];
  readonly leader: string | undefined;
}

/** Entries next to each other in the order of their ranges, at least one. */
export interface EntryChunk {
  /** Where its first entry begins. */
  readonly from: string;
  readonly entries: readonly PartitionEntry[];
}
