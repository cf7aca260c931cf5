import test from "ava";
import type { Operation, PartOperation } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { linearizable } from "./linearizable.ts";
import { singly } from "./singly.ts";
import { transactionsSerializable } from "./transactions-serializable.ts";

const operation = (request: number, changes: Partial<Operation>): Operation => ({
  request: request as RequestId,
  client: 0,
  process: "client-1",
  kind: "transact-write",
  key: "",
  consistency: undefined,
  argument: undefined,
  condition: undefined,
  attempt: 0,
  retryOf: undefined,
  phase: "load",
  invoked: (request * 10) as SimTime,
  completed: (request * 10 + 5) as SimTime,
  outcome: "ok",
  result: undefined,
  version: 0,
  units: 0,
  error: undefined,
  ...changes,
});

const put = (key: string, value: number, version = 0): PartOperation => ({
  kind: "put",
  key,
  item: { key },
  argument: value,
  condition: undefined,
  result: version === 0 ? undefined : value,
  version,
});

const seen = (key: string, value: number | undefined, version: number): PartOperation => ({
  kind: "get",
  key,
  item: { key },
  argument: undefined,
  condition: undefined,
  result: value,
  version,
});

const read = (request: number, key: string, value: number | undefined, version = 0) =>
  operation(request, { kind: "get", key, consistency: "strong", result: value, version });

test("a transaction is one request for each of its items", (t) => {
  const both = operation(1, { parts: [put("x", 1, 1), put("y", 1, 4)] });
  t.deepEqual(
    singly([both]).map(({ kind, key, argument, version }) => ({ kind, key, argument, version })),
    [
      { kind: "put", key: "x", argument: 1, version: 1 },
      { kind: "put", key: "y", argument: 1, version: 4 },
    ],
  );
});

test("attempts with one token are one request, from the first one's call on", (t) => {
  const lost = operation(1, {
    parts: [put("x", 1)],
    token: "t1",
    outcome: "info",
    error: "time-out",
  });
  const overwritten = operation(2, { kind: "put", key: "x", argument: 2, version: 2 });
  const again = operation(3, { parts: [put("x", 1, 1)], token: "t1", retryOf: lost.request });
  const last = read(4, "x", 2, 2);
  t.is(linearizable.judge({ operations: [lost, overwritten, again, last] }).verdict, "holds");
  const twice = { ...again, token: "t3" };
  t.is(linearizable.judge({ operations: [lost, overwritten, twice, last] }).verdict, "broken");
});

test("what is still under way for another attempt is in doubt", (t) => {
  const lost = operation(1, { parts: [put("x", 1)], token: "t1", outcome: "info" });
  const told = { retryOf: lost.request, outcome: "fail", error: "in-progress" } as const;
  const again = operation(2, { parts: [put("x", 1)], token: "t1", ...told });
  t.deepEqual(
    singly([lost, again]).map(({ outcome }) => outcome),
    ["info"],
  );
});

test("half of a transaction, seen by another one, is not serializable", (t) => {
  const both = operation(1, { parts: [put("x", 1, 1), put("y", 1, 1)] });
  const half = operation(2, {
    kind: "transact-get",
    parts: [seen("x", 1, 1), seen("y", undefined, 0)],
  });
  const whole = operation(2, { kind: "transact-get", parts: [seen("x", 1, 1), seen("y", 1, 1)] });
  t.is(transactionsSerializable.judge({ operations: [both, half] }).verdict, "broken");
  t.is(transactionsSerializable.judge({ operations: [both, whole] }).verdict, "holds");
});

test("single reads of two items may each be on another side of a transaction", (t) => {
  const both = operation(1, { parts: [put("x", 1, 1), put("y", 1, 1)] });
  const reads = [read(2, "x", 1, 1), read(3, "y", undefined)];
  t.is(transactionsSerializable.judge({ operations: [both, ...reads] }).verdict, "holds");
});
