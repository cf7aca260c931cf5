import { distance } from "fastest-levenshtein";

/**
 * The valid name that `given` was probably meant to be; undefined when none is close. What stands
 * before a dot may have been left out: "timeout" is near "client.timeout".
 */
export function nearest(given: string, valid: readonly string[]): string | undefined {
  const folded = given.toLowerCase();
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of valid) {
    const whole = name.toLowerCase();
    const last = whole.slice(whole.lastIndexOf(".") + 1);
    const away = Math.min(distance(folded, whole), distance(folded, last));
    if (away < bestDistance) [best, bestDistance] = [name, away];
  }
  const tolerated = Math.max(2, Math.floor(given.length / 3));
  return bestDistance <= tolerated ? best : undefined;
}

/**
 * Ends a sentence about a name that does not exist: `: did you mean run?`, or, when no name is
 * close, `: expected list, run or replay`.
 */
export function didYouMean(given: string, valid: readonly string[]): string {
  const name = nearest(given, valid);
  return name === undefined ? `: expected ${oneOf(valid)}` : `: did you mean ${name}?`;
}

/** "a, b or c"; past eight names only the count is worth saying. */
export function oneOf(names: readonly string[]): string {
  if (names.length === 0) return "nothing: there are none";
  if (names.length > 8) return `one of ${names.length} names, such as ${names[0]}`;
  if (names.length === 1) return names[0]!;
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
