import type { PartitionEntry, PartitionRange } from "./partition-entry.ts";

/**
 * Lays `entry` over the entries that overlap its range, which are in order: it takes holes and what
 * is older, and what is newer or of its own version stays. Undefined when nothing changes.
 */
export function overlay(
  there: readonly PartitionEntry[],
  entry: PartitionEntry,
): PartitionEntry[] | undefined {
  const staying = there.filter(({ version }) => version >= entry.version);
  const free = leftFree(entry.range, staying);
  if (free.length === 0) return undefined;
  const laid = [...staying, ...free.map((range) => cut(entry, range)), ...jutting(there, entry)];
  return laid.sort((left, right) => (left.range.from < right.range.from ? -1 : 1));
}

/** The parts of `range` that none of `entries`, which are in order, holds. */
function leftFree(range: PartitionRange, entries: readonly PartitionEntry[]): PartitionRange[] {
  const free: PartitionRange[] = [];
  let from: string | undefined = range.from;
  for (const { range: taken } of entries) {
    if (from !== undefined && from < taken.from) free.push({ from, to: taken.from });
    from = taken.to;
  }
  if (from !== undefined && isBelow(from, range.to)) free.push({ from, to: range.to });
  return free;
}

/** What remains of older entries that jut out of the entry's range: at most one at each end. */
function jutting(there: readonly PartitionEntry[], entry: PartitionEntry): PartitionEntry[] {
  const { from, to } = entry.range;
  const older = there.filter(({ version }) => version < entry.version);
  const left = older.filter(({ range }) => range.from < from);
  const right = older.filter(({ range }) => to !== undefined && isBelow(to, range.to));
  return [
    ...left.map((other) => cut(other, { from: other.range.from, to: from })),
    ...right.map((other) => cut(other, { from: to!, to: other.range.to })),
  ];
}

const isBelow = (key: string, end: string | undefined): boolean => end === undefined || key < end;

/** The entry for a part of its range; the same object when the part is the whole. */
const cut = (entry: PartitionEntry, { from, to }: PartitionRange): PartitionEntry =>
  entry.range.from === from && entry.range.to === to ? entry : { ...entry, range: { from, to } };
