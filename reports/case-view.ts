/** Everything about one case that several panels need, worked out once. */

import type { CaseRecording } from "../properties/result.ts";
import type { Operation } from "../sim/client/history.ts";
import { type Bin, binsOf, binWidth, type Span } from "./bins.ts";
import { ballotsOf } from "./drawing/posture-strip.ts";
import { type Moment, momentOf, type Violation, violationsOf } from "./moment.ts";
import { type OperationsWindow, operationsWindow } from "./operations-window.ts";
import { classOf, loadOf, type RequestClass, type Summary, summarise } from "./summary.ts";

/** One way to look at a case: all of it, or close up. Charts over time are drawn for each. */
export interface View {
  /** Also the class of its figures: which of them are shown is a matter of style. */
  readonly name: "whole" | "close";
  readonly span: Span;
  readonly binWidth: number;
  readonly all: readonly Bin[];
  readonly byClass: readonly {
    readonly name: RequestClass;
    readonly operations: readonly Operation[];
    readonly bins: readonly Bin[];
  }[];
}

export interface CaseView {
  /** From 1. */
  readonly number: number;
  readonly recording: CaseRecording;
  /** Names of measures that come before all others. */
  readonly figures: readonly string[];
  readonly summary: Summary;
  readonly violations: readonly Violation[];
  readonly ballots: readonly number[];
  readonly moment: Moment | undefined;
  /** The operations that are drawn one by one. */
  readonly window: OperationsWindow | undefined;
  readonly views: readonly View[];
}

export function caseView(
  recording: CaseRecording,
  number: number,
  figures: readonly string[] = [],
): CaseView {
  const { result, operations, postures, loadEnds } = recording;
  const load = loadOf(operations);
  const summary = summarise(operations, loadEnds);
  const moment = momentOf(recording, summary.outage);
  const whole = viewOf("whole", { from: 0, until: Math.max(result.virtualTime, 1) }, load);
  return {
    number,
    recording,
    figures,
    summary,
    violations: violationsOf(result.properties),
    ballots: ballotsOf(postures),
    moment,
    window: operationsWindow(recording, moment),
    views: moment === undefined ? [whole] : [whole, viewOf("close", moment, load)],
  };
}

/** So many windows at most, and fewer when they would be near empty: lines through noise mislead. */
const bins = { most: 150, least: 20, attempts: 30 };

function viewOf(name: View["name"], span: Span, load: readonly Operation[]): View {
  const inside = load.filter(({ invoked }) => invoked >= span.from && invoked < span.until).length;
  const filled = Math.floor(inside / bins.attempts);
  const width = binWidth(span, Math.min(bins.most, Math.max(bins.least, filled)));
  const classes = new Map<RequestClass, Operation[]>([
    ["writes", []],
    ["strong reads", []],
    ["eventual reads", []],
    ["queries and scans", []],
  ]);
  for (const operation of load) classes.get(classOf(operation))?.push(operation);
  return {
    name,
    span,
    binWidth: width,
    all: binsOf(load, span, width),
    byClass: [...classes]
      .filter(([, operations]) => operations.length > 0)
      .map(([className, operations]) => ({
        name: className,
        operations,
        bins: binsOf(operations, span, width),
      })),
  };
}
