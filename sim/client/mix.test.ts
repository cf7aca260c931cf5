import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import { kindSampler, mixOf, shareOfCounters } from "./mix.ts";

test("kinds come by their weights, which need not add up to 1", (t) => {
  const kindOf = kindSampler(mixOf({ get: 6, put: 3, delete: 1 }));
  const stream = streamsOf(1)("mix.test");
  const u32 = (): number => stream.u32();
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 100_000; draw += 1) {
    const kind = kindOf(u32);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  t.deepEqual([...counts.keys()].sort(), ["delete", "get", "put"]);
  t.true(Math.abs(counts.get("get")! - 60_000) < 600, `${counts.get("get")}`);
  t.true(Math.abs(counts.get("delete")! - 10_000) < 400, `${counts.get("delete")}`);
});

test("the largest and the smallest draw have a kind", (t) => {
  const kindOf = kindSampler(mixOf({ get: 0.1, put: 0.2, update: 0.7 }));
  t.is(
    kindOf(() => 0),
    "get",
  );
  t.is(
    kindOf(() => 0xffff_ffff),
    "update",
  );
});

test("counters have the keys that updates have of all writes", (t) => {
  t.is(shareOfCounters(mixOf({ get: 1, put: 1 })), 0);
  t.is(shareOfCounters(mixOf({ get: 1, update: 1 })), 1);
  t.is(shareOfCounters(mixOf({ increment: 1, conditionalIncrement: 1, put: 2 })), 0.5);
  t.is(shareOfCounters(mixOf({ get: 1, conditionalUpdate: 1, put: 2, conditionalPut: 1 })), 0.25);
  t.is(shareOfCounters(mixOf({ get: 1, delete: 1 })), 0);
});

test("a mix from which nothing can be drawn is refused", (t) => {
  t.throws(() => mixOf({}), { message: "expected a mix with a weight above 0, got none" });
  t.throws(() => mixOf({ get: 1, put: -1 }), {
    message: "expected a weight of 0 or more for put, got -1",
  });
});
