/** Which attempts a scatter plot shows, when there are too many to show them all. */

import type { Operation } from "../sim/client/history.ts";
import type { Span } from "./bins.ts";
import { latencyOf } from "./summary.ts";
import { thin } from "./thin.ts";

/** One attempt as a point: when it was invoked and how long it took, µs. */
export interface Dot {
  readonly at: number;
  readonly latency: number;
}

export interface Dots {
  readonly ok: readonly Dot[];
  readonly unknown: readonly Dot[];
  readonly failed: readonly Dot[];
  /** When attempts were invoked that nobody ever answered, µs. */
  readonly silent: readonly number[];
  /** Attempts in the span that are not among the dots, by outcome. */
  readonly hidden: { readonly ok: number; readonly others: number };
}

/** Columns of the drawing, in each of which the slowest ok answer is kept. */
const columns = 476;

/**
 * An even sample of at most `room` ok answers and the slowest of every column, so that thinning
 * hides no outlier; the others whole, unless one outcome has more than four times `room`.
 */
export function dotsOf(operations: readonly Operation[], span: Span, room: number): Dots {
  const inside = operations.filter(({ invoked }) => invoked >= span.from && invoked < span.until);
  const answered = (wanted: Operation["outcome"]): Dot[] =>
    inside.flatMap((operation) => {
      const latency = latencyOf(operation);
      const counts = operation.outcome === wanted && latency !== undefined;
      return counts ? [{ at: operation.invoked, latency: Math.max(latency, 1) }] : [];
    });
  const all = { ok: answered("ok"), unknown: answered("info"), failed: answered("fail") };
  const ok = sampleOf(all.ok, span, room);
  const unknown = thin(all.unknown, room * 4);
  const failed = thin(all.failed, room * 4);
  return {
    ok,
    unknown,
    failed,
    silent: inside.filter((operation) => latencyOf(operation) === undefined).map((o) => o.invoked),
    hidden: {
      ok: all.ok.length - ok.length,
      others: all.unknown.length - unknown.length + all.failed.length - failed.length,
    },
  };
}

function sampleOf(dots: readonly Dot[], span: Span, room: number): readonly Dot[] {
  if (dots.length <= room) return dots;
  const slowest = new Map<number, Dot>();
  for (const dot of dots) {
    const column = Math.floor(((dot.at - span.from) * columns) / (span.until - span.from));
    if (dot.latency > (slowest.get(column)?.latency ?? 0)) slowest.set(column, dot);
  }
  const kept = new Set([...thin(dots, room), ...slowest.values()]);
  return dots.filter((dot) => kept.has(dot));
}
