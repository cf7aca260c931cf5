/**
 * Isolation of transactions on registers when every version is known: what a simulator, or a store
 * that tells its versions, makes of a history. All dependencies are then there to see, and every
 * verdict is the definition's.
 */

import { Anomalies } from "./anomalies.ts";
import { judge, type TransactionOptions } from "./judge.ts";
import { judgeLostUpdate } from "./lost-update.ts";
import { type KeyVersions, type Observed, unknownWriter, type VersionRead } from "./observed.ts";
import type {
  RegisterHistory,
  RegisterOperation,
  TransactionReport,
  Written,
} from "./transaction-history.ts";
import { type VersionIndex, type VersionKey, versionIndexOf } from "./version-index.ts";
import { judgeVersionRead, judgeWriters } from "./version-reads.ts";

/**
 * Reads without a version are not looked at. A write without one is taken for the maker of the
 * version with its value that somebody read and nobody else made, if it alone can be; otherwise it
 * is taken not to have happened.
 */
export function checkKnownVersions(
  history: RegisterHistory,
  options: TransactionOptions = {},
): TransactionReport {
  const index = versionIndexOf(history);
  const anomalies = new Anomalies();
  const chains = index.keys.map((entry) => chainOf(index, entry));
  chains.forEach(({ makers }, key) => {
    judgeWriters(index, index.keys[key]!, makers, anomalies);
  });
  const observed = observe(index, chains);
  addReadAnomalies(index, chains, observed, anomalies);
  return judge(observed, anomalies, options);
}

/** The versions of one key in their order. */
interface Chain {
  readonly versions: KeyVersions;
  /** By version number: its place. */
  readonly places: ReadonlyMap<number, number>;
  /** By place: who made it, failed or not. */
  readonly makers: readonly number[];
}

function chainOf({ transactions }: VersionIndex, entry: VersionKey): Chain {
  const { key, writes, reads } = entry;
  const numbers = Float64Array.from(new Set([...writes.version, ...reads.version])).sort(); // as numbers
  const known = numbers.filter((version) => version > 0);
  const places = new Map<number, number>();
  known.forEach((version, place) => {
    places.set(version, place);
  });
  const makers = new Array<number>(known.length).fill(unknownWriter);
  const values = new Array<Written | null | undefined>(known.length).fill(undefined);
  reads.transaction.forEach((reader, row) => {
    const place = places.get(reads.version[row]!);
    if (place === undefined) return;
    values[place] ??= transactions[reader]!.operations[reads.place[row]!]!.value;
    const maker = entry.unplaced.get(values[place] ?? null);
    makers[place] = maker === undefined || maker < 0 ? unknownWriter : maker;
  });
  writes.transaction.forEach((writer, row) => {
    const place = places.get(writes.version[row]!)!;
    makers[place] = writer;
    values[place] = transactions[writer]!.operations[writes.place[row]!]!.value;
  });
  const writers = makers.map((maker) =>
    maker >= 0 && transactions[maker]!.status === "fail" ? unknownWriter : maker,
  );
  return { versions: { key, values, writers, late: [] }, places, makers };
}

function observe({ transactions, keys }: VersionIndex, chains: readonly Chain[]): Observed {
  const columns = { transaction: [] as number[], key: [] as number[], position: [] as number[] };
  keys.forEach(({ reads }, key) => {
    const { places } = chains[key]!;
    reads.transaction.forEach((reader, row) => {
      columns.transaction.push(reader);
      columns.key.push(key);
      columns.position.push((places.get(reads.version[row]!) ?? -1) + 1);
    });
  });
  return { transactions, keys: chains.map(({ versions }) => versions), reads: columns };
}

function addReadAnomalies(
  { transactions, keys }: VersionIndex,
  chains: readonly Chain[],
  { reads }: Observed,
  anomalies: Anomalies,
): void {
  const lastReaders = new Map<number, number>();
  let number = 0;
  keys.forEach((entry, key) => {
    const { versions, makers } = chains[key]!;
    entry.reads.place.forEach((place) => {
      const reader = reads.transaction[number]!;
      const position = reads.position[number]!;
      const read: VersionRead<RegisterOperation> = {
        transactions,
        reader,
        place,
        key,
        versions,
        position,
      };
      judgeVersionRead(read, makers[position - 1] ?? unknownWriter, anomalies);
      if (transactions[reader]!.operations.length > 1) {
        judgeLostUpdate(read, lastReaders, anomalies);
      }
      number += 1;
    });
  });
}
