/** How fast a load came, and how fast it was served and refused: figures for tables. */

import { isWrite, type Operation } from "../sim/client/history.ts";
import { quantile } from "./latencies.ts";
import type { Measure } from "./result.ts";

/**
 * Attempts a second, from the first of the load to the last, and how long a throttled one waits to
 * be told. Empty where no table is named: such systems have no limits.
 */
export function pace(load: readonly Operation[]): Record<string, Measure> {
  const [first] = load;
  const last = load.at(-1);
  if (first?.item?.table === undefined || last === undefined) return {};
  const length = last.invoked - first.invoked;
  if (length === 0) return {};
  const writes = load.filter(isWrite);
  const reads = load.filter(({ kind }) => kind === "get");
  return { ...paceOf("write", writes, length), ...paceOf("read", reads, length), ...refusal(load) };
}

function paceOf(what: string, list: readonly Operation[], length: number): Record<string, Measure> {
  if (list.length === 0) return {};
  const perSecond = (some: readonly Operation[]): Measure => ({
    value: (some.length * 1_000_000) / length,
    unit: "1/s",
  });
  return {
    [`${what}sOffered`]: perSecond(list),
    [`${what}sAdmitted`]: perSecond(list.filter(({ outcome }) => outcome === "ok")),
    [`${what}sThrottled`]: perSecond(list.filter(isThrottled)),
  };
}

/** Also how long the load went on until the first was. */
function refusal(load: readonly Operation[]): Record<string, Measure> {
  const waits = load
    .filter(isThrottled)
    .map(({ invoked, completed }) => (completed ?? invoked) - invoked)
    .sort((left, right) => left - right);
  if (waits.length === 0) return {};
  const from = load[0]?.invoked ?? 0;
  const first = load.find(isThrottled)?.invoked ?? from;
  return {
    refusalP99: { value: quantile(waits, 0.99) / 1_000, unit: "ms" },
    firstThrottledAfter: { value: (first - from) / 1_000_000, unit: "s" },
  };
}

const isThrottled = ({ error }: Operation): boolean => error === "throttled";
