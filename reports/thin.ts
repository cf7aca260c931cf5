/** Drawing less than everything, in a way that can be stated, and knowing how much was left out. */

/** `kept` of `values` at even distances, first included; all of them when they are few enough. */
export function thin<T>(values: readonly T[], kept: number): readonly T[] {
  if (values.length <= kept) return values;
  return Array.from(
    { length: kept },
    (_, index) => values[Math.floor((index * values.length) / kept)] as T,
  );
}

/** The `kept` of `values` nearest to an instant, in their own order: a stretch without holes. */
export function nearest<T>(
  values: readonly T[],
  kept: number,
  distance: (value: T) => number,
): readonly T[] {
  if (values.length <= kept) return values;
  const ranked = values
    .map((value, index) => ({ value, index, away: distance(value) }))
    .sort((one, other) => one.away - other.away || one.index - other.index)
    .slice(0, kept)
    .sort((one, other) => one.index - other.index);
  return ranked.map(({ value }) => value);
}

/** How many may be kept in all, which belong together, and which of a group are kept. */
export interface Shares<T> {
  readonly room: number;
  readonly groupOf: (value: T) => string;
  readonly pick: (group: readonly T[], kept: number) => readonly T[];
}

/**
 * At most `room` values, every group getting the same share and leaving to others what it does not
 * need, so that rare ones survive: votes are kept whole while heartbeats are thinned. Order is kept.
 */
export function thinFairly<T>(
  values: readonly T[],
  { room, groupOf, pick }: Shares<T>,
): readonly T[] {
  if (values.length <= room) return values;
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(groupOf(value));
    if (group === undefined) groups.set(groupOf(value), [value]);
    else group.push(value);
  }
  const kept = new Set<T>();
  const smallestFirst = [...groups.values()].sort((one, other) => one.length - other.length);
  smallestFirst.forEach((group, index) => {
    const share = Math.floor((room - kept.size) / (smallestFirst.length - index));
    for (const value of pick(group, share)) kept.add(value);
  });
  return values.filter((value) => kept.has(value));
}
