import type { Operation } from "../../sim/client/history.ts";
import { type ExportFormat, openUpdate, type Told } from "./export-format.ts";

/**
 * Texts by key that are put and got, as in Porcupine's key-value logs. An item that does not exist
 * is the empty text; texts have a quote before them, so that none is empty or a number. Porcupine
 * knows no operation without an answer: such a write is answered at the end, when nobody looks.
 */
export const porcupine: ExportFormat = {
  joinsItems: false,
  answersAll: true,
  whyNot: openUpdate,
  tell: toldOf,
  line: ({ process, type, key, f, value }) =>
    `{:process ${process}, :type :${type}, :f :${f}, :key ${JSON.stringify(key)}, :value ${value}}`,
};

function toldOf({ kind, argument, outcome, result }: Operation): Told | undefined {
  if (kind === "get") {
    const answered = outcome === "ok" ? textOf(result) : "nil";
    return outcome === "ok" ? { f: "get", asked: "nil", answered } : undefined;
  }
  if (outcome === "fail") return undefined;
  const value = textOf(kind === "update" ? result : argument);
  return { f: "put", asked: value, answered: value };
}

const textOf = (value: Operation["result"]): string =>
  JSON.stringify(value === undefined ? "" : typeof value === "number" ? `${value}` : `'${value}`);
