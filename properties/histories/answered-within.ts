import type { Operation } from "../../sim/client/history.ts";
import { type Duration, toMs, toSeconds } from "../../sim/kernel/time.ts";
import type { HistoryProperty } from "../property.ts";

/**
 * What an outage is to whoever asks: from a request's first attempt to its answer, with all retries.
 * Other than a pause in which nobody is answered, it sees one partition of many that is without its
 * leader. Who gave up without an answer has waited until then, and counts as not answered.
 */
export const answeredWithin = (limit: Duration): HistoryProperty => ({
  kind: "history",
  name: `answered-within-${toMs(limit)}-ms`,
  statement: `No request waits longer than ${toMs(limit)} ms for its answer, retries included.`,
  source: "ATC '22, §6.3, §6.4 (availability as clients see it)",

  judge({ operations }) {
    const waits = waitsOf(operations.filter(({ phase }) => phase === "load"));
    let worst = waits[0];
    if (worst === undefined) {
      return { verdict: "unknown", checked: 0, reason: "nobody asked for anything" };
    }
    let late = 0;
    for (const wait of waits) {
      if (wait.length > worst.length) worst = wait;
      if (wait.length > limit) late += 1;
    }
    const { first, length } = worst;
    const longest = `the longest, r${first.request} at ${toSeconds(first.invoked)} s, ${toMs(length)} ms`;
    return {
      verdict: late > 0 ? "broken" : "holds",
      checked: waits.length,
      reason: `${late} of ${waits.length} requests waited longer; ${longest}`,
      ...(late > 0 ? { at: first.invoked, operations: [first.request] } : {}),
    };
  },
});

interface Wait {
  readonly first: Operation;
  readonly length: Duration;
}

/** By request, from its first attempt: to its answer, or to the end of its last attempt. */
function waitsOf(load: readonly Operation[]): readonly Wait[] {
  const firsts = new Map<number, Operation>();
  const ends = new Map<number, number>();
  for (const operation of load) {
    const name = operation.retryOf ?? operation.request;
    if (!firsts.has(name)) firsts.set(name, operation);
    const end = operation.completed ?? Number.POSITIVE_INFINITY;
    ends.set(name, Math.max(ends.get(name) ?? 0, end));
  }
  return [...firsts].map(([name, first]) => ({
    first,
    length: (ends.get(name)! - first.invoked) as Duration,
  }));
}
