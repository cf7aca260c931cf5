import test from "ava";
import type { Operation } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { neverBackInTime } from "./never-back-in-time.ts";
import { sessionReads } from "./session-reads.ts";

let requests = 0;

/** One answered operation of client 0 on item "x", from `from` to `until`. */
function operation(
  kind: "put" | "get",
  from: number,
  until: number,
  version: number,
  changes: Partial<Operation> = {},
): Operation {
  requests += 1;
  return {
    request: requests as RequestId,
    client: 0,
    process: "client-a-1",
    kind,
    key: "x",
    consistency: kind === "get" ? "strong" : undefined,
    argument: undefined,
    condition: undefined,
    attempt: 0,
    retryOf: undefined,
    phase: "load",
    invoked: from as SimTime,
    completed: until as SimTime,
    outcome: "ok",
    result: version,
    version,
    units: 1,
    error: undefined,
    ...changes,
  };
}

const eventual = { consistency: "eventual" } as const;

/** A page of a global index that shows "x" as of a version. */
const indexPage = (from: number, until: number, version: number): Operation =>
  operation("get", from, until, 0, {
    kind: "query",
    key: "customer-1",
    ...eventual,
    item: { key: "customer-1" },
    range: {
      wanted: { kind: "all" },
      index: "by-customer",
      backwards: false,
      limit: undefined,
      startAfter: undefined,
      pageOf: undefined,
    },
    page: {
      items: [
        {
          key: "customer-1",
          sort: undefined,
          value: 1,
          bytes: 1,
          of: { key: "x", sort: undefined },
          version,
        },
      ],
      last: undefined,
    },
  });

test("a read behind its client's own write must show it", (t) => {
  const history = [operation("put", 0, 10, 5), operation("get", 11, 20, 4, eventual)];
  const { found } = sessionReads(history);
  t.deepEqual(
    found.map(({ guarantee, type, version, known }) => ({ guarantee, type, version, known })),
    [{ guarantee: "read-your-writes", type: "eventual", version: 4, known: 5 }],
  );
  t.is(neverBackInTime("eventual").judge({ operations: history }).verdict, "broken");
});

test("a read that began before the write was answered may show less", (t) => {
  const history = [operation("put", 0, 10, 5), operation("get", 9, 20, 4, eventual)];
  t.deepEqual(sessionReads(history).found, []);
  t.is(neverBackInTime("eventual").judge({ operations: history }).verdict, "holds");
});

test("a read must not show less than one of its type before it", (t) => {
  const history = [indexPage(0, 10, 7), indexPage(11, 20, 6)];
  t.deepEqual(
    sessionReads(history).found.map(({ guarantee, type }) => [guarantee, type]),
    [["monotonic-reads", "index"]],
  );
});

test("an index is not held to what other reads have shown, nor to other clients' writes", (t) => {
  const others = operation("put", 0, 10, 9, { client: 1 });
  t.deepEqual(sessionReads([others, operation("get", 0, 10, 9), indexPage(11, 20, 6)]).found, []);
});

test("of reads of which there are none nothing is known", (t) => {
  const { verdict } = neverBackInTime("index").judge({ operations: [operation("get", 0, 1, 1)] });
  t.is(verdict, "unknown");
});
