import type { Trace, TraceRecord } from "../sim/kernel/trace.ts";
import { firstDifference, recordInWords } from "../sim/kernel/trace-text.ts";
import { printable } from "./printable.ts";

/** Where two runs of one case part. */
export interface Parting {
  readonly case: string;
  /** Number of the event, or of the event in whose handling it happened. */
  readonly event: number | undefined;
  /** Virtual, µs. */
  readonly time: number | undefined;
  /** What happened there, in words. */
  readonly first: string;
  readonly second: string;
}

/** Undefined when both traces are the same. */
export function partingOf(name: string, first: Trace, second: Trace): Parting | undefined {
  const difference = firstDifference(first, second);
  if (difference === undefined) return undefined;
  const there = difference.first ?? difference.second;
  return {
    case: name,
    event: there?.event ?? there?.cause,
    time: there?.time,
    first: inWords(difference.first),
    second: inWords(difference.second),
  };
}

/** "at event 17 of dynamodb (12.345 ms): recorded …, now …" */
export function partingInWords(
  { case: name, event, time, first, second }: Parting,
  [one, other]: readonly [string, string],
): string {
  const number = event === undefined ? "before the first event" : `at event ${event}`;
  const when = time === undefined ? "" : ` (${(time / 1_000).toFixed(3)} ms)`;
  return `${number} of ${name}${when}: ${one} "${first}", ${other} "${second}"`;
}

const inWords = (record: TraceRecord | undefined): string =>
  record === undefined ? "nothing: the run had ended" : printable(recordInWords(record));
