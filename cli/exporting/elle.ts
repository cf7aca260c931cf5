import type { Operation } from "../../sim/client/history.ts";
import { type ExportFormat, ednOf, foundBy, openUpdate, type Told } from "./export-format.ts";

/**
 * Transactions of reads and writes, as Elle's rw-register reads them; single requests are
 * transactions of one operation. A condition that held is a read before the write. Elle tells versions apart by their values, so
 * items that got one value twice, or were deleted, are left out.
 */
export const elle: ExportFormat = {
  joinsItems: true,
  answersAll: false,
  whyNot: (operations) => openUpdate(operations) ?? repeated(operations),
  tell: toldOf,
  line: ({ index, time, process, type, value }) =>
    `{:type :${type}, :f :txn, :value [${value}], :process ${process}, :time ${time}000, :index ${index}}`,
};

function repeated(operations: readonly Operation[]): string | undefined {
  const written = new Set<Operation["argument"]>();
  for (const { kind, outcome, argument, result } of operations) {
    if (kind === "get" || outcome === "fail") continue;
    const value = kind === "update" ? result : argument;
    if (value === undefined) return "a deletion has no value to be told by";
    if (written.has(value)) return "the same value was written twice";
    written.add(value);
  }
  return undefined;
}

function toldOf(operation: Operation): Told | undefined {
  const { kind, key, argument, outcome, result } = operation;
  const name = JSON.stringify(key);
  if (kind === "get") {
    return { f: "txn", asked: `[:r ${name} nil]`, answered: `[:r ${name} ${ednOf(result)}]` };
  }
  if (kind === "update" && outcome !== "ok") return undefined;
  const write = `[:w ${name} ${ednOf(kind === "update" ? result : argument)}]`;
  const found = readBefore(operation);
  if (found === undefined) return { f: "txn", asked: write, answered: write };
  return {
    f: "txn",
    asked: `[:r ${name} nil] ${write}`,
    answered: `[:r ${name} ${found}] ${write}`,
  };
}

/** What a write must have found, where that is one value. */
function readBefore(operation: Operation): string | undefined {
  const { kind, condition } = operation;
  if (condition?.kind === "equals") return ednOf(condition.value);
  if (condition?.kind === "absent") return "nil";
  const found = kind === "update" ? foundBy(operation) : undefined;
  return found === undefined ? undefined : ednOf(found);
}
