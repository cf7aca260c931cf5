import test from "ava";
import { describeOperation } from "./describe.ts";
import type { Query, RequestId } from "./operation.ts";

const request = 7 as RequestId;
const query: Query = {
  kind: "query",
  request,
  key: "customer-1",
  table: "orders",
  wanted: { kind: "between", low: 3, high: 9 },
  backwards: true,
  consistency: "strong",
  limit: 10,
  startAfter: "9",
};

test("requests of items say which item, of which table", (t) => {
  const put = { kind: "put", request, value: 7, bytes: 9, condition: undefined } as const;
  t.is(describeOperation({ ...put, key: "k" }), "put r7 k=7");
  t.is(describeOperation({ ...put, key: "k", sort: 2, table: "t" }), "put r7 t/k/2=7");
});

test("queries and scans say which stretch", (t) => {
  t.is(
    describeOperation(query),
    "query r7 orders/customer-1 between 3 and 9 backwards limit 10 after 9 strong",
  );
  const scan = { kind: "scan", request, key: "", consistency: "eventual" } as const;
  t.is(
    describeOperation({ ...scan, limit: undefined, startAfter: undefined, table: "orders" }),
    "scan r7 orders/ eventual",
  );
});

test("answers say how many items there were, and what was exceeded", (t) => {
  const item = { key: "k", sort: 1, value: 4, bytes: 9 };
  const done = { kind: "done", request, value: undefined, version: 0, units: 1 } as const;
  t.is(describeOperation({ ...done, page: { items: [item], last: "1" } }), "done r7 1 items, more");
  t.is(describeOperation(done), "done r7 none");
  const throttle = {
    exception: "ThrottlingException",
    reason: "TableWriteKeyRangeThroughputExceeded",
    resource: "orders/p2",
  } as const;
  t.is(
    describeOperation({ kind: "rejected", request, reason: "throttled", throttle }),
    "rejected r7 throttled TableWriteKeyRangeThroughputExceeded orders/p2",
  );
});
