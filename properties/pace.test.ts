import test from "ava";
import type { Operation } from "../sim/client/history.ts";
import { pace } from "./pace.ts";
import { readSample } from "./samples/read-sample.test-helper.ts";

const { history } =
  readSample(`# four writes and a read in a tenth of a second; two writes are throttled
client-1  put k=1         0..5      ok
client-1  put k=2         20..22    fail
client-1  get k -> 1      40..41    ok
client-1  put k=3         60..64    fail
client-1  put k=4         100..105  ok`);

const inATable = history.operations.map(
  (operation): Operation => ({
    ...operation,
    item: { key: operation.key, table: "orders" },
    ...(operation.outcome === "fail" ? { error: "throttled" as const } : {}),
  }),
);

test("attempts a second, from the first to the last, by what became of them", (t) => {
  const { writesOffered, writesAdmitted, writesThrottled, readsOffered } = pace(inATable);
  t.is(writesOffered?.value, 40);
  t.is(writesAdmitted?.value, 20);
  t.is(writesThrottled?.value, 20);
  t.is(readsOffered?.value, 10);
});

test("how long it went well, and how long a refusal takes", (t) => {
  const { firstThrottledAfter, refusalP99 } = pace(inATable);
  t.is(firstThrottledAfter?.value, 0.02);
  t.is(refusalP99?.value, 4);
});

test("systems without tables have no such figures", (t) => {
  t.deepEqual(pace(history.operations), {});
});
