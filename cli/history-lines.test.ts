import test from "ava";
import type { Operation } from "../sim/client/history.ts";
import type { RequestId } from "../sim/client/operation.ts";
import type { SimTime } from "../sim/kernel/time.ts";
import { historyEntries, historyLines } from "./history-lines.ts";

const operation = (
  request: number,
  invoked: number,
  completed: number | undefined,
  given: Partial<Operation> = {},
): Operation => ({
  request: request as RequestId,
  client: 0,
  process: "client-b-1",
  kind: "put",
  key: "k",
  consistency: undefined,
  argument: `v${request}`,
  condition: undefined,
  attempt: 0,
  retryOf: undefined,
  phase: "load",
  invoked: invoked as SimTime,
  completed: completed as SimTime | undefined,
  outcome: completed === undefined ? "info" : "ok",
  result: `v${request}`,
  version: 1,
  units: 1,
  error: completed === undefined ? "time-out" : undefined,
  ...given,
});

const short = (operations: readonly Operation[]): readonly string[] =>
  [...historyEntries("dynamodb", operations, 100)].map(
    ({ index, time, type, process, request }) => `${index} ${time} ${type} ${process} r${request}`,
  );

test("every attempt has an invocation and a completion, in the order of time", (t) => {
  t.deepEqual(short([operation(1, 0, 5), operation(2, 2, 3, { outcome: "fail" })]), [
    "0 0 invoke 0 r1",
    "1 2 invoke 1 r2",
    "2 3 fail 1 r2",
    "3 5 ok 0 r1",
  ]);
});

test("a process does one thing at a time, and one left open is never used again", (t) => {
  t.deepEqual(short([operation(1, 0, undefined), operation(2, 1, 2), operation(3, 3, 4)]), [
    "0 0 invoke 0 r1",
    "1 1 invoke 1 r2",
    "2 2 ok 1 r2",
    "3 3 invoke 1 r3",
    "4 4 ok 1 r3",
    "5 100 info 0 r1",
  ]);
});

test("an operation that ends as another begins overlaps it", (t) => {
  t.deepEqual(short([operation(1, 0, 5), operation(2, 5, 5)]), [
    "0 0 invoke 0 r1",
    "1 5 invoke 1 r2",
    "2 5 ok 0 r1",
    "3 5 ok 1 r2",
  ]);
});

test("a line says what was asked, and what came back", (t) => {
  const read = operation(3, 0, 9, {
    kind: "get",
    consistency: "strong",
    argument: undefined,
    result: "seen\n",
    version: 4,
  });
  const [asked, answered] = [...historyLines("dynamodb", [read], 100)].map(
    (line) => JSON.parse(line) as Record<string, unknown>,
  );
  t.like(asked, { type: "invoke", f: "get", key: "k", value: null, consistency: "strong" });
  t.like(answered, { type: "ok", f: "get", key: "k", value: "seen\n", version: 4, units: 1 });
});

test("a failure carries its error and what had been asked", (t) => {
  const write = operation(1, 0, 9, { outcome: "fail", error: "no-leader", result: undefined });
  const [, answered] = [...historyEntries("dynamodb", [write], 100)];
  t.like(answered, { type: "fail", value: "v1", error: "no-leader" });
});

test("a query's lines say which stretch was asked, and give the items found", (t) => {
  const range = {
    wanted: { kind: "all" },
    backwards: true,
    limit: 1,
    startAfter: undefined,
    pageOf: undefined,
  } as const;
  const page = { items: [{ key: "k", sort: 3, value: 7, bytes: 9 }], last: "3" };
  const query = operation(4, 0, 9, {
    kind: "query",
    item: { key: "k", table: "t" },
    range,
    page,
    tenant: "shop",
    result: undefined,
    argument: undefined,
  });
  const [asked, answered] = [...historyLines("dynamodb", [query], 100)].map(
    (line) => JSON.parse(line) as Record<string, unknown>,
  );
  t.like(asked, { f: "query", tenant: "shop", item: { key: "k", table: "t" } });
  t.like(asked, { range: { wanted: { kind: "all" }, backwards: true, limit: 1 } });
  t.deepEqual(answered?.page, page);
  t.is(answered?.value, null);
});
