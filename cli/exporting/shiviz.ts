import type { Trace, TraceRecord } from "../../sim/kernel/trace.ts";

/** Which records of a trace to write. */
export interface Stretch {
  /** µs, both ends included. */
  readonly from: number;
  readonly until: number;
  /** Most events: pages of some ten thousand are slow to draw. */
  readonly most: number;
}

/** What a clock knows of every role: how many of its events. */
type Clock = Readonly<Record<string, number>>;

/**
 * The trace with vector clocks, as ShiViz reads it (bitbucket.org/bestchai/shiviz): for each event a
 * line with its role and clock, and one that says what it was. What came before the stretch is
 * taken for a common past.
 */
export function* shivizLines(trace: Trace, { from, until, most }: Stretch): Generator<string> {
  const clocks = new Map<string, Clock>();
  const after = new Map<number, Clock>();
  let count = 0;
  for (const record of trace.records()) {
    const { time, role, event, cause } = record;
    if (role === undefined || event === undefined || time < from) continue;
    if (time > until || count === most) return;
    count += 1;
    const own = clocks.get(role) ?? {};
    const merged = later(own, cause === undefined ? undefined : after.get(cause));
    const clock = { ...merged, [role]: (own[role] ?? 0) + 1 };
    clocks.set(role, clock);
    after.set(event, clock);
    yield `${role} ${JSON.stringify(clock)}\n${wordsOf(record)}\n`;
  }
}

function later(own: Clock, other: Clock | undefined): Clock {
  if (other === undefined) return own;
  const merged = { ...own };
  for (const [role, count] of Object.entries(other)) {
    merged[role] = Math.max(count, merged[role] ?? 0);
  }
  return merged;
}

function wordsOf({ kind, label, peer, time }: TraceRecord): string {
  const who = peer === undefined ? "" : ` from ${peer}`;
  const what = kind === "message" ? label : `${kind} ${label}`;
  return `${what}${who} at ${(time / 1_000).toFixed(3)} ms`;
}
