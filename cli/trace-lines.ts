/** `trace.jsonl`: what happened, one record a line, in the order in which it happened. */

import type { Trace } from "../sim/kernel/trace.ts";

/** The trace of one case, and the stretches of it that must not be left out. */
export interface CaseTrace {
  readonly name: string;
  readonly trace: Trace;
  /** µs, both ends included. */
  readonly windows: readonly { readonly from: number; readonly until: number }[];
}

/** Records a case may have in the file, unless all are asked for. */
export const mostRecords = 100_000;

/**
 * The first line counts the records, and those left out. Kept are all within a window, such as
 * around a violation, and from the beginning as many as there is room for.
 *
 * @param most how many records of one case to keep
 */
export function* traceLines(cases: readonly CaseTrace[], most: number): Generator<string> {
  const plans = cases.map((each) => ({ ...each, ...planOf(each, most) }));
  const records = sum(plans.map(({ trace }) => trace.length));
  const shown = sum(plans.map((plan) => plan.shown));
  yield line({
    records,
    shown,
    leftOut: records - shown,
    cases: plans.map((plan) => ({
      case: plan.name,
      records: plan.trace.length,
      shown: plan.shown,
    })),
  });
  for (const plan of plans) yield* linesOf(plan);
}

interface Plan extends CaseTrace {
  readonly shown: number;
  /** How many records outside every window are kept, from the beginning. */
  readonly early: number;
  /** How many within windows. */
  readonly close: number;
}

function planOf({ trace, windows }: CaseTrace, most: number): Omit<Plan, keyof CaseTrace> {
  let within = 0;
  for (let index = 0; index < trace.length; index += 1) {
    if (isWithin(windows, trace.row(index)[0])) within += 1;
  }
  const close = Math.min(within, most);
  const early = Math.min(trace.length - within, most - close);
  return { shown: close + early, early, close };
}

function* linesOf({ name, trace, windows, early, close }: Plan): Generator<string> {
  const left = { early, close };
  for (const { event, time, kind, role, peer, label, cause } of trace.records()) {
    const place = isWithin(windows, time) ? "close" : "early";
    if (left[place] === 0) continue;
    left[place] -= 1;
    yield line({ case: name, event, time, kind, role, from: peer, label, cause });
  }
}

const isWithin = (windows: CaseTrace["windows"], time: number): boolean =>
  windows.some(({ from, until }) => time >= from && time <= until);

const line = (document: unknown): string => `${JSON.stringify(document)}\n`;

const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);
