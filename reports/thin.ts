/** Drawing less than everything, evenly, and knowing how much was left out. */

/** `kept` of `values` at even distances, first included; all of them when they are few enough. */
export function thin<T>(values: readonly T[], kept: number): readonly T[] {
  if (values.length <= kept) return values;
  return Array.from(
    { length: kept },
    (_, index) => values[Math.floor((index * values.length) / kept)] as T,
  );
}

/**
 * At most `room` values, every group getting the same share, so that rare ones survive: a vote is
 * kept whole while heartbeats are thinned. Order is kept.
 */
export function thinFairly<T>(
  values: readonly T[],
  room: number,
  groupOf: (value: T) => string,
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
    for (const value of thin(group, share)) kept.add(value);
  });
  return values.filter((value) => kept.has(value));
}
