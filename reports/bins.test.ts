import test from "ava";
import fc from "fast-check";
import { binsOf, binWidth } from "./bins.ts";
import { few } from "./sample/few.ts";

test("windows are round, and the shortest that are few enough", (t) => {
  t.is(binWidth({ from: 0, until: 70_000_000 }, 140), 500_000);
  t.is(binWidth({ from: 0, until: 70_000_001 }, 140), 1_000_000);
  t.is(binWidth({ from: 9_200_000, until: 13_700_000 }, 140), 50_000);
  t.is(binWidth({ from: 0, until: 6_000_000_000 }, 100), 100_000_000);
  t.is(binWidth({ from: 5, until: 5 }, 10), 1_000);
});

test("windows begin at multiples of their length and cover the span", (t) => {
  const bins = binsOf([], { from: 9_230_000, until: 9_410_000 }, 100_000);
  t.deepEqual(
    bins.map(({ from, until }) => [from, until]),
    [
      [9_200_000, 9_300_000],
      [9_300_000, 9_400_000],
      [9_400_000, 9_500_000],
    ],
  );
});

test("an attempt counts in the window in which it was asked, whenever it was answered", (t) => {
  const operations = few([
    { invoked: 99_999, completed: 350_000 },
    { invoked: 100_000, outcome: "fail" },
    { invoked: 150_000, outcome: "info", completed: undefined },
  ]);
  const [first, second] = binsOf(operations, { from: 0, until: 200_000 }, 100_000);
  t.like(first, { attempted: 1, ok: 1, unknown: 0, failed: 0 });
  t.is(first?.latency?.p50, 250_001);
  t.like(second, { attempted: 2, ok: 0, unknown: 1, failed: 1, latency: undefined });
});

test("every attempt of the span is in exactly one window", (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(999_999), { maxLength: 80 }), (instants) => {
      const operations = few(instants.map((invoked) => ({ invoked })));
      const bins = binsOf(operations, { from: 0, until: 1_000_000 }, 70_000);
      return bins.reduce((sum, { attempted }) => sum + attempted, 0) === instants.length;
    }),
  );
  t.pass();
});
