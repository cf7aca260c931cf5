/**
 * The smallest list that is still good, as far as leaving parts out leads: every single thing of what
 * is left is needed. Delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", 2002), complements alone. `things` itself must be good.
 *
 * @param isGood asked about shorter lists, in the same order; the fewer questions, the better
 */
export function ddmin<T>(
  things: readonly T[],
  isGood: (fewer: readonly T[]) => boolean,
): readonly T[] {
  if (things.length > 0 && isGood([])) return [];
  let left = things;
  for (let parts = 2; left.length > 1; ) {
    const size = Math.ceil(left.length / parts);
    const fewer = withoutAPart(left, size, isGood);
    if (fewer !== undefined) {
      left = fewer;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) return left;
    else parts = Math.min(left.length, 2 * parts);
  }
  return left;
}

function withoutAPart<T>(
  things: readonly T[],
  size: number,
  isGood: (fewer: readonly T[]) => boolean,
): readonly T[] | undefined {
  for (let from = 0; from < things.length; from += size) {
    const fewer = [...things.slice(0, from), ...things.slice(from + size)];
    if (isGood(fewer)) return fewer;
  }
  return undefined;
}
