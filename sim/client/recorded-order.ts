const day = 86_400_000_000;

/**
 * Which entries have a time that cannot be right, by index, each with the reason. Times (µs, in the
 * order of the log) may step back by `tolerance`, since a log may be written by several hands. One
 * that steps back further is refused; but where a single time leaps ahead and the two after it do not
 * follow, it is the one that leaps, or else one damaged line would condemn all lines after it.
 */
export function timesOutOfOrder(
  times: readonly number[],
  tolerance: number,
): ReadonlyMap<number, string> {
  const wrong = new Map<number, string>();
  let latest = Number.NEGATIVE_INFINITY;
  times.forEach((time, index) => {
    const next = times[index + 1] ?? time;
    const afterNext = times[index + 2] ?? Number.POSITIVE_INFINITY;
    const lowest = Math.min(next, afterNext);
    const highest = Math.max(next, afterNext);
    if (time < latest - tolerance) {
      wrong.set(index, `the time is ${span(latest - time)} before that of an earlier line`);
    } else if (highest < time - tolerance && lowest >= latest - tolerance) {
      wrong.set(index, `the time is ${span(time - highest)} ahead of the lines after it`);
    } else if (index === 0 && lowest - time > day && highest - lowest <= day) {
      wrong.set(index, `the time is ${span(lowest - time)} before the lines after it`);
    } else latest = Math.max(latest, time);
  });
  return wrong;
}

const span = (micros: number): string => `${Math.round(micros / 1_000) / 1_000} s`;
