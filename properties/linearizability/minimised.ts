/**
 * Leaves out all that can be left out, in ever smaller pieces, the first ones first. What `holds`
 * for some items must hold for more of them; then none of those returned can be left out.
 */
export function minimised<Item>(
  items: readonly Item[],
  holds: (some: readonly Item[]) => boolean,
): readonly Item[] {
  let left = items;
  for (let size = Math.max(1, items.length >> 1); size >= 1; size >>= 1) {
    let start = 0;
    while (start < left.length) {
      const fewer = [...left.slice(0, start), ...left.slice(start + size)];
      if (holds(fewer)) left = fewer;
      else start += size;
    }
  }
  return left;
}
