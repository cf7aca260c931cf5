/**
 * The numbers of a run, computed from what clients saw, from marks and from traffic. Times in ms,
 * counts as counts; every share says of what. The keys come in this order in every result.
 */

import { type History, isWrite, type Operation, paysForWrites } from "../sim/client/history.ts";
import type { Traffic } from "../sim/kernel/observer.ts";
import type { SimTime } from "../sim/kernel/time.ts";
import { paging, tenantFigures, throttling } from "./admission-measures.ts";
import { bill } from "./bill.ts";
import { lostWrites } from "./histories/acknowledged-writes-survive.ts";
import { longestOutage } from "./histories/writes-resume.ts";
import { indexFigures } from "./index-measures.ts";
import { latencies } from "./latencies.ts";
import { pace } from "./pace.ts";
import { requestPath } from "./path-measures.ts";
import { provisionedBill } from "./provisioned-bill.ts";
import type { PathTraffic } from "./recording/path-recorder.ts";
import type { Measure } from "./result.ts";
import { sessions } from "./session-measures.ts";
import { staleness } from "./staleness.ts";
import { transactionFigures } from "./transaction-measures.ts";

export interface Observed {
  readonly history: History;
  readonly marks: ReadonlyMap<string, number>;
  readonly traffic: Traffic;
  /** Absent: nobody counted. */
  readonly path?: PathTraffic;
  readonly loadEnds: SimTime;
}

export function measuresOf(observed: Observed): Readonly<Record<string, Measure>> {
  const { history, loadEnds } = observed;
  const load = history.operations.filter(({ phase }) => phase === "load");
  const writes = load.filter(isWrite);
  const reads = load.filter(({ kind }) => kind === "get");
  const outage = longestOutage(history, 0 as SimTime, loadEnds);
  return {
    longestOutage: { value: outage.length / 1_000, unit: "ms" },
    outageBegins: { value: outage.from / 1_000_000, unit: "s" },
    acknowledged: counted(writes.filter(isOk)),
    lost: counted(lostWrites(history)),
    elections: mark(observed, "election-won"),
    electionsStarted: mark(observed, "election-started"),
    electionsDropped: mark(observed, "election-dropped"),
    ...attempts("write", writes),
    ...latencies("write", writes),
    ...attempts("strongRead", reads.filter(isStrong)),
    ...latencies("strongRead", reads.filter(isStrong)),
    ...attempts(
      "eventualRead",
      reads.filter((read) => !isStrong(read)),
    ),
    ...latencies(
      "eventualRead",
      reads.filter((read) => !isStrong(read)),
    ),
    ...staleness(load),
    ...requests(load),
    ...cost(observed, load),
    ...throttling(load),
    ...pace(load),
    ...paging(load),
    ...tenantFigures(load, loadEnds),
    ...bill(history),
    ...provisionedBill(history),
    ...requestPath(observed.path, observed.marks),
    ...inserts(load, loadEnds),
    ...indexFigures(load),
    ...sessions(load),
    ...transactionFigures(load),
  };
}

const isOk = ({ outcome }: Operation): boolean => outcome === "ok";
const isStrong = ({ consistency }: Operation): boolean => consistency === "strong";
const counted = (list: readonly unknown[]): Measure => ({ value: list.length, unit: "count" });
const mark = ({ marks }: Observed, name: string): Measure => ({
  value: marks.get(name) ?? 0,
  unit: "count",
});

function attempts(what: string, list: readonly Operation[]): Record<string, Measure> {
  if (list.length === 0) return {};
  return {
    [`${what}Attempts`]: counted(list),
    [`${what}Ok`]: counted(list.filter(isOk)),
    [`${what}Refused`]: counted(list.filter(({ outcome }) => outcome === "fail")),
    [`${what}Unknown`]: counted(list.filter(({ outcome }) => outcome === "info")),
  };
}

/** Requests as their users mean them: with all retries, was there an answer in the end? */
function requests(load: readonly Operation[]): Record<string, Measure> {
  const answered = new Map<number, boolean>();
  for (const operation of load) {
    const first = operation.retryOf ?? operation.request;
    const definite = isOk(operation) || operation.error === "condition-failed";
    answered.set(first, definite || answered.get(first) === true);
  }
  if (answered.size === 0) return {};
  let served = 0;
  for (const isAnswered of answered.values()) if (isAnswered) served += 1;
  return {
    requests: { value: answered.size, unit: "count" },
    requestsServed: { value: served / answered.size, unit: "share" },
    retries: counted(load.filter(({ attempt }) => attempt > 0)),
  };
}

/** Puts apart from counters, which some loads ask first. */
function inserts(load: readonly Operation[], loadEnds: SimTime): Record<string, Measure> {
  const puts = load.filter((operation) => operation.kind === "put" && isOk(operation));
  if (puts.length === 0 || loadEnds === 0) return {};
  return { putsPerSecond: { value: (puts.length * 1_000_000) / loadEnds, unit: "1/s" } };
}

function cost({ traffic }: Observed, load: readonly Operation[]): Record<string, Measure> {
  let read = 0;
  let write = 0;
  for (const operation of load) {
    if (paysForWrites(operation)) write += operation.units;
    else read += operation.units;
  }
  const answered = load.filter(isOk).length;
  return {
    readUnits: { value: read, unit: "units" },
    writeUnits: { value: write, unit: "units" },
    messagesPerOperation: {
      value: answered === 0 ? 0 : Math.round((traffic.sent / answered) * 100) / 100,
      unit: "messages",
    },
    messagesDropped: { value: traffic.dropped, unit: "count" },
  };
}
