import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { adaptiveShares, partitionsFor, staticShares } from "./adaptive-share.ts";

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const repeated = (value: number, count: number) => Array.from({ length: count }, () => value);
const settings = { gain: 0.5, decay: 0.5, limit: 1_000 };

test("the paper's table: 3,200 on 4 x 800, raised to 3,600 and 6,000, lowered to 5,000", (t) => {
  const created = partitionsFor(3_200, 1_000);
  t.deepEqual(staticShares(3_200, created), repeated(800, 4));
  t.is(partitionsFor(3_600, 1_000, created), 4);
  t.deepEqual(staticShares(3_600, 4), repeated(900, 4));
  const raised = partitionsFor(6_000, 1_000, created);
  t.deepEqual(staticShares(6_000, raised), repeated(750, 8));
  const lowered = partitionsFor(5_000, 1_000, raised);
  // The paper prints 675; 5,000 / 8 is 625.
  t.deepEqual(staticShares(5_000, lowered), repeated(625, 8));
});

test("a table has a partition at least, and no division is by none", (t) => {
  t.is(partitionsFor(0, 1_000), 1);
  t.throws(() => staticShares(100, 0), { message: /expected 1 or more partitions, got 0/ });
});

/** What partitions consume and refuse when they are asked for `demands`. */
const period = (allocations: readonly number[], demands: readonly number[]) =>
  allocations.map((allocation, index) => {
    const demand = demands[index] ?? 0;
    const consumed = Math.min(demand, allocation);
    return { allocation, consumed, throttled: demand - consumed };
  });

function settled(total: number, demands: readonly number[], periods: number): number[] {
  let allocations = staticShares(total, demands.length);
  for (let count = 0; count < periods; count += 1) {
    allocations = adaptiveShares(total, period(allocations, demands), settings);
  }
  return allocations;
}

test("a partition that wants 150 of 4 x 100 is served when the others use 50", (t) => {
  t.deepEqual(settled(400, [150, 50, 50, 50], 1), [125, 100, 100, 100]);
  const allocations = settled(400, [150, 50, 50, 50], 20);
  t.true(allocations[0]! > 149.9 && allocations[0]! <= 150);
  t.deepEqual(allocations.slice(1), [100, 100, 100]);
});

test("two hot partitions share what the others leave unused in proportion to what they refuse", (t) => {
  const allocations = settled(400, [1_000, 1_000, 50, 50], 20);
  t.deepEqual(allocations, [150, 150, 100, 100]);
});

test("when the table exceeds its total, boosted partitions fall back, and only they", (t) => {
  const boosted = [200, 100, 100, 100];
  const over = period(boosted, [200, 100, 100, 100]);
  t.deepEqual(adaptiveShares(400, over, settings), [150, 100, 100, 100]);
  let allocations = boosted;
  for (let count = 0; count < 10; count += 1) {
    allocations = adaptiveShares(400, period(allocations, repeated(200, 4)), settings);
  }
  t.true(allocations[0]! < 100.2);
  t.deepEqual(allocations.slice(1), [100, 100, 100]);
});

test("no allocation is raised above what one partition can serve", (t) => {
  t.deepEqual(settled(3_200, [5_000, 0, 0, 0], 30), [1_000, 800, 800, 800]);
});

test("without throttling, within the total, allocations stay", (t) => {
  const quiet = period([150, 100, 100, 100], [120, 80, 80, 80]);
  t.deepEqual(adaptiveShares(400, quiet, settings), [150, 100, 100, 100]);
});

test("shares that no micro-unit divides evenly neither grow nor wear off", (t) => {
  for (const total of [400, 1_000, 1_000.1, 7]) {
    const even = staticShares(total, 3);
    t.true(Math.round(sum(even) * 1e6) <= total * 1e6);
    let allocations = even;
    for (let count = 0; count < 50; count += 1) {
      const over = allocations.map((allocation) => ({ allocation, consumed: total, throttled: 1 }));
      allocations = adaptiveShares(total, over, settings);
    }
    t.deepEqual(allocations, even);
  }
});

const tables = fc.array(fc.tuple(fc.nat(2_000), fc.nat(2_000)), { minLength: 1, maxLength: 12 });

testProp(
  "boosts never exceed what is left unused, shares never fall below the even one or pass the limit",
  [tables, fc.integer({ min: 1, max: 10_000 })],
  (t, rows, total) => {
    const even = staticShares(total, rows.length)[0]!;
    t.true(sum(staticShares(total, rows.length)) <= total + 1e-6);
    const periods = period(
      rows.map(([boost]) => even + boost),
      rows.map(([, demand]) => demand),
    );
    const allocations = adaptiveShares(total, periods, { ...settings, limit: even + 900 });
    t.is(allocations.length, rows.length);
    t.true(allocations.every((allocation) => allocation >= even));
    const isOver = sum(periods.map(({ consumed }) => consumed)) > total;
    const isThrottled = periods.some(({ throttled }) => throttled > 0);
    if (isOver || !isThrottled) {
      t.true(allocations.every((allocation, at) => allocation <= periods[at]!.allocation + 1e-6));
    } else {
      const unused = sum(periods.map(({ consumed }) => Math.max(0, even - consumed)));
      // A micro-unit of each share may have been rounded away: nobody's, so for whoever wants it.
      const rounded = (rows.length + 1) * 1e-6;
      t.true(sum(allocations) - even * rows.length <= unused + rounded);
      t.true(allocations.every((allocation) => allocation <= even + 900));
    }
  },
);

test("what idle partitions leave is there for others, and parts need not be equal", (t) => {
  const [first, second] = adaptiveShares(
    400,
    [
      { even: 50, allocation: 50, consumed: 50, throttled: 400 },
      { even: 100, allocation: 100, consumed: 100, throttled: 0 },
    ],
    settings,
  );
  t.is(first, 250, "200 refused units by half, and 250 of the table were asked for by nobody");
  t.is(second, 100);
});
