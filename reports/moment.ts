/** Which part of a run deserves a second, closer look. */

import type { CaseRecording, PropertyResult } from "../properties/result.ts";
import type { Span } from "./bins.ts";
import type { Gap } from "./summary.ts";

/** A stretch to be drawn larger, and why it was chosen. */
export interface Moment extends Span {
  readonly why: string;
}

/** Where a property was first found broken, earliest first. */
export interface Violation {
  readonly at: number;
  readonly name: string;
  readonly reason: string;
  /** The scenario says that it must break. */
  readonly meant: boolean;
}

export function violationsOf(properties: readonly PropertyResult[]): readonly Violation[] {
  return properties
    .flatMap(({ verdict, at, name, reason, expected }) =>
      verdict === "broken" && at !== undefined
        ? [{ at, name, reason, meant: expected === "broken" }]
        : [],
    )
    .sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1));
}

/**
 * A violation, if there is one; else the longest time without an acknowledged write; else the first fault; else a
 * recorded window. Undefined when nothing happened, or when the
 * close-up would be most of the run anyway.
 */
export function momentOf(recording: CaseRecording, gap: Gap | undefined): Moment | undefined {
  const { result } = recording;
  const chosen =
    aroundViolation(violationsOf(result.properties)[0]) ??
    aroundGap(gap) ??
    aroundFault(recording) ??
    aroundWindow(recording);
  if (chosen === undefined) return undefined;
  const from = Math.max(0, floorTo(chosen.from, 100_000));
  const until = Math.min(result.virtualTime, -floorTo(-chosen.until, 100_000));
  return (until - from) * 2 > result.virtualTime ? undefined : { ...chosen, from, until };
}

function aroundViolation(violation: Violation | undefined): Moment | undefined {
  if (violation === undefined) return undefined;
  const why = `around the first violation, of ${violation.name}`;
  return { from: violation.at - 2_000_000, until: violation.at + 1_000_000, why };
}

function aroundGap(gap: Gap | undefined): Moment | undefined {
  if (gap === undefined) return undefined;
  const length = gap.until - gap.from;
  const why = "around the longest time without an acknowledged write";
  return { from: gap.from - length * 0.3, until: gap.until + length * 0.4, why };
}

function aroundWindow({ windows }: CaseRecording): Moment | undefined {
  const first = windows[0];
  if (first === undefined) return undefined;
  const middle = (first.from + first.until) / 2;
  const half = Math.max(first.until - first.from, 1_000_000);
  return { from: middle - half, until: middle + half, why: first.why };
}

function aroundFault({ result }: CaseRecording): Moment | undefined {
  const first = result.faults[0];
  if (first === undefined) return undefined;
  const why = `around the beginning of ${first.name} ${first.about}`;
  return { from: first.from - 1_000_000, until: first.from + 3_000_000, why };
}

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;
