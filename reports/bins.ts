/** A run cut into windows of equal length, for what is drawn over time. */

import type { Operation } from "../sim/client/history.ts";
import { type Quantiles, quantilesOf } from "./quantile.ts";
import { latencyOf } from "./summary.ts";

/** From `from` up to, but not including, `until`; µs. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** What became of the attempts that were invoked in this window. */
export interface Bin extends Span {
  readonly attempted: number;
  readonly ok: number;
  readonly unknown: number;
  readonly failed: number;
  /** Of those answered ok, µs. */
  readonly latency: Quantiles | undefined;
}

const widths = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000];

/** The shortest round window, µs, that cuts `span` into at most `most`. */
export function binWidth({ from, until }: Span, most: number): number {
  const length = Math.max(until - from, 1);
  for (let scale = 1; ; scale *= 1_000) {
    const width = widths.find((candidate) => candidate * scale * most >= length);
    if (width !== undefined) return width * scale;
  }
}

/** Windows start at multiples of `width`, so that a close-up lines up with the whole. */
export function binsOf(
  operations: readonly Operation[],
  span: Span,
  width: number,
): readonly Bin[] {
  const first = Math.floor(span.from / width);
  const count = Math.max(Math.ceil(span.until / width) - first, 1);
  const members = Array.from({ length: count }, (): Operation[] => []);
  for (const operation of operations) {
    members[Math.floor(operation.invoked / width) - first]?.push(operation);
  }
  return members.map((inside, index) => binOf(inside, (first + index) * width, width));
}

function binOf(operations: readonly Operation[], from: number, width: number): Bin {
  const ok = operations.filter(({ outcome }) => outcome === "ok");
  const unknown = operations.filter(({ outcome }) => outcome === "info").length;
  return {
    from,
    until: from + width,
    attempted: operations.length,
    ok: ok.length,
    unknown,
    failed: operations.length - ok.length - unknown,
    latency: quantilesOf(ok.map(latencyOf).filter((latency) => latency !== undefined)),
  };
}
