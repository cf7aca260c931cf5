/** Numbers of transactions: how many, how long, and how many came to nothing because of others. */

import { isWrite, type Operation } from "../sim/client/history.ts";
import { latencies } from "./latencies.ts";
import type { Measure } from "./result.ts";

/** Nothing for a load without transactions. */
export function transactionFigures(load: readonly Operation[]): Record<string, Measure> {
  const writes = load.filter(({ kind }) => kind === "transact-write");
  const reads = load.filter(({ kind }) => kind === "transact-get");
  if (writes.length + reads.length === 0) return {};
  const singleWrites = load.filter(isWrite);
  const singleReads = load.filter(({ kind }) => kind === "get");
  return {
    ...latencies("transactWrite", writes),
    ...latencies("transactGet", reads),
    ...ratio("transactWriteToWrite", writes, singleWrites),
    ...ratio("transactGetToGet", reads, singleReads),
    ...counts("transactWrites", writes),
    ...counts("transactGets", reads),
    ...share("cancelledShare", [...writes, ...reads, ...singleWrites, ...singleReads]),
    ...share("transactWritesCancelledShare", writes),
    ...share("transactGetsCancelledShare", reads),
    ...share("singleWritesCancelledShare", singleWrites),
    ...share("singleReadsCancelledShare", singleReads),
    ...alike(singleWrites, writes),
  };
}

/** Undefined shares are left out, and so is a division by none. */
function alike(
  single: readonly Operation[],
  transactions: readonly Operation[],
): Record<string, Measure> {
  const [one, other] = [single, transactions].map((list) => share("", list)[""]?.value);
  return one === undefined || !other
    ? {}
    : { singleToTransactWritesCancelled: { value: one / other, unit: "times" } };
}

/** How many times longer in the median. */
function ratio(
  name: string,
  transactions: readonly Operation[],
  single: readonly Operation[],
): Record<string, Measure> {
  const [long, short] = [transactions, single].map((list) => latencies("", list).LatencyP50?.value);
  return long === undefined || short === undefined
    ? {}
    : { [name]: { value: long / short, unit: "times" } };
}

const counts = (name: string, list: readonly Operation[]): Record<string, Measure> =>
  list.length === 0
    ? {}
    : {
        [name]: { value: list.length, unit: "count" },
        [`${name}Done`]: {
          value: list.filter(({ outcome }) => outcome === "ok").length,
          unit: "count",
        },
      };

/** Of those answered: refused because somebody else was at the same item. */
function share(name: string, list: readonly Operation[]): Record<string, Measure> {
  const answered = list.filter(
    ({ outcome, error }) => outcome === "ok" || error === "condition-failed" || isInConflict(error),
  );
  if (answered.length === 0) return {};
  const cancelled = answered.filter(
    ({ error, reasons = ["TransactionConflict"] }) =>
      isInConflict(error) && reasons.includes("TransactionConflict"),
  );
  return { [name]: { value: cancelled.length / answered.length, unit: "share" } };
}

const isInConflict = (error: Operation["error"]): boolean =>
  error === "transaction-canceled" || error === "transaction-conflict";
