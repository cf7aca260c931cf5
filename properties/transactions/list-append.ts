/**
 * Isolation of transactions that append to lists and read them: each read shows the order of the
 * versions before it, so that nearly all dependencies can be told from outside (Kingsbury and
 * Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations", VLDB 2020).
 */

import { Anomalies } from "./anomalies.ts";
import { indexOf, type ListIndex, type ListKey } from "./append-index.ts";
import { judge, type TransactionOptions } from "./judge.ts";
import { addListAnomalies } from "./list-anomalies.ts";
import { type KeyVersions, notAmong, type Observed, unknownWriter } from "./observed.ts";
import type { ListHistory, TransactionReport } from "./transaction-history.ts";

/** Every value must be appended to a key at most once; one that is not orders nothing. */
export function checkListAppend(
  history: ListHistory,
  options: TransactionOptions = {},
): TransactionReport {
  const index = indexOf(history);
  const observed = observe(index);
  const anomalies = new Anomalies();
  addListAnomalies(index, observed, anomalies);
  return judge(observed, anomalies, options);
}

function observe(index: ListIndex): Observed {
  const { transactions, reads } = index;
  const late = unobserved(index);
  const keys = index.keys.map((entry, key) => versionsOf(index, entry, late[key]!));
  const position: number[] = [];
  for (let read = 0; read < reads.key.length; read += 1) {
    const { operations } = transactions[reads.transaction[read]!]!;
    const shown = operations[reads.place[read]!]!.value as readonly unknown[];
    const { longest } = index.keys[reads.key[read]!]!;
    position.push(isBeginning(shown, longest) ? shown.length : notAmong);
  }
  return { transactions, keys, reads: { ...reads, position } };
}

/** Whether a list goes on where the other ends, or is the same. */
function isBeginning(one: readonly unknown[], two: readonly unknown[]): boolean {
  if (one === two) return true;
  for (let place = 0; place < one.length; place += 1) {
    if (one[place] !== two[place]) return false;
  }
  return true;
}

function versionsOf(
  { transactions }: ListIndex,
  { key, appenders, ambiguous, longest }: ListKey,
  late: readonly number[],
): KeyVersions {
  const writers = longest.map((value) => {
    const writer = appenders.get(value);
    if (writer === undefined || ambiguous.has(value)) return unknownWriter;
    return transactions[writer]!.status === "fail" ? unknownWriter : writer;
  });
  return { key, values: longest, writers, late };
}

/**
 * By key: transactions that happened, with an append that no read shows. Lists only grow, so theirs
 * come after the longest list that was read.
 */
function unobserved({ transactions, keys }: ListIndex): number[][] {
  const happened = Uint8Array.from(transactions, ({ status }) => (status === "ok" ? 1 : 0));
  for (const { appenders, longest } of keys) {
    for (const value of longest) {
      const writer = appenders.get(value);
      if (writer !== undefined && transactions[writer]!.status === "info") happened[writer] = 1;
    }
  }
  return keys.map(({ appenders, longest, ambiguous }) => {
    if (appenders.size === longest.length) return [];
    const seen = new Set(longest);
    const late = new Set<number>();
    for (const [value, writer] of appenders) {
      if (!seen.has(value) && !ambiguous.has(value) && happened[writer] === 1) late.add(writer);
    }
    return [...late];
  });
}
