import type { Observed } from "./observed.ts";

/** Where a transaction read or wrote: the number of the key and the place among its versions. */
export interface Place {
  readonly key: number;
  readonly position: number;
}

/** What some transactions read and wrote, by transaction. */
export interface Footprints {
  readonly reads: ReadonlyMap<number, readonly Place[]>;
  readonly writes: ReadonlyMap<number, readonly Place[]>;
}

/** Of the transactions in `members` alone. */
export function footprintsOf({ keys, reads }: Observed, members: ReadonlySet<number>): Footprints {
  const footprints = { reads: new Map<number, Place[]>(), writes: new Map<number, Place[]>() };
  const note = (to: Map<number, Place[]>, transaction: number, key: number, position: number) => {
    if (!members.has(transaction)) return;
    const places = to.get(transaction);
    if (places === undefined) to.set(transaction, [{ key, position }]);
    else places.push({ key, position });
  };
  keys.forEach(({ writers, late }, key) => {
    writers.forEach((writer, position) => {
      note(footprints.writes, writer, key, position);
    });
    for (const writer of late) note(footprints.writes, writer, key, writers.length);
  });
  reads.transaction.forEach((reader, read) => {
    const position = reads.position[read]!;
    if (position >= 0) note(footprints.reads, reader, reads.key[read]!, position);
  });
  return footprints;
}
