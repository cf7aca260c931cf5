/** What clients asked and what they got, in numbers. */

import { isPaged, isWrite, type Operation, type Outcome } from "../sim/client/history.ts";
import { type Quantiles, quantilesOf } from "./quantile.ts";
import { type Interval, wilson } from "./wilson.ts";

/** Requests that are told apart: writes need a quorum, strong reads the leader, others
 * anyone; pages take as long as there is to read. */
const requestClasses = ["writes", "strong reads", "eventual reads", "queries and scans"] as const;
export type RequestClass = (typeof requestClasses)[number];

export interface ErrorCount {
  readonly error: string;
  readonly outcome: Outcome;
  readonly count: number;
}

export interface ClassSummary {
  readonly name: RequestClass;
  readonly attempted: number;
  readonly ok: number;
  readonly unknown: number;
  readonly failed: number;
  /** Share of attempts answered ok. */
  readonly availability: Interval | undefined;
  /** Of attempts answered ok, µs. */
  readonly latency: Quantiles | undefined;
  /** Most frequent first. */
  readonly errors: readonly ErrorCount[];
}

/** A stretch without a single acknowledged write. */
export interface Gap {
  readonly from: number;
  readonly until: number;
}

export interface Summary {
  /** Only classes of which there was at least one attempt. */
  readonly classes: readonly ClassSummary[];
  readonly retries: number;
  /** Strong reads after the load, which no number above counts. */
  readonly audits: number;
  /** The longest stretch without an acknowledged write, where it stands out. */
  readonly outage: Gap | undefined;
}

export function classOf(operation: Operation): RequestClass {
  if (isPaged(operation)) return "queries and scans";
  if (isWrite(operation)) return "writes";
  return operation.consistency === "eventual" ? "eventual reads" : "strong reads";
}

/** Operations of the load: the audit afterwards is ours, not the clients'. */
export const loadOf = (operations: readonly Operation[]): readonly Operation[] =>
  operations.filter(({ phase }) => phase === "load");

/** µs from invocation to answer; undefined while there is none. */
export const latencyOf = ({ invoked, completed }: Operation): number | undefined =>
  completed === undefined ? undefined : completed - invoked;

export function summarise(operations: readonly Operation[], loadEnds: number): Summary {
  const load = loadOf(operations);
  return {
    classes: requestClasses
      .map((name) =>
        summariseClass(
          name,
          load.filter((operation) => classOf(operation) === name),
        ),
      )
      .filter(({ attempted }) => attempted > 0),
    retries: load.filter(({ retryOf }) => retryOf !== undefined).length,
    audits: operations.length - load.length,
    outage: outageOf(load, loadEnds),
  };
}

function summariseClass(name: RequestClass, operations: readonly Operation[]): ClassSummary {
  const latencies: number[] = [];
  const tally: Record<Outcome, number> = { ok: 0, info: 0, fail: 0 };
  for (const operation of operations) {
    tally[operation.outcome] += 1;
    const latency = latencyOf(operation);
    if (operation.outcome === "ok" && latency !== undefined) latencies.push(latency);
  }
  return {
    name,
    attempted: operations.length,
    ok: tally.ok,
    unknown: tally.info,
    failed: tally.fail,
    availability: wilson(tally.ok, operations.length),
    latency: quantilesOf(latencies),
    errors: errorsOf(operations),
  };
}

function errorsOf(operations: readonly Operation[]): readonly ErrorCount[] {
  const counts = new Map<string, { error: string; outcome: Outcome; count: number }>();
  for (const { error, outcome } of operations) {
    if (outcome === "ok") continue;
    const name = error ?? "no answer";
    const known = counts.get(`${outcome} ${name}`);
    if (known === undefined) counts.set(`${outcome} ${name}`, { error: name, outcome, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || (one.error < other.error ? -1 : 1),
  );
}

/** Shorter than this, µs, no one would call it an outage. */
const noticeable = 200_000;

/**
 * The longest time between two acknowledged writes, or between one and an edge of the load. Only if
 * it is ten times as long as writes are apart: else it says how few there were, not how they fared.
 */
function outageOf(load: readonly Operation[], loadEnds: number): Gap | undefined {
  const writes = load.filter(isWrite);
  if (writes.length === 0) return undefined;
  const answers = writes
    .filter(({ outcome, completed }) => outcome === "ok" && completed !== undefined)
    .map(({ completed }) => completed as number)
    .filter((completed) => completed <= loadEnds);
  const edges = [0, ...answers.sort((one, other) => one - other), loadEnds];
  let longest: Gap = { from: 0, until: 0 };
  for (let index = 1; index < edges.length; index++) {
    const gap = { from: edges[index - 1] ?? 0, until: edges[index] ?? 0 };
    if (gap.until - gap.from > longest.until - longest.from) longest = gap;
  }
  const apart = loadEnds / writes.length;
  return longest.until - longest.from > Math.max(noticeable, apart * 10) ? longest : undefined;
}
