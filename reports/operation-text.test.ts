import test from "ava";
import { askedText, operationText, outcomeText } from "./operation-text.ts";
import { few } from "./sample/few.ts";

const only = (entry: Parameters<typeof few>[0][number]) => few([entry])[0]!;

test("what was asked reads like the request, a read with what it found", (t) => {
  t.is(askedText(only({ kind: "put", argument: "v2" })), "put k1=v2");
  t.is(askedText(only({ kind: "update", argument: 3 })), "update k1 +3");
  t.is(askedText(only({ kind: "delete" })), "delete k1");
  t.is(askedText(only({ kind: "get", result: "v2" })), "get k1 → v2");
  t.is(askedText(only({ kind: "get" })), "get k1 → nothing");
  t.is(askedText(only({ kind: "get", outcome: "info" })), "get k1");
});

test("queries say which stretch they asked for, and how many items they found", (t) => {
  const range = {
    wanted: { kind: "at-least", value: 7 },
    backwards: true,
    limit: 10,
    startAfter: undefined,
    pageOf: undefined,
  } as const;
  const page = { items: [{ key: "k1", sort: 9, value: 1, bytes: 9 }], last: "9" };
  const query = { ...only({ kind: "query" }), range, page };
  t.is(askedText(query), "query k1, at least 7, backwards, at most 10 → 1 item, more behind");
  const scan = { ...range, wanted: undefined, backwards: false, limit: undefined };
  t.is(askedText({ ...only({ kind: "scan" }), key: "t/", range: scan }), "scan t/");
});

test("a throttled request says what was exceeded", (t) => {
  const throttle = {
    exception: "ThrottlingException",
    reason: "TableWriteKeyRangeThroughputExceeded",
    resource: "orders/p2",
  } as const;
  t.is(
    outcomeText({ ...only({ outcome: "fail", error: "throttled" }), throttle }),
    "failed: throttled (TableWriteKeyRangeThroughputExceeded, orders/p2)",
  );
});

test("conditions are part of what was asked", (t) => {
  const put = only({ kind: "put", argument: "v2" });
  t.is(askedText({ ...put, condition: { kind: "absent" } }), "put k1=v2 if it is absent");
  t.is(askedText({ ...put, condition: { kind: "equals", value: "v1" } }), "put k1=v2 if equals v1");
});

test("nobody knows, nobody answered, and certainly not are three different things", (t) => {
  t.is(outcomeText(only({ outcome: "info", error: "time-out" })), "unknown: time-out");
  t.is(outcomeText(only({ outcome: "info", completed: undefined })), "never answered");
  t.is(outcomeText(only({ outcome: "fail", error: "no-leader" })), "failed: no-leader");
});

test("a tooltip has all of it in one line", (t) => {
  const read = only({
    kind: "get",
    consistency: "strong",
    result: "v1",
    invoked: 2_000_000,
    attempt: 1,
  });
  t.is(
    operationText(read).replace(/\u00a0/g, " "),
    "op 0, client-b-0, try 2: strong get k1 → v1; asked at 2.000 s; ok after 1 ms",
  );
});
