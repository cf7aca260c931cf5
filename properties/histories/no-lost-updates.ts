import type { History, Operation } from "../../sim/client/history.ts";
import type { HistoryProperty } from "../property.ts";
import { singly } from "./singly.ts";

/** One counter's increments, and what an audit found in it. */
interface Counter {
  readonly key: string;
  acknowledged: number;
  /** Attempts of which nobody knows whether they counted. */
  unknown: number;
  audited: number | undefined;
}

/**
 * For loads whose writes to counters are all increments by one: puts of one more than was read, and
 * updates. When all is over a counter must hold every acknowledged increment, and no more than those
 * and the ones in doubt. An increment that was overwritten by somebody who had not seen it is lost.
 */
export const noLostUpdates: HistoryProperty = {
  kind: "history",
  name: "no-lost-updates",
  statement: "Every acknowledged increment of a counter is in it when all is over.",
  source: "claim U2; lost updates, Berenson et al. 1995, P4",

  judge(history) {
    const counters = auditedCounters(history);
    const checked = counters.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    if (checked === 0) {
      return { verdict: "unknown", checked, reason: "no acknowledged increment was audited" };
    }
    const lost = lostIncrements(history) ?? 0;
    const excess = counters.find(
      ({ audited = 0, acknowledged, unknown }) => audited > acknowledged + unknown,
    );
    const seen = `${lost} of ${checked} acknowledged increments lost, in ${counters.length} counters`;
    if (excess !== undefined) {
      const { key, audited, acknowledged, unknown } = excess;
      const reason = `${key} holds ${audited}, more than the ${acknowledged} acknowledged and ${unknown} in doubt`;
      return { verdict: "broken", checked, reason };
    }
    return { verdict: lost > 0 ? "broken" : "holds", checked, reason: seen };
  },
};

/** How many acknowledged increments are missing in the audit; undefined: there are no counters. */
export function lostIncrements(history: History): number | undefined {
  const counters = auditedCounters(history);
  if (counters.length === 0) return undefined;
  return counters.reduce((sum, counter) => sum + lostOf(counter), 0);
}

const auditedCounters = (history: History): readonly Counter[] =>
  [...countersOf(history).values()].filter(
    ({ audited, acknowledged, unknown }) => audited !== undefined && acknowledged + unknown > 0,
  );

/** Acknowledged increments that cannot be in what was found, even if none in doubt counted. */
const lostOf = ({ acknowledged, audited = 0 }: Counter): number =>
  Math.max(0, acknowledged - audited);

function countersOf({ operations }: History): Map<string, Counter> {
  const counters = new Map<string, Counter>();
  for (const operation of singly(operations)) {
    const { key, item } = operation;
    if (!(item?.key ?? key).startsWith("counter-")) continue;
    const counter = counters.get(key) ?? { key, acknowledged: 0, unknown: 0, audited: undefined };
    counters.set(key, counter);
    count(counter, operation);
  }
  return counters;
}

function count(counter: Counter, { kind, phase, outcome, result }: Operation): void {
  if (kind === "put" || kind === "update") {
    if (outcome === "ok") counter.acknowledged += 1;
    else if (outcome === "info") counter.unknown += 1;
  } else if (kind === "get" && phase === "audit" && outcome === "ok") {
    counter.audited ??= Number(result ?? 0);
  }
}
