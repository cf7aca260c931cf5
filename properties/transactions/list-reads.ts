import type { Anomalies } from "./anomalies.ts";
import type { VersionRead } from "./observed.ts";
import type { ListOperation, Written } from "./transaction-history.ts";
import { listed, nameIn, told } from "./words.ts";

type ListRead = VersionRead<ListOperation>;

/** G1b: it ends with what another transaction appended before it was done with the list. */
export function judgeIntermediate(read: ListRead, anomalies: Anomalies): void {
  const { transactions, reader, versions, position } = read;
  const writer = versions.writers[position - 1] ?? -1;
  if (writer < 0 || writer === reader) return;
  const { operations } = transactions[writer]!;
  if (operations.length === 1) return;
  const { key, values } = versions;
  const seen = values[position - 1]!;
  const last = operations.findLast((each) => each.kind === "append" && each.key === key)!;
  if (last.value === seen || anomalies.isFull("G1b")) return;
  const nameOf = nameIn(transactions);
  const proof = `${nameOf(reader)} read ${key} with ${seen} at its end, and ${nameOf(writer)}, which appended that, went on to append ${last.value}.`;
  anomalies.addDirect("G1b", "read-committed", [reader, writer], proof);
}

/** A transaction sees what it read and appended before, and nothing else new. */
export function judgeInternal(
  { transactions, reader, place }: ListRead,
  shown: readonly Written[],
  anomalies: Anomalies,
): void {
  const { operations } = transactions[reader]!;
  const { key } = operations[place]!;
  let rest = shown.length;
  for (let before = place - 1; before >= 0; before -= 1) {
    const operation = operations[before]!;
    if (operation.key !== key) continue;
    if (operation.kind === "append") {
      rest -= 1;
      if (shown[rest] === operation.value) continue;
    } else {
      const { value } = operation;
      if (value === undefined) return;
      if (value.length === rest && value.every((each, index) => each === shown[index])) return;
    }
    const proof = `${nameIn(transactions)(reader)} ${told(operation)}, and then read ${key} = ${listed(shown)}.`;
    return anomalies.addDirect("internal", "read-atomic", [reader], proof);
  }
}
