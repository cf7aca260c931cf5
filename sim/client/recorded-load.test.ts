import test from "ava";
import { callAt, dueAt, entriesFor, entryOf } from "./recorded-load.ts";
import { readRequestLog } from "./recorded-log.ts";
import { recorded } from "./workload.ts";

const never = () => {
  throw new RangeError("expected no draw");
};

const log = readRequestLog([
  '{"time":5,"op":"get","key":"a","client":"x"}',
  '{"time":6,"op":"set","key":"bb","value_size":10,"client":"y"}',
  '{"time":6,"op":"add","key":"a"}',
  '{"time":7,"op":"replace","key":"a","client":"z"}',
  '{"time":8,"op":"cas","key":"a","client":"x"}',
  '{"time":9,"op":"incr","key":"n"}',
  '{"time":9,"op":"decr","key":"n","client":"y"}',
  '{"time":9,"op":"delete","key":"bb","client":"x"}',
]);

test("a recorded client's entries all go to one client, the others in turn", (t) => {
  t.deepEqual(entriesFor(log, 0, 2), [0, 2, 3, 4, 7]);
  t.deepEqual(entriesFor(log, 1, 2), [1, 5, 6]);
  t.is(entryOf(log, 1, 2, 2), 6);
  t.is(entryOf(log, 1, 2, 3), undefined);
});

test("together the clients have every entry once, each in the order of the log", (t) => {
  for (const clients of [1, 2, 3, 20]) {
    const shares = Array.from({ length: clients }, (_, client) => entriesFor(log, client, clients));
    t.deepEqual(
      shares.flat().sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    for (const share of shares)
      t.deepEqual(
        share,
        [...share].sort((a, b) => a - b),
      );
  }
});

test("entries are due at their own times, or sooner by the scale", (t) => {
  const due = (scale: number): number[] =>
    [0, 1, 7].map((entry) => dueAt(recorded({ log, scale }), entry));
  t.deepEqual(due(1), [0, 1_000_000, 4_000_000]);
  t.deepEqual(due(2), [0, 500_000, 2_000_000]);
});

test("each recorded operation becomes its request", (t) => {
  const workload = recorded({ log, reads: "eventual" });
  const calls = log.times.map((_, entry) => callAt(workload, entry, never));
  const conditional = { kind: "put", key: "a", bytes: 1 } as const;
  t.deepEqual(calls, [
    { kind: "get", key: "a", consistency: "eventual", bytes: 1 },
    { kind: "put", key: "bb", condition: undefined, bytes: 12 },
    { ...conditional, condition: { kind: "absent" } },
    { ...conditional, condition: { kind: "exists" } },
    { ...conditional, condition: "unchanged" },
    { kind: "update", key: "n", condition: undefined, add: 1, bytes: 1 },
    { kind: "update", key: "n", condition: undefined, add: -1, bytes: 1 },
    { kind: "delete", key: "bb", condition: undefined, bytes: 2 },
  ]);
  t.throws(() => callAt(workload, 8, never), { message: "expected an entry below 8, got 8" });
});
