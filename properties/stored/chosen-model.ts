import { isList, isMap } from "./datum.ts";
import { FormatError } from "./format-error.ts";
import type { StoredCall } from "./stored-call.ts";
import { hasOperation } from "./transactions-of.ts";

/** What a history can be held against. */
export const models = [
  "register",
  "cas-register",
  "multi-register",
  "mutex",
  "kv",
  "set",
  "queue",
  "bank",
  "counter",
  "list-append",
  "rw-register",
  "transactions",
] as const;

export type ModelName = (typeof models)[number];

/** By what is asked for; the first that fits. */
const signs: readonly (readonly [ModelName, (call: StoredCall) => boolean])[] = [
  ["list-append", (call) => hasOperation(call, ["append"])],
  ["multi-register", (call) => call.f === "txn" && hasOperation(call, ["read", "write"])],
  ["rw-register", (call) => hasOperation(call, ["r", "w"])],
  ["mutex", ({ f }) => f === "acquire" || f === "release"],
  ["kv", ({ f }) => f === "get" || f === "put" || f === "append"],
  ["queue", ({ f }) => f === "enqueue" || f === "dequeue" || f === "drain"],
  ["bank", ({ f, answer }) => f === "transfer" || (f === "read" && isMap(answer))],
  ["cas-register", ({ f }) => f === "cas"],
  ["register", ({ f }) => f === "write"],
  ["set", ({ f, answer }) => f === "read" && isList(answer)],
  ["counter", ({ f }) => f === "add"],
];

/**
 * The model that a history is most likely meant for.
 *
 * @throws FormatError when it is none that we know
 */
export function modelFor(calls: readonly StoredCall[]): ModelName {
  const found = signs.find(([, isSign]) => calls.some(isSign));
  if (found !== undefined) return found[0];
  if (calls.every(({ f }) => f === "read")) return "register";
  throw new FormatError(calls[0]!.line, `nothing tells what it is about: expected --model MODEL`);
}
