import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { count, halve, heavyHitters, hottest } from "./heavy-hitters.ts";

const streams = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 9 })), {
  minLength: 1,
  maxLength: 300,
});

testProp(
  "a count less its error is at most the truth, a count at least, and no heavy key is missed",
  [streams, fc.integer({ min: 1, max: 8 })],
  (t, stream, counters) => {
    const hitters = heavyHitters(counters);
    const truth = new Map<string, number>();
    for (const [number, weight] of stream) {
      const key = `key-${number}`;
      count(hitters, key, weight);
      truth.set(key, (truth.get(key) ?? 0) + weight);
    }
    t.true(hitters.keys.length <= counters);
    hitters.keys.forEach((key, index) => {
      const upper = hitters.counts[index] ?? 0;
      t.true((truth.get(key) ?? 0) <= upper);
      t.true((truth.get(key) ?? 0) >= upper - (hitters.errors[index] ?? 0));
    });
    for (const [key, weight] of truth) {
      if (weight > hitters.total / counters) t.true(hitters.keys.includes(key));
    }
  },
);

test("a key with half of the traffic is found among thousands that are seen once", (t) => {
  const hitters = heavyHitters(32);
  for (let index = 0; index < 10_000; index += 1) {
    count(hitters, index % 2 === 0 ? "hot" : `cold-${index}`, 1_000);
  }
  t.is(hottest(hitters)?.key, "hot");
  t.is(hottest(hitters)?.weight, 5_000_000);
});

test("after halvings what comes now outweighs what was", (t) => {
  const hitters = heavyHitters(4);
  count(hitters, "old", 100);
  for (let times = 0; times < 4; times += 1) halve(hitters);
  count(hitters, "new", 10);
  t.deepEqual(hottest(hitters), { key: "new", weight: 10 });
  t.is(hitters.total, 16);
});

test("nothing counted has no hottest key", (t) => {
  t.is(hottest(heavyHitters(4)), undefined);
});
