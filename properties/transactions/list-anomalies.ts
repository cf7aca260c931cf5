import type { Anomalies } from "./anomalies.ts";
import type { ListIndex, ListKey } from "./append-index.ts";
import { judgeIntermediate, judgeInternal } from "./list-reads.ts";
import { judgeLostUpdate } from "./lost-update.ts";
import type { Observed, VersionRead } from "./observed.ts";
import type { ListOperation, Written } from "./transaction-history.ts";
import { listed, nameIn } from "./words.ts";

/** Adds what single reads and appends give away, without a look at the order of transactions. */
export function addListAnomalies(index: ListIndex, observed: Observed, anomalies: Anomalies): void {
  const spoilt = observed.keys.map(({ writers }) => {
    const place = writers.findIndex((writer) => writer < 0);
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  });
  index.keys.forEach((entry, key) => {
    judgeKey(index, entry, anomalies);
    if (spoilt[key] !== Number.POSITIVE_INFINITY) judgeDirtyUpdate(index, entry, anomalies);
  });
  const { reads, transactions } = index;
  const lastReaders = new Map<number, number>();
  for (let number = 0; number < reads.key.length; number += 1) {
    const key = reads.key[number]!;
    const read: VersionRead<ListOperation> = {
      transactions,
      reader: reads.transaction[number]!,
      place: reads.place[number]!,
      key,
      versions: observed.keys[key]!,
      position: observed.reads.position[number]!,
    };
    const { operations } = transactions[read.reader]!;
    const shown = operations[read.place]!.value as readonly Written[];
    if (read.position < 0) judgeForeign(index, key, read.reader, shown, anomalies);
    if (shown.length > spoilt[key]!) judgeSpoilt(index, key, read.reader, shown, anomalies);
    if (read.position > 0) judgeIntermediate(read, anomalies);
    if (operations.length === 1) continue;
    judgeInternal(read, shown, anomalies);
    if (read.position >= 0) judgeLostUpdate(read, lastReaders, anomalies);
  }
}

function judgeKey({ transactions }: ListIndex, entry: ListKey, anomalies: Anomalies): void {
  const { ambiguous, key, longest, longestReader } = entry;
  for (const value of ambiguous) {
    const proof = `${value} was appended to ${key} more than once, and so says nothing about order.`;
    anomalies.addDirect("duplicate-writes", undefined, [], proof);
  }
  const repeated = repeatIn(longest);
  if (repeated === undefined || ambiguous.has(repeated)) return;
  const reader = nameIn(transactions)(longestReader);
  const proof = `${reader} read ${key} = ${listed(longest)}, with ${repeated} twice in it.`;
  anomalies.addDirect("duplicate-elements", "read-uncommitted", [longestReader], proof);
}

function repeatIn(values: readonly Written[]): Written | undefined {
  if (new Set(values).size === values.length) return undefined;
  return values.find((value, place) => values.indexOf(value) < place);
}

/** Somebody committed on top of what somebody else had undone. */
function judgeDirtyUpdate(
  { transactions }: ListIndex,
  { key, longest, appenders, ambiguous }: ListKey,
  anomalies: Anomalies,
): void {
  const nameOf = nameIn(transactions);
  let undone: number | undefined;
  for (const value of longest) {
    const writer = ambiguous.has(value) ? undefined : appenders.get(value);
    if (writer === undefined) continue;
    if (transactions[writer]!.status === "fail") undone = writer;
    else if (undone !== undefined) {
      const proof = `${nameOf(writer)} appended ${value} to ${key} after what ${nameOf(undone)} had appended, which failed.`;
      return anomalies.addDirect("dirty-update", "read-committed", [undone, writer], proof);
    }
  }
}

/** Two lists of one key of which neither goes on where the other ends. */
function judgeForeign(
  { transactions, keys }: ListIndex,
  number: number,
  reader: number,
  shown: readonly Written[],
  anomalies: Anomalies,
): void {
  if (anomalies.isFull("incompatible-order")) return;
  const { key, longest, longestReader } = keys[number]!;
  const nameOf = nameIn(transactions);
  const proof = `${nameOf(reader)} read ${key} = ${listed(shown)} and ${nameOf(longestReader)} read ${key} = ${listed(longest)}: neither goes on from the other.`;
  anomalies.addDirect("incompatible-order", "read-committed", [reader, longestReader], proof);
}

/** A read that shows what a failed transaction appended, or nobody. */
function judgeSpoilt(
  { transactions, keys }: ListIndex,
  number: number,
  reader: number,
  shown: readonly Written[],
  anomalies: Anomalies,
): void {
  if (anomalies.isFull("G1a") && anomalies.isFull("unwritten-read")) return;
  const { key, appenders } = keys[number]!;
  const nameOf = nameIn(transactions);
  const read = `${nameOf(reader)} read ${key} = ${listed(shown)}`;
  for (const value of shown) {
    const writer = appenders.get(value);
    if (writer === undefined) {
      const proof = `${read}, and nobody appended the ${value}.`;
      return anomalies.addDirect("unwritten-read", "read-committed", [reader], proof);
    }
    if (transactions[writer]!.status !== "fail") continue;
    const proof = `${read}, and ${nameOf(writer)}, which appended the ${value}, failed.`;
    return anomalies.addDirect("G1a", "read-committed", [reader, writer], proof);
  }
}
