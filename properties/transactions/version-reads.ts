import type { Anomalies } from "./anomalies.ts";
import type { VersionRead } from "./observed.ts";
import type { RegisterOperation } from "./transaction-history.ts";
import type { VersionIndex, VersionKey } from "./version-index.ts";
import { nameIn, told } from "./words.ts";

/** Two transactions that say they made the same version. `makers`: the last to say so, by place. */
export function judgeWriters(
  { transactions }: VersionIndex,
  { key, writes }: VersionKey,
  makers: readonly number[],
  anomalies: Anomalies,
): void {
  if (writes.version.length <= makers.length && isRising(writes.version)) return;
  const first = new Map<number, number>();
  writes.version.forEach((version, row) => {
    const writer = writes.transaction[row]!;
    if (transactions[writer]!.status === "fail") return;
    const other = first.get(version);
    if (other === undefined) {
      first.set(version, writer);
      return;
    }
    const nameOf = nameIn(transactions);
    const proof = `${nameOf(other)} and ${nameOf(writer)} both made version ${version} of ${key}.`;
    anomalies.addDirect("duplicate-writes", "read-uncommitted", [other, writer], proof);
  });
}

const isRising = (versions: readonly number[]): boolean =>
  versions.every((version, row) => row === 0 || versions[row - 1]! < version);

/** Adds what a single read gives away. `maker`: who made the version it saw, -1 for nobody known. */
export function judgeVersionRead(
  read: VersionRead<RegisterOperation>,
  maker: number,
  anomalies: Anomalies,
): void {
  const { transactions, reader, place } = read;
  const { operations } = transactions[reader]!;
  if (operations.length > 1) judgeInternal(read, anomalies);
  if (maker < 0 || maker === reader) return;
  const shown = operations[place]!;
  const nameOf = nameIn(transactions);
  const seen = `${nameOf(reader)} ${told(shown)}`;
  const writes = transactions[maker]!.operations.filter(
    (each) => each.kind === "write" && each.key === shown.key,
  );
  const write = writes.find(({ version }) => version === shown.version);
  if (transactions[maker]!.status === "fail") {
    const proof = `${seen}, and ${nameOf(maker)}, which wrote that, failed.`;
    anomalies.addDirect("G1a", "read-committed", [reader, maker], proof);
  }
  if (write === undefined) return;
  if (shown.value !== undefined && write.value !== shown.value) {
    const proof = `${seen} in version ${shown.version}, and ${nameOf(maker)}, which made that version, ${told(write)}.`;
    anomalies.addDirect("wrong-value", "read-uncommitted", [reader, maker], proof);
  }
  const last = writes.at(-1)!;
  if (last === write) return;
  const proof = `${seen}, and ${nameOf(maker)}, which wrote that, went on: it ${told(last)}.`;
  anomalies.addDirect("G1b", "read-committed", [reader, maker], proof);
}

/** A transaction sees what it wrote before, and otherwise what it saw before. */
function judgeInternal(
  { transactions, reader, place }: VersionRead<RegisterOperation>,
  anomalies: Anomalies,
): void {
  const { operations } = transactions[reader]!;
  const { key, version } = operations[place]!;
  const before = operations.slice(0, place).findLast((each) => each.key === key);
  if (before?.version === undefined || before.version === version) return;
  const proof = `${nameIn(transactions)(reader)} ${told(before)}, and then ${told(operations[place]!)}.`;
  anomalies.addDirect("internal", "read-atomic", [reader], proof);
}
