import type { Operation } from "../../../sim/client/history.ts";
import { inWords, partsOf } from "../../histories/linearizable.ts";
import { keyValue } from "../../linearizability/models/key-value.ts";
import type { ObjectHistory } from "../object-history.ts";

/** Items of our own tables: strong reads, and writes with their conditions. */
export const itemsOf = (operations: readonly Operation[]): ObjectHistory<Operation> => ({
  model: keyValue,
  parts: partsOf(operations),
  wordsOf: inWords,
});
