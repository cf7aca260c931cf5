import type { Operation } from "../../sim/client/history.ts";
import { type ExportFormat, ednOf, foundBy, openUpdate, type Told } from "./export-format.ts";

/**
 * Registers with comparisons, one for each item, as Jepsen's independent tests write them for
 * Knossos: `{:f :cas, :value ["item" [1 2]]}`. Conditions that no comparison can say are left out,
 * which makes the history say less and never anything wrong.
 */
export const jepsenEdn: ExportFormat = {
  joinsItems: false,
  answersAll: false,
  whyNot: openUpdate,
  tell: toldOf,
  line({ index, time, process, type, key, f, value }) {
    const name = JSON.stringify(key);
    return `{:type :${type}, :f :${f}, :value [${name} ${value}], :process ${process}, :time ${time}000, :index ${index}}`;
  },
};

function toldOf(operation: Operation): Told | undefined {
  const { kind, argument, condition, outcome, result } = operation;
  switch (kind) {
    case "get":
      return { f: "read", asked: "nil", answered: ednOf(result) };
    case "put":
    case "delete":
      return writeOf(argument, condition);
    case "update":
      if (outcome !== "ok") return undefined;
      return foundBy(operation) === undefined
        ? same("write", ednOf(result))
        : same("cas", `[${ednOf(foundBy(operation))} ${ednOf(result)}]`);
    default:
      return undefined;
  }
}

function writeOf(value: Operation["argument"], condition: Operation["condition"]): Told {
  if (condition?.kind === "equals") {
    return same("cas", `[${ednOf(condition.value)} ${ednOf(value)}]`);
  }
  if (condition?.kind === "absent") return same("cas", `[nil ${ednOf(value)}]`);
  return same("write", ednOf(value));
}

const same = (f: string, value: string): Told => ({ f, asked: value, answered: value });
