import test from "ava";
import { at, ms } from "../sim/kernel/time.ts";
import { quantile } from "./latencies.ts";
import { measuresOf, type Observed } from "./measures.ts";
import { readSample } from "./samples/read-sample.test-helper.ts";

test("a quantile is the smallest value that the share does not exceed", (t) => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  t.is(quantile(values, 0.5), 50);
  t.is(quantile(values, 0.95), 95);
  t.is(quantile(values, 0.99), 99);
  t.is(quantile(values, 1), 100);
  t.is(quantile(values, 0), 1);
  t.is(quantile([7], 0.5), 7);
  t.is(quantile([1, 2, 3], 0.5), 2);
  t.is(quantile([], 0.5), 0);
});

const { history } = readSample(`# a timed-out put that is tried again, and then lost
client-1  put k=1                  0..4    ok
client-1  put k=2                  5..25   info
client-1  put k=2                  26..34  ok
client-2  get k -> 2               35..36  ok
client-2  put k=3 if absent        37..38  fail
client-2  put k=4                  39..40  fail
audit     get k -> 1               90..91  ok`);

const observed: Observed = {
  history: {
    operations: history.operations.map((operation) => ({
      ...operation,
      units: operation.outcome === "ok" ? 1.5 : 0,
      ...(operation.request === 3
        ? { attempt: 1, retryOf: history.operations[1]!.request }
        : undefined),
    })),
  },
  marks: new Map([["election-won", 2]]),
  traffic: { sent: 20, copied: 0, delivered: 17, dropped: 3, inFlight: 0 },
  loadEnds: at(ms(50)),
};

/** Values without their units. */
const values = (measures: ReturnType<typeof measuresOf>): Record<string, number> =>
  Object.fromEntries(Object.entries(measures).map(([name, { value }]) => [name, value]));

test("measures count what clients saw, in ms, and leave the audit out", (t) => {
  const measures = measuresOf(observed);
  t.like(values(measures), {
    longestOutage: 29,
    outageBegins: 0.005,
    acknowledged: 2,
    lost: 1,
    elections: 2,
    electionsStarted: 0,
    writeAttempts: 5,
    writeOk: 2,
    writeRefused: 2,
    writeUnknown: 1,
    writeLatencyP50: 4,
    writeLatencyMax: 8,
    strongReadAttempts: 1,
    strongReadLatencyP99: 1,
  });
  t.is(measures.longestOutage?.unit, "ms");
  t.false("eventualReadAttempts" in measures);
  t.false("staleShare" in measures);
});

test("a request is served if one of its attempts is answered, or its condition was false", (t) => {
  const { requests, requestsServed, retries } = values(measuresOf(observed));
  t.is(requests, 5);
  t.is(requestsServed, 4 / 5);
  t.is(retries, 1);
});

test("cost is units by kind, and messages over answered operations", (t) => {
  t.like(values(measuresOf(observed)), {
    readUnits: 1.5,
    writeUnits: 3,
    messagesPerOperation: 6.67,
    messagesDropped: 3,
  });
});

test("an empty history has an outage of no length and costs nothing", (t) => {
  const empty = measuresOf({ ...observed, history: { operations: [] } });
  t.like(values(empty), { longestOutage: 0, acknowledged: 0, messagesPerOperation: 0 });
  t.false("requests" in empty);
});

const throttle = {
  exception: "ThrottlingException",
  reason: "TableReadKeyRangeThroughputExceeded",
  resource: "t",
} as const;

test("throttled attempts are counted, by reason and by tenant; without any nothing is said", (t) => {
  const operations = history.operations.map((operation, index) => ({
    ...operation,
    tenant: index < 3 ? "shop" : "bank",
    ...(operation.outcome === "fail" ? { error: "throttled" as const, throttle } : {}),
  }));
  const figures = values(measuresOf({ ...observed, history: { operations } }));
  t.like(figures, {
    throttled: 2,
    throttledShare: 2 / 6,
    throttledTableReadKeyRangeThroughputExceeded: 2,
    "shop.throttled": 0,
    "bank.throttled": 2,
    "shop.attempts": 3,
    "shop.admittedPerSecond": 40,
    "shop.writeLatencyP99": 8,
    "bank.readLatencyMax": 1,
  });
  t.false("throttled" in measuresOf(observed));
  t.false(Object.keys(measuresOf(observed)).some((name) => name.includes(".")));
});
